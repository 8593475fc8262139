library(lme4)
data(Orthodont, package = "nlme")
head(Orthodont)
str(Orthodont)
summary(Orthodont)
Orthodont[1:3, ]
Orthodont[1:3, c("distance", "age")]
Orthodont$Sex[1:2]
subset(Orthodont, Sex == "Female")[1:2, ]
attributes(Orthodont)[c("class", "formula")]
names(attributes(Orthodont))
dim(Orthodont)
Orthodont$new <- 1
head(Orthodont, 2)
class(Orthodont[Orthodont$Sex == "Male", ])
tail(Orthodont, 2)
d <- transform(Orthodont, a = age - 8)
class(d)
d2 <- as.data.frame(Orthodont)
class(d2)
str(d2)
names(attributes(d2))
d3 <- data.frame(Orthodont)
class(d3)
aggregate(distance ~ Sex, Orthodont, mean)
m <- lmer(distance ~ age + (1 | Subject), Orthodont)
print(m)
d4 <- within(Orthodont, a <- 1)
class(d4)
d5 <- merge(Orthodont, data.frame(Sex = c("Male", "Female"), k = 1:2))
class(d5)
class(rbind(Orthodont[1, ], Orthodont[2, ]))
class(Orthodont[, 1:2])
class(Orthodont[["age"]])
levels(Orthodont$Subject)[1:3]
class(Orthodont$Subject)
data(Oats, package = "nlme"); class(Oats); head(Oats, 2)
data(Machines, package = "nlme"); class(Machines); head(Machines, 2)
data(Rail, package = "nlme"); class(Rail); head(Rail, 2)
data(MathAchieve, package = "nlme"); class(MathAchieve); head(MathAchieve, 2)
data(Pixel, package = "nlme"); class(Pixel); head(Pixel, 2)
data(ergoStool, package = "nlme"); class(ergoStool); ergoStool[1:2,]
data(Wafer, package = "nlme"); class(Wafer)
data(BodyWeight, package = "nlme"); class(BodyWeight); head(BodyWeight,2)
