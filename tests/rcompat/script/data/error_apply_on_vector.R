apply(1:3, 1, sum)
