A <- matrix(c(4, -2, 1, -2, 4, -2, 1, -2, 4), 3)
eigen(A)
q <- qr(A); qr.Q(q); qr.R(q); q$rank
qr.solve(A, c(11, -16, 17)); qr.coef(q, 1:3); qr.fitted(q, 1:3)
t(data.frame(a = 1:2, b = 3:4)[1:2, ])
t(data.frame(a = 1:2, b = 3:4))
apply(data.frame(a = 1:3)[1:2, , drop = FALSE], 1, sum)
