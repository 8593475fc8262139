x <- 0
while (x < 10) { x <- x + 3; if (x == 6) next; cat(x, "") }
cat("\n")
do <- function(n) { out <- c(); for (i in seq_len(n)) out <- c(out, i^2); out }
do(4)
do(0)
