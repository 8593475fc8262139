tryCatch(stop("fail"), finally = cat("done\n"))
