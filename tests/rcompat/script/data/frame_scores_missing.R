df <- data.frame(id=1:6, group=c("a","b","a","c","b","a"), score=c(3.5,2.25,NA,8,9.1,4), stringsAsFactors=TRUE)
df
str(df)
summary(df)
dim(df); nrow(df); ncol(df); names(df)
df$score[is.na(df$score)] <- mean(df$score, na.rm=TRUE)
df
df[df$group=="a", c("id","score")]
df[order(-df$score),]
colMeans(df[,c(1,3)])
df$z <- with(df, (score-mean(score))/sd(score))
print(df, digits=3)
head(df, 2); tail(df, 2)
df[["group"]]
levels(df$group)
table(df$group)
df[nrow(df)+1,] <- list(7,"b",1.5,0)
df
df$id <- NULL
ncol(df)
sapply(df, class)
