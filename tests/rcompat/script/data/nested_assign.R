x <- list(a = list(b = 1:3))
x$a$b[2] <- 99L
x
m <- matrix(0, 2, 2)
m[1, ] <- c(1, 2)
m[m == 0] <- -1
m
names(x)[1] <- "z"
x
f <- factor(c("a", "b"))
levels(f)[1] <- "AA"
f
attr(m, "note") <- "hi"
m
dim(m) <- NULL
m
y <- 1:3
y[["b"]] <- 4L
y
