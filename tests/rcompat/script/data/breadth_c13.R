mean(x)
