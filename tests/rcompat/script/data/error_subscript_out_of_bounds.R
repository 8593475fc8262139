list(a=1)$a$b$c
c(1,2)[[5]]
