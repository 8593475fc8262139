aggregate(mpg ~ cyl, mtcars, range)
