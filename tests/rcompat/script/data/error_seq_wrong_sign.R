seq(1, 10, by=-1)
