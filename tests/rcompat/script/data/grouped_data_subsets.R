library(lme4)
x <- CO2[CO2$conc > 300 & CO2$Plant %in% c("Qn1", "Mc3", "Qc2"), ]
levels(x$Plant); levels(CO2$Plant)
attributes(x)$order.groups
o <- Orthodont <- nlme::Orthodont
levels(o[o$age == 8, ]$Subject)
levels(o$Subject)
tapply(o$distance[o$age==8], o$Subject[o$age==8], max)[1:6]
y <- o[1:20, ]; levels(y$Subject); levels(y$Sex)
levels(head(o)$Subject)
levels(subset(o, Sex == "Female")$Sex)
w <- Orthodont[Orthodont$Sex == "Male", ]; table(w$Subject); str(w)
z <- Orthodont[order(Orthodont$age), ]; levels(z$Subject); head(z, 2)
class(Orthodont[c("age", "Subject", "distance")])
class(Orthodont["age"]); Orthodont["age"][1:2,]
Orthodont[1, ]
Orthodont[1, 2]
Orthodont[, "age"][1:3]
Orthodont[1:2, "age"]
class(Orthodont[, c("distance", "age", "Subject")])
Orthodont[Orthodont$Subject == "M01", "distance"]
s <- split(Orthodont, Orthodont$Sex); class(s[[1]]); head(s[[2]], 2)
data(Machines, package = "nlme"); Machines[1:2, ]; str(Machines[1:5, ]); levels(Machines[1:9, ]$Worker)
m <- nlme::MathAchieve; levels(m[1:100, ]$School)
p <- nlme::Pixel; p[1:2, ]; class(p[1:5, ]); str(p[1:5,])
