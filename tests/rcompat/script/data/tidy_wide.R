suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
x <- as.data.frame(matrix(1:60, 2))
as_tibble(x)
print(as_tibble(x), width = 40)
tibble(a_very_long_column_name_that_is_long = 1:2, b = strrep("x", 50), c = strrep("y ", 40), d = 1.5, e = "z")
tibble(b = strrep("x", 50), c = strrep("y", 40), d = 1.5, e = "z", f = strrep("q", 30))
