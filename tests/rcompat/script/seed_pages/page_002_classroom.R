# MLM conceptualization: the code of the page, data in ../shared/data.
showR <- T
library(tidyverse)
library(ggplot2)
require(lme4)
require(lmerTest)
dat <- read.csv("../shared/data/classroom.csv")

 #simple regression
fit1 <- lm(mathkind~ses,data=dat)
print(summary(fit1)) 
dat$pred1 <- predict(fit1)

ggplot(data=subset(dat,schoolid<25),aes(y=mathkind,x=ses))+
  geom_point()+
  facet_wrap(~schoolid,ncol = 6)+
  geom_line(aes(y=pred1,x=ses),col=2) +
  theme_classic()

    #maybe more is revealed through a boxplot
dat$res1 <- residuals(fit1)
ord <- order(unlist(tapply(dat$res1,dat$schoolid,median)))

ggplot(dat, aes(x = reorder(schoolid, res1, FUN=median), y = res1)) + 
  geom_boxplot()+ 
  theme_classic()

    res1mean <- tapply(dat$res1,dat$schoolid,mean,na.rm=T) 
    plot(res1mean);abline(h=0,col=8) 

plot(density(res1mean))
wts <- as.numeric(prop.table(table(dat$schoolid)))
plot(density(res1mean,weights=wts))  #relies on the ordering of res1mean and table() by schoolid
lmer.fit1 <- lmer(mathkind~ses+(1|schoolid),data=dat)
summary(lmer.fit1)
        sch_res1 <- dat$res1 - res1mean[match(dat$schoolid,sort(unique(dat$schoolid)))] #we have to spread the means out based on schoolid.
cls_res2 <- tapply(sch_res1,dat$classid,mean) #this works because classid is unique.
plot(density(cls_res2),main='Constructed classroom mean residuals')  #unweighted
sd.dens3 <- sd(cls_res2)
fit3 <- lmer(mathkind~ses+(1|schoolid/classid),data=dat)
print(summary(fit3))
lmer.fit2 <- lmer(mathgain~(1|schoolid),data=dat)
ranova(lmer.fit2)
lmer.fit3 <- lmer(mathgain~(1|schoolid/classid),data=dat)
anova(lmer.fit2,lmer.fit3,refit=F)
ranova(lmer.fit3)
lmer.fit4 <- lmer(mathgain~ses+mathknow+(1|schoolid/classid),data=dat)
summary(lmer.fit4)
print(try(anova(lmer.fit3,lmer.fit4,refit=F)))
save.options <- options() #so that old options can be restored
options(na.action='na.pass')
mm <- model.matrix(~mathgain+ses+mathknow,data=dat)
in_sample <- apply(is.na(mm),1,sum)==0 # these rows aren't missing anything
options(save.options)
#re-fit mlms using only fully observed observations, even in model with fewer predictors.
fit7 <- lmer(mathgain~1+(1|schoolid/classid),data=dat,subset=in_sample)
print(summary(fit7))
fit8 <- lmer(mathgain~ses+mathknow+(1|schoolid/classid),data=dat,subset=in_sample)
print(summary(fit8))
print(anova(fit7,fit8,refit=T))  #force FML fit.
# import library
require(lme4)
# import data
dat <- read.csv("../shared/data/classroom.csv")
# model fit
lmer.fit1 <- lmer(mathkind~ses+(1|schoolid),data=dat)
summary(lmer.fit1)
sd(res1mean); sd.dens3
