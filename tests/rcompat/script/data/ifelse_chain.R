grade <- function(s) if (s >= 90) "A" else if (s >= 80) "B" else "C"
sapply(c(95, 85, 50), grade)
x <- 7
if (x %% 2 == 0) {
  cat("even\n")
} else {
  cat("odd\n")
}
z <- if (x > 5) "big" else "small"
z
v <- c(1, 5, 9)
ifelse(v > 4, ifelse(v > 8, "high", "mid"), "low")
cut(v, c(0, 3, 6, 10), labels = c("low", "mid", "high"))
findInterval(v, c(0, 3, 6))
which(v > 4)
v[v > 4 & v < 9]
