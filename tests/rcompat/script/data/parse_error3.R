y <- c(1, 2, 3)
mean(y))
