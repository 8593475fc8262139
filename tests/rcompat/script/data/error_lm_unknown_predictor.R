lm(mpg ~ nope, mtcars)
