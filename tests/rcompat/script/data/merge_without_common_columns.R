merge(data.frame(a=1), data.frame(b=2))
