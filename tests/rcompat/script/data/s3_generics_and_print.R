f <- function(x, ...) UseMethod("f"); f.default <- function(x, ...) cat("default\n"); f.foo <- function(x, ...) { cat("foo\n"); NextMethod() }
obj <- structure(list(a=1), class=c("foo","bar")); f(obj); f(1)
print.pers0n <- function(x, ...) { cat("Person:", x$name, "aged", x$age, "\n"); invisible(x) }
p <- structure(list(name="Ann", age=30), class="pers0n"); p; print(p); format.pers0n <- function(x, ...) paste0("<", x$name, ">"); format(p); list(p, 1)
summary.pers0n <- function(object, ...) structure(list(n=nchar(object$name)), class="summary.pers0n")
print.summary.pers0n <- function(x, ...) cat("len", x$n, "\n")
summary(p)
s <- summary(p)
s
inherits(p, "pers0n")
class(p)
unclass(p)
"+.money" <- function(e1, e2) { structure(list(v=e1$v+e2$v), class="money") }
print.money <- function(x, ...) cat("$", x$v, "\n")
structure(list(v=1), class="money") + structure(list(v=2), class="money")
length.stack <- function(x) 99L
length(structure(list(), class="stack"))
"[.myvec" <- function(x, i) structure(unclass(x)[i], class="myvec")
v <- structure(1:5, class="myvec")
v[2:3]
"$.rec" <- function(x, name) paste("field", name)
structure(list(), class="rec")$abc
toString.pers0n <- function(x, ...) "p!"
toString(p)
as.character.pers0n <- function(x, ...) "as char"
as.character(p)
methods::is(1, "numeric")
"==.pers0n" <- function(e1, e2) e1$age == e2$age
p == p
mean.foo <- function(x, ...) "mean foo"
mean(obj)
sort(c(3,1))
rev.foo <- function(x) "rev"
rev(obj)
Ops.temp <- function(e1, e2) { v <- get(.Generic)(unclass(e1), unclass(e2)); if (.Generic %in% c("+","-")) structure(v, class="temp") else v }
tt <- structure(20, class="temp")
tt + 5
tt > 10
print(unclass(tt))
seq_along(p); names(p); p$age <- 31; p[["age"]]; str(p); attributes(p)
