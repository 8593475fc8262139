suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
d <- data.frame(g = c("b", "a", "b", "a", "c"), h = c(1, 1, 2, 2, 1), y = c(1.5, 2.25, 3, 10, NA), k = 5:1)
d %>% filter(y > 2)
d %>% filter(g == "a", h == 2)
d %>% filter(g %in% c("a", "c") | k == 3)
d %>% filter(!is.na(y))
d %>% group_by(g) %>% filter(k == max(k))
d %>% filter(y > 100)
lim <- 3
d %>% filter(k > lim)
