e <- new.env()
assign("a", 1, envir = e)
e$b <- 2
get("a", envir = e)
exists("a", envir = e)
exists("nonexistent_thing")
sort(ls(e))
mget(c("a", "b"), envir = e)
rm("a", envir = e)
ls(e)
f <- function() { x <- 5
environment() }
env <- f()
get("x", env)
with(list(p = 2, q = 3), p * q)
local({ z <- 10
z * 2 })
exists("z")
environmentName(globalenv())
is.environment(e)
g <- function() parent.frame()
identical(g(), globalenv())
h <- function(v) { v$count <- 1
invisible(v) }
h(e)
e$count
eval(quote(b + 1), e)
evalq(b, e)
do.call("sum", list(1, 2, 3))
do.call(paste, list("a", "b", sep = "-"))
nchar(Sys.getenv("HOME")) >= 0
options(digits = 3)
pi
getOption("digits")
options(digits = 7)
op <- options(digits = 5)
op
options(op)
pi
invisible(3)
(invisible(3))
x <- y <- 2
x
y
identical(emptyenv(), emptyenv()) -> k
