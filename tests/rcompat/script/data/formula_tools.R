f <- y ~ x1 + x2 * x3
all.vars(f)
length(f)
f[[2]]
f[[3]]
update(f, . ~ . - x1)
update(f, log(.) ~ .)
attr(terms(f), "term.labels")
reformulate(c("a", "b"), response = "z")
as.formula("y ~ a + b")
as.formula(paste("y ~", paste(c("u", "v"), collapse = " + ")))
class(f)
inherits(f, "formula")
deparse(f)
is.call(f)
identical(f, y ~ x1 + x2 * x3)
formula("y ~ x")
~ a
all.vars(~ log(x) + z)
model.matrix(~ a, data.frame(a = factor(c("p", "q", "p"))))
head(model.frame(y ~ x, data.frame(y = 1:3, x = c(1.5, 2.5, 3.5))))
lhs <- f[[2]]
class(lhs)
as.character(f)
terms(y ~ a:b + offset(w)) -> tt
attr(tt, "order")
attr(tt, "intercept")
delete.response(terms(y ~ x))
y ~ 0 + x
