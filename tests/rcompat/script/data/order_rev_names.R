x <- c(3,1,2)
x[order(x)]
rev(x)
names(x) <- letters[1:3]
x
