# Inference for multilevel models: the code of the page, data in ../shared/data.
library(tidyverse)
library(lme4)

schoolmot <- read_csv("../shared/data/schoolmot.csv")
smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid),
              data = schoolmot)

smod3sat <- lmerTest::lmer(grade ~ motiv * funding +
                             (1 + motiv | schoolid),
                           data = schoolmot)
summary(smod3sat)

smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid),
              data = schoolmot)
smod3_res <- lmer(grade ~ motiv + funding + (1 + motiv | schoolid),
                  data = schoolmot)
library(pbkrtest)
SATmodcomp(largeModel = smod3, smallModel = smod3_res)

library(parameters)
model_parameters(smod3, ci_method="kr")

smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid),
              data = schoolmot, REML=TRUE)
smod3_res <- lmer(grade ~ motiv + funding + (1 + motiv | schoolid),
                  data = schoolmot, REML=TRUE)
library(pbkrtest)
KRmodcomp(largeModel = smod3, smallModel = smod3_res)

smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid),
              data = schoolmot, REML = FALSE)
smod3_res <- lmer(grade ~ motiv + funding + (1 + motiv | schoolid),
                  data = schoolmot, REML = FALSE)
anova(smod3_res, smod3) # a likelihood ratio test!

confint(smod3, method = "profile")

smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid),
              data = schoolmot)
smod3_res <- lmer(grade ~ motiv + funding + (1 + motiv | schoolid),
                  data = schoolmot)
library(pbkrtest)
set.seed(1)
PBmodcomp(largeModel = smod3, smallModel = smod3_res)

set.seed(1)
confint(smod3, method="boot")
