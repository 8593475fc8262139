v <- c()
for (i in 1:3) v[i] <- i * 10
v
v[["x"]] <- 5
v
l <- vector("list", 2)
l[[1]] <- "a"
l
names(l) <- c("p", "q")
l$q <- 1:2
l
