match.arg("x", c("aa", "bb"))
