# Write the data sets of R's package datasets that scripts use to rcompat/script/data/<name>.R, as R text that reads
# back as the same object, and PROVENANCE.txt with version and licence.
# Run from the root of the project: setarch -R Rscript --vanilla scripts/export_r_datasets.R

sets <- c("airquality", "anscombe", "attitude", "cars", "chickwts", "esoph", "faithful", "HairEyeColor", "infert",
          "InsectSprays", "iris", "LifeCycleSavings", "longley", "morley", "mtcars", "npk", "PlantGrowth", "pressure",
          "quakes", "rivers", "rock", "sleep", "stackloss", "state.abb", "state.name", "state.region", "state.x77",
          "swiss", "Titanic", "ToothGrowth", "trees", "UCBAdmissions", "USArrests", "VADeaths", "warpbreaks", "women",
          "islands", "precip", "attenu", "beaver1", "beaver2", "freeny.x", "randu", "OrchardSprays", "euro",
          "AirPassengers", "BOD", "co2", "discoveries", "Formaldehyde", "freeny", "JohnsonJohnson", "LakeHuron", "ldeaths",
          "lynx", "mdeaths", "fdeaths", "nhtemp", "Nile", "nottem", "presidents", "Puromycin", "stack.x", "state.area",
          "sunspot.year", "UKgas", "USAccDeaths", "USJudgeRatings", "USPersonalExpenditure", "uspop", "WorldPhones",
          "WWWusage")
target <- "rcompat/script/data"
dir.create(target, recursive = TRUE, showWarnings = FALSE)
for (name in sets) {
  value <- get(name, envir = asNamespace("datasets"))
  file <- file.path(target, paste0(name, ".R"))
  dput(value, file, control = c("keepNA", "keepInteger", "showAttributes", "digits17"))
  stopifnot(identical(value, eval(parse(file))))
}
writeLines(c(paste("Package datasets,", R.version.string), "Licence: Part of R, GPL-2 | GPL-3",
             "Written by scripts/export_r_datasets.R"), file.path(target, "PROVENANCE.txt"))
