ff <- y ~ x + z
ff
class(ff)
all.vars(ff)
terms(ff)
update(ff, . ~ . - z)
as.formula("a ~ b*c")
reformulate(c("x","z"), response="y")
length(ff)
ff[[2]]
ff[[3]]
model.matrix(~ factor(c("a","b","c")))
model.matrix(~ x, data.frame(x=1:2))
contr.treatment(3)
contr.sum(3)
contr.helmert(3)
contr.poly(3)
quote(a+b*c)
eval(quote(1+2))
substitute(x+y, list(x=1))
deparse(quote(if (a) b else c))
expression(a, b+1)
body(function(x) x^2)
formals(function(a, b=2) NULL)
f <- function(x, y) { x + y }
f
args(f)
bquote(a + .(1+2))
match.arg("me", c("mean","median"))
environmentName(globalenv())
exists("zzz")
get("pi")
assign("q1", 5)
q1
nchar(deparse(f))
identical(quote(a), as.name("a"))
is.function(f)
match.call(sum, quote(sum(1,2)))
call("round", 10.5)
eval(call("round", 10.5))
eval(parse(text="1+1"))
invisible(f(1,2))
Negate(is.null)(1)
local({ a <- 2; a * 3 })
sys.function
f <- function(type=c("one","two")) { type <- match.arg(type); type }
f()
f("two")
f("three")
