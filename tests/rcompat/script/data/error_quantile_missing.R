quantile(c(1,NA))
