data.frame(a = 1:3, b = 1:2)
