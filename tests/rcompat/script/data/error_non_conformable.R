matrix(1:6,2) %*% matrix(1:6,2)
