A <- matrix(c(2, 1, 1, 3), 2)
b <- c(1, 2)
solve(A)
solve(A, b)
A %*% b
t(A)
det(A)
diag(A)
A * A
A %o% b
crossprod(A, b)
A^2
A[1, , drop = FALSE]
rbind(A, 9)
cbind(A, new = 1:2)
cbind(a = 1:2, b = 3:4)
dim(A)
nrow(A)
rowSums(A)
colnames(A) <- c("x", "y")
A
A[, "x"]
apply(A, 1, max)
upper.tri(A)
A[upper.tri(A)]
diag(3)
diag(c(1, 2))
matrix(1:4, 2, byrow = TRUE)
matrix(c("a", "b", "c", "d"), 2)
rownames(A)
identical(A, t(t(A)))
sum(diag(A))
matrix(1:6, 2) %*% matrix(1:6, 3)
which(A > 1, arr.ind = TRUE)
max(A)
mean(A)
A == t(A)
round(A / 3, 2)
outer(1:2, 1:2, function(i, j) i * 10 + j)
kronecker(diag(2), A)
lower.tri(A)
