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
for (o in c("foo", "nlminb", "optimize")) record(paste0("optimizer_", o), inter, sleepstudy, optimizer = o)
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

# Functions without a model: minqa's BOBYQA, derivatives, start values
quartic <- function(x) { s <- 0; for (i in seq_along(x)) s <- s + (x[i] - i) * (x[i] - i); a <- x[1] * x[1]; s + a * a }
valley <- function(x) {
    s <- 0
    for (i in seq_len(length(x) - 1)) { a <- x[i + 1] - x[i] * x[i]; b <- 1 - x[i]; s <- s + 10 * (a * a) + b * b }
    s
}
far <- function(x) { s <- 0; for (i in seq_along(x)) s <- s + i * (x[i] + 1) * (x[i] + 1) + .1 * x[1] * x[i]; s }
functions <- list(quartic = quartic, valley = valley, far = far)
free <- function(n) rep(-Inf, n)
models <- list(
    list("quartic", c(1, 1, 1), rep(0, 3), list()), list("quartic", c(.05, 1, 1), rep(0, 3), list()),
    list("quartic", c(.15, .05, 1), rep(0, 3), list()), list("quartic", c(-5, -10, 1), free(3), list()),
    list("quartic", c(10, 20, 1), rep(0, 3), list()), list("quartic", c(1, 1, 1), rep(0, 3), list(npt = 6)),
    list("quartic", c(1, 1, 1), rep(0, 3), list(npt = 7)), list("quartic", c(1, 1, 1, 1), free(4), list(npt = 15)),
    list("quartic", c(1, 1, 1, 1, 1, 1), rep(0, 6), list()), list("quartic", 1, 0, list()),
    list("quartic", c(1, 1, 1), rep(0, 3), list(rhobeg = .5, rhoend = 1e-3)),
    list("valley", c(-1, 1), free(2), list()), list("valley", c(.2, .5, .4), rep(0, 3), list()),
    list("far", c(1, 1, 1), c(0, -Inf, 0), list()), list("far", c(.3, 1, 1, .1), rep(0, 4), list()),
    list("far", c(1, 1), rep(0, 2), list()), list("far", 1, 0, list()), list("valley", c(2, 3), c(1.5, 0), list()))
runs <- vapply(models, function(m) {
    f <- functions[[m[[1]]]]; rows <- character()
    r <- suppressWarnings(minqa::bobyqa(m[[2]], function(x) { v <- f(x); rows <<- c(rows, paste(hex(c(x, v)), collapse = " ")); v },
                                        lower = m[[3]], control = m[[4]]))
    sprintf('{"name":"%s","start":"%s","lower":"%s","options":%s,"par":"%s","value":"%s","evaluations":%d,"trace":%s}',
            m[[1]], paste(hex(m[[2]]), collapse = " "), paste(hex(m[[3]]), collapse = " "), if (length(m[[4]])) value_text(m[[4]]) else "{}",
            paste(hex(r$par), collapse = " "), hex(r$fval), r$feval, text_array(rows[2:(r$feval + 1)]))
}, "")
points <- list(c(1, 2), c(0, .5), c(1e-6, -3), c(.3, .7, 1.1), c(-2, 0, 1e-5))
derivatives <- vapply(points, function(x) {
    both <- function(v) c(quartic(v), valley(v), v[1] * v[2])
    d <- lme4:::deriv12(valley, x)
    sprintf('{"x":"%s","gradient":"%s","hessian":"%s","richardson":"%s","jacobian":"%s"}', paste(hex(x), collapse = " "),
            paste(hex(d$gradient), collapse = " "), paste(hex(d$Hessian), collapse = " "),
            paste(hex(numDeriv::hessian(valley, x)), collapse = " "), paste(hex(numDeriv::jacobian(both, x)), collapse = " "))
}, "")
begin <- function(formula, data) {
    lmod <- suppressMessages(lFormula(formula, data))
    theta <- environment(do.call(mkLmerDevfun, lmod))$pp$theta
    codes <- vapply(lmod$reTrms$flist, function(g) paste0("[", paste(as.integer(g) - 1L, collapse = ","), "]"), "")
    sprintf('{"y":"%s","codes":[%s],"theta":"%s"}', paste(hex(model.response(lmod$fr)), collapse = " "),
            paste(codes, collapse = ","), paste(hex(theta), collapse = " "))
}
sim$flat <- round(rnorm(n), 3)
starts <- c(begin(inter, sleepstudy), begin(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin),
            begin(strength ~ 1 + (1 | batch / cask), Pastes), begin(Yield ~ 1 + (1 | Batch), Dyestuff2),
            begin(y ~ x + (1 | g) + (1 | h), sim), begin(flat ~ x + (1 | g:h) + (1 | h), sim),
            begin(I(y * 1e6 + 1e9) ~ x + (1 | g), sim))
# lme4's checkConv on made-up derivatives
checks <- character()
check <- function(g, H, par, lower = rep(0, length(par)), grad = cc("warning", 2e-3), singular = cc("message", 1e-4),
                  hess = cc("warning", 1e-6)) {
    said <- character()
    note <- function(kind, c) said[[length(said) + 1L]] <<- sprintf('["%s",%s]', kind, quote_text(sub("\n$", "", conditionMessage(c))))
    r <- tryCatch(withCallingHandlers(
        lme4:::checkConv(list(gradient = g, Hessian = H), par, lbound = lower,
                         ctrl = list(check.conv.grad = grad, check.conv.singular = singular, check.conv.hess = hess)),
        warning = function(w) { note("warning", w); invokeRestart("muffleWarning") },
        message = function(m) { note("message", m); invokeRestart("muffleMessage") }),
        error = function(e) { note("error", e); NULL })
    control <- list(check.conv.grad = Filter(Negate(is.null), grad), check.conv.singular = Filter(Negate(is.null), singular),
                    check.conv.hess = Filter(Negate(is.null), hess))
    checks[[length(checks) + 1L]] <<- sprintf(
        '{"gradient":"%s","hessian":"%s","par":"%s","lower":"%s","control":%s,"codes":[%s],"messages":%s,"said":[%s]}',
        paste(hex(g), collapse = " "), paste(hex(H), collapse = " "), paste(hex(par), collapse = " "),
        paste(hex(lower), collapse = " "), value_text(control), paste(r$code, collapse = ","),
        text_array(as.character(unlist(r$messages))), paste(said, collapse = ","))
}
D <- function(...) diag(c(...), nrow = length(c(...)))
one <- c(1, 1)
check(NaN, D(1), 1); check(0, D(NaN), 1); check(NaN, D(1), 0); check(c(0, NaN), D(1, 1), one); check(c(0, Inf), D(1, 1), one)
check(c(0, 0), D(1, Inf), one); check(c(0, 0), matrix(c(1, NaN, NaN, 1), 2), one)
for (v in c(-1, -1e-7, -1e-5, 0, 5e-7, 2e-6, 2e6, 5e5, 2e12)) for (g in c(0, 1)) check(c(g, g), D(1, v), one, grad = cc("warning", 2e-3, .1))
check(c(0, 0), D(-1, -1), one); check(c(0, 0), D(1e-3, 2e3), one); check(c(0, 0), D(1e-3, 900), one); check(c(0, 0), D(1.5e6, 2e6), one)
check(c(.001, .001), D(1, 1), c(1e-3, 1), grad = cc("warning", 2e-3, .1)); check(c(1, 5), matrix(c(4, 1, 1, 3), 2), one)
check(c(1, 5) * .01, matrix(c(4, 1, 1, 3) * 1e-6, 2), one, hess = cc("warning", 1e-12)); check(one, D(1, 1), c(-1e-5, 1), c(-Inf, 0))
check(c(0, 0), D(1, 1), c(5, 1), c(5, 0)); check(c(0, 0), D(1, 1), c(-1, 1)); check(c(0, 0), D(1, 1), c(1e-4, 1)); check(one, D(1, -1), c(0, 1))
for (a in c("ignore", "message", "warning", "stop", "foo")) for (p in c(0, 1)) {
    check(one, D(1, -1), c(p, 1), singular = cc(a, 1e-4)); check(one, D(1, -1), c(p, 1), grad = cc(a, 1e-4))
    check(one, D(1, 1), c(p, 1), grad = cc(a, 10, .1)); check(one, D(1, -1), c(p, 1), hess = cc(a, 1e-6))
    check(c(0, 0), D(1, 1), c(p, 1), grad = cc(a, 1e-4), hess = cc(a, 1e-6)); check(one, D(1, 2e6), c(p, 1), hess = cc(a, 1e-6))
}
check(c(12345678, 0), D(1, 1), c(2, 1), grad = cc("warning", 123456.789)); check(c(.3, 0), D(1, 1), c(2, 1), grad = cc("warning", 1e-10))
check(c(5, 0), D(1, 0), c(2, 1)); check(c(1, 0), D(1, 1), c(0, 1), singular = cc("message", 0), grad = cc("warning", 1e-4, .1))
block <- function(name, rows) sprintf('"%s":[\n%s]', name, paste(rows, collapse = ",\n"))
more <- c(block("bobyqa", runs), block("derivatives", derivatives), block("starts", starts), block("checks", checks))
tables <- sprintf('"%s":%s', names(surfaces), vapply(surfaces, text_array, ""))
writeLines(c('{"surfaces":{', paste(tables, collapse = ",\n"), '},"cases":[', paste(cases, collapse = ",\n"), "],", paste(more, collapse = ",\n"), "}"), out)
