# Writes what R prints for hundreds of values: one JSON line per case with the value, print's arguments, the options
# and the printed bytes. Usage: Rscript values.R OUT.jsonl[.gz] [fixed|random|both] [COUNT] [SEED]
# Doubles are written as hexadecimal text, so that Python prints the very same bits.
arguments <- commandArgs(TRUE)
out <- if (endsWith(arguments[1], ".gz")) gzfile(arguments[1], "w") else file(arguments[1], "w")
part <- if (length(arguments) > 1) arguments[2] else "both"
count <- if (length(arguments) > 2) as.integer(arguments[3]) else 200L
suppressMessages(library(Matrix))
set.seed(if (length(arguments) > 3) as.integer(arguments[4]) else 1L)

json_string <- function(x) {
  if (is.na(x)) return("null")
  codes <- utf8ToInt(enc2utf8(x))
  if (!length(codes)) return("\"\"")
  one <- function(code) {
    if (code == 34L) "\\\"" else if (code == 92L) "\\\\"
    else if (code < 32L || code == 127L) sprintf("\\u%04x", code) else intToUtf8(code)
  }
  paste0("\"", paste(vapply(codes, one, ""), collapse = ""), "\"")
}
json_array <- function(x) paste0("[", paste(x, collapse = ","), "]")
json_object <- function(x) {
  x <- x[!vapply(x, is.null, TRUE)]
  paste0("{", paste0(vapply(names(x), json_string, ""), ":", unlist(x), collapse = ","), "}")
}
json_strings <- function(x) json_array(vapply(as.character(x), json_string, ""))
names_json <- function(x) if (is.null(x)) "null" else json_strings(x)
hex <- function(x) {
  text <- sprintf("%a", x)
  text[is.na(x)] <- ifelse(is.nan(x[is.na(x)]), "NaN", "NA")
  vapply(text, json_string, "")
}
extra <- function(x, known) {
  kept <- attributes(x)
  kept <- kept[setdiff(names(kept), known)]
  if (length(kept)) json_object(lapply(kept, encode)) else NULL
}
encode <- function(x) {
  if (is.null(x)) return("null")
  if (is.factor(x)) {
    return(json_object(list(
      t = "\"factor\"", codes = json_array(ifelse(is.na(unclass(x)), -1L, unclass(x) - 1L)),
      levels = json_strings(levels(x)), ordered = if (is.ordered(x)) "true" else "false")))
  }
  if (is.data.frame(x)) {
    automatic <- .row_names_info(x) < 0
    return(json_object(list(
      t = "\"frame\"", names = json_strings(names(x)), columns = json_array(vapply(as.list(x), encode, "")),
      n = as.character(nrow(x)), row_names = if (automatic) NULL else json_strings(row.names(x)))))
  }
  if (is.list(x)) {
    return(json_object(list(
      t = "\"list\"", values = json_array(vapply(unclass(x), encode, "")),
      names = if (is.null(names(x))) NULL else json_strings(names(x)), attr = extra(x, "names"))))
  }
  kind <- typeof(x)
  values <- switch(kind,
    double = hex(as.vector(x)), integer = ifelse(is.na(x), "null", as.character(as.vector(x))),
    logical = ifelse(is.na(x), "null", as.integer(as.vector(x))), character = vapply(as.vector(x), json_string, ""))
  json_object(list(
    t = json_string(kind), data = json_array(values),
    names = if (is.null(dim(x)) && !is.null(names(x))) json_strings(names(x)),
    dim = if (!is.null(dim(x))) json_array(dim(x)),
    dimnames = if (!is.null(dimnames(x))) json_array(vapply(dimnames(x), names_json, "")),
    dnn = if (!is.null(names(dimnames(x)))) json_strings(names(dimnames(x))),
    attr = extra(x, c("names", "dim", "dimnames"))))
}
scalar_json <- function(x) {
  if (is.null(x)) "null" else if (length(x) != 1) json_array(vapply(x, scalar_json, ""))
  else if (is.character(x)) json_string(x) else if (is.logical(x)) { if (is.na(x)) "null" else tolower(x) } else sprintf("%.17g", x)
}
arguments_json <- function(x) if (length(x)) json_object(lapply(x, scalar_json)) else "{}"

# One case: `what` is print, format, coef, anova or fill.
case <- function(value, ..., what = "print", opts = list()) {
  settings <- modifyList(list(width = 80L, digits = 7L, scipen = 0L, max.print = 99999L), opts)
  old <- options(settings)
  given <- list(...)
  draw <- switch(what, print = print, format = function(x, ...) writeLines(encodeString(format_all(x, ...))), coef = printCoefmat, anova = print, fill = function(x, ...) do.call(cat, c(as.list(x), list(...))))
  lines <- tryCatch(capture.output(invisible(draw(value, ...))), error = function(e) NULL)
  options(old)
  if (is.null(lines)) return(invisible())
  line <- json_object(list(
    what = json_string(what), value = encode(value),
    heading = if (!is.null(attr(value, "heading"))) json_strings(attr(value, "heading")), args = arguments_json(given),
    options = json_object(lapply(settings, as.character)), lines = json_strings(lines)))
  writeLines(line, out, useBytes = TRUE)
}

# The cells of format(x); of a data frame, column by column.
format_all <- function(x, ...) unlist(lapply(if (is.data.frame(x)) x else list(x), function(v) as.vector(format(v, ...))))

fixed_cases <- function() {
  for (x in list(NULL, numeric(0), character(0), integer(0), logical(0), factor(character(0)), ordered(character(0)),
                 list(), setNames(list(), character(0)), setNames(numeric(0), character(0)),
                 setNames(character(0), character(0)), data.frame(), data.frame(a = 1:3)[, 0],
                 data.frame(a = 1:2, b = 2)[0, ], matrix(0, 0, 0), matrix(0, 3, 0), matrix(0, 0, 3),
                 matrix(0, 0, 2, dimnames = list(NULL, c("a", "b"))), matrix(0, 2, 0, dimnames = list(c("a", "b"), NULL)),
                 array(numeric(0), c(2, 0, 3)), array(numeric(0), c(2, 3, 0)), array(integer(0), c(0, 2, 2)),
                 TRUE, NA, NA_character_, NA_integer_, NA_real_, NaN, Inf, -0, 1e300, 1e-300, 100000, 123456, 1e5, 1e15, 0.1 + 0.2,
                 1L, "a", "", c(-0, 1.5), 1:100 > 50, 1:100, letters, c(a = 1, b = 2), setNames(1:3, c("a", NA, "")),
                 setNames(1:26, letters), factor(c("a", "b", NA)), factor(1:30), ordered(1:30), factor(c("a b", "c d")),
                 factor(c(NA, NA)), addNA(factor(c("a", NA))), table(c("a", "b", "a")), table(x = c("a", "b"), y = c("u", "v")),
                 table(c("a", "b"), c("u", "v")), table(character(0)), noquote(letters), noquote(c(a = "x")),
                 array(1:24, c(2, 3, 4)), array(1:24, c(2, 3, 2, 2)), array(1:4, 4), array(1:3, 3, dimnames = list(x = c("a", "b", "c"))),
                 array(1:4, c(2, 2, 1), dimnames = list(A = c("a", "b"), B = c("c", "d"), C = "e")),
                 matrix(c("a", "bbb", "cc", NA), 2), matrix(1:60, 2), matrix(c(1.5, NA, -2, 1e10), 2, dimnames = list(NULL, c("a", "b"))),
                 matrix(1:4, 2, dimnames = list(rows = c("a", "b"), cols = c("x", "y"))),
                 matrix(1:4, 2, dimnames = list(rows = c("a", "bbb"), c("x", "y"))),
                 matrix(1:4, 2, dimnames = list(NULL, cols = c("x", "y"))),
                 list(1, a = 2, `b c` = list(x = 1, NULL, list()), NULL), structure(list(1), x = 2),
                 list(a = structure(1, x = list(1, b = 2))), structure(1:3, x = "u", y = list(1, 2)),
                 structure(list(a = 1), class = "foo"), list(structure(1:2, class = "foo")),
                 list(`if` = 1, `_a` = 2, .a = 3, `.1a` = 4, `a\nb` = 6, `a\`b` = 7, TRUE, ... = 1, ..1 = 2),
                 list(data.frame(a = 1:2), factor("a"), matrix(1:4, 2), "x", NULL, TRUE, NA),
                 structure(list(a = structure(1, x = list(1, b = 2))), k = structure(3, m = 4)),
                 c("a\nb", "\t", "\\", "q\"", "\u00e9", "\u65e5\u672c", NA, "\001", "\u200b"), c(a = "\u65e5\u672c", b = "x\n"),
                 c("a", strrep("x", 100), "b"), matrix(c("a", strrep("x", 100), "b", "c"), 2),
                 matrix(1:4, 2, dimnames = list(c("a\nb", "c"), c("d\te", "f"))), quantile(c(1, 2, 3.5, 10)),
                 data.frame(a = c(1.5, NA, -2), b = c("x", NA, "yyyy"), c = factor(c("u", NA, "v")), d = c(TRUE, NA, FALSE)),
                 head(iris), mtcars, data.frame(a = 1:2, m = I(matrix(1:4, 2)))[, 1, drop = FALSE])) {
    for (o in list(list(), list(width = 40L), list(digits = 3L), list(max.print = 7L))) case(x, opts = o)
    case(x, digits = 4)
    if (!is.data.frame(x) && !is.factor(x)) case(x, quote = FALSE)
    if (!is.factor(x)) case(x, print.gap = 3)
    if (is.character(x)) case(x, right = TRUE)
    case(x, na.print = "--")
  }
  m <- data.frame(a = 1:2)
  m$m <- matrix(c(1, 2, 3.5, 4), 2)
  case(m)
  case(mtcars, opts = list(width = 50L))
  case(data.frame(a = 1:2, b = c("x", "yy")), right = FALSE)
  case(data.frame(a = 1:2, b = c("x", "yy")), quote = TRUE)
  for (m in list(lm(dist ~ speed, cars), lm(mpg ~ wt * hp, mtcars), glm(am ~ wt, binomial, mtcars), lm(mpg ~ factor(cyl), mtcars))) {
    for (w in c(20L, 30L, 40L, 47L, 50L, 61L, 62L, 80L)) case(coef(summary(m)), what = "coef", opts = list(width = w))
    for (d in 1:10) case(coef(summary(m)), digits = d, what = "coef")
    case(anova(m), what = "anova")
    case(anova(m, test = "F"), what = "anova")
    case(anova(m), digits = 3, signif.stars = FALSE, what = "anova")
  }
  x <- cbind(Estimate = c(1e-10, 1e5, 0), SE = c(0, 0, NA), z = c(1e-9, 1, 2), "Pr(>|z|)" = c(0.1, 0.05, 1))
  for (f in list(identity, function(x) { x[, 1:2] <- 0; x }, function(x) { x[, 1:2] <- NA; x }, function(x) { x[, 1:2] <- Inf; x },
                 function(x) x[, 3:4], function(x) unname(x), function(x) x[, 1, drop = FALSE], function(x) x[1, , drop = FALSE],
                 function(x) { x[2, ] <- NaN; x }, function(x) { x[, 4] <- NA; x }, function(x) { x[2, ] <- NA; x })) {
    y <- f(x)
    case(y, what = "coef")
    case(y, has.Pvalue = TRUE, what = "coef")
    case(y, has.Pvalue = FALSE, what = "coef")
    case(y, na.print = "", what = "coef")
    case(y, quote = TRUE, what = "coef")
    case(y, right = FALSE, what = "coef")
    case(y, zap.ind = 1, what = "coef")
    case(y, P.values = FALSE, has.Pvalue = TRUE, what = "coef")
    case(y, signif.legend = FALSE, what = "coef")
    case(y, signif.stars = FALSE, what = "coef")
    case(y, eps.Pvalue = 0.06, what = "coef")
    case(y, dig.tst = 1, digits = 9, what = "coef")
  }
  wide <- matrix(c(0.5, 1.234567, 0.25, 2.5, 0.01, 100, 3, 7, 0.2, 0.04), 2)
  for (k in 2:5) for (name in c("p", "p-value", "Pr(>|z|)", "p.value")) {
    y <- wide[, c(seq_len(k - 1), 5)]
    colnames(y) <- c(letters[seq_len(k - 1)], name)
    for (has in c(TRUE, FALSE)) case(y, has.Pvalue = has, what = "coef")
    case(y, what = "coef")
    case(y, P.values = FALSE, what = "coef")
    case(as.data.frame(y), what = "coef")
    case(y[0, , drop = FALSE], what = "coef")
    if (k == 5) case(y, cs.ind = 1:3, tst.ind = 4, what = "coef")
    if (k == 5) case(y, tst.ind = 1:3, has.Pvalue = TRUE, what = "coef")
    if (k == 5) case(y, cs.ind = 2, tst.ind = 1, what = "coef")
    if (k == 5) case(y, cs.ind = c(1, 3), tst.ind = c(2, 4), zap.ind = 1:4, what = "coef")
  }
}

# A Matrix-package matrix is written as its dense values and its class.
matrix_case <- function(m, ..., opts = list()) {
  settings <- modifyList(list(width = 80L, digits = 7L, scipen = 0L, max.print = 99999L), opts)
  old <- options(settings)
  lines <- tryCatch(suppressMessages(capture.output(print(m, ...))), error = function(e) NULL)
  options(old)
  if (is.null(lines)) return(invisible())
  writeLines(json_object(list(
    what = "\"matrix\"", value = encode(unname_empty(as.matrix(m))), kind = json_string(class(m)[1]), args = arguments_json(list(...)),
    options = json_object(lapply(settings, as.character)), lines = json_strings(lines))), out, useBytes = TRUE)
}
unname_empty <- function(x) { if (all(vapply(dimnames(x), is.null, TRUE))) dimnames(x) <- NULL; x }
random_matrix_class <- function() {
  k <- sample.int(6, 1)
  n <- sample.int(8, 1)
  names <- if (one_in(2)) list(make.unique(sample(letters, n, TRUE)), NULL)
  if (!is.null(names)) names[[2]] <- names[[1]]
  square <- matrix(random_doubles(n * n), n, dimnames = names)
  square[!is.finite(square)] <- 1
  as_matrix <- function(x, kind) methods::as(methods::as(x, "dgeMatrix"), kind)
  switch(k,
    as_matrix(square, "dgeMatrix"),
    methods::new("dpoMatrix", x = as.vector(crossprod(square)), Dim = c(n, n), Dimnames = dimnames(square) %||% list(NULL, NULL)),
    Matrix::tril(as_matrix(square, "dgeMatrix")), Matrix::triu(as_matrix(square, "dgeMatrix")),
    { square[sample.int(n * n, ceiling(n * n * 0.7))] <- 0; methods::as(square, "dgCMatrix") },
    { x <- matrix(sample(c(0, 0, 0, 1, random_doubles(1)), n * 30, TRUE), n, dimnames = list(names[[1]], if (one_in(2)) 1:30)); x[!is.finite(x)] <- 0
      methods::as(x, "dgCMatrix") })
}
`%||%` <- function(a, b) if (is.null(a)) b else a

pick <- function(...) sample(list(...), 1)[[1]]
one_in <- function(n) sample.int(n, 1) == 1L
random_doubles <- function(n) {
  x <- switch(sample.int(9, 1), rnorm(n), rnorm(n) * 10^runif(1, -12, 12), rnorm(n) * 10^runif(n, -8, 8),
              round(rnorm(n) * 100, sample(0:4, 1)), as.numeric(sample(-1000:1000, n, TRUE)), runif(n),
              exp(rnorm(n, 0, 20)), signif(rnorm(n) * 10^runif(n, -3, 5), sample(1:6, 1)), rnorm(n) * 1e5)
  if (one_in(4)) x[sample.int(max(1, n), min(n, 1 + n %/% 8))] <- pick(NA, NaN, Inf, -Inf, 0)
  x
}
random_words <- function(n) {
  pool <- switch(sample.int(5, 1), letters,
                 c("\U1f600", "e\u0301", "\u200b", "a\u00adb", "\u0085", "\u00a0", "\uff21", "\u2028", "\ue000", "\u0e33", "\u20ac", "\u03b1", "\u2264",
                   "\001", "\r\n", "\x7f", "\ufeff", "\u4e00\u4e8c", "\uac00", "\u1100", "\u05d0", "\u2026", "\u2500", "\u25cf"), c("alpha", "b", "gamma delta", "x.y", "(Intercept)", "Days", "poly(x, 2)1"),
                 c("\u00e9t\u00e9", "\u65e5\u672c\u8a9e", "a\nb", "tab\t", "q\"uote", "back\\slash", "", " ", "it's", "\u2018curly\u2019"),
                 vapply(1:20, function(i) paste(sample(letters, sample.int(15, 1), TRUE), collapse = ""), ""))
  x <- sample(pool, n, TRUE)
  if (one_in(5) && n > 0) x[sample.int(n, 1)] <- NA
  x
}
random_vector <- function(n, kind = sample.int(6, 1)) {
  switch(min(kind, 4), random_words(n),
         { x <- sample(pick(-5:5, 1:100, c(-123456L, 7L, 99999999L)), n, TRUE); if (one_in(5) && n) x[1] <- NA; x },
         { x <- sample(c(TRUE, FALSE), n, TRUE); if (one_in(4) && n) x[1] <- NA; x }, random_doubles(n))
}
maybe_names <- function(n) if (one_in(2)) random_words(n) else NULL
random_options <- function() list(width = pick(80L, 80L, 80L, 40L, 60L, 100L, sample(10:130, 1)),
  digits = pick(7L, 7L, 7L, sample.int(15, 1)), scipen = pick(0L, 0L, 0L, 0L, sample(-5:10, 1)),
  max.print = pick(99999L, 99999L, 99999L, 99999L, 99999L, sample(5:60, 1)))
random_frame <- function(n) {
  k <- sample.int(pick(3, 6, 12), 1)
  columns <- lapply(seq_len(k), function(i) { x <- random_vector(n, sample.int(7, 1)); if (is.character(x) && one_in(2)) factor(x) else x })
  names(columns) <- make.unique(vapply(seq_len(k), function(i) sample(c("x", "y", "Reaction", "Std. Error", "a.long.name", "\u00e9"), 1), ""))
  x <- as.data.frame(columns, optional = TRUE, stringsAsFactors = FALSE)
  names(x) <- names(columns)
  if (one_in(3)) row.names(x) <- paste0(sample(c("s", "row "), 1), seq_len(n))
  x
}
random_list <- function(depth) {
  n <- sample(0:4, 1)
  x <- lapply(seq_len(n), function(i) {
    switch(sample.int(7, 1), random_vector(sample(0:12, 1)), NULL, if (depth > 0) random_list(depth - 1L) else 1,
           random_frame(2), matrix(random_vector(6), 2), factor(letters[1:3]), setNames(random_vector(3), letters[1:3]))
  })
  if (one_in(2)) names(x) <- sample(c("a", "b", "", "c d", "x.y", "if", "_u"), n, TRUE)
  if (one_in(4)) attr(x, "note") <- random_vector(2)
  x
}
random_coef <- function() {
  n <- sample.int(pick(2, 6, 15), 1)
  estimate <- random_doubles(n)
  error <- abs(estimate) * 10^runif(n, -2, 1)
  p <- pick(runif(n), 10^-runif(n, 0, 6), 10^-runif(n, 0, 300), 10^-runif(n, 0, 20), ifelse(runif(n) < 0.3, 0, runif(n)), 10^-runif(n, 0, 3))
  x <- cbind(Estimate = estimate, "Std. Error" = error)
  if (one_in(2)) x <- cbind(x, df = pick(runif(n) * 100, rep(17, n), round(runif(n) * 1000)))
  x <- cbind(x, "t value" = pick(estimate / error, rnorm(n) * 10^runif(n, -3, 3)))
  if (!one_in(4)) x <- cbind(x, "Pr(>|t|)" = p)
  if (one_in(4)) x[sample.int(length(x), 1 + length(x) %/% 6)] <- pick(NA, NA, NaN, 0)
  rownames(x) <- pick(paste0("beta", seq_len(n)), make.unique(rep(c("(Intercept)", "Days"), length.out = n)), NULL)
  x
}
random_anova <- function() {
  n <- sample.int(6, 1)
  x <- data.frame(Df = sample.int(20, n, TRUE), "Sum Sq" = exp(rnorm(n, 3, 3)), "Mean Sq" = exp(rnorm(n, 3, 3)), check.names = FALSE)
  if (one_in(2)) x$NumDF <- as.numeric(sample.int(9, n, TRUE))
  if (one_in(2)) x$DenDF <- pick(runif(n) * 200, round(runif(n) * 100, 1), rep(17, n))
  statistic <- sample(c("F value", "Chisq", "F", "t value"), 1)
  if (one_in(4)) x$Cp <- exp(rnorm(n, 0, 2))
  x[[statistic]] <- exp(rnorm(n, 0, 3))
  if (one_in(4)) { x <- data.frame(npar = 3:(2 + n), AIC = rnorm(n, 1e3, 50), BIC = rnorm(n, 1e3, 50), logLik = -rnorm(n, 500, 20), x[, c(statistic, "Df")], check.names = FALSE) }
  if (!one_in(5)) x[[if (statistic == "Chisq") "Pr(>Chisq)" else "Pr(>F)"]] <- pick(runif(n), 10^-runif(n, 0, 6), 10^-runif(n, 0, 300))
  if (one_in(2)) x[n, seq(ncol(x) - 1, ncol(x))] <- NA
  if (one_in(2)) row.names(x) <- make.unique(rep(c("Days", "Residuals", "wt:hp"), length.out = n))
  structure(x, heading = pick("Analysis of Variance Table\n", c("Title", "Response: y"), c("A", "B\n", "")), class = c("anova", "data.frame"))
}
random_case <- function() {
  opts <- random_options()
  n <- pick(1, 2, 5, sample.int(30, 1), sample.int(100, 1))
  arguments <- list(opts = opts)
  if (one_in(4)) arguments$digits <- sample.int(12, 1)
  if (one_in(8)) arguments$na.print <- pick("", "-", "<none>")
  if (one_in(10)) arguments$print.gap <- sample.int(4, 1)
  plain <- arguments
  if (one_in(5)) plain$quote <- FALSE
  if (one_in(8)) plain$right <- TRUE
  kind <- sample.int(20, 1)
  if (kind > 18) {
    given <- list()
    if (one_in(2)) given$digits <- sample.int(15, 1)
    if (one_in(3)) given$nsmall <- sample(0:6, 1)
    if (one_in(4)) given$width <- sample.int(14, 1)
    if (one_in(4)) given$justify <- pick("left", "right", "centre", "none")
    if (one_in(6)) given$scientific <- pick(TRUE, FALSE)
    if (one_in(6)) given$big.mark <- ","
    if (one_in(6)) given$trim <- TRUE
    x <- pick(random_vector(n), matrix(random_vector(3 * n), n), factor(random_words(n)), random_frame(min(n, 20)))
    return(do.call(case, c(list(x, what = "format", opts = opts), given)))
  }
  if (kind == 1) return(do.call(case, c(list(random_vector(n)), plain)))
  if (kind == 2) return(do.call(case, c(list(setNames(random_vector(n), random_words(n))), plain)))
  if (kind %in% 3:5) {
    k <- sample.int(pick(3, 10, 20), 1)
    rows <- if (one_in(8)) 0 else sample.int(12, 1)
    names <- list(maybe_names(rows), maybe_names(k))
    if (one_in(4)) names(names) <- sample(c("", "rows", "a very long title", "B"), 2)
    return(do.call(case, c(list(matrix(random_vector(rows * k), rows, k, dimnames = names)), plain)))
  }
  if (kind == 6) {
    extents <- sample.int(4, sample(3:4, 1), TRUE)
    names <- lapply(extents, function(e) if (one_in(2)) letters[seq_len(e)])
    if (one_in(3)) names(names) <- sample(c("", "A", "B", "Group"), length(extents), TRUE)
    return(do.call(case, c(list(array(random_vector(prod(extents)), extents, if (one_in(2)) names)), plain)))
  }
  if (kind == 7) {
    x <- pick(factor(random_words(n)), factor(sample(n), levels = seq_len(n)), ordered(random_words(n)))
    return(case(x, opts = opts))
  }
  if (kind %in% 8:9) {
    if (one_in(5)) arguments$right <- FALSE
    return(do.call(case, c(list(random_frame(min(n, 20))), arguments)))
  }
  if (kind == 18) { opts$max.print <- 99999L; return(matrix_case(random_matrix_class(), opts = opts)) }
  if (kind == 15) {
    k <- sample.int(3, 1)
    factors <- lapply(seq_len(k), function(i) factor(sample(sample(c("a", "b", "a long level", "c"), sample.int(4, 1)), 10, TRUE)))
    if (one_in(2)) names(factors) <- sample(c("x", "Subject", "grp"), k)
    return(do.call(case, c(list(do.call(table, factors)), arguments)))
  }
  if (kind == 16) {
    x <- random_vector(sample.int(8, 1))
    if (one_in(2)) names(x) <- random_words(length(x))
    attr(x, sample(c("label", "my attr", "class"), 1)) <- pick("u", c("a", "b"), "noquote")
    if (one_in(2)) attr(x, "deep") <- random_list(1L)
    return(if (is.character(attr(x, "class")) && !"noquote" %in% class(x)) case(x, opts = opts) else do.call(case, c(list(x), plain)))
  }
  if (kind == 17) {
    x <- random_frame(4)
    x$m <- matrix(random_doubles(8), 4, dimnames = pick(NULL, list(NULL, c("p", "q"))))
    return(do.call(case, c(list(x), arguments)))
  }
  if (kind == 10) { plain$right <- NULL; return(do.call(case, c(list(random_list(2L)), plain))) }
  if (kind == 11) return(case(random_words(n), fill = sample(5:60, 1), what = "fill", opts = opts))
  if (kind == 12) return(do.call(case, c(list(random_anova(), what = "anova", opts = opts), if (one_in(3)) list(digits = sample.int(8, 1)))))
  extra <- list()
  if (one_in(3)) extra$digits <- sample.int(10, 1)
  if (one_in(4)) extra$na.print <- pick("", "--")
  if (one_in(5)) extra$signif.stars <- FALSE
  if (one_in(5)) extra$signif.legend <- FALSE
  if (one_in(8)) extra$eps.Pvalue <- pick(1e-4, 1e-10, 0.01)
  if (one_in(8)) extra$dig.tst <- sample.int(6, 1)
  if (one_in(8)) extra$zap.ind <- sample.int(3, sample.int(2, 1))
  x <- random_coef()
  if (one_in(6)) {
    has <- one_in(2) && grepl("^Pr", colnames(x)[ncol(x)])
    free <- sample(seq_len(ncol(x) - has))
    extra$cs.ind <- free[seq_len(sample.int(length(free), 1) - 1)]
    extra$tst.ind <- setdiff(free, extra$cs.ind)[seq_len(sample.int(length(free) - length(extra$cs.ind), 1) - 1)]
    extra$has.Pvalue <- has
    return(do.call(case, c(list(x, what = "coef", opts = opts), extra)))
  }
  if (one_in(3) && ncol(x) >= 4) { extra$cs.ind <- 1:2; extra$tst.ind <- ncol(x) - (colnames(x)[ncol(x)] == "Pr(>|t|)") }
  do.call(case, c(list(x, what = "coef", opts = opts), extra))
}
if (part %in% c("fixed", "both")) fixed_cases()
if (part %in% c("random", "both")) for (i in seq_len(count)) random_case()
close(out)
