fit <- lm(mpg ~ wt + hp, mtcars)
terms(fit)
attr(terms(fit), "term.labels")
cor(c(1, 1, 1), c(1, 2, 3))
cor(cbind(a = 1:3, b = c(2, 2, 2)))
as.Date("2024-02-30", optional = TRUE)
tools::file_ext("x.csv"); tools::file_path_sans_ext("a/b.txt"); tools::toTitleCase("the quick fox of rome")
wide <- reshape(data.frame(id = rep(1:2, each = 2), t = rep(1:2, 2), v = c(5, 6, 7, 8)), idvar = "id", timevar = "t", direction = "wide"); wide
reshape(wide, direction = "long")
