df <- data.frame(name = c("Al","Bo","Cy","Di"), age = c(30, 25, NA, 41), grp = factor(c("x","y","x","y")), stringsAsFactors = FALSE)
df
str(df)
summary(df)
colMeans(df[, "age", drop = FALSE], na.rm = TRUE)
mean(df$age, na.rm = TRUE)
is.na(df$age)
complete.cases(df)
na.omit(df)
df[complete.cases(df), ]
nrow(df[df$age > 28, ])
df[which(df$age > 28), "name"]
df$age[is.na(df$age)] <- 0
df
df[nrow(df) + 1, ] <- list("Ed", 50, "x")
df
df[["age"]][2]
df$grp == "x"
table(df$grp)
levels(df$grp)
df$grp <- as.character(df$grp)
sapply(df, class)
lapply(df, function(col) length(unique(col)))
df <- df[order(df$age, decreasing = TRUE), ]
df
rownames(df)
rownames(df) <- NULL
df
colnames(df)[1] <- "who"
df
df[-1, ]
df[c("who", "age")]
unique(df$grp)
duplicated(df$grp)
as.list(df[1, ])
with(df, tapply(age, grp, mean))
aggregate(age ~ grp, df, function(v) c(m = mean(v), n = length(v)))
aggregate(df$age, by = list(g = df$grp), FUN = sum)
by(df$age, df$grp, mean)
do.call(rbind, lapply(split(df, df$grp), function(d) data.frame(grp = d$grp[1], total = sum(d$age))))
merge(df, data.frame(grp = c("x","z"), val = 1:2), all = TRUE)
cbind(1:3, c("a","b","c"))
rbind(c(a=1,b=2), c(3,4))
apply(matrix(1:6, 2), c(1,2), function(v) v * 10)
within(df, { double <- age * 2

stack(list(a = 1:2, b = 3:4))
expand.grid(x = 1:2, y = c("a","b"), stringsAsFactors = FALSE)
head(df, 2)
tail(df, 2)
df[0, ]
data.frame()
ncol(df)
cumsum(df$age)
quantile(df$age)
cor(df$age, seq_along(df$age))
prop.table(table(df$grp))
round(prop.table(table(c("a","b","a"))), 2)
table(c(1,2,2), c("u","v","v"))
xtabs(~ grp, df)
table(df$grp, df$age > 30)
addmargins(table(df$grp, df$age > 30))
paste(df$who, df$age, sep = ":")
df[df$who %in% c("Al", "Di"), ]
ifelse(df$age > 30, "old", "young")
cut(df$age, breaks = c(-1, 20, 40, 60))
tapply(df$age, list(df$grp, df$age > 30), length)
colnames(df)
mapply(function(n, a) paste(n, a), df$who, df$age)
Reduce(function(a, b) paste0(a, b), df$who, accumulate = TRUE)
rowSums(matrix(1:4, 2))
scale(matrix(c(1,2,3,4,5,6), 3))
sweep(matrix(1:4, 2), 2, c(1, 2))
outer(1:2, 3:4, function(a, b) a + b)
