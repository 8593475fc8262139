# Write which names of one package mask those of another, "package other: names" a line, to rcompat/script/data/masks.txt.
# Run from the root of the project, with all of these packages installed:
#   setarch -R Rscript --vanilla scripts/export_masks.R

packages <- c("MASS", "Matrix", "lattice", "lme4", "lmerTest", "pbkrtest", "parameters", "arm", "nlme", "mlmRev", "splines",
              "stats4", "parallel", "tools", "grid", "ggplot2", "tibble", "tidyr", "readr", "purrr", "dplyr", "stringr",
              "forcats", "magrittr", "knitr", "tidyverse")

said <- function(package) {
  others <- setdiff(packages, c(package, "tidyverse"))
  code <- sprintf("for (p in c(%s)) suppressPackageStartupMessages(library(p, character.only = TRUE));
    if ('package:%s' %%in%% search()) detach('package:%s', character.only = TRUE, force = TRUE); library(%s)",
    paste0("'", others, "'", collapse = ", "), package, package, package)
  system2("Rscript", c("--vanilla", "-e", shQuote(code)), stdout = TRUE, stderr = TRUE)
}

blocks <- function(package) {
  lines <- said(package)
  heads <- grep("masked from", lines)
  vapply(heads, function(at) {
    other <- sub(".*package:([A-Za-z0-9.]+).*", "\\1", lines[at])
    rest <- lines[seq(at + 2, length(lines))]
    end <- which(!nzchar(trimws(rest)))[1]
    names <- paste(trimws(rest[seq_len(if (is.na(end)) length(rest) else end - 1)]), collapse = " ")
    sprintf("%s %s: %s", package, other, gsub(",", "", names))
  }, "")
}

writeLines(sort(unlist(lapply(packages, blocks)), method = "radix"), "rcompat/script/data/masks.txt")
