print.persona <- function(x, ...) cat("Persona:", x$name, "\n")
p <- structure(list(name = "Ann", age = 3), class = "persona")
p
print(p)
format.persona <- function(x, ...) paste0("<", x$name, ">")
format(p)
speak <- function(x, ...) UseMethod("speak")
speak.default <- function(x, ...) cat("...\n")
speak.dog <- function(x, ...) { cat("Woof\n"); NextMethod() }
speak(1); d <- structure(list(), class = c("dog", "animal")); speak(d)
summary.persona <- function(object, ...) structure(list(n = object$name), class = "summary.persona")
print.summary.persona <- function(x, ...) cat("Summary of", x$n, "\n")
summary(p)
"+.money" <- function(e1, e2) { structure(list(v = e1$v + e2$v), class = "money") }
print.money <- function(x, ...) cat("$", x$v, "\n")
structure(list(v = 2), class = "money") + structure(list(v = 3), class = "money")
"[.myvec" <- function(x, i) structure(unclass(x)[i], class = "myvec")
length.myvec <- function(x) 99
v <- structure(1:5, class = "myvec"); length(v); unclass(v[2:3])
inherits(p, "persona"); inherits(p, "x"); class(p)
as.character.persona <- function(x, ...) x$name
as.character(p)
"$.rec" <- function(x, name) paste("field", name)
r <- structure(list(), class = "rec"); r$foo
unclass(p)
f <- function(x) { x$age <- 10; x }
f(p)$age; p$age
e <- new.env(); assign("k", 5, envir = e); get("k", envir = e); exists("zzz"); e$k
counter <- function() { i <- 0; function() { i <<- i + 1; i } }
cn <- counter(); cn(); cn()
compose <- function(f, g) function(x) g(f(x))
compose(sqrt, abs)(16)
(\(x) x + 1)(2)
c(1, 2, 3) |> sum()
quote(a + b); substitute(x + y, list(x = 1)); deparse(quote(if (a) b else c)); eval(quote(1 + 2)); bquote(a + .(1 + 2))
f <- y ~ x + z; f; class(f); all.vars(f); update(f, . ~ . - z); terms(f)
body(function(x) x^2); formals(function(a, b = 2) NULL)
