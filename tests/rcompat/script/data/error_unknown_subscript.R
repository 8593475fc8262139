x <- c(5,3,8)
names(x) <- c("a","b","c")
barplot(x); y <- x[undefined_var]
