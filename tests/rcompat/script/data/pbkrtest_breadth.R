library(pbkrtest)
library(lme4)
data(beets)
lg <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), beets, REML = FALSE)
sm <- update(lg, . ~ . - harvest)
KRmodcomp(lg, sm)
kr <- KRmodcomp(lg, sm)
names(kr)
kr$stats$p.value
getKR(kr, "ddf")
get_Lb_ddf(lg, c(0, 0, 0, 0, 0, 0, 0, 1))
Lb_ddf(c(0, 0, 0, 0, 0, 0, 0, 1), vcov(lg), vcovAdj(lg))
vcovAdj(lg)[1:2, 1:2]
L <- model2restriction_matrix(lg, sm)
L
restriction_matrix2model(lg, L)
KRmodcomp(lg, L)
pb <- PBmodcomp(lg, sm, nsim = 20)
b2 <- beets
b2$sugpct[3] <- NA
lgn <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), b2, REML = FALSE)
smn <- update(lgn, . ~ . - harvest)
KRmodcomp(lgn, smn)
KRmodcomp(sm, lg)
KRmodcomp(lg, ~ . - sow)
compare_column_space(getME(lg, "X"), getME(sm, "X"))
ll <- lm(sugpct ~ block + sow + harvest, beets)
ls <- update(ll, . ~ . - harvest)
model2restriction_matrix(ll, ls)
