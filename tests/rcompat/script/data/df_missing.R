d <- data.frame(x = c(1, NA, 3), y = c("a", NA, "c"), stringsAsFactors = TRUE)
d
summary(d)
is.na(d)
colSums(is.na(d))
d[complete.cases(d), ]
na.omit(d)
mean(d$x, na.rm = TRUE)
d$x[is.na(d$x)] <- mean(d$x, na.rm = TRUE)
d
nlevels(d$y)
table(d$y, useNA = "always")
anyNA(d)
