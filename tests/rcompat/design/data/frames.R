set.seed(20)
d <- data.frame(
  y = round(rnorm(14), 3), x = round(rnorm(14), 2), z = round(runif(14, 0.5, 4), 2), k = rpois(14, 3) + 1L,
  f = factor(rep(c("a", "b", "c"), length.out = 14)), g = factor(rep(c("lo", "hi"), each = 7), levels = c("lo", "hi")),
  o = factor(rep(c("s", "m", "l", "xl"), length.out = 14)[c(3:14, 1:2)], levels = c("s", "m", "l", "xl"), ordered = TRUE),
  l = rep(c(TRUE, FALSE, FALSE), length.out = 14), s = rep(c("q", "p", "r", "p", "p"), length.out = 14),
  w = rep(c(1, 2, 0.5), length.out = 14), stringsAsFactors = FALSE)
n <- d
n$y[3] <- NA; n$x[c(5, 9)] <- NA; n$f[7] <- NA; n$l[2] <- NA; n$s[11] <- NA; n$w[13] <- NA; n$k[14] <- NA
row.names(n) <- paste0("row", 1:14)
u <- d[d$f != "c" & d$o != "xl", ]
u$m <- matrix(seq(-1, 1, length.out = 2 * nrow(u))^3, ncol = 2)
m <- d
m$m <- matrix(round(rnorm(28), 2), 14, 2)
m$q <- cbind(first = m$x^2, m$z)
m$one <- matrix(m$x, 14, 1, dimnames = list(NULL, "single"))
m$q[4, 2] <- NA
a <- d
contrasts(a$f) <- "contr.sum"
contrasts(a$o) <- contr.treatment(4, base = 2)
contrasts(a$g) <- cbind(half = c(-0.5, 0.5))
a$h <- a$f
contrasts(a$h, 1) <- cbind(c(1, 0, -1))
a$i <- factor(rep(letters[1:5], length.out = 14))
contrasts(a$i) <- cbind(A = c(1, 1, -2, 0, 0), c(1, 2, 3, 4, 6))
p <- data.frame(y = c(1, 2, 3), x = c(0.25, NA, -1), z = c(1, 2, 3), k = 1:3, f = c("b", "a", NA), g = c("hi", "lo", "hi"),
                o = factor(c("m", "xl", "s"), levels = c("s", "m", "l", "xl"), ordered = TRUE), l = c(TRUE, TRUE, TRUE),
                s = c("r", "p", "q"), w = 1)
p2 <- transform(p, f = c("b", "zz", "a"))
one <- transform(d, f = factor(rep("a", 14)), s = rep("same", 14), l = rep(TRUE, 14))
e <- d[0, ]
