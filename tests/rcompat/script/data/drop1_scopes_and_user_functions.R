suppressMessages(library(lme4)); options(warn=1)
m3 <- lmer(Reaction ~ Days + I(Days^2) + (1|Subject), sleepstudy)
a <- drop1(m3, test="user", sumFun=function(object, objectDrop, ...) { if (missing(objectDrop)) c(a=NA,b=NA) else {cat("extra:", names(list(...)), length(list(...)), "\n"); c(a=1, b=AIC(objectDrop))}})
a

a <- drop1(m3, test="user", sumFun=function(object, ...) { d <- list(...); cat("N", names(d), length(d), "\n"); if (length(d) == 0) c(x=1) else structure(c(x=3), method="hello") }, zz=3)
a


a <- drop1(m3)
a <- drop1(m3, ~ Days, test="Chisq"); a
a <- try(drop1(m3, ~ Days + z)); a
a <- try(drop1(m3, ~ . + Days:I(Days^2))); 
a <- try(drop1(m3, ~ 1)); a
a <- try(drop1(m3, ~ . - Days)); a
a <- try(drop1(m3, "Days")); a
a <- try(drop1(m3, k=3, test="Chisq")); a
m0 <- lmer(Reaction ~ 1 + (1|Subject), sleepstudy); try(drop1(m0)); try(drop1(m0, test="Chisq"))
a <- drop1(m3, .~ .); a
