suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
d <- data.frame(g = c("b", "a", "b", "a", "c"), h = c(1, 1, 2, 2, 1), y = c(1.5, 2.25, 3, 10, NA), k = 5:1)
d |> filter(h == 1) |> mutate(y = y + 1)
d %>% lm(k ~ h, data = .) %>% coef()
c(1, 4) %>% sum
4 %>% c(1, .)
d %>% nrow()
d %>% { nrow(.) + 1 }
d$y %>% mean(na.rm = TRUE)
1:3 %>% (function(x) x * 2)
z <- d %>% select(g)
z
d %>% with(tapply(k, g, sum))
d %>% dplyr::filter(k == 1) %>% dplyr::pull(g)
