optimize(function(x) (x - 2)^2, c(0, 5))
optimize(function(x) sin(x), c(0, pi), maximum = TRUE)
f <- function(x, a) (x - a)^2
optimize(f, c(0, 1), a = 1/3)
str(uniroot(function(x) x^2 - 2, c(0, 2)))
uniroot(function(x) exp(x) - 5, lower = 0, upper = 3, tol = 1e-9)$root
u <- uniroot(cos, c(1, 2)); u
integrate(dnorm, -1.96, 1.96)
integrate(dnorm, -Inf, Inf)
integrate(function(x) x^2, 0, 1)$value
integrate(function(x) exp(-x), 0, Inf)
fr <- function(x) { x1 <- x[1]; x2 <- x[2]; 100 * (x2 - x1 * x1)^2 + (1 - x1)^2 }
grr <- function(x) { x1 <- x[1]; x2 <- x[2]; c(-400 * x1 * (x2 - x1 * x1) - 2 * (1 - x1), 200 * (x2 - x1 * x1)) }
optim(c(-1.2, 1), fr)
set.seed(1); x <- rnorm(50, 10, 2)
nll <- function(p) -sum(dnorm(x, p[1], exp(p[2]), log = TRUE))
o <- optim(c(mu = 5, ls = 0), nll); o
o2 <- optim(c(mu = 5, ls = 0), nll, method = "BFGS"); o2$par; o2$counts; o2$value
optim(1, function(x) (x - 3)^2)
optim(1, function(x) (x - 3)^2, method = "Brent", lower = 0, upper = 10)
optim(c(1, 1), function(p) (p[1] - 3)^2 + (p[2] + 1)^2)
optim(c(a = 1, b = 1), function(p) sum((c(1,2,3) * p[1] + p[2] - c(2, 4, 5))^2), method = "BFGS")
optim(c(1,1), function(p) -sum((p-2)^2)*-1, control = list(fnscale = 1, maxit = 1000))$par
optim(c(1,1), function(p) -sum((p-2)^2), control = list(fnscale = -1))
