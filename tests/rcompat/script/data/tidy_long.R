suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
tibble(x = 1:20)
tibble(x = 1:21)
print(tibble(x = 1:25), n = 3)
print(tibble(x = 1:22), n = Inf)
tibble(x = 1:1500)
tibble(x = 1:3)[0, ]
tibble()
