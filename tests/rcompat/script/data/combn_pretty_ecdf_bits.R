combn(4, 2)
combn(c("a", "b", "c"), 2, paste, collapse = "-")
combn(3, 2, FUN = sum)
pretty(c(0, 97)); pretty(1:10, n = 3); pretty(c(0.001, 0.0123)); pretty(100:110, 5)
sequence(c(3, 2)); arrayInd(5, c(2, 3))
F <- ecdf(c(3, 1, 2, 2)); F; F(c(0, 1.5, 9)); summary(F)
density(c(1, 2, 3, 5))
getElement(list(a = 1), "a"); replace(1:5, 2, 99L); setequal(1:3, 3:1)
y <- c("a1b2", "c3"); regmatches(y, gregexpr("[0-9]", y)) <- list(c("X", "Y"), "Z"); y
s <- "abcdef"; substring(s, 2, 3) <- "ZZ"; s
v <- 1:6; split(v, c(1, 2)) <- list(c(10, 20, 30), c(1, 2, 3)); v
unstack(data.frame(values = 1:4, ind = factor(c("a", "a", "b", "b"))))
encodeString("a\nb"); encodeString("x", quote = '"', width = 6)
bitwNot(5L); bitwShiftL(1L, 4L); rev(as.integer(intToBits(6))[1:4]); as.hexmode(255); charToRaw("AB"); rawToChar(as.raw(c(72, 105)))
approx(c(1, 3), c(10, 30), xout = 2); f <- approxfun(1:3, c(2, 4, 8)); f(2.5)
embed(1:5, 2); toeplitz(1:3)
