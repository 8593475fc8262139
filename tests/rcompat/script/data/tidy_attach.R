library(tibble)
library(dplyr)
library(tidyr)
library(magrittr)
x <- c(4, 9)
x %>% sqrt
x %>% sqrt() %>% sum(1)
