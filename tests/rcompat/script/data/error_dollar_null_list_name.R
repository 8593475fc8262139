l <- list(a = 1)
l$b$c
l[["zz"]]
l[[3]]
