solve(matrix(0, 2, 2))
