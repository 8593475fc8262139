x <- 5
y <- x + undefined_var
