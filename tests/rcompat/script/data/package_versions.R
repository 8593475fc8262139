getRversion()
getRversion() >= "3.2.0"
packageVersion("lme4")
packageVersion("lme4") >= "1.1.7"
packageVersion("pbkrtest")>="0.3.8"
v <- packageVersion("base")
v
as.character(v)
format(v)
v$major
v$minor
class(v)
class(getRversion())
v < "4.10.1"
numeric_version("1.10.2") > "1.9"
package_version("3.4.5")
x <- numeric_version(c("1.2.3", "1.10", "0.9-7"))
x
x[[1]]
sort(x)
max(x)
as.character(x)
v[[1, 2]]
unlist(v)
cat("version", as.character(packageVersion("lme4")), "\n")
search()
"package:lme4" %in% search()
library(lme4)
search()
require(lattice)
require(lattice)
library(MASS)
"package:lme4" %in% search()
packageVersion("nosuchpackage")
str(getRversion())
compareVersion("1.2.3", "1.2.4")
