new_dog <- function(name) structure(list(name = name), class = c("dog", "animal"))
print.animal <- function(x, ...) { cat("<animal:", x$name, ">\n"); invisible(x) }
speak <- function(x) UseMethod("speak"); speak.animal <- function(x) cat("generic noise\n"); speak.dog <- function(x) { cat("Woof!\n"); NextMethod() }
d <- new_dog("Rex"); d; speak(d); inherits(d, "animal"); inherits(d, c("cat", "dog"), which = TRUE); class(d)
summary.animal <- function(object, ...) { cat("summary called\n"); invisible(NULL) }; summary(d); toString.animal <- function(x, ...) paste("animal", x$name); toString(d)
length.stack <- function(x) length(x$items); s <- structure(list(items = 1:4), class = "stack"); length(s)
"==.animal" <- function(e1, e2) e1$name == e2$name; d == new_dog("Rex")
format.temp <- function(x, ...) paste0(unclass(x), "C"); print.temp <- function(x, ...) print(format(x), quote = FALSE); t1 <- structure(c(20.5, 30), class = "temp"); t1
"$<-.locked" <- function(x, name, value) stop("locked!"); l <- structure(list(a = 1), class = "locked"); try(l$a <- 2, silent = TRUE); l$a
as.character.animal <- function(x, ...) x$name; as.character(d); sort.animal <- function(x, decreasing = FALSE, ...) "sorted"; sort(d); mean.animal <- function(x, ...) 42; mean(d); unclass(d)
speak(5)
