# Write the functions that R attaches at start-up, one "type name" a line, to rcompat/design/function_names.txt.
# Run from the root of the project: setarch -R Rscript --vanilla scripts/export_function_names.R

packages <- c("base", "methods", "datasets", "utils", "grDevices", "graphics", "stats")
names <- sort(unique(unlist(lapply(paste0("package:", packages), ls))), method = "radix")
types <- vapply(names, function(name) {
  value <- get0(name, globalenv(), mode = "function")
  if (is.null(value)) "" else typeof(value)
}, "")
plain <- types != "" & make.names(names) == names
writeLines(paste(types[plain], names[plain]), "rcompat/design/function_names.txt")
