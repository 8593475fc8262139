sleep <- read.csv("golden/data/sleep.csv")
m <- lm(Reaction ~ Days, sleep, foo = 3)
m
