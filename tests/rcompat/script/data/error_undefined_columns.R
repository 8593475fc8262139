df <- data.frame(a = 1:3)
df[, "zz"]
