c(1.5, 2, 1000)
1e-20
c(1e-20, 1)
123456.123456
0.1 + 0.2
1/3
c(0.001, 0.0001)
1e5
1e-5
100000
1234567.1
c(1.10, 2.25, 3.333)
5 / 0
-1 / 0
0 / 0
sqrt(2) * 1e6
exp(-50)
2^31
2^53
.Machine$integer.max
.Machine$double.eps
1L:3L / 2L
7 %/% 2
-7 %% 3
5.5 %% 2
bitwAnd(5L, 3L)
round(123.456, -1)
round(-1.567, 1)
ceiling(-1.5)
10 %in% c(1, 10)
3 == 3.0
isTRUE(all.equal(0.3, 0.1 * 3))
as.integer(3.9)
as.numeric("1e3")
as.logical(c("TRUE", "yes", "F"))
as.character(1e6)
as.character(123456.7)
as.character(0.1)
as.character(1/3)
as.character(TRUE)
as.character(c(1.0, 2.5))
print(pi, digits = 3)
signif(pi, 3)
format(pi, digits = 10)
options(digits = 4)
pi
22/7 * 1000
options(digits = 7)
format(1e-7)
format(123.456, nsmall = 1)
format(c(0.1, 0.123456789))
prettyNum(1e6, big.mark = ",")
1:30
c(-1, 10, 100)
seq(0.5, 15, by = 0.5)
