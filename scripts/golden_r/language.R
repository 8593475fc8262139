# What R says about source text and formulas. Usage: Rscript language.R KIND INPUT OUTPUT
# KIND expressions: one text a line        -> OK <tab> deparse at width 20 <tab> 60 <tab> 500, or ER <tab> message
# KIND formulas:    formula [<tab> names]  -> formula, variables, labels, order, intercept, response, offset, factors
# KIND updates:     formula <tab> formula  -> update.formula of the two
# Line breaks, tabs and backslashes are escaped in both files; answers are written from R only.
options(warn = -1)
arguments <- commandArgs(TRUE)
unescape <- function(text) {
    pieces <- strsplit(paste0(text, " "), "\\\\", fixed = TRUE)[[1]]
    for (pair in list(c("\\n", "\n"), c("\\t", "\t"), c("\\f", "\f"), c("\\r", "\r")))
        pieces <- gsub(pair[1], pair[2], pieces, fixed = TRUE)
    whole <- paste(pieces, collapse = "\\")
    substr(whole, 1, nchar(whole) - 1)
}
escape <- function(text) gsub("\t", "\\t", gsub("\n", "\\n", gsub("\\", "\\\\", text, fixed = TRUE), fixed = TRUE), fixed = TRUE)
failed <- function(e) paste0("ER\t", escape(conditionMessage(e)))
lines_of <- function(e, width) paste(deparse(e, width), collapse = "\n")
expressions <- function(text) {
    parsed <- parse(text = text, keep.source = FALSE, encoding = "UTF-8")
    at <- function(width) escape(paste(vapply(parsed, lines_of, "", width), collapse = "\n;;\n"))
    paste(c("OK", at(20), at(60), at(500)), collapse = "\t")
}
formulas <- function(text, names = "") {
    formula <- parse(text = text, keep.source = FALSE)[[1]]
    if (is.call(formula) && identical(formula[[1]], as.name("~"))) formula <- eval(formula)
    names <- strsplit(names, ";", fixed = TRUE)[[1]]
    data <- if (length(names)) as.data.frame(setNames(as.list(seq_along(names)), names), optional = TRUE)
    found <- if (length(names)) terms.formula(formula, data = data) else terms.formula(formula)
    a <- attributes(found)
    attributes(found) <- NULL
    text_of <- function(v) paste(deparse(v, 500, backtick = TRUE), collapse = "\n")
    coded <- if (length(a$factors)) apply(a$factors, 2, paste, collapse = "") else "-"
    paste(c("OK", escape(c(lines_of(found, 500), paste(vapply(as.list(a$variables)[-1], text_of, ""), collapse = ";"),
        paste(a$term.labels, collapse = ";"))), paste(a$order, collapse = ","), a$intercept, a$response,
        paste(a$offset, collapse = ","), paste(coded, collapse = ",")), collapse = "\t")
}
updates <- function(old, new) {
    paste0("OK\t", escape(lines_of(update.formula(eval(parse(text = old)[[1]]), eval(parse(text = new)[[1]])), 500)))
}
answer <- function(line) {
    parts <- vapply(strsplit(line, "\t", fixed = TRUE)[[1]], unescape, "", USE.NAMES = FALSE)
    if (!length(parts)) parts <- ""
    tryCatch(do.call(arguments[1], as.list(parts)), error = failed)
}
output <- file(arguments[3], "w", encoding = "UTF-8")
for (line in readLines(arguments[2], encoding = "UTF-8")) writeLines(answer(line), output, useBytes = TRUE)
close(output)
