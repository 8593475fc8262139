suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
d <- data.frame(g = c("b", "a", "b", "a", "c"), h = c(1, 1, 2, 2, 1), y = c(1.5, 2.25, 3, 10, NA), k = 5:1)
glimpse(d)
glimpse(as_tibble(d))
d %>% group_by(g) %>% glimpse()
