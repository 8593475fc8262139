# What R makes of the expressions in a file, one line of text per value, doubles as hex.
# Rscript evaluate.R expressions.txt out.txt
# Lines of the input: `name <- expr` defines a variable, `~ expr` asks for a variable of a model fitted to `train`
# and evaluated again on `fresh`, any other line is an expression.
suppressMessages({library(splines); library(stats)})
files <- commandArgs(TRUE)
number <- function(x) ifelse(is.nan(x), "NaN", ifelse(is.na(x), "NA", ifelse(is.infinite(x), as.character(x), sprintf("%a", x))))
escape <- function(x) ifelse(is.na(x), "<NA>", paste0("'", gsub("\t", "\\t", gsub("\n", "\\n", x, fixed = TRUE), fixed = TRUE), "'"))
atoms <- function(x) paste(switch(typeof(x), double = number(x), integer = ifelse(is.na(x), "NA", as.character(x)),
  logical = ifelse(is.na(x), "NA", as.character(x)), character = escape(x), "?"), collapse = " ")
label <- function(x) if (is.null(x)) "" else paste(escape(x), collapse = " ")
value <- function(x) {
  if (is.null(x)) return("NULL")
  if (is.data.frame(x)) return(paste0("frame{", paste(mapply(function(n, v) paste0(n, "=", value(v)), names(x), x), collapse = "; "), "}"))
  if (is.list(x)) return(paste0("list{", paste(vapply(x, value, ""), collapse = "; "), "}"))
  if (is.factor(x)) return(paste0(if (is.ordered(x)) "ordered" else "factor", " [", label(levels(x)), "] ",
    paste(ifelse(is.na(x), "NA", as.integer(x)), collapse = " ")))
  text <- typeof(x)
  if (!is.null(dim(x))) text <- paste0(text, " dim=", paste(dim(x), collapse = "x"))
  if (!is.null(dim(x)) && !is.null(colnames(x))) text <- paste0(text, " columns=[", label(colnames(x)), "]")
  if (is.null(dim(x)) && !is.null(names(x))) text <- paste0(text, " names=[", label(names(x)), "]")
  text <- paste0(text, ": ", atoms(as.vector(x)))
  for (key in c("coefs", "knots", "Boundary.knots", "scaled:center", "scaled:scale")) {
    held <- attr(x, key)
    if (!is.null(held) && !(is.numeric(held) && !length(held))) text <- paste0(text, " @", key, "=", value(if (is.list(held)) held else as.double(held)))
  }
  text
}
first <- function(call) if (is.null(call)) "" else deparse(call, 500L)[1]
settled <- function(run) {
  warnings <- character()
  text <- tryCatch(withCallingHandlers(value(run()),
    warning = function(w) { warnings <<- c(warnings, conditionMessage(w)); invokeRestart("muffleWarning") }),
    error = function(e) paste0("ERROR ", gsub("\n", "\\n", conditionMessage(e), fixed = TRUE)))
  if (length(warnings)) text <- paste0(text, " WARNING ", paste(gsub("\n", "\\n", warnings, fixed = TRUE), collapse = " | "))
  text
}
dummy <- lme4::dummy
out <- character()
for (line in readLines(files[1])) {
  if (line == "" || startsWith(line, "#")) next
  if (grepl("^[a-z_.0-9]+ <- ", line)) { eval(parse(text = line), globalenv()); next }
  again <- startsWith(line, "~ ")
  expr <- parse(text = sub("^~ ", "", line))[[1]]
  out <- c(out, paste0(line, "\t", settled(function() {
    if (!again) return(eval(expr, globalenv()))
    eval(makepredictcall(eval(expr, train, globalenv()), expr), fresh, globalenv())
  })))
}
writeLines(out, files[2], useBytes = TRUE)
