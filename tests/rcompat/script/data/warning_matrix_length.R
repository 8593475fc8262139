matrix(1:6, 4, 4)
