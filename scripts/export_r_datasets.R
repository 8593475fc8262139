# Write the data sets of R's package datasets to rcompat/script/data/<name>.R, as R text that reads
# back as the same object, and PROVENANCE.txt with version and licence.
# Run from the root of the project: setarch -R Rscript --vanilla scripts/export_r_datasets.R

sets <- unique(sub(" .*", "", utils::data(package = "datasets")$results[, "Item"]))
sets <- Filter(function(name) !inherits(get(name, envir = asNamespace("datasets")), "dist"), sets)  # theirs keep a call
target <- "rcompat/script/data"
dir.create(target, recursive = TRUE, showWarnings = FALSE)
write_set <- function(value, file) {
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
for (name in sets) write_set(get(name, envir = asNamespace("datasets")), file.path(target, paste0(name, ".R")))

mass <- c("Animals", "Boston", "Cars93", "Insurance", "Pima.te", "Pima.tr", "Rabbit", "UScereal", "anorexia", "bacteria",
          "beav1", "beav2", "birthwt", "cabbages", "cats", "cement", "chem", "coop", "cpus", "crabs", "epil", "galaxies",
          "gehan", "genotype", "geyser", "hills", "housing", "immer", "leuk", "mammals", "menarche", "mcycle", "minn38",
          "nlschools", "oats", "painters", "petrol", "phones", "quine", "rotifer", "shoes", "shrimp", "snails", "survey",
          "wtloss", "whiteside")
dir.create(file.path(target, "MASS"), showWarnings = FALSE)
for (name in mass) {
  home <- new.env()
  data(list = name, package = "MASS", envir = home)
  write_set(home[[name]], file.path(target, "MASS", paste0(name, ".R")))
}
writeLines(c(paste("Package datasets,", R.version.string), "Licence: Part of R, GPL-2 | GPL-3",
             paste("Folder MASS: package MASS,", packageVersion("MASS")), "Licence: GPL-2 | GPL-3",
             "Written by scripts/export_r_datasets.R"), file.path(target, "PROVENANCE.txt"))
