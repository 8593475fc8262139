m <- matrix(0,0,2,dimnames=list(NULL,c("a","b")))
m
matrix(0,0,2)
matrix(character(0),0,2,dimnames=list(character(0),c("a","b")))
m2 <- matrix(1:4,2,dimnames=list(c("x","y"),c("a","b")))[integer(0),]
m2
str(m2)
dimnames(m2)
data.frame(a=1)[0,,drop=FALSE]
table(factor(character(0)))
