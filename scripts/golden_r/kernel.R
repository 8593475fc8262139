# Values of lme4's deviance function at many thetas, as hexadecimal floats, with the arrays that define each model.
#   setarch -R Rscript --vanilla scripts/golden_r/kernel.R golden tests/pylmer/numerics/data
#   setarch -R Rscript --vanilla scripts/golden_r/kernel.R live DIRECTORY SEED
suppressPackageStartupMessages({library(lme4); library(Matrix)})
arguments <- commandArgs(TRUE)
kind <- arguments[1]; directory <- arguments[2]
set.seed(if (length(arguments) > 2) as.integer(arguments[3]) else 20)

numbers <- function(x) if (length(x)) sprintf("%a", as.double(x)) else character()
integers <- function(x) as.character(x)

write_numbers <- function(path, name, x) {  # one little-endian file for each array of a live model
  connection <- file(file.path(path, name), "wb"); on.exit(close(connection))
  if (is.integer(x)) writeBin(x, connection, size = 4L) else writeBin(as.double(x), connection, size = 8L)
}

model <- function(name, formula, data, REML = TRUE, thetas = 8L, ...) {
  control <- lmerControl(check.nobs.vs.nRE = "ignore", check.nobs.vs.nlev = "ignore", check.rankX = "silent.drop.cols",
                         check.nlev.gtr.1 = "ignore", check.nobs.vs.rankZ = "ignore")
  request <- list(formula = formula, data = data, REML = REML, control = control, ...)
  parts <- suppressWarnings(suppressMessages(do.call(lFormula, request)))
  frame <- parts$fr
  devfun <- do.call(mkLmerDevfun, c(parts, list(control = control)))
  re <- parts$reTrms
  n <- nrow(frame)
  weights <- model.weights(frame); if (is.null(weights)) weights <- rep(1, n)
  offset <- model.offset(frame); if (is.null(offset)) offset <- rep(0, n)
  bounded <- re$lower == 0
  start <- re$theta + 0  # a copy: lme4 writes each theta into the old vector's memory
  points <- list(start, start * 0.5)
  for (i in seq_len(thetas)) {
    theta <- ifelse(bounded, abs(rnorm(length(start))), rnorm(length(start)))
    if (i %% 3 == 0) theta[sample(length(theta), 1)] <- 0
    if (i %% 4 == 0) theta <- theta * 10^runif(1, -6, 2)
    points[[i + 2L]] <- theta
  }
  values <- vapply(points, devfun, 0)
  pp <- environment(devfun)$pp; resp <- environment(devfun)$resp
  exact <- list(
    y = model.response(frame), x = unname(parts$X), zt_data = re$Zt@x, lower = re$lower, theta_start = start,
    weights = weights, offset = as.double(offset), thetas = unlist(points), values = values, beta = pp$beta(1),
    u = pp$u(1), b = pp$b(1), mu = resp$mu, rx = pp$RX(), rzx = pp$RZX, rxi = pp$RXi(),
    scalars = c(pp$ldL2(), pp$ldRX2(), resp$wrss(), pp$sqrL(1)))
  whole <- list(
    dims = as.integer(c(n, ncol(parts$X), nrow(re$Zt), length(start), REML)), zt_indptr = re$Zt@p,
    zt_indices = re$Zt@i, lambda_indptr = re$Lambdat@p, lambda_indices = re$Lambdat@i,
    lambda_theta = as.integer(re$Lind - 1L), perm = as.integer(pp$L()@perm), type = as.integer(pp$L()@type))
  if (kind == "live") {
    path <- file.path(directory, name); dir.create(path, showWarnings = FALSE, recursive = TRUE)
    for (part in names(exact)) write_numbers(path, part, as.double(exact[[part]]))
    for (part in names(whole)) write_numbers(path, part, whole[[part]])
  } else {
    line <- function(part, text, quote) paste0("  \"", part, "\": [", paste0(quote, text, quote, collapse = ", "), "]")
    empty <- function(part, text, quote) if (length(text)) line(part, text, quote) else paste0("  \"", part, "\": []")
    lines <- c(mapply(empty, names(exact), lapply(exact, numbers), "\""),
               mapply(empty, names(whole), lapply(whole, integers), ""))
    writeLines(c("{", paste0(lines, c(rep(",", length(lines) - 1L), "")), "}"), file.path(directory, paste0(name, ".json")))
  }
}

factors <- function(n, ...) as.data.frame(lapply(list(...), function(k) factor(sample(k, n, TRUE))))
normal <- function(n, p) as.data.frame(setNames(replicate(p, round(rnorm(n), 2), FALSE), paste0("x", seq_len(p))))
shifted <- function(d, g, sd = 1) rnorm(nrow(d)) + rnorm(nlevels(d[[g]]), sd = sd)[d[[g]]]

vector_crossed <- cbind(factors(240, g = 20, h = 8), normal(240, 2)); vector_crossed$y <- shifted(vector_crossed, "g")
dense <- cbind(factors(800, g = 90, h = 85), normal(800, 1)); dense$y <- shifted(dense, "g")
long <- cbind(factors(900, g = 30), normal(900, 2)); long$y <- shifted(long, "g")
deficient <- transform(sleepstudy, twice = 2 * Days, half = Days / 2)

model("sleepstudy", Reaction ~ Days + (Days | Subject), sleepstudy)
model("sleepstudy_ml", Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE)
model("sleepstudy_double_bar", Reaction ~ Days + (Days || Subject), sleepstudy)
model("sleepstudy_weights_offset", Reaction ~ Days + (Days | Subject), sleepstudy,
      weights = rep(c(0.5, 1, 2, 3.3), 45), offset = round(sin(1:180), 3))
model("penicillin", diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin)
model("pastes", strength ~ 1 + (1 | batch / cask), Pastes)
model("cake", angle ~ recipe * temperature + (1 | recipe:replicate), cake)
model("dyestuff2", Yield ~ 1 + (1 | Batch), Dyestuff2)
model("no_fixed", y ~ 0 + (1 | g), vector_crossed)
model("vector_crossed", y ~ x1 + x2 + (x1 | g) + (x1 | h), vector_crossed)
model("rank_deficient", Reaction ~ Days + twice + half + (1 | Subject), deficient)
model("dense_supernodal", y ~ x1 + (1 | g) + (1 | h), dense)
model("long_panels", y ~ x1 + x2 + (x1 | g), long, thetas = 5L)

if (kind == "live") {
  class <- data.frame(class = factor(rep(seq_len(312), length.out = 1190)[order(rep(seq_len(312), length.out = 1190))]))
  class$school <- factor((as.integer(class$class) - 1L) %/% 3L); class <- cbind(class, normal(1190, 3))
  class$y <- shifted(class, "class")
  wide <- cbind(factors(1000, g = 50), normal(1000, 34)); wide$y <- shifted(wide, "g")
  widest <- cbind(factors(2000, g = 80), normal(2000, 129)); widest$y <- shifted(widest, "g")
  crossed <- cbind(factors(3000, subject = 60, item = 50), normal(3000, 3)); crossed$y <- shifted(crossed, "subject")
  three <- cbind(factors(2500, a = 80, b = 40, c = 25), normal(2500, 4)); three$y <- shifted(three, "a")
  growth <- data.frame(id = factor(rep(1:1500, each = 5)), time = rep(0:4, 1500)); growth$site <- factor((as.integer(growth$id) - 1L) %/% 50L)
  growth$y <- shifted(growth, "id") + growth$time
  columns <- cbind(factors(1400, g = 60, h = 9), normal(1400, 4)); columns$y <- shifted(columns, "g")
  columns$k <- factor(sample(letters[1:4], 1400, TRUE))
  mixed <- cbind(factors(1500, g = 60, h = 30, k = 45), normal(1500, 2)); mixed$y <- shifted(mixed, "h")
  mixed$x2[mixed$g %in% 1:20] <- 0
  model("school_class", y ~ x1 + (1 | school / class), class)
  model("school_slopes", y ~ x1 + (x1 | school) + (1 | school:class), class)
  model("nested_vectors", y ~ x1 + x2 + (x1 + x2 | school) + (0 + x2 | class), class, REML = FALSE)
  model("wide", y ~ . - g + (1 | g), wide)
  model("widest", reformulate(c(paste0("x", 1:129), "(1 | g)"), "y"), widest)
  model("crossed", y ~ x1 + x2 + (1 | subject) + (1 | item), crossed)
  model("crossed_supernodal_vector", y ~ x1 + x2 + (x1 | subject) + (x1 | item), crossed)
  model("crossed_supernodal_zero_correlation", y ~ x1 + (x1 || subject) + (x2 || item), crossed, REML = FALSE)
  model("three_crossed", y ~ x1 + x2 + x3 + x4 + (x1 | a) + (1 | b) + (1 | c), three)
  model("growth", y ~ time + (time | id) + (time | site), growth)
  model("growth_weights", y ~ time + (time | id) + (1 | site), growth, weights = rep(c(1, 2, 0.25), 2500))
  model("four_columns", y ~ x1 + (x1 + x2 + x3 | g), columns)
  model("five_columns", y ~ x1 + (x1 + x2 + x3 + x4 | g) + (1 | h), columns)
  model("factor_slopes", y ~ k + (k | g), columns)
  model("factor_slopes_no_intercept", y ~ k + (0 + k | g) + (1 | h), columns)
  model("zeros_dropped", y ~ x1 + (x2 | g) + (0 + x2 | h) + (1 | k), mixed)
  model("interaction", y ~ x1 * x2 + (1 | g:h) + (1 | g) + (1 | h), mixed)
  model("equal_levels", y ~ x1 + (1 | g) + (0 + x1 | g) + (1 | g:k), mixed)
  model("singletons", y ~ x1 + (x1 | id), transform(mixed[1:180, ], id = factor(pmin(1:180, 120))))
  small <- cbind(factors(24, g = 15, h = 3), normal(24, 2)); small$y <- rnorm(24); small$one <- factor(rep("a", 24))
  small$zero <- 0; small$part <- ifelse(small$g %in% levels(small$g)[1:7], 0, small$x1); small$constant <- 5
  model("one_level", y ~ x1 + (1 | one), small)
  model("one_level_vector", y ~ 1 + (x1 + x2 | one), small)
  model("one_level_beside", y ~ 1 + (1 | one) + (x1 | g), small)
  model("more_effects_than_rows", y ~ x1 + (x1 + x2 | g) + (x2 | h), small)
  model("zero_column", y ~ x1 + (zero | g), small)
  model("partly_zero_column", y ~ x1 + (0 + part | g) + (x2 + part | h), small)
  model("zero_response", I(0 * y) ~ x1 + (1 | g), small)
  model("constant_response", constant ~ x1 + (1 | g), small)
  model("large_scale", I(1e100 * y) ~ x1 + (x1 | g), small)
  model("small_scale", I(1e-100 * y) ~ x1 + (I(1e3 * x2) | g), small)
  model("three_rows", y ~ 1 + (1 | g), small[1:3, ])
  model("saturated", y ~ g + (1 | h), small)
  many <- cbind(factors(500, a = 30, b = 20, c = 12, d = 8, e = 6, f = 4), normal(500, 2)); many$y <- shifted(many, "a")
  model("six_terms", y ~ x1 + (1 | a) + (1 | b) + (1 | c) + (1 | d) + (1 | e) + (1 | f), many)
  model("six_vector_terms", y ~ x1 + (x1 | a) + (x1 | b) + (0 + x2 | c) + (x2 | d) + (1 | e) + (x1 + x2 | f), many)
  model("crossed_three_way", y ~ x1 + (1 | a:b) + (1 | b:c) + (1 | a), many)
  model("insteval", y ~ service + (1 | s) + (1 | d) + (1 | dept), InstEval, thetas = 2L)
  model("insteval_part", y ~ service * dept + (1 | s) + (1 | d), InstEval[1:9000, ], thetas = 4L)
}
