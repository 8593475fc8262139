# Write the bundled data sets of lme4, lmerTest, pbkrtest, nlme and mlmRev to pylmer/datasets/data:
#   <name>.csv or <name>.csv.gz   one header line, factors as their labels, missing values as NA
#                                 (<package>.<name> where an earlier package has a set of that name)
#   <name>.json                   rows, row names, per column type, levels, order; class and further attributes as R text
#   PROVENANCE.json               per set: package, version, licence, SHA-256 of the file
# Run from the root of the project: setarch -R Rscript --vanilla scripts/export_datasets.R

# The data frames of a package.
frames_of <- function(package) {
  items <- sub(" .*", "", utils::data(package = package)$results[, "Item"])
  Filter(function(name) {
    home <- new.env()
    data(list = name, package = package, envir = home)
    is.data.frame(home[[name]])
  }, items)
}

plain_frame <- function(frame) {
  frame <- as.data.frame(frame)
  class(frame) <- "data.frame"
  for (name in names(frame)) {
    column <- frame[[name]]
    attributes(column) <- if (is.factor(column)) list(levels = levels(column), class = setdiff(class(column), "pseries"))
    frame[[name]] <- column
  }
  frame
}

sets <- list(
  lme4 = c("Arabidopsis", "cake", "cbpp", "Dyestuff", "Dyestuff2", "grouseticks", "InstEval",
           "Pastes", "Penicillin", "sleepstudy", "VerbAgg"),
  lmerTest = c("carrots", "ham", "TVbo"),
  pbkrtest = c("beets", "budworm"),
  nlme = frames_of("nlme"),
  mlmRev = frames_of("mlmRev")
)
target <- "pylmer/datasets/data"
dir.create(target, recursive = TRUE, showWarnings = FALSE)

quoted <- function(x) {
  x <- gsub("\\", "\\\\", enc2utf8(x), fixed = TRUE)
  paste0("\"", gsub("\"", "\\\"", x, fixed = TRUE), "\"")
}
array_text <- function(x) paste0("[", paste(x, collapse = ", "), "]")
object_text <- function(keys, values) paste0("{", paste0(quoted(keys), ": ", values, collapse = ", "), "}")

# A short decimal text that reads back as the same double. From 15 digits on R's own reader may be a bit off: all 17.
shortest <- function(x) {
  vapply(x, function(value) {
    if (is.na(value)) return("NA")
    for (digits in c(1:14, 17)) {
      text <- formatC(value, digits = digits, format = "g", width = 1)
      if (digits == 17 || as.numeric(text) == value) return(text)
    }
  }, "")
}

cell_text <- function(column) {
  text <- if (is.double(column)) shortest(column) else as.character(column)
  text[is.na(column)] <- "NA"
  stopifnot(!grepl("[,\"\r\n]", text), identical(text == "NA", is.na(column)))
  text
}

# Class and attributes of a frame that is more than a data frame (nlme's grouped data), in their order, as R text.
attribute_texts <- function(frame) {
  more <- attributes(frame)
  more <- more[setdiff(names(more), c("names", "row.names"))]
  if (identical(more, list(class = "data.frame"))) return(character())
  vapply(more, function(value) paste(deparse(value, width.cutoff = 500), collapse = " "), "")
}

column_schema <- function(column) {
  type <- if (is.factor(column)) "factor" else typeof(column)
  stopifnot(type %in% c("factor", "integer", "double", "logical", "character"))
  stopifnot(setdiff(names(attributes(column)), c("levels", "class")) == character())
  if (type != "factor") return(object_text("type", quoted(type)))
  object_text(c("type", "ordered", "levels"),
              c(quoted(type), if (is.ordered(column)) "true" else "false", array_text(quoted(levels(column)))))
}

sha256 <- function(path) strsplit(system2("sha256sum", path, stdout = TRUE), " ")[[1]][1]

write_lines <- function(lines, path) {
  con <- file(path, "wb")
  writeLines(lines, con, sep = "\n")
  close(con)
}

provenance <- character()
for (package in names(sets)) {
  description <- packageDescription(package)
  for (name in sets[[package]]) {
    home <- new.env()
    data(list = name, package = package, envir = home)
    more <- attribute_texts(home[[name]])
    frame <- plain_frame(home[[name]])
    key <- if (name %in% names(provenance)) paste0(package, "::", name) else name
    stem <- sub("::", ".", key, fixed = TRUE)
    lines <- do.call(paste, c(lapply(frame, cell_text), sep = ","))
    lines <- c(paste(names(frame), collapse = ","), lines)
    big <- sum(nchar(lines)) > 50000
    file <- paste0(stem, ".csv")
    write_lines(lines, file.path(target, file))
    if (big) {
      system2("gzip", c("-9", "-n", "-f", file.path(target, file)))
      file <- paste0(file, ".gz")
    }
    automatic <- identical(row.names(frame), as.character(seq_len(nrow(frame))))
    schema <- object_text(
      c("file", "rows", "row_names", if (length(more)) "attributes", "columns"),
      c(quoted(file), nrow(frame), if (automatic) "null" else array_text(quoted(row.names(frame))),
        if (length(more)) object_text(names(more), quoted(more)),
        paste0("{\n  ", paste0(quoted(names(frame)), ": ", vapply(frame, column_schema, ""),
                               collapse = ",\n  "), "\n}")))
    write_lines(schema, file.path(target, paste0(stem, ".json")))
    title <- utils::data(package = package)$results
    title <- title[match(name, title[, "Item"]), "Title"]
    provenance[key] <- object_text(
      c("package", "version", "licence", "title", "file", "sha256"),
      quoted(c(package, description$Version, description$License, title, file, sha256(file.path(target, file)))))
  }
}
provenance <- provenance[order(tolower(names(provenance)))]
commas <- c(rep(",", length(provenance) - 1), "")
write_lines(c("{", paste0(quoted(names(provenance)), ": ", provenance, commas), "}"),
            file.path(target, "PROVENANCE.json"))
