# Records R's contrast functions and `contrasts<-`: tab-separated lines with doubles as exact hex.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/contrasts.R tests/rcompat/design/data/contrasts.tsv
out <- file(commandArgs(TRUE)[1], "w")
hex <- function(x) paste(sprintf("%a", x), collapse = " ")
names_text <- function(x) if (is.null(x)) "NULL" else paste(x, collapse = ",")
put <- function(kind, n, input, expr) {
  answer <- tryCatch({
    m <- expr
    c(ncol(m), names_text(colnames(m)), hex(m))
  }, error = function(e) c("error", conditionMessage(e), ""))
  writeLines(paste(c(kind, n, input, answer), collapse = "\t"), out)
}
for (n in c(1:9, 16)) {
  put("contr.treatment", n, "", contr.treatment(n))
  put("contr.SAS", n, "", contr.SAS(n))
  put("contr.sum", n, "", contr.sum(n))
  put("contr.helmert", n, "", contr.helmert(n))
  put("contr.poly", n, "", contr.poly(n))
}
put("contr.poly", 96, "", contr.poly(96))
for (base in 0:4) put("base", 3, base, contr.treatment(3, base = base))
set.seed(8)
for (i in 1:60) {
  n <- sample(2:9, 1)
  scores <- if (i %% 2) cumsum(round(runif(n, 0.1, 5), 1)) else rnorm(n) * 10^sample(-2:3, 1)
  put("scores", n, hex(scores), contr.poly(n, scores = scores))
}
put("scores", 3, hex(c(1, 1, 2)), contr.poly(3, scores = c(1, 1, 2)))
put("scores", 3, hex(1:2), contr.poly(3, scores = 1:2))
for (i in 1:80) {
  n <- sample(2:7, 1)
  k <- sample(1:n, 1)
  m <- matrix(if (i %% 3) sample(-2:2, n * k, TRUE) else rnorm(n * k), n, k)
  if (i %% 4 == 0) colnames(m) <- paste0("c", seq_len(k))
  many <- if (i %% 5 == 0) sample(1:n, 1) else 0
  f <- factor(seq_len(n))
  put("set", paste(n, k, many, names_text(colnames(m))), hex(m), {
    if (many) contrasts(f, many) <- m else contrasts(f) <- m
    attr(f, "contrasts")
  })
}
close(out)
