x <- c(10, 20, 30)
x[[2]] <- 5
x
d <- data.frame(a = 1:3)
d$b <- NULL
d
d[["c"]] <- 3:1
d
d[d$a == 2, "c"] <- 100L
d
i <- 3
x[i + 1] <- 7
x
mat <- matrix(1:4, 2)
mat[2, 2] <- 10L
mat
f <- function(x) { x[1] <- 99; x }
f(x); x
l <- list(); l$a$b <- 1; str(l)
s <- "abc"; substr(s, 2, 2) <- "Z"; s
is.na(x) <- 2; x
levels(ff <- factor(c("u", "v")))
body(f)
mapply(rep, 1:2, 2:1)
