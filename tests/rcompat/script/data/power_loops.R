# power simulation and loops
library(lmerTest)
set.seed(123)
sim_one <- function(n_subj, n_trial, eff) {
  d <- expand.grid(subj = factor(seq_len(n_subj)), trial = seq_len(n_trial))
  d$cond <- ifelse(d$trial %% 2 == 0, 0.5, -0.5)
  b0 <- rnorm(n_subj, sd = 1); b1 <- rnorm(n_subj, sd = .5)
  d$y <- 10 + b0[d$subj] + (eff + b1[d$subj]) * d$cond + rnorm(nrow(d), sd = 2)
  m <- suppressMessages(lmer(y ~ cond + (1 + cond | subj), d))
  c(est = fixef(m)[["cond"]], p = summary(m)$coefficients["cond", "Pr(>|t|)"], sing = isSingular(m))
}
out <- t(replicate(10, sim_one(10, 8, 1)))
out
colMeans(out)
mean(out[, "p"] < .05)
grid <- expand.grid(n = c(8, 12), eff = c(0, 1))
grid$power <- mapply(function(n, e) mean(replicate(4, sim_one(n, 8, e)[["p"]]) < .05), grid$n, grid$eff)
print(grid, row.names = FALSE)
fits <- list()
for (k in c("carrots", "ham")) {
  data(list = k, package = "lmerTest")
  fits[[k]] <- if (k == "carrots") lmer(Preference ~ sens2 + (1 | Consumer), carrots) else lmer(Informed.liking ~ Product + (1 | Consumer), ham)
}
names(fits)
lapply(fits, function(f) round(fixef(f), 3))
do.call(rbind, lapply(names(fits), function(n) data.frame(model = n, n = nobs(fits[[n]]), AIC = round(AIC(fits[[n]]), 1))))
Map(function(f, n) paste0(n, ": ", length(fixef(f))), fits, names(fits))
vapply(fits, sigma, numeric(1))
invisible(sapply(names(fits), function(n) cat(sprintf("%-10s%10.3f\n", n, logLik(fits[[n]])))))
w <- tryCatch(lmer(y ~ 1 + (1 | g), data.frame(y = c(1, 2, 3, 4), g = factor(1:4))), error = function(e) conditionMessage(e))
w
res <- withCallingHandlers(
  lmer(y ~ x + (1 | g), data.frame(y = c(1.1, 2, 3.2, 4, 5, 6.1, 7, 8), x = 1:8, g = factor(rep(1:2, 4)))),
  warning = function(w) { cat("W:", conditionMessage(w), "\n"); invokeRestart("muffleWarning") },
  message = function(m) { cat("M:", conditionMessage(m)); invokeRestart("muffleMessage") })
class(res)
repeat { x <- rnorm(1); if (x > 1) break }
x
switch(class(fits$ham)[1], lmerModLmerTest = "test", lmerMod = "plain")
f <- as.formula(paste("Informed.liking ~", paste(c("Product", "Information"), collapse = " * "), "+ (1 | Consumer)"))
f
m <- lmer(f, ham)
anova(m)
m@call
formula(m)
update(m, . ~ . - Product:Information)
terms(m)
drop1(m)
