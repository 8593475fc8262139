sleep <- read.csv("golden/data/sleep.csv")
m <- lm(logical ~ Days, sleep)
summary(m)
