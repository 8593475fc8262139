wide <- read.csv("golden/data/wide.csv")
options(width = 60)
m <- lm(y ~ x1 + a.very.long.predictor.name + another_rather_long_name + Income2019, wide)
m
summary(m)
vcov(m)
