t.test(extra ~ group, sleep, paired=TRUE)$estimate
