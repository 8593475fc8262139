x <- 1:3
names(x) <- c("a", "b", "c")
x[c("a", "c")]
x["b"] <- 20L
x
x[["c"]]
unname(x)
names(x)[2] <- "B"
x
x * 2
rev(x)
sort(-x)
sum(x)
which(x > 1)
c(x, d = 4)
as.list(x)
sapply(x, function(v) v + 0.5)
x[x > 2]
stack <- c()
stack <- c(stack, 1)
stack <- c(stack, 2)
stack[length(stack)]
stack <- stack[-length(stack)]
stack
head(letters, -20)
tail(1:10, -7)
m <- sapply(1:3, function(i) c(min = i, max = i^2))
m
m["max", ]
is.element(2, x)
nchar(names(x))
append(1:3, 4:5)
vapply(split(1:4, c("u", "v", "u", "v")), sum, FUN.VALUE = numeric(1))
max(sapply(c("a", "bbb"), nchar))
