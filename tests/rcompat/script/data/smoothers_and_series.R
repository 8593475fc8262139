lowess(cars$speed[1:10], cars$dist[1:10])
lowess(cars, f = 0.2, iter = 0)$y[1:5]
lowess(c(1,2,3,4,5,6,7,8), c(2,4,3,6,8,5,9,10))$y
spline(1:4, c(1, 4, 2, 5), n = 6)
spline(1:4, c(1, 4, 2, 5), xout = c(1.5, 2.5), method = "natural")
f <- splinefun(1:4, c(1, 4, 2, 5)); f(c(1.5, 2.7)); f(2, deriv = 1)
g <- splinefun(1:4, c(1, 4, 2, 1), method = "periodic"); g(2.5)
h <- splinefun(1:4, c(1, 2, 4, 8), method = "monoH.FC"); h(2.5)
splinefun(1:4, c(1, 4, 2, 5), "natural")(c(0, 5))
as.roman(c(1, 4, 9, 1999)); as.integer(as.roman("XIV")); format(as.roman(14)); as.roman(5) + as.roman(3); class(as.roman(1)); as.character(as.roman(3)); rep(as.roman(2), 2); as.roman("IX") > as.roman("V"); paste(as.roman(1:3)); as.roman(4000)
a <- acf(lh, plot = FALSE); a
str(a)
a$acf[1:3]
pacf(lh, plot = FALSE, lag.max = 4)
acf(c(1, 3, 2, 5, 4, 6), lag.max = 3, type = "covariance", plot = FALSE)
acf(ts(c(1,4,2,5,3,6,4,7), frequency = 4), plot = FALSE)
acf(mtcars$mpg, plot = FALSE, lag.max = 4)
boxplot(mpg ~ cyl, data = mtcars, plot = FALSE)
boxplot(c(1, 2, 3, 4, 100), plot = FALSE)
b <- boxplot(list(a = 1:5, b = c(2, 9, 4)), plot = FALSE); b$stats; b$names
boxplot(mtcars[, 1:3], plot = FALSE)$out
boxplot.stats(c(1, 2, 3, 4, 100))
boxplot.stats(mtcars$hp)$out
d <- decompose(ts(c(1:12, 2:13, 3:14) + rep(c(0, 1), 18), frequency = 12)); d$figure; d$trend; d$type
decompose(co2)$figure
Box.test(lh); Box.test(lh, lag = 3, type = "Ljung-Box"); Box.test(lh, lag = 2, fitdf = 1)
ansari.test(c(1, 2, 3, 4, 5), c(2, 4, 6, 8, 9))
ansari.test(c(111, 107, 100, 99, 102, 106, 109, 108, 104, 99), c(107, 108, 106, 98, 105, 103, 110, 105.5, 104.5, 101))
ansari.test(c(1.1, 2.2, 3.3), c(0.4, 5.5, 6.7, 2.1), exact = TRUE)
quade.test(matrix(c(5, 4, 7, 10, 12, 1, 3, 1, 0, 2, 16, 12, 22, 22, 35), 5))
embed(1:5, 2)
filter(1:10, rep(1/3, 3))
filter(1:5, 0.5, method = "recursive")
diffinv(1:4)
lag(ts(1:4), -1)
cumall <- NULL
ave(c(1, 2, 3, 4), c("a", "a", "b", "b"))
