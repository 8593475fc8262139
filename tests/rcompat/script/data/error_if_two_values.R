if (c(TRUE, FALSE)) 1
