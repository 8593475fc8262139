# Grade book
students <- data.frame(
  id = 101:106,
  name = c("Alice", "Bob", "Carla", "Dmitri", "Eve", "Farid"),
  math = c(88, 92.5, NA, 67, 75, 99),
  art = c(91, 60, 78, 85, NA, 70),
  group = factor(c("A", "B", "A", "B", "A", "B"))
)
str(students)
summary(students)
students$avg <- rowMeans(students[, c("math", "art")], na.rm = TRUE)
students
students[order(students$avg, decreasing = TRUE), c("name", "avg")]
aggregate(avg ~ group, data = students, FUN = mean)
aggregate(students[, c("math", "art")], by = list(Group = students$group), FUN = mean, na.rm = TRUE)
tapply(students$math, students$group, mean, na.rm = TRUE)
with(students, table(group, math > 80, useNA = "ifany"))
colSums(is.na(students))
sapply(students, class)
sapply(students[sapply(students, is.numeric)], range, na.rm = TRUE)
students$grade <- cut(students$avg, breaks = c(0, 70, 80, 90, 100), labels = c("D", "C", "B", "A"))
table(students$grade)
prop.table(table(students$group, students$grade), 1)
round(prop.table(table(students$grade)) * 100, 1)
by(students$avg, students$group, summary)
split(students$name, students$group)
lapply(split(students, students$group), function(d) d[which.max(d$avg), "name"])
students[complete.cases(students), ]
apply(students[, 3:4], 1, max)
quantile(students$avg, probs = c(0.1, 0.5, 0.9))
ifelse(students$avg > 80, "pass", "fail")
cat(sprintf("%-10s %6.2f\n", students$name, students$avg), sep = "")
paste(students$name, collapse = ", ")
do.call(rbind, lapply(split(students, students$group), function(d) data.frame(group = d$group[1], n = nrow(d), mean = mean(d$avg))))
reshape(students[, c("id", "math", "art")], direction = "long", varying = c("math", "art"), v.names = "score", timevar = "subject", times = c("math", "art"), idvar = "id")
merge(students[, c("id", "name")], data.frame(id = c(101, 103, 107), club = c("chess", "go", "judo")), all.x = TRUE)
students[students$name %in% c("Bob", "Eve"), ]
nrow(subset(students, math > 70 & group == "A"))
colnames(students)[3] <- "maths"
names(students)
head(students[rev(seq_len(nrow(students))), ], 2)
students[["maths"]][3] <- 50
mean(students$maths)
cor(students$maths, students$art, use = "complete.obs")
unique(students$group)
levels(students$group) <- c("Alpha", "Beta")
students$group
stack(students[1:2, c("maths", "art")])
t(students[1:2, c("maths", "art")])
is.na(students$art) <- 1
students$art
within(students, { total <- maths + 1; rm(avg) })[1:2, ]
data.matrix(students[1:2, c("id", "group")])
Reduce(`+`, students$maths, accumulate = TRUE)
mapply(function(n, g) paste0(n, "-", g), students$name, students$group)
outer(1:3, 1:3, Vectorize(function(i, j) i^j))
print(students, digits = 3)
