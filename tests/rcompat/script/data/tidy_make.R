suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
tibble(a = 1:3, b = a * 2, c = "x")
tribble(~g, ~n, "a", 1, "b", 2.5)
as_tibble(list(x = 1:2, y = c("p", "q")))
as_tibble(data.frame(x = 1:2, row.names = c("r", "s")), rownames = "name")
t <- tibble(x = 1:3, y = letters[1:3])
t$x
t[["y"]]
t[, 1]
t[2, ]
t[t$x > 1, "y"]
names(t); dim(t); nrow(t); class(t)
as.data.frame(t)
is_tibble <- inherits(t, "tbl_df"); is_tibble
