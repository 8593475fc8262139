suppressPackageStartupMessages({library(lme4); library(arm)})
set.seed(10)
data <- data.frame(Temp = runif(100, -2, 2), N = runif(100, -2, 2), Site = gl(n = 20, k = 5, labels = paste0("Site", 1:20)))
params <- c(10, 0.3, 2.2)
rnd_int <- rnorm(20, 0, 1.2)
rnd_slp <- rnorm(20, 0, 0.5)
mus <- params[1] + rnd_int[data$Site] + (params[2] + rnd_slp[data$Site]) * data$Temp + params[3] * data$N
data$Biomass <- rnorm(100, mus, 1)
m1 <- lmer(Biomass ~ Temp + N + (1 + Temp | Site), data)
summary(m1)
sims <- sim(m1, n.sims = 200)
str(sims)
crI <- apply(sims@fixef, 2, function(x) quantile(x, probs = c(0.025, 0.975)))
crI
boots <- confint(m1, parm = 5:7, method = "boot", nsim = 200)
boots
new_temp <- data.frame(Temp = seq(-2, 2, length = 20), N = mean(data$N))
pred_temp <- predict(m1, newdata = new_temp, re.form = ~0)
pred_temp
ci_line <- bootMer(m1, FUN = function(.) predict(., newdata = new_temp, re.form = ~0), nsim = 200)
ci_regT <- apply(ci_line$t, 2, function(x) x[order(x)][c(5, 195)])
ci_regT
new_n <- data.frame(Temp = mean(data$Temp), N = seq(-2, 2, length = 20))
pred_n <- predict(m1, newdata = new_n, re.form = ~0)
ci_line <- bootMer(m1, FUN = function(.) predict(., newdata = new_n, re.form = ~0), nsim = 200)
ci_regN <- apply(ci_line$t, 2, function(x) x[order(x)][c(5, 195)])
ci_regN
ci_line
