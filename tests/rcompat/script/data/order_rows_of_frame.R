mtcars[order(mtcars$mpg), ][1:2, c("mpg", "cyl")]
