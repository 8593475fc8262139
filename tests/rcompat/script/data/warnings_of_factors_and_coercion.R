factor(1:3) + 1; as.numeric("abc"); if (c(TRUE,FALSE)) 1
