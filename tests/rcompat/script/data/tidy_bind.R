suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
d <- data.frame(g = c("b", "a", "b", "a", "c"), h = c(1, 1, 2, 2, 1), y = c(1.5, 2.25, 3, 10, NA), k = 5:1)
bind_rows(d[1:2, ], d[3, ])
bind_rows(d[1, ], data.frame(g = "z", new = 1))
bind_rows(list(p = d[1, ], q = d[2, ]), .id = "from")
bind_cols(d[1:2, 1:2], data.frame(z = 1:2))
