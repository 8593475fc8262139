suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
d <- data.frame(g = c("b", "a", "b", "a", "c"), h = c(1, 1, 2, 2, 1), y = c(1.5, 2.25, 3, 10, NA), k = 5:1)
d %>%
  filter(!is.na(y)) %>%
  mutate(size = ifelse(y > 2, "big", "small")) %>%
  group_by(size) %>%
  summarise(mean = mean(y), n = n()) %>%
  arrange(desc(mean))
d %>%
  group_by(g, h) %>%
  summarise(total = sum(k)) %>%
  mutate(share = total / sum(total))
