m <- matrix(1:4, 2)
m[3, 1]
