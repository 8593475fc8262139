check <- function(x) {
  if (x < 0) stop("negative not allowed")
  sqrt(x)
}
check(4)
results <- sapply(c(1, 4, 9), check)
results
safe <- function(x) tryCatch(check(x), error = function(e) NA)
safe(-1)
sapply(c(-1, 4), safe)
check(-1)
cat("unreachable\n")
