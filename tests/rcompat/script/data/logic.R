x <- c(TRUE, FALSE, NA)
x & TRUE
x | TRUE
!x
any(x)
all(x, na.rm = TRUE)
isTRUE(x)
xor(TRUE, NA)
sum(x, na.rm = TRUE)
which(x)
ifelse(x, 1, 0)
if (isTRUE(x[1]) && !is.na(x[2])) "yes" else "no"
