z <- 3 + 2i
z
class(z); typeof(z); mode(z)
is.complex(z); is.numeric(z)
Re(z); Im(z); Mod(z); Arg(z); Conj(z)
z * (1 - 1i)
z + 1
c(1+2i, 3.5-1i)
sqrt(as.complex(-1))
sqrt(-1+0i)
z^2
complex(real = 1, imaginary = -1)
str(z)
print(c(a = 1i, b = 2))
paste(z)
cat(z, "\n")
as.character(z)
identical(z, 3+2i)
z == 3+2i
c(1, TRUE, 2i)
x <- list(1L, 2.5, "a", TRUE, 3+0i)
sapply(x, class)
for (v in x) cat(class(v), ":", format(v), "\n")
1i^2
exp(1i * pi)
abs(-2+0i)
vector("complex", 2)
is.na(NA_complex_)
NA_complex_
as.complex("1+2i")
as.numeric(3+0i)
sum(c(1i, 2))
round(exp(1i * pi), 3)
matrix(c(1i, 2, 3, 4i), 2)
typeof(c(1L, 1i))
rev(c(1i, 2+1i))
length(z)
-z
z / 2
data.frame(z = c(1i, 2))
