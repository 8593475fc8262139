suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
sleep$part <- ifelse(sleep$Subject %in% c("S310", "S333"), NA, sleep$Reaction)
l <- lmList(part ~ Days | Subject, sleep)
l
summary(l)
fixef(l)
