rep(1:2, times=-1)
