# Write the data sets of R's package datasets to rcompat/script/data/<name>.R, as R text that reads
# back as the same object, and PROVENANCE.txt with version and licence.
# Run from the root of the project: setarch -R Rscript --vanilla scripts/export_r_datasets.R

sets <- unique(sub(" .*", "", utils::data(package = "datasets")$results[, "Item"]))
sets <- Filter(function(name) !inherits(get(name, envir = asNamespace("datasets")), "dist"), sets)  # theirs keep a call
target <- "rcompat/script/data"
dir.create(target, recursive = TRUE, showWarnings = FALSE)
for (name in sets) {
  value <- get(name, envir = asNamespace("datasets"))
  file <- file.path(target, paste0(name, ".R"))
  text <- paste(capture.output(dput(value, control = c("keepNA", "keepInteger", "showAttributes", "digits17"))), collapse = "\n")
  for (part in names(Filter(function(x) inherits(x, "formula"), attributes(value)))) {  # theirs is the empty environment
    stopifnot(identical(environment(attr(value, part)), emptyenv()))
    formula <- deparse(attr(value, part))
    pattern <- paste0("\\b", part, " = ", gsub(" ", "\\\\s+", gsub("([|*])", "\\\\\\1", formula)))
    stopifnot(grepl(pattern, text))
    text <- sub(pattern, sprintf("%s = structure(%s, class = \"formula\", .Environment = emptyenv())", part, formula), text)
  }
  writeLines(text, file)
  stopifnot(identical(value, eval(parse(file))))
}
writeLines(c(paste("Package datasets,", R.version.string), "Licence: Part of R, GPL-2 | GPL-3",
             "Written by scripts/export_r_datasets.R"), file.path(target, "PROVENANCE.txt"))
