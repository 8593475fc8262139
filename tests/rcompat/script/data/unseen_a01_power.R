# Power simulation for a two-group repeated-measures design
library(lme4)
library(lmerTest)
set.seed(2024)
sim_data <- function(n_subj = 10, n_trial = 4, b1 = 0.5, sd_s = 1, sd_e = 1) {
  subj <- rep(seq_len(n_subj), each = n_trial)
  grp <- ifelse(subj <= n_subj / 2, "ctl", "trt")
  u <- rnorm(n_subj, 0, sd_s)
  y <- 10 + b1 * (grp == "trt") + u[subj] + rnorm(n_subj * n_trial, 0, sd_e)
  data.frame(subj = factor(subj), grp = factor(grp), y = y)
}
d <- sim_data()
str(d)
head(d, 3)
one <- function(i) {
  d <- sim_data(b1 = 1.5)
  m <- suppressMessages(lmer(y ~ grp + (1 | subj), d))
  coef(summary(m))["grptrt", "Pr(>|t|)"]
}
p <- sapply(1:20, one)
round(p, 3)
mean(p < 0.05)
cat(sprintf("Power: %.1f%% (n = %d sims)\n", 100 * mean(p < .05), length(p)))
summary(p)
table(cut(p, c(0, .01, .05, .1, 1)))
