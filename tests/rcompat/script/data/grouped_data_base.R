class(ChickWeight)
head(ChickWeight, 3)
str(ChickWeight)
str(CO2)
str(Orange); str(Theoph); str(Loblolly); str(Indometh); str(DNase)
str(esoph)
names(attributes(ChickWeight))
ChickWeight[1:2,]
summary(ChickWeight)
levels(ChickWeight$Chick)[1:5]
x <- as.data.frame(ChickWeight); class(x)
y <- ChickWeight[1:3, 1:2]; class(y); names(attributes(y))
formula(ChickWeight)
print(Orange[1:2, ])
aggregate(weight ~ Diet, ChickWeight, mean)
m <- lm(weight ~ Time * Diet, ChickWeight); coef(m)
library(lme4)
head(ChickWeight, 2)
ChickWeight[1:3, 1:2]
names(attributes(ChickWeight[1:3,]))
class(subset(ChickWeight, Time == 0, select = c(weight, Diet)))
d <- ChickWeight; d$Diet <- NULL; class(d); d$Time <- NULL; class(d); d[1:2, ]
unique(CO2$Type)
CO2[CO2$conc == 95, ][1:2, ]
with(CO2, tapply(uptake, list(Type, Treatment), mean))
str(CO2[1:5, ])
str(nlme::Oats)
dim(nlme::Oats)
