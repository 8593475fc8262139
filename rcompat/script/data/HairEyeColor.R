structure(c(32, 53, 10, 3, 11, 50, 10, 30, 10, 25, 7, 5, 3, 15, 
7, 8, 36, 66, 16, 4, 9, 34, 7, 64, 5, 29, 7, 5, 2, 14, 7, 8), dim = c(4L, 
4L, 2L), dimnames = structure(list(c("Black", "Brown", "Red", 
"Blond"), c("Brown", "Blue", "Hazel", "Green"), c("Male", "Female"
)), names = c("Hair", "Eye", "Sex")), class = "table")
