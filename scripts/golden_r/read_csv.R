# How R's read.csv reads the texts in a file, and the 15-digit labels and bits of the numbers in another.
# Rscript read_csv.R cases.tsv out.txt
# A line of the input: the text with \n, \t and \r escaped, a tab, further arguments of read.csv.
files <- commandArgs(TRUE)
number <- function(x) ifelse(is.nan(x), "NaN", ifelse(is.na(x), "NA", ifelse(is.infinite(x), as.character(x), sprintf("%a", x))))
escape <- function(x) ifelse(is.na(x), "<NA>", paste0("'", gsub("\t", "\\t", gsub("\n", "\\n", x, fixed = TRUE), fixed = TRUE), "'"))
column <- function(x) {
  if (is.factor(x)) return(paste0("factor [", paste(escape(levels(x)), collapse = " "), "] ", paste(ifelse(is.na(x), "NA", as.integer(x)), collapse = " ")))
  paste0(typeof(x), ": ", paste(switch(typeof(x), double = number(x), integer = , logical = ifelse(is.na(x), "NA", as.character(x)), escape(x)), collapse = " "))
}
unescape <- function(x) gsub("\\r", "\r", gsub("\\t", "\t", gsub("\\n", "\n", x, fixed = TRUE), fixed = TRUE), fixed = TRUE)
out <- character()
for (line in strsplit(readLines(files[1], encoding = "UTF-8"), "\t", fixed = TRUE)) {
  more <- if (length(line) > 1) line[2] else ""
  arguments <- eval(parse(text = paste0("list(", more, ")")))
  text <- tryCatch({
    data <- suppressWarnings(do.call(read.csv, c(list(text = unescape(line[1])), arguments)))
    rows <- if (.row_names_info(data) < 0) "automatic" else paste(escape(rownames(data)), collapse = " ")
    paste(c(paste0("rows ", rows), if (length(data)) paste0(escape(names(data)), " = ", vapply(data, column, ""))), collapse = " ; ")
  }, error = function(e) paste0("ERROR ", gsub("\n", "\\n", conditionMessage(e), fixed = TRUE)))
  out <- c(out, text)
}
writeLines(out, files[2], useBytes = TRUE)
