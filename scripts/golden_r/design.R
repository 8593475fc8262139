# Records R's model frames and model matrices: one JSON line per data frame, then one per case. Doubles are hexadecimal.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/design.R \
#     tests/rcompat/design/data/frames.R tests/rcompat/design/data/cases.tsv tests/rcompat/design/data/design.jsonl
# FRAMES.R makes the data frames. A line of CASES.tsv: frame, formula, further arguments of model.frame, contrasts,
# options(contrasts), and the name of a frame to code anew with the first one's terms (predict); all but two may be empty.
suppressPackageStartupMessages(library(splines))
arguments <- commandArgs(TRUE)
out <- file(arguments[3], "w", encoding = "UTF-8")

json_string <- function(x) {
  if (is.na(x)) return("null")
  x <- gsub("\\", "\\\\", enc2utf8(x), fixed = TRUE)
  x <- gsub("\"", "\\\"", x, fixed = TRUE)
  x <- gsub("\n", "\\n", x, fixed = TRUE)
  paste0("\"", gsub("\t", "\\t", x, fixed = TRUE), "\"")
}
json_array <- function(x) paste0("[", paste(x, collapse = ","), "]")
json_strings <- function(x) if (is.null(x)) "null" else json_array(vapply(as.character(x), json_string, ""))
json_object <- function(x) {
  if (!length(x)) return("{}")
  paste0("{", paste0(vapply(names(x), json_string, ""), ":", unlist(x), collapse = ","), "}")
}
json_hex <- function(x) {
  if (is.null(x)) return("null")
  x <- as.double(x)
  text <- sprintf("%a", x)
  text[is.na(x)] <- ifelse(is.nan(x[is.na(x)]), "NaN", "NA")
  json_string(paste(text, collapse = " "))
}
json_contrast <- function(x) {
  if (is.null(x)) return("null")
  if (is.character(x)) return(json_string(x))
  json_object(list(columns = ncol(x), names = json_strings(colnames(x)), x = json_hex(x)))
}
json_column <- function(x) {
  if (is.factor(x)) {
    parts <- list(kind = json_string("factor"), levels = json_strings(levels(x)),
                  codes = json_array(ifelse(is.na(x), "null", as.integer(x) - 1L)),
                  ordered = if (is.ordered(x)) "true" else "false", contrasts = json_contrast(attr(x, "contrasts")))
  } else if (is.character(x)) parts <- list(kind = json_string("character"), values = json_strings(x))
  else {
    kind <- if (is.logical(x)) "logical" else if (is.integer(x)) "integer" else "double"
    parts <- list(kind = json_string(kind), columns = if (is.matrix(x)) ncol(x) else 0,
                  names = json_strings(colnames(x)), x = json_hex(unclass(x)))
  }
  json_object(parts)
}
json_frame <- function(d) list(rows = json_strings(row.names(d)), automatic = if (.row_names_info(d) <= 0) "true" else "false",
                               columns = json_object(lapply(d, json_column)))
call_text <- function(x) if (is.null(x)) "null" else json_string(paste(deparse(x), collapse = "\n"))

describe <- function(frame, formula, extra, contrast, newdata) {
  text <- sprintf("model.frame(%s, data = %s%s)", formula, frame, if (nzchar(extra)) paste0(", ", extra) else "")
  mf <- eval(parse(text = text), globalenv())
  terms <- attr(mf, "terms")
  x <- eval(parse(text = sprintf("function(t, d) model.matrix(t, d%s)",
                                 if (nzchar(contrast)) paste0(", contrasts.arg = ", contrast) else "")))(terms, mf)
  dropped <- attr(mf, "na.action")
  parts <- list(
    frame = json_object(json_frame(mf)), names = json_strings(colnames(x)), assign = json_array(attr(x, "assign")),
    x = json_hex(x), row_names = json_strings(rownames(x)),
    contrasts = json_object(lapply(attr(x, "contrasts"), json_contrast)),
    dropped = json_array(as.integer(dropped) - 1L), dropped_names = json_strings(if (is.null(dropped)) character() else names(dropped)),
    xlevels = json_object(lapply(.getXlevels(terms, mf), json_strings)),
    offset = json_hex(model.offset(mf)))
  if (nzchar(newdata)) {
    plain <- delete.response(terms)
    nf <- model.frame(plain, get(newdata), na.action = na.pass, xlev = .getXlevels(terms, mf))
    nx <- model.matrix(plain, nf, contrasts.arg = attr(x, "contrasts"))
    parts <- c(parts, list(new_names = json_strings(colnames(nx)), new_x = json_hex(nx)))
  }
  parts
}

source(arguments[1])
for (name in ls(globalenv())) {
  value <- get(name)
  if (is.data.frame(value)) writeLines(json_object(c(list(name = json_string(name)), json_frame(value))), out)
}
lines <- readLines(arguments[2], encoding = "UTF-8")
for (line in lines[nzchar(lines) & !startsWith(lines, "#")]) {
  field <- c(strsplit(line, "\t", fixed = TRUE)[[1]], rep("", 6))[1:6]
  old <- options(contrasts = if (nzchar(field[5])) strsplit(field[5], ",")[[1]] else c("contr.treatment", "contr.poly"))
  warned <- character()
  answer <- tryCatch(
    withCallingHandlers(describe(field[1], field[2], field[3], field[4], field[6]), warning = function(w) {
      warned <<- c(warned, conditionMessage(w))
      invokeRestart("muffleWarning")
    }),
    error = function(e) list(error = json_string(conditionMessage(e)), call = call_text(conditionCall(e))))
  options(old)
  writeLines(json_object(c(list(case = json_string(line)), answer, list(warnings = json_strings(warned)))), out)
}
close(out)
