# S3 and S3 group generics
Vec2 <- function(x, y) structure(list(x = x, y = y), class = "Vec2")
print.Vec2 <- function(v, ...) cat("(", v$x, ", ", v$y, ")\n", sep = "")
Ops.Vec2 <- function(e1, e2) {
  switch(.Generic,
    "+" = Vec2(e1$x + e2$x, e1$y + e2$y),
    "-" = Vec2(e1$x - e2$x, e1$y - e2$y),
    "==" = e1$x == e2$x && e1$y == e2$y,
    stop("unsupported operation: ", .Generic))
}
a <- Vec2(1, 2); b <- Vec2(3, 4)
a + b
b - a
a == b
Math.Vec2 <- function(x, ...) Vec2(get(.Generic)(x$x, ...), get(.Generic)(x$y, ...))
sqrt(b)
round(Vec2(1.234, 5.678), 1)
Summary.Vec2 <- function(..., na.rm = FALSE) { args <- list(...); do.call(.Generic, lapply(args, function(v) v$x)) }
max(a, b)
length.Vec2 <- function(x) 2L
length(a)
as.character.Vec2 <- function(x, ...) paste0("<", x$x, ",", x$y, ">")
as.character(a)
format.Vec2 <- function(x, ...) paste0("Vec2(", x$x, ")")
format(a)
toString(1:3)
summary.Vec2 <- function(object, ...) cat("summary called\n")
summary(a)
"[[.Vec2" <- function(x, i) if (i == 1) x$x else x$y
a[[2]]
"$<-.Vec2" <- function(x, name, value) { y <- unclass(x); y[[name]] <- value * 10; structure(y, class = "Vec2") }
a$x <- 5
a
area <- function(shape, ...) UseMethod("area")
area.default <- function(shape, ...) stop("don't know how to compute area of ", class(shape)[1])
area.circle <- function(shape, ...) pi * shape$r^2
area.square <- function(shape, ...) shape$s^2
shapes <- list(structure(list(r = 1), class = c("circle", "shape")), structure(list(s = 2), class = c("square", "shape")))
sapply(shapes, area)
print.shape <- function(x, ...) { cat("Shape of class", class(x)[1], "\n"); NextMethod() }
describe <- function(x) UseMethod("describe")
describe.numeric <- function(x) cat("numeric of length", length(x), "\n")
describe.character <- function(x) cat("character\n")
describe.data.frame <- function(x) cat("df\n")
describe(1:3); describe("a"); describe(mtcars); describe(TRUE)
inherits(shapes[[1]], "shape"); is(1, "numeric")
update_shape <- function(x) { class(x) <- c("big", class(x)); x }
class(update_shape(shapes[[1]]))
unclass(shapes[[2]])
t1 <- structure(list(v = 1), class = "temp"); t1
rep(structure(1:2, class = "foo"), 2)
sort.temp <- function(x, ...) "sorted"; sort(t1)
seq_along(a)
c.Vec2 <- function(...) "combined"; c(a, b)
all.equal(Vec2(1, 2), Vec2(1, 3))
identical(Vec2(1, 2), Vec2(1, 2))
print(unclass(a))
exists("print.Vec2")
mean.Vec2 <- function(x, ...) (x$x + x$y) / 2; mean(a)
dim.Vec2 <- function(x) c(7L, 7L); dim(a); nrow(a)
levels(factor(c("a", "b")))[2]
str(a)
