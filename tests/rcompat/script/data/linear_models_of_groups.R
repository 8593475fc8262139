suppressPackageStartupMessages(library(lme4))
l <- lmList(Reaction ~ Days | Subject, sleepstudy[1:60,])
names(l); class(l); l@call; ranef(l); str(coef(l)); sapply(l, function(q) summary(q)$r.squared); length(l); lapply(l, function(q) coef(q)[2])[1:2]
coef(l[[1]]); coef(l$`310`); coef(l); fixef(l); sigma(l); l@pool; l
as.data.frame(coef(l))[1:2,]; coef(l)["308",]; dim(coef(l))
