suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
tibble(a = c(TRUE, NA), b = c("x", NA), c = factor(c("u", NA)), d = c(1L, NA), e = c(NA, 2.5))
tibble(x = c("a", NA, "b ", ""))
tibble(o = factor(c("lo", "hi"), levels = c("lo", "hi"), ordered = TRUE))
tibble(l = list(1, "a", NULL, 2:3))
