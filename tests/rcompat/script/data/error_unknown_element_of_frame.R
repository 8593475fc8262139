mtcars[["nope"]]; mtcars$nope; iris[200,]; x <- 1:3; x[[4]]
