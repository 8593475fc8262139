w <- table(w = c("a", "b", "a", "c"))
head(w, 2); tail(sort(w), 1)
levels(cut(1:3, c(0, 2, Inf))); levels(cut(1:3, c(-Inf, 2, Inf)))
mapply(function(a, b) a + b, 1:2, 1:3)
merge(1, 2)
m <- lm(mpg ~ wt + hp, mtcars); predict(m, data.frame(wt = 3, hp = 100), se.fit = TRUE)$se.fit
tapply(iris$Petal.Length, iris$Species, range)
friedman.test(y ~ t | id, data.frame(y = c(1, 2, 3, 2, 3, 5), t = gl(3, 1, 6), id = gl(2, 3)))$data.name
