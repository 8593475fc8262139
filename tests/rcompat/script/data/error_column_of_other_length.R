df <- data.frame(a=1:3)
df$b <- 1:2
