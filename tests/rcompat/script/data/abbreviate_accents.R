f <- function(x, n) suppressWarnings(unname(abbreviate(x, n)))
f("xñpqr", 3); f("xñp:Q", 3); f("xcnñ:Q", 4); f("xcnñ", 2); f("xcnñZ", 3); f("xcnñ:", 3); f("bcdfñ:", 4);f("bcdfß:", 4);f("bcdfë:", 4); f("bcdfç:", 4); f("bcdfд:", 4); f("bcñdf:", 4); f("bñcdf:", 4); f("bñcdf", 2); f("cdñ", 2); f("cñ:", 2)
