p <- c(a = 0.0001, b = 0.02, c = 0.5, d = NA, e = 0.07)
symnum(p, corr = FALSE, cutpoints = c(0, .001, .01, .05, .1, 1), symbols = c("***", "**", "*", ".", " "))
s <- symnum(p, corr = FALSE, na = FALSE, cutpoints = c(0, .001, .01, .05, .1, 1), symbols = c("***", "**", "*", ".", " "), legend = FALSE)
s
class(s)
as.character(s)
attributes(symnum(p, corr = FALSE, na = "", cutpoints = c(0, .05, 1), symbols = c("*", "")))
symnum(unname(p), corr = FALSE, cutpoints = c(0, .05, 1), symbols = c("sig", "ns"))
symnum(matrix(c(.01, .2, .03, .4), 2, dimnames = list(c("x", "y"), c("u", "v"))), corr = FALSE, cutpoints = c(0, .05, 1), symbols = c("*", " "))
noquote(format(c(a = 1.5, b = 2)))
format.pval(c(a = .1, b = 1e-20)); format.pval(c(0.05, NA, 1e-5), digits = 2, eps = 1e-3, na.form = "--")
p <- c(.01, .2, .6, .9)
for (k in 2:6) { s <- symnum(p, corr = FALSE, cutpoints = seq(0, 1, length.out = k + 1), symbols = letters[1:k]); cat(k, is.null(attr(s, "legend")), "\n") }
m <- matrix(p, 2); s <- symnum(m, corr = FALSE, cutpoints = c(0, .3, .5, .7, 1), symbols = letters[1:4]); attr(s, "legend"); s
symnum(p, corr = FALSE, cutpoints = c(0, .5, 1), symbols = c("a", "b"), legend = TRUE)
symnum(cor(attitude))
symnum(c(TRUE, FALSE, NA), corr = FALSE)
