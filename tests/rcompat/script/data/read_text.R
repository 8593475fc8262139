d <- read.csv(text = "name,score,ok\nann,1.5,TRUE\nbob,2,FALSE\ncy,NA,TRUE")
d
str(d)
mean(d$score, na.rm = TRUE)
e <- read.table(text = "a b\n1 2\n3 4", header = TRUE)
e
colSums(e)
read.table(text = "x;y\n1;2", sep = ";", header = TRUE)
write.csv(e, row.names = FALSE)
write.csv(d)
write.table(e)
read.csv(text = "g,v\na,1\nb,2", stringsAsFactors = TRUE)$g
capture.output(print(1:3))
nchar(capture.output(cat("hello")))
read.csv("no_such_file.csv")
