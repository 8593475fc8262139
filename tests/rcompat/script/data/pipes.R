c(1, 4, 9) |> sqrt() |> sum()
sq <- function(x) x^2
3 |> sq()
d <- data.frame(x = 1:4, g = c("a", "b", "a", "b"))
d |> subset(x > 1) |> nrow()
d |> with(tapply(x, g, sum))
quote(x |> f(y))
mtx <- matrix(1:4, 2) |> t()
mtx
"abc" |> toupper() |> rev()
