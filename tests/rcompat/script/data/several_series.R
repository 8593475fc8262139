class(EuStockMarkets)
head(EuStockMarkets, 2)
x <- ts(cbind(a = 1:3, b = c(4.5, 5, 6)), start = 2000)
x
class(x)
str(x)
y <- ts(matrix(1:8, 4), start = c(2020, 2), frequency = 4)
y
z <- ts(matrix(1:4, 2, dimnames = list(NULL, c("u", "v"))), start = c(2020, 11), frequency = 12)
z
x[, "a"]
x[1, ]
x[2:3, ]
window(x, 2001)
time(x)
summary(x)
as.data.frame(x)
as.data.frame(ts(1:3))
data.frame(v = ts(1:3))
dim(x); colnames(x); nrow(x)
cbind(ts(1:3), ts(2:4))
cbind(p = ts(1:3), q = lag(ts(1:3), 1))
str(EuStockMarkets)
apply(x, 2, mean)
colMeans(x)
plot(x)
x + 1
t(x)
ts.union(a = ts(1:2), b = ts(2:3, start = 2))
ts.intersect(a = ts(1:3), b = ts(2:4, start = 2))
start(x); end(x); frequency(x); tsp(x)
is.mts(x)
head(ts(1:10), 3)
ts(1:5)[2:3]
diff(ts(c(1, 4, 9), start = 2000))
log(ts(c(1, 10), start = 2000))
ts(1:3) + ts(2:4)
mean(ts(1:3))
aggregate(ts(1:12, frequency = 12, start = 2000), FUN = mean)
tapply(AirPassengers, cycle(AirPassengers), mean)
print(ts(round(c(1.234, 2.5), 2), start = c(2020, 3), frequency = 12))
ts(c(1.5, 2.25, 3), start = 2000.5, deltat = 0.5)
