# Student grades processing
students <- list(
  list(name = "Ana", scores = c(88, 92, 79)),
  list(name = "Ben", scores = c(75, 64, 81)),
  list(name = "Cai", scores = c(95, 99, 100))
)
for (s in students) {
  cat(sprintf("%-5s mean=%6.2f sd=%5.2f\n", s$name, mean(s$scores), sd(s$scores)))
}
names <- sapply(students, function(s) s$name)
names
means <- vapply(students, function(s) mean(s$scores), numeric(1))
setNames(means, names)
best <- names[which.max(means)]
cat("Best student:", best, "\n")
df <- do.call(rbind, lapply(students, function(s) data.frame(name = s$name, avg = mean(s$scores), max = max(s$scores))))
df
df$grade <- cut(df$avg, breaks = c(0, 75, 85, 100), labels = c("C", "B", "A"))
df
table(df$grade)
str(students)
students[[1]]$scores[2] <- 100
students[[1]]
Reduce(function(a, b) if (a$avg > b$avg) a else b, split(df, seq_len(nrow(df))))
barplot(means, names.arg = names)
invisible(lapply(students, function(s) print(s$name)))
mapply(function(n, m) paste0(n, ": ", round(m, 1)), names, means)
mapply(function(n, m) paste0(n, ": ", round(m, 1)), names, means, USE.NAMES = FALSE)
m <- t(sapply(students, `[[`, "scores"))
m
rownames(m) <- names
colnames(m) <- paste0("test", 1:3)
m
round(cor(m), 3)
apply(m, 1, range)
summary(m)
sweep(m, 2, colMeans(m))
