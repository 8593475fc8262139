vapply(1:2, function(i) "a", numeric(1))
