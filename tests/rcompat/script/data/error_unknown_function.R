undefined_function(3)
