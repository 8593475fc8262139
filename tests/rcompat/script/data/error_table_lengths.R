table(c(1,1,2), c("a","b"))
