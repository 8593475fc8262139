# Records R's symmetric eigendecompositions and MASS::mvrnorm draws, as exact hex.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/eigen.R tests/rcompat/maths/data/eigen.txt
suppressPackageStartupMessages(library(MASS))
con <- file(commandArgs(TRUE)[1], "w")
hex <- function(x) cat(sprintf("%a", as.double(x)), "\n", file = con)
set.seed(11)
for (p in c(rep(1:8, 3), 13, 21, 32)) {
    root <- matrix(rnorm(p * p), p)
    square <- crossprod(root) * exp(rnorm(1, 0, 3))
    matrices <- if (p > 8) list(square) else
        list(square, cov2cor(square), diag(p), 0.5 + diag(p) / 2, tcrossprod(root[, 1]), square - diag(p) * square[1])
    for (m in matrices) {
        e <- eigen(m, symmetric = TRUE)
        cat("eigen", p, "\n", file = con)
        hex(m); hex(e$values); hex(e$vectors)
    }
    if (p <= 8) {
        mu <- rnorm(p)
        seed <- sample(1e6, 1)
        state <- .Random.seed
        cat("mvrnorm", p, seed, "\n", file = con)
        hex(square); hex(mu)
        set.seed(seed); hex(mvrnorm(3, mu, square))
        set.seed(seed); hex(mvrnorm(1, mu, square))
        set.seed(seed); hex(mvrnorm(p + 3, mu, square, empirical = TRUE))
        .Random.seed <- state
    }
}
close(con)
