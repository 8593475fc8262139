l <- list(a = 1, b = "two")
l$c <- 3:5
l[["d"]] <- list(x = 1)
l$d$y <- "deep"
l$a <- NULL
str(l)
names(l)
l[c("b", "c")]
l[-1]
length(l)
l["zzz"]
is.null(l$zzz)
unlist(l)
