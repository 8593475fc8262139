s <- read.csv(text="id,sex,score\n1,F,3.5\n2,M,4.25\n3,F,NA")
s
str(s)
s$sex <- factor(s$sex); levels(s$sex)
mean(s$score, na.rm=TRUE)
write.csv(s, row.names=FALSE)
read.table(text="a b\n1 x\n2 y", header=TRUE)
aggregate(score ~ sex, s, length)
s[complete.cases(s), ]
is.na(s)
colMeans(s[, c("id", "score")], na.rm=TRUE)
apply(s, 1, function(r) paste(r, collapse="-"))
nrow(s[s$score > 3 & !is.na(s$score), ])
s$grade <- cut(s$score, c(0, 4, 5), labels=c("B", "A")); s
s[nrow(s):1, ]
names(s)[3] <- "pts"; head(s, 1)
lapply(split(s, s$sex), function(d) d$pts)
within(s, rm(grade))
summary(s)
ifelse(is.na(s$pts), 0, s$pts)
