step(lm(mpg ~ wt + hp + qsec, mtcars))
m <- step(lm(mpg ~ ., data = mtcars), trace = 0); m
step(lm(mpg ~ 1, mtcars), scope = ~ wt + hp, direction = "forward")
step(lm(mpg ~ wt + qsec, mtcars), scope = list(lower = ~ wt, upper = ~ wt + hp + qsec), direction = "both", trace = 1)
h <- hist(c(1, 2, 2, 3, 5, 7), plot = FALSE); h$counts; h$breaks; h$mids
boxplot.stats(c(1, 2, 3, 4, 100))
