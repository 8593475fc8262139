sum(TRUE, 2L)
