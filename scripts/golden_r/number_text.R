# Answers calls that turn numbers into text or round them. Usage: Rscript number_text.R QUESTIONS OUT
# QUESTIONS holds one call per line; OUT gets the call, a tab, and the elements of its value joined by "|": text with
# escapes, doubles as hexadecimal text, so that Python compares the very same bits. Errors are "ERR message".
arguments <- commandArgs(TRUE)
questions <- readLines(arguments[1], encoding = "UTF-8")
shown <- function(value) {
  if (is.double(value)) {
    text <- sprintf("%a", value)
    text[is.na(value)] <- ifelse(is.nan(value[is.na(value)]), "NaN", "NA")
  } else text <- ifelse(is.na(value), "NA", encodeString(as.character(value)))
  paste(text, collapse = "|")
}
answer <- function(question) {
  call <- parse(text = question, keep.source = FALSE)[[1]]
  suppressWarnings(tryCatch(shown(eval(call, globalenv())), error = function(e) paste("ERR", conditionMessage(e))))
}
writeLines(paste(questions, vapply(questions, answer, ""), sep = "\t"), arguments[2])
