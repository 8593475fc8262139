suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
d <- data.frame(g = c("b", "a", "b", "a", "c"), h = c(1, 1, 2, 2, 1), y = c(1.5, 2.25, 3, 10, NA), k = 5:1)
fit <- lm(k ~ h, data = as_tibble(d))
fit
d %>% group_by(h) %>% summarise(mean = mean(k), sd = sd(k), n = n()) %>% mutate(se = sd / sqrt(n))
s <- d %>% group_by(g) %>% summarise(y = mean(y, na.rm = TRUE))
s$y
s %>% as.data.frame()
summary(as_tibble(d)$k)
