undefined_fun(3)
