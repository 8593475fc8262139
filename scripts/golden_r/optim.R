# Records how R optimises: every theta and value of lme4's optimizers, their results and conditions, as exact hex.
# Run from the project folder:
#   LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC setarch -R Rscript --vanilla scripts/golden_r/optim.R tests/pylmer/optim/data/optim.json
suppressPackageStartupMessages(library(lme4))
out <- commandArgs(TRUE)[1]
hex <- function(x) ifelse(is.na(x), ifelse(is.nan(x), "nan", "NA"), sprintf("%a", x))
quote_text <- function(x) if (is.null(x) || is.na(x)) "null" else
    paste0('"', gsub("\t", "\\t", gsub("\n", "\\n", gsub('"', '\\"', gsub("\\", "\\\\", x, fixed = TRUE), fixed = TRUE), fixed = TRUE), fixed = TRUE), '"')
text_array <- function(x) paste0("[", paste(vapply(x, quote_text, ""), collapse = ","), "]")
hex_text <- function(x) if (is.null(x)) "null" else quote_text(paste(hex(x), collapse = " "))
value_text <- function(x) {
    if (is.null(x)) return("null")
    if (is.list(x)) return(paste0("{", paste(sprintf('"%s":%s', names(x), vapply(x, value_text, "")), collapse = ","), "}"))
    one <- function(v) if (is.logical(v)) (if (v) "true" else "false") else if (is.character(v)) quote_text(v) else
        format(v, digits = 15)
    if (length(x) == 1) one(x) else paste0("[", paste(vapply(x, one, ""), collapse = ","), "]")
}
call_text <- function(c) if (is.null(c)) NA else substr(deparse(c)[1], 1, 79)

cases <- character()
surfaces <- list()  # per model: the distinct evaluations, "theta... value"; a trace holds their numbers
record <- function(name, formula, data, ..., reml = TRUE, start = NULL, weights = NULL, verbose = 0L) {
    args <- list(...)
    control <- do.call(lmerControl, args)
    data$.w <- if (is.null(weights)) 1 else weights
    lmod <- lFormula(formula, data, REML = reml, weights = .w, control = control)
    lmod$reTrms$theta <- lmod$reTrms$theta + 0
    devfun <- do.call(mkLmerDevfun, c(lmod, list(start = start, verbose = 0L, control = control)))
    trace <- integer()
    surface <- paste(deparse(formula, 500), nrow(data), reml, is.null(weights), sum(lmod$fr[[1]]))
    e <- environment(devfun)
    e$.orig <- devfun
    e$.log <- function(th, v) {
        row <- paste(c(hex(th), hex(v)), collapse = " ")
        at <- match(row, surfaces[[surface]])
        if (is.na(at)) { surfaces[[surface]] <<- c(surfaces[[surface]], row); at <- length(surfaces[[surface]]) }
        trace[[length(trace) + 1L]] <<- at - 1L
        v
    }
    traced <- function(theta) { v <- .orig(theta); .log(theta, v) }
    environment(traced) <- e
    problems <- character()
    note <- function(kind, c) {
        problems[[length(problems) + 1L]] <<- sprintf('["%s",%s,%s]', kind, quote_text(conditionMessage(c)),
                                                     quote_text(call_text(conditionCall(c))))
    }
    begin <- if (is.null(start)) lmod$reTrms$theta + 0 else start
    printed <- character(); opt <- NULL; cc <- NULL
    tryCatch(withCallingHandlers({
        printed <- capture.output(
            opt <- optimizeLmer(traced, optimizer = control$optimizer, restart_edge = control$restart_edge,
                                boundary.tol = control$boundary.tol, control = control$optCtrl,
                                verbose = verbose, start = start, calc.derivs = control$calc.derivs,
                                use.last.params = control$use.last.params))
        cc <- lme4:::checkConv(attr(opt, "derivs"), opt$par, ctrl = control$checkConv, lbound = e$lower)
    }, warning = function(w) { note("warning", w); invokeRestart("muffleWarning") },
       message = function(m) { note("message", m); invokeRestart("muffleMessage") }),
    error = function(err) note("error", err))
    final <- if (is.null(opt)) NULL else {
        merged <- tryCatch(suppressWarnings(suppressMessages(mkMerMod(e, opt, lmod$reTrms, fr = lmod$fr))),
                           error = function(err) NULL)
        if (is.null(merged)) NULL else getME(merged, "theta")
    }
    derivs <- attr(opt, "derivs")
    feval <- opt$feval
    code <- opt$convergence; if (is.null(code)) code <- opt$conv
    field <- c(
        name = quote_text(name), formula = quote_text(deparse(formula, 500)), control = value_text(c(list(), args)),
        verbose = verbose, lower = hex_text(e$lower), start = hex_text(begin),
        par = hex_text(opt$par), fval = hex_text(opt$fval), final = hex_text(final),
        feval = if (is.null(feval) || is.na(feval)) "null" else feval,
        code = if (is.null(code)) "null" else code, message = quote_text(if (is.null(opt$message)) opt$msg else opt$message),
        gradient = hex_text(derivs$gradient), hessian = hex_text(derivs$Hessian),
        lme4_code = if (length(cc$code)) paste0("[", paste(cc$code, collapse = ","), "]") else "[]",
        lme4_messages = text_array(as.character(unlist(cc$messages))),
        optimizer_warnings = text_array(as.character(unlist(attr(opt, "warnings")))),
        problems = paste0("[", paste(problems, collapse = ","), "]"),
        printed = text_array(printed), surface = quote_text(surface), trace = paste0("[", paste(trace, collapse = ","), "]"))
    cases[[length(cases) + 1L]] <<- paste0("{", paste(sprintf('"%s":%s', names(field), field), collapse = ",\n"), "}")
}

set.seed(20)
ng <- 12; n <- 240
sim <- data.frame(g = factor(rep(1:ng, each = n / ng)), h = factor(sample(1:8, n, TRUE)), x = round(rnorm(n), 3),
                  z = round(rnorm(n), 3))
b <- matrix(rnorm(ng * 3), ng)
sim$y <- round(1 + sim$x + b[sim$g, 1] + .6 * b[sim$g, 2] * sim$x + rnorm(8)[sim$h] + rnorm(n), 3)
sim$noise <- round(rnorm(n), 3)
sim$w <- round(runif(n, .5, 2), 2)
slope <- Reaction ~ Days + (Days | Subject)
inter <- Reaction ~ Days + (1 | Subject)

models <- list(
    intercept = list(inter, sleepstudy), slope = list(slope, sleepstudy),
    uncorrelated = list(Reaction ~ Days + (1 | Subject) + (0 + Days | Subject), sleepstudy),
    crossed = list(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin),
    nested = list(strength ~ 1 + (1 | batch / cask), Pastes),
    singular = list(Yield ~ 1 + (1 | Batch), Dyestuff2), dyestuff = list(Yield ~ 1 + (1 | Batch), Dyestuff),
    mixed = list(y ~ x + (x | g) + (1 | h), sim), three = list(y ~ x + (x + z | g), sim),
    three_singular = list(noise ~ x + (x + z | g) + (1 | h), sim), four = list(noise ~ x + (x + z | h), sim),
    both = list(y ~ x + (x | g) + (z | h), sim), cake = list(angle ~ recipe * temperature + (1 | recipe:replicate), cake))
for (m in names(models)) for (reml in c(TRUE, FALSE)) {
    f <- models[[m]][[1]]; d <- models[[m]][[2]]; tag <- paste0(m, if (reml) "" else "_ml")
    record(tag, f, d, reml = reml)
    if (reml) record(paste0(tag, "_bobyqa"), f, d, optimizer = "bobyqa", reml = reml)
    if (reml && !m %in% c("three_singular", "four", "both")) record(paste0(tag, "_nm"), f, d, optimizer = "Nelder_Mead", reml = reml)
    if (reml) record(paste0(tag, "_nlminb"), f, d, optimizer = "nlminbwrap", reml = reml)
}
record("weights", y ~ x + (x | g) + (1 | h), sim, weights = sim$w)
record("restart", slope, sleepstudy, start = c(0, 0, 0))
record("restart_bobyqa", slope, sleepstudy, start = c(0, 0, 0), optimizer = "bobyqa")
record("no_restart", slope, sleepstudy, start = c(0, 0, 0), restart_edge = FALSE)
for (tol in c(0, 1e-3, 1e-1)) record(paste0("boundary_", tol), noise ~ x + (x + z | g) + (1 | h), sim, boundary.tol = tol)
record("boundary_wide", slope, sleepstudy, boundary.tol = .5)
record("no_derivs", slope, sleepstudy, calc.derivs = FALSE)
record("last", slope, sleepstudy, use.last.params = TRUE, calc.derivs = FALSE)
record("last_nm", slope, sleepstudy, use.last.params = TRUE, calc.derivs = FALSE, optimizer = "Nelder_Mead")
record("last_derivs", slope, sleepstudy, use.last.params = TRUE)
for (k in 1:3) record(paste0("restart_real_", k), inter, sleepstudy, start = 0, optCtrl = list(maxeval = k))
for (k in c("bobyqa", "Nelder_Mead")) record(paste0("restart_real_", k), inter, sleepstudy, start = 0, optimizer = k, optCtrl = list(maxfun = 2))
record("restart_real_slope", slope, sleepstudy, start = c(0, 0, 0), optCtrl = list(maxeval = 2))
for (k in c(1, 3, 5, 8, 20)) record(paste0("maxeval_", k), slope, sleepstudy, optCtrl = list(maxeval = k))
for (a in c("COBYLA", "NEWUOA", "NEWUOA_BOUND", "NELDERMEAD", "SBPLX", "BOBYQA"))
    record(paste0("algorithm_", a), slope, sleepstudy, optCtrl = list(algorithm = paste0("NLOPT_LN_", a), maxeval = 150))
for (a in c("NLOPT_GN_DIRECT", "NLOPT_GN_ESCH", "NLOPT_GN_ISRES", "NLOPT_GN_CRS2_LM", "NLOPT_LD_LBFGS", "NLOPT_LN_AUGLAG", "foo"))
    record(paste0("algorithm_", a), inter, sleepstudy, optCtrl = list(algorithm = a))
record("newuoa_one", inter, sleepstudy, optCtrl = list(algorithm = "NLOPT_LN_NEWUOA"))
record("tight", inter, sleepstudy, optCtrl = list(xtol_rel = 0, xtol_abs = 0, ftol_abs = 0))
record("tight_slope", slope, sleepstudy, optCtrl = list(xtol_rel = 1e-12, xtol_abs = 1e-12, ftol_abs = 1e-14))
record("stopval", inter, sleepstudy, optCtrl = list(stopval = 1788))
record("ftol_rel", inter, sleepstudy, optCtrl = list(ftol_rel = 1e-3))
record("xtol_vector", slope, sleepstudy, optCtrl = list(xtol_abs = c(1e-2, 1e-3, 1e-1)))
record("maxeval_text", inter, sleepstudy, optCtrl = list(maxeval = "10"))
record("maxeval_fraction", inter, sleepstudy, optCtrl = list(maxeval = 7.9))
record("maxeval_zero", inter, sleepstudy, optCtrl = list(maxeval = 0))
record("maxfun_ignored", inter, sleepstudy, optCtrl = list(maxfun = 5, foo = 3))
record("start_low", inter, sleepstudy, start = -1)
for (k in c("bobyqa", "Nelder_Mead", "nlminbwrap")) record(paste0("maxfun_", k), slope, sleepstudy, optimizer = k,
    optCtrl = if (k == "nlminbwrap") list(eval.max = 12) else list(maxfun = 12))
record("bobyqa_npt", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(npt = 7))
record("bobyqa_npt10", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(npt = 10))
record("bobyqa_npt_bad", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(npt = 3))
record("bobyqa_npt_high", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(npt = 50))
record("bobyqa_rho", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(rhobeg = .05, rhoend = 1e-5))
record("bobyqa_rho_big", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(rhobeg = 20))
record("bobyqa_rho_swapped", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(rhobeg = .01, rhoend = .1))
record("bobyqa_unused", slope, sleepstudy, optimizer = "bobyqa", optCtrl = list(foo = 1))
record("bobyqa_edge", slope, sleepstudy, optimizer = "bobyqa", start = c(1, 0, .05))
record("bobyqa_edge0", slope, sleepstudy, optimizer = "bobyqa", start = c(.02, 0, 0))
record("bobyqa_low", slope, sleepstudy, optimizer = "bobyqa", start = c(-1, 0, 0))
record("nm_unused", slope, sleepstudy, optimizer = "Nelder_Mead", optCtrl = list(foo = 1))
record("nm_steps", slope, sleepstudy, optimizer = "Nelder_Mead", optCtrl = list(xst = c(.1, .2, .1), xt = rep(1e-4, 3)))
record("nm_tolerances", slope, sleepstudy, optimizer = "Nelder_Mead", optCtrl = list(FtolAbs = 1e-2, XtolRel = 1e-3))
record("nm_ftolrel", slope, sleepstudy, optimizer = "Nelder_Mead", optCtrl = list(FtolRel = 1e-4))
record("nm_minf", slope, sleepstudy, optimizer = "Nelder_Mead", optCtrl = list(MinfMax = 1750))
record("nm_warn", slope, sleepstudy, optimizer = "Nelder_Mead", optCtrl = list(maxfun = 12, warnOnly = TRUE))
record("nm_low", slope, sleepstudy, optimizer = "Nelder_Mead", start = c(-1, 0, 0))
record("nm_edge", slope, sleepstudy, optimizer = "Nelder_Mead", start = c(1, 0, 0))
for (o in c("foo", "nlminb", "mean")) record(paste0("optimizer_", o), inter, sleepstudy, optimizer = o)
record("optimizer_number", inter, sleepstudy, optimizer = 3)
for (v in 1:3) for (k in c("nloptwrap", "bobyqa", "Nelder_Mead", "nlminbwrap"))
    record(paste0("verbose_", k, v), slope, sleepstudy, optimizer = k, verbose = v)
for (k in c("nloptwrap", "bobyqa", "Nelder_Mead")) record(paste0("verbose_one_", k), inter, sleepstudy, optimizer = k, verbose = 3L)
few <- list(maxeval = 5)
cc <- function(a, t, r = NULL) list(action = a, tol = t, relTol = r)
for (a in c("ignore", "message", "warning", "stop", "foo")) {
    record(paste0("grad_", a), inter, sleepstudy, optCtrl = few, check.conv.grad = a)
    record(paste0("singular_", a), Yield ~ 1 + (1 | Batch), Dyestuff2, check.conv.singular = a)
    record(paste0("hess_", a), slope, sleepstudy, check.conv.hess = cc(a, .5))
    record(paste0("hess_negative_", a), slope, sleepstudy, optCtrl = list(maxeval = 1), check.conv.hess = a)
}
record("grad_rel", inter, sleepstudy, optCtrl = few, check.conv.grad = cc("warning", 1e-4, 1e-3))
record("grad_rel_only", inter, sleepstudy, optCtrl = few, check.conv.grad = cc("warning", 10, 1e-3))
record("grad_rel_infinite", slope, sleepstudy, optCtrl = list(maxeval = 8), check.conv.grad = cc("warning", 1e-4, 1e-3))
record("grad_rel_stop", inter, sleepstudy, optCtrl = few, check.conv.grad = cc("stop", 10, 1e-3))
record("grad_hess", slope, sleepstudy, check.conv.grad = cc("warning", 1e-9), check.conv.hess = cc("warning", .5))
record("hess_large", inter, sleepstudy, check.conv.hess = cc("warning", 1e9))
record("hess_ratio", y ~ x + (x + z | g), sim, check.conv.hess = cc("warning", .05))
record("singular_grad", noise ~ x + (x + z | g) + (1 | h), sim, check.conv.singular = "ignore", check.conv.grad = cc("warning", 1e-9, 1e-9))
record("negative_no_grad", slope, sleepstudy, optCtrl = list(maxeval = 1), check.conv.grad = "ignore")
record("negative_no_hess", slope, sleepstudy, optCtrl = list(maxeval = 1), check.conv.hess = "ignore")
record("singular_wide", slope, sleepstudy, check.conv.singular = cc("message", .5))

tables <- sprintf('"%s":%s', names(surfaces), vapply(surfaces, text_array, ""))
writeLines(c('{"surfaces":{', paste(tables, collapse = ",\n"), '},"cases":[', paste(cases, collapse = ",\n"), "]}"), out)
