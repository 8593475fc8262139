df <- data.frame(x = 1:5, y = c(2.5, 3.1, 4.7, 5.0, 6.2), g = c("a","b","a","b","a"))
df
str(df)
summary(df)
df$x; df[["y"]]; df[2, ]; df[df$x > 2, ]; df[, "g"]; df[, c("x","y")]; df["x"]; df[2, 2]; nrow(df); ncol(df); dim(df); names(df); colnames(df)
df$z <- df$x * 2; df
df[df$g == "a", "y"] <- 0; df
df$z <- NULL; names(df)[2] <- "why"; df
df2 <- rbind(df, data.frame(x = 9, why = 1, g = "c")); df2
cbind(df, w = 5:1)
aggregate(why ~ g, data = df, FUN = mean)
tapply(df$x, df$g, sum)
with(df, mean(x)); subset(df, x > 2, select = c(x, g)); transform(df, q = x^2)
merge(df, data.frame(g = c("a","b"), label = c("first","second")))
df[order(-df$x), ]
lapply(split(df$x, df$g), mean)
sapply(df, class)
apply(as.matrix(df[, 1:2]), 1, sum)
