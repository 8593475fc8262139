df <- data.frame(id = 1:3, val = c(2.5, NA, 7), grp = c("a", "b", "a"))
df$new <- df$val * 2
df[["z"]] <- letters[1:3]
df[2, "val"] <- 0
df
df[df$grp == "a", ]
df[order(df$val), c("id", "val")]
subset(df, val > 1)
subset(df, select = -new)
df[, 1]
df[["grp"]]
df[3, ]
df[-1, ]
names(df)
nrow(df)
dim(df)
colnames(df)[2] <- "value"
head(df, 2)
str(df)
summary(df$value)
is.data.frame(df)
as.list(df[1, 1:2])
rbind(df, df[1, ])
cbind(df, k = 0)
unique(df$grp)
lapply(df, class)
sapply(df, is.numeric)
df[sapply(df, is.numeric)]
merge(df, data.frame(grp = c("a", "b"), label = c("A!", "B!")))
with(df, table(grp))
colMeans(df[, c("id", "value")])
df[0, ]
data.frame(a = 1, b = 1:3)
within(df, { value2 <- value + 1 })
transform(df, id = id * 10)
apply(df[, c("id", "value")], 1, sum)
t(df[, 1:2])
df$z <- NULL
ncol(df)
row.names(df) <- c("x", "y", "w")
df["y", ]
df[c(TRUE, FALSE, TRUE), "id"]
do.call(rbind, list(df[1, ], df[2, ]))
