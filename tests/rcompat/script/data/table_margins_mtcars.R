t1 <- table(mtcars$cyl, mtcars$gear)
t1
prop.table(t1)
prop.table(t1, 1)
round(prop.table(t1, 2), 3)
margin.table(t1, 1); addmargins(t1)
t2 <- table(cyl=mtcars$cyl, am=mtcars$am)
t2
dimnames(t2)
summary(t2)
xtabs(~ cyl + am, data=mtcars)
xtabs(mpg ~ cyl, data=mtcars)
as.data.frame(t2)
t2["4","1"]
apply(t2, 1, sum)
table(c(TRUE,FALSE,TRUE)); table(c(1,2,NA), useNA="ifany"); table(c("a","b","a"))[["a"]]
names(table(c("x","y")))
rev(sort(table(c("a","b","a","c","c","c"))))
table(mtcars$cyl)[order(-table(mtcars$cyl))]
chisq.test(t1)
chisq.test(t2, correct=FALSE)
ct <- chisq.test(c(10,20,30)); ct; ct$p.value; ct$expected; names(ct)
with(mtcars, table(cyl, gear, am))
t1 * 2; t1 / sum(t1); t(t2); dim(t1); str(t2)
quantile(mtcars$mpg); quantile(mtcars$mpg, c(.1,.9)); fivenum(mtcars$mpg); IQR(mtcars$mpg); mad(mtcars$mpg)
which.max(table(mtcars$cyl)); table(mtcars$cyl, dnn="cyl"); unique(mtcars$cyl); length(unique(mtcars$gear)); rowSums(t1); colSums(t1); rowMeans(t1)
barplot <- NULL
