mean(xyz)
