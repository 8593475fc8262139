# Bad arguments end where R's functions first use them.
suppressMessages(library(lme4)); suppressMessages(library(parameters))
fm <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy)
fit <- lm(Reaction ~ Days, sleepstudy)
say <- function(expr) tryCatch({ value <- expr; print(value) },
  error = function(e) cat(deparse(conditionCall(e))[1], "|", conditionMessage(e), "\n"),
  warning = function(w) cat("warning", deparse(conditionCall(w))[1], "|", conditionMessage(w), "\n"))
say(coef(5)); say(coef()); say(residuals("a")); say(fitted(mean)); say(deviance(1:3)); say(df.residual(TRUE))
say(summary(fit, correlation = "yes")); say(vcov(fit, complete = letters)); say(logLik(fit, REML = NULL))
say(if (quote(x + y)) 1); say(if (list(TRUE, 1)) 1); say(if (NA_character_) 1); say("TRUE" && TRUE)
say(mean > 1); say(data.frame(a = factor(1)) + 1); say(data.frame(a = "x") * 2); say(-factor("a"))
say(model_parameters(fm, effects = "zzz")); say(model_parameters(fit, ci = "a")); say(model_parameters(5))
say(model_parameters(fm, ci_method = c("a", "b"))); say(model_parameters(sleepstudy)); say(ci(fm, ci = nosuch))
say(p_value(fm, dof = "a")); say(p_value("a")); say(standard_error(TRUE)); say(dof(mean)); say(se_kenward(5))
say(rnorm(2, "a")); say(rnorm("a")); say(rexp(2, "a")); say(qnorm("a")); say(qnorm(2)); say(rpois(2, -1))
say(sample(5, -1)); say(sample(mean)); say(sample(5, 3, NA)); say(sample.int("a")); say(set.seed("a")); say(set.seed(NA))
say(set.seed(1, kind = 3)); say(rmultinom(NA, 3, 1)); say(round(1.5, "a")); say(round(1.5, NULL)); say(round(2.345, 1:2))
