suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy)
picky <- function(fit) {
  slope <- fixef(fit)[["Days"]]
  if (slope > 10.8) stop("too steep")
  if (slope < 10) warning("rather flat")
  if (slope < 9.8) message("flat")
  c(slope = slope)
}
b <- suppressWarnings(bootMer(m, picky, nsim = 30, seed = 6))
confint(b, level = 0.8)
values <- list(exact = b$t)
