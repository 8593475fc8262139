suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
for (i in 1:8) print(get_Lb_ddf(h1, diag(8)[i, ]))
L <- diag(8)[2:4, ]
get_Lb_ddf(h1, L)
Lb_ddf(L, vcov(h1), vcovAdj(h1))
ddf_Lb(vcovAdj(h1), L[1, ], vcov(h1))
ddf_Lb(vcovAdj(h1), L[1, ])
