# Records R's random numbers: the sha256 of a million draws (as doubles, little-endian) of every law for five seeds.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/rng.R tests/rcompat/maths/data/rng.txt
out <- commandArgs(TRUE)[1]
scratch <- tempfile()
digest <- function(x) {
    writeBin(as.double(x), scratch, endian = "little")
    sub(" .*", "", system2("sha256sum", scratch, stdout = TRUE))
}
n <- 1e6
skewed <- (1:300)^3
few <- c(1, 2, 2, 3, 3, 3, 1, 1, 5, 5, 5, 5)
laws <- expression(
    runif = runif(n), runif_ends = runif(n, -1:1, c(2, 5)),
    rnorm = rnorm(n), rnorm_recycled = rnorm(n, 1:3, c(1, 5)),
    rexp = rexp(n, c(1, 3)),
    rgamma = rgamma(n, 2.5), rgamma_small = rgamma(n, 0.3, rate = 0.7),
    rgamma_recycled = rgamma(n, c(0.01, 1, 3.7, 14, 500), scale = c(1, 2)),
    rchisq = rchisq(n, c(0.5, 1, 7, 40)),
    rbeta = rbeta(n, c(0.2, 0.9, 2, 30), c(0.5, 1.5, 3)),
    rt = rt(n, c(1, 4.5, 100)),
    rf = rf(n, 3, c(2, 17.5)),
    rbinom = rbinom(n, 10, 0.3), rbinom_large = rbinom(n, c(100, 1000, 54321, 1e7), c(0.2, 0.5, 0.9)),
    rpois = rpois(n, 3), rpois_large = rpois(n, c(0.1, 9.9, 10, 37, 1234.5, 1e6)),
    rnbinom = rnbinom(n, c(0.5, 3), 0.2), rnbinom_mu = rnbinom(n, c(0.5, 3), mu = c(4, 40, 400)),
    rgeom = rgeom(n, c(0.05, 0.6)),
    rmultinom = rmultinom(1e5, 30, c(1, 2, 3, 0, 4, 20)),
    rweibull = rweibull(n, c(0.5, 3), 2),
    rlogis = rlogis(n, 1, 2),
    rcauchy = rcauchy(n),
    rlnorm = rlnorm(n, 1, 0.5),
    sample = sample.int(n), sample_replace = sample.int(1000, n, TRUE), sample_huge = sample.int(1e12, n, TRUE),
    sample_few = sample.int(1e9, 1e4),
    sample_prob = sample.int(12, n, TRUE, few), sample_alias = sample.int(300, n, TRUE, skewed),
    sample_urn = sample.int(300, prob = skewed)
)
kinds <- list(mt = c("Mersenne-Twister", "Rejection"), lecuyer = c("L'Ecuyer-CMRG", "Rejection"),
              rounding = c("Mersenne-Twister", "Rounding"))
con <- file(out, "w")
for (kind in names(kinds)) {
    suppressWarnings(RNGkind(kinds[[kind]][1], "Inversion", kinds[[kind]][2]))
    for (law in if (kind == "mt") names(laws) else c("runif", "rnorm", grep("^sample", names(laws), value = TRUE))) {
        for (seed in if (kind == "mt") c(1, 42, 101, -7, 2147483647) else c(1, 42)) {
            set.seed(seed)
            cat("draw", kind, law, seed, digest(eval(laws[[law]])), "\n", file = con)
        }
    }
    set.seed(123)
    first <- .Random.seed
    cat("seed", kind, first, "\n", file = con)
    if (kind == "lecuyer") {
        cat("stream", kind, parallel::nextRNGStream(first), "\n", file = con)
        cat("substream", kind, parallel::nextRNGSubStream(first), "\n", file = con)
    }
    RNGkind("Mersenne-Twister")  # seeded from the generator before
    cat("change", kind, .Random.seed, "\n", file = con)
}
close(con)
