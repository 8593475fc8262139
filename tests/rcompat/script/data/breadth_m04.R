mtcars$mpg[50]
