f <- function(x, y = 2) {
  # a comment
  z <- x + y
  if (z > 3) "big" else "small"
}
f
g <- function(a) a^2
g
function(x) NULL
h <- function(n, ...) UseMethod("h")
h
k <- function(x) {
  for (i in 1:10) {
    while (TRUE) break
  }
  switch(x, a = 1, 2)
  y <- x[1]; z <- x[["a"]]; w <- x$b
  -x; !x; (x + 1) * 2
  function(q) q
}
k
print(g)
class(f); is.function(f); formals(f)$y; names(formals(f)); body(g); deparse(g); args(g); arity <- length(formals(f)); arity
quote(if (a) b else c); quote(for (i in 1:3) print(i)); quote(function(x, y = 2) x + y); quote(x[1]$b@c); quote(-(1 + 2) * 3); quote(!a && b || c); expression(a + b, c)[[1]]; as.call(list(as.name("sum"), 1, 2)); eval(as.call(list(as.name("sum"), 1, 2))); deparse(quote(x <- y)); y ~ a * b + (1 | g); ~x; class(quote(a)); class(quote(a + b)); substitute(a + b, list(a = 1, b = quote(z))); bquote(x + .(1 + 2)); identical(quote(a), as.name("a")); call("round", 10.5); eval(call("round", 10.5)); match.arg("me", c("mean", "median")) -> r
