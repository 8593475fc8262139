# The first uses of arguments in R's package parameters, as its errors show them (see rcompat/script/rehearsing.py).

.no_model <- function()
  stop("You must provide a model-object. Argument `model` cannot be missing or\n  `NULL`.", call. = FALSE)
.sorry <- function(model, expr)
  tryCatch(expr, error = function(e)
    stop("Sorry, `model_parameters()` failed with the following error (possible\n  class `", class(model)[1],
      "` not supported):\n\n  ", conditionMessage(e), call. = FALSE))
.warned <- function(text) {
  warning(text, call. = FALSE)
  NULL
}

# Values that are no models

model_parameters.default <- function(model, ...) {
  if (missing(model) || is.null(model)) .no_model()
  .sorry(model, model$x)
  stop("We don't recognize this object of class `", class(model)[1], "`. Please raise an issue.", call. = FALSE)
}
model_parameters.data.frame <- function(model, ...)
  return(.warned(paste0("A `data.frame` object is no valid regression model object and cannot be\n",
    "  used with `model_parameters()`.")))

standard_error.default <- function(model, ...) {
  if (missing(model) || is.null(model)) .no_model()
  return(.warned("Could not extract standard errors from model object."))
}
standard_error.character <- function(model, ...) {
  .warned("Can't compute standard error of non-numeric variables.")
  return(NA)
}
standard_error.factor <- function(model, ...) {
  .warned("Can't compute standard error of non-numeric variables.")
  return(NA)
}
ci.numeric <- function(x, ...) return(.warned("The posterior is too short, returning NAs."))
standard_error.numeric <- function(model, ...) return(sqrt(var(model) / length(model)))
standard_error.list <- function(model, ...) return(NULL)
ci.default <- function(x, ...) {
  if (missing(x) || is.null(x)) .no_model()
  return(.warned("Could not extract standard errors from model object."))
}
ci.character <- function(x, ...) return(.warned("Can't compute standard error of non-numeric variables."))
ci.factor <- function(x, ...) return(.warned("Can't compute standard error of non-numeric variables."))
p_value.default <- function(model, ...) {
  if (missing(model) || is.null(model)) .no_model()
  stop("The entered object is not a model object.", call. = FALSE)
}
p_value.list <- function(model, ...) return(.warned("Could not extract p-values from model object."))
degrees_of_freedom.default <- function(model, ...) {
  if (missing(model) || is.null(model)) .no_model()
  stop("The entered object is not a model object.", call. = FALSE)
}
degrees_of_freedom.data.frame <- function(model, ...)
  stop("A data frame is no valid object for this function.", call. = FALSE)
dof.default <- function(model, ...) {
  if (missing(model) || is.null(model)) .no_model()
  stop("The entered object is not a model object.", call. = FALSE)
}
dof.data.frame <- function(model, ...) stop("A data frame is no valid object for this function.", call. = FALSE)

# Mixed models

model_parameters.merMod <- function(model, ci = 0.95, ci_method = NULL, ci_random = NULL, bootstrap = FALSE,
    iterations = 1000, standardize = NULL, effects = "all", group_level = FALSE, exponentiate = FALSE,
    p_adjust = NULL, include_sigma = FALSE, keep = NULL, drop = NULL, summary = FALSE, verbose = TRUE, ...) {
  if (!is.null(ci_method)) {
    ci_method <- tolower(ci_method)
    match.arg(ci_method, choices = c("wald", "normal", "residual", "ml1", "betwithin", "satterthwaite", "kenward",
      "kr", "boot", "profile", "uniroot"))
  }
  match.arg(effects, choices = c("fixed", "random", "all"))
  if (!is.null(standardize) && standardize != "refit") {}
  isTRUE(bootstrap)
  if (bootstrap) {}
  isTRUE(exponentiate)
  isTRUE(group_level)
  if (effects != "random" && !is.null(ci)) .ci_generic(model, ci, NULL)
  if (!is.null(p_adjust) && p_adjust != "none") {}
  if (!is.null(keep) && length(as.character(keep)) == 0) grepl(keep, "", perl = TRUE)
  if (!is.null(drop) && length(as.character(drop)) == 0) grepl(drop, "", perl = TRUE)
}
model_parameters.lm <- function(model, ci = 0.95, ci_method = NULL, standardize = NULL, exponentiate = FALSE,
    p_adjust = NULL, vcov = NULL, keep = NULL, drop = NULL, ...) {
  .sorry(model, if (!is.null(ci_method) && tolower(ci_method) == "boot") {})
  .sorry(model, if (!is.null(ci)) 1 + ci)
  .sorry(model, if (!is.null(standardize)) if (standardize == "refit") {})
  .sorry(model, isTRUE(exponentiate))
  .sorry(model, if (!is.null(p_adjust) && p_adjust != "none") {})
  .sorry(model, if (is.character(vcov)) stop("Package `sandwich` required to get robust standard errors"))
  .sorry(model, if (!is.null(keep) && length(as.character(keep)) == 0) grepl(keep, "", perl = TRUE))
  .sorry(model, if (!is.null(drop) && length(as.character(drop)) == 0) grepl(drop, "", perl = TRUE))
}
.ci_generic <- function(model, ci, dof)
  lapply(ci, function(i) {
    .ci_dof(model = model, ci = i, dof = dof)
  })
.ci_dof <- function(model, ci, dof) {
  alpha <- (1 + ci) / 2
  if (!is.null(dof)) stats::qt(alpha, df = dof)
}
ci.merMod <- function(x, ci = 0.95, dof = NULL, method = "wald", effects = "fixed", ...) {
  method <- tolower(method)
  match.arg(method, choices = c("wald", "ml1", "betwithin", "kr", "satterthwaite", "kenward", "boot", "profile",
    "residual", "normal"))
  match.arg(effects, choices = c("fixed", "random", "all"))
  .ci_generic(x, ci, dof)
}
ci.lm <- function(x, ci = 0.95, ...) {
  .ci_generic(NULL, ci, NULL)
}
p_value.merMod <- function(model, dof = NULL, method = NULL, effects = c("fixed", "random", "all"), ...) {
  .p_value_dof(dof, effects)
}
.p_value_dof <- function(dof, effects = c("fixed", "random", "all")) {
  match.arg(effects)
  statistic <- 1
  if (!is.null(dof)) stats::pt(abs(statistic), df = dof, lower.tail = FALSE)
}
p_value_kenward.merMod <- function(model, dof = NULL) .p_value_dof(dof, "fixed")
p_value_satterthwaite.merMod <- function(model, dof = NULL) .p_value_dof(dof, "fixed")
standard_error.merMod <- function(model, effects = "fixed", method = NULL, ...) {
  match.arg(effects, choices = c("fixed", "random"))
  if (!is.null(method)) method == "robust"
  if (!is.null(method)) if (method %in% c("kenward", "kr")) {}
}
degrees_of_freedom.merMod <- function(model, method = "analytical", ...) {
  method <- tolower(method)
  match.arg(method, choices = c("analytical", "any", "fit", "ml1", "betwithin", "satterthwaite", "kenward", "nokr",
    "wald", "kr", "profile", "boot", "uniroot", "residual", "normal", "likelihood"))
}
dof.merMod <- function(model, method = "analytical", ...) {
  method <- tolower(method)
  match.arg(method, choices = c("analytical", "any", "fit", "ml1", "betwithin", "satterthwaite", "kenward", "nokr",
    "wald", "kr", "profile", "boot", "uniroot", "residual", "normal", "likelihood"))
}
n_parameters.merMod <- function(x, effects = c("fixed", "random"), ...) match.arg(effects)

# Methods that lean on lme4 or on each other

.check_REML_fit <- function(model) lme4::getME(model, "is_REML")
ci_kenward <- function(model, ci = 0.95) {
  .check_REML_fit(model)
  .ci_generic(NULL, ci, NULL)
}
se_kenward <- function(model) .check_REML_fit(model)
ci_satterthwaite <- function(model, ci = 0.95) {
  .ci_generic(NULL, ci, NULL)
}
