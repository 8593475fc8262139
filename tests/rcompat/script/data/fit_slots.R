suppressPackageStartupMessages(library(lmerTest))
d <- sleepstudy
d$w <- rep(1:2, 90)
m <- lmer(Reaction ~ poly(Days, 2) + (Days | Subject), d)
w <- lme4::lmer(Reaction ~ Days + (1 | Subject), d, weights = w, REML = FALSE)
m@theta; m@beta; m@lower; m@cnms; m@Gp; m@call; w@call; head(m@u, 4)
m@vcov_beta; m@vcov_varpar; m@sigma; length(m@Jac_list)
w@devcomp
str(m@optinfo)
m@optinfo$conv$lme4
head(w@frame, 3)
str(w@frame)
terms(m)
terms(w, fixed.only = FALSE)
terms(w, random.only = TRUE)
names(summary(m)); summary(m)$methTitle; summary(w)$methTitle; summary(w)$ngrps
names(model.frame(w, fixed.only = TRUE))
str(model.matrix(w))
dim(model.matrix(w, type = "random"))
names(getME(m, "Ztlist")); getME(m, "Tp"); getME(w, "glmer.nb.theta")
tryCatch(m@nothing, error = function(e) cat(conditionMessage(e), "\n"))
refit(w)
update(w, data = d[1:100, ])
