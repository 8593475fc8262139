a_function_with_a_long_name <- function(first_argument, second_argument) stop("this is a rather long error message that will need its own line")
try(a_function_with_a_long_name(first_argument = 10, second_argument = "something long"))
a_function_with_a_long_name(1, 2)
