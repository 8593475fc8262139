# Records R's distribution functions on a grid of ordinary and extreme arguments, as exact hex.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/distributions.R tests/rcompat/maths/data/distributions.txt
out <- commandArgs(TRUE)[1]
con <- file(out, "w")
hex <- function(x) paste(ifelse(is.nan(x), "nan", sprintf("%a", x)), collapse = " ")
set.seed(7)
n <- 40
write_case <- function(name, flags, arguments, values) {
    cat(name, paste(as.integer(flags), collapse = ""), length(arguments), "\n", file = con)
    for (a in c(arguments, list(values))) cat(hex(rep_len(as.double(a), n)), "\n", file = con)
}
# a law: draws of its own for the density and distribution function, and its parameters
sizes <- rep(c(20, 25, 100, 1000), 10)
chances <- runif(n)
laws <- list(
    norm = list(rnorm(n, 0, 4), rnorm(n), exp(rnorm(n))),
    t = list(c(rt(n - 10, 4), 10^(1:10)), c(rexp(n - 5, 0.05), 1, 2, 3, 1e4, 1e6)),
    chisq = list(c(rchisq(n - 10, 4), 10 * (1:10)), c(rexp(n - 5, 0.05), 1, 2, 3, 100, 1000)),
    f = list(c(rf(n - 10, 4, 9), 10^((1:10) / 6)), c(1:30, rexp(10) + 0.5), c(rexp(n - 5, 0.02) + 1, 1, 2, 3, 300, 500)),
    gamma = list(rgamma(n, 2), rexp(n, 0.3) + 0.1, rexp(n) + 0.1),
    beta = list(runif(n), rexp(n, 0.2) + 0.1, rexp(n, 0.2) + 0.1),
    binom = list(rbinom(n, sizes, chances), sizes, chances),
    pois = list(rpois(n, 8), rexp(n, 0.1) + 0.01),
    nbinom = list(rnbinom(n, 2, 0.3), rexp(n, 0.2) + 0.1, runif(n)),
    geom = list(rgeom(n, 0.2), runif(n)),
    unif = list(runif(n, -1, 3), rep(0, n), rexp(n) + 1),
    exp = list(rexp(n), rexp(n) + 0.1),
    lnorm = list(exp(rnorm(n)), rnorm(n), rexp(n) + 0.1),
    logis = list(rnorm(n, 0, 5), rnorm(n), rexp(n) + 0.1),
    weibull = list(rexp(n), rexp(n) + 0.1, rexp(n) + 0.1),
    cauchy = list(rcauchy(n), rnorm(n), rexp(n) + 0.1)
)
p <- c(runif(n - 12), 0, 1, 0.5, 1e-10, 1e-5, 0.025, 0.975, 0.999, 0.25, 0.75, 1e-3, 0.95)
suppressWarnings(for (law in names(laws)) {
    x <- laws[[law]]
    for (flag in c(FALSE, TRUE)) write_case(paste0("d", law), flag, x, do.call(paste0("d", law), c(x, log = flag)))
    for (lower in c(TRUE, FALSE)) for (flag in c(FALSE, TRUE)) {
        write_case(paste0("p", law), c(lower, flag), x,
                   do.call(paste0("p", law), c(x, lower.tail = lower, log.p = flag)))
        q <- x
        q[[1]] <- if (flag) log(p) else p
        write_case(paste0("q", law), c(lower, flag), q,
                   do.call(paste0("q", law), c(q, lower.tail = lower, log.p = flag)))
    }
})
close(con)
