# Levels and missing values that the model's data did not have: bare variables, computed factors, computed text.
library(lme4)
shown <- function(expr) {
  cat(tryCatch(format(expr, digits = 6), error = function(e) c(deparse(conditionCall(e))[1], conditionMessage(e))), sep = "\n")
}
d <- sleepstudy
d$k <- rep(1:6, 30)
d$ch <- rep(c("a", "b", "c"), 60)
d$f <- factor(d$ch)
m1 <- lmer(Reaction ~ factor(k) + (1 | Subject), d)
m3 <- lmer(Reaction ~ f + (1 | Subject), d)
m4 <- lmer(Reaction ~ paste(ch) + (1 | Subject), d)
m5 <- lmer(Reaction ~ Days + (0 + f | Subject), d, control = lmerControl(calc.derivs = FALSE))
m9 <- lmer(Reaction ~ cut(Days, 3) + (1 | Subject), d)
new <- d[1:4, ]
levels7 <- transform(new, k = c(1, 7, 8, 2))
levelsz <- transform(new, ch = c("a", "z", "b", "c"), f = factor(c("a", "z", "b", "c")))
missing <- new
missing[2, c("k", "ch", "f")] <- NA
for (data in list(new, levels7, levelsz, missing, new[1, ])) {
  for (m in list(m1, m3, m4, m5, m9)) shown(predict(m, data))
}
shown(predict(m1, levels7, re.form = NA))
shown(predict(m3, missing, re.form = NA))
update(m1, "a")
