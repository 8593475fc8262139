# Records R's qr() of random, rank-deficient, zero and 0/1 matrices as exact hex, nine lines per matrix.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/linpack.R tests/rcompat/maths/data/linpack.txt
arguments <- commandArgs(TRUE)
count <- if (length(arguments) > 1) as.integer(arguments[2]) else 60L
set.seed(3)
con <- file(arguments[1], "w")
put <- function(...) cat(..., "\n", file = con)
hex <- function(x) put(ifelse(is.na(x), "NaN", sprintf("%a", x)))
for (i in seq_len(count)) {
  n <- sample(1:16, 1)
  p <- sample(1:6, 1)
  x <- matrix(rnorm(n * p) * 10^sample(-3:3, 1), n, p)
  kind <- i %% 7
  if (kind == 1 && p > 2) x[, 2] <- x[, 1] * 2
  if (kind == 2 && p > 3) x[, 3] <- x[, 1] + x[, 2]
  if (kind == 3) x[, sample(p, 1)] <- 0
  if (kind == 4) x <- matrix(sample(0:1, n * p, TRUE), n, p)
  if (kind == 5 && p > 2) x[, p] <- x[, 1] + 1e-7 * x[, 2]
  if (kind == 6 && p > 2) x[, 2] <- x[, 1] * 1e-160
  q <- qr(x)
  y <- rnorm(n)
  put(n, p, q$rank)
  hex(x); hex(q$qr); hex(q$qraux)
  put(q$pivot - 1)
  hex(y); hex(qr.qy(q, y)); hex(qr.qty(q, y)); hex(qr.coef(q, y))
}
close(con)
