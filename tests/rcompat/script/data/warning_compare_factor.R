factor(1:2) > 1
