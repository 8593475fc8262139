t1 <- ts(1:12, start = c(2020, 1), frequency = 12)
t1
ts(c(5.1, 6.2, 7.3), start = 2001)
ts(1:10, frequency = 4, start = c(1959, 2))
x <- ts(c(3, 5, 2, 8, 6), start = 2000); x
start(t1); end(t1); frequency(t1); time(x); cycle(ts(1:5, frequency = 4, start = c(2000, 3)))
window(AirPassengers, 1960)
window(Nile, 1871, 1880)
head(Nile)
AirPassengers
class(AirPassengers)
mean(Nile); sd(Nile); length(Nile); summary(Nile)
diff(x)
lag(x, -1)
log(x)
x * 2
x + 1
x[2]
str(x)
is.ts(x)
tsp(AirPassengers)
aggregate(AirPassengers, FUN = mean)
plot(AirPassengers)
cumsum(x)
presidents
ts(1:3, start = c(2020, 11), frequency = 12)
t1[t1 > 6]
window(t1, c(2020, 3), c(2020, 6))
round(log(window(UKgas, 1985)), 2)
BOD
head(Puromycin)
str(AirPassengers)
str(ts(c(1.5, 2.5), start = 1990, frequency = 4))
str(Nile)
aggregate(ts(1:8, frequency = 4, start = 2000))
