mtcars[, "nope"]
