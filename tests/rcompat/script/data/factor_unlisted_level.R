factor(c("a","b"), levels="a")
