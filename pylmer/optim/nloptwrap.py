"""lme4's default optimizer: NLopt's derivative-free algorithms, by default BOBYQA.

nloptr fills in its own defaults for what lme4 does not set; its `xtol_rel` of 1e-4 is what mostly stops a fit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import gt, lt
from typing import Any, Final

import nlopt
import numpy as np

from pylmer.optim.nlopt_library import CompiledRun, minimise_compiled
from pylmer.optim.outcome import Numbers, Optimum, Problem
from rcompat.base.conditions import Condition, RError, RWarning, running
from rcompat.base.sprintf import c_sprintf

__all__ = ["nloptwrap"]

_CALL: Final = "nloptr(x0 = par, eval_f = fn, lb = lower, ub = upper, opts = control, \n    ...)"
_CHECK_CALL: Final = "is.nloptr(ret)"
_DEFAULTS: Final = {"xtol_rel": 1e-4, "xtol_abs": 1e-8, "ftol_abs": 1e-8, "maxeval": 100000}
_LIMIT_NAMES: Final = ("stopval", "xtol_rel", "xtol_abs", "ftol_rel", "ftol_abs", "maxtime")
_ALGORITHM_NAMES: Final = (
    "GN_DIRECT GN_DIRECT_L GN_DIRECT_L_RAND GN_DIRECT_NOSCAL GN_DIRECT_L_NOSCAL GN_DIRECT_L_RAND_NOSCAL "
    "GN_ORIG_DIRECT GN_ORIG_DIRECT_L GD_STOGO GD_STOGO_RAND LD_SLSQP LD_LBFGS_NOCEDAL LD_LBFGS LN_PRAXIS LD_VAR1 "
    "LD_VAR2 LD_TNEWTON LD_TNEWTON_RESTART LD_TNEWTON_PRECOND LD_TNEWTON_PRECOND_RESTART GN_CRS2_LM GN_MLSL GD_MLSL "
    "GN_MLSL_LDS GD_MLSL_LDS LD_MMA LD_CCSAQ LN_COBYLA LN_NEWUOA LN_NEWUOA_BOUND LN_NELDERMEAD LN_SBPLX LN_AUGLAG "
    "LD_AUGLAG LN_AUGLAG_EQ LD_AUGLAG_EQ LN_BOBYQA GN_ISRES GN_ESCH"
)
_ALGORITHMS: Final = tuple(_ALGORITHM_NAMES.split())
_NESTED: Final = ("MLSL", "AUGLAG")
_STATUS: Final = {
    1: "NLOPT_SUCCESS: Generic success return value.",
    2: "NLOPT_STOPVAL_REACHED: Optimization stopped because stopval (above) was reached.",
    3: "NLOPT_FTOL_REACHED: Optimization stopped because ftol_rel or ftol_abs (above) was reached.",
    4: "NLOPT_XTOL_REACHED: Optimization stopped because xtol_rel or xtol_abs (above) was reached.",
    5: "NLOPT_MAXEVAL_REACHED: Optimization stopped because maxeval (above) was reached.",
    6: "NLOPT_MAXTIME_REACHED: Optimization stopped because maxtime (above) was reached.",
    -1: "NLOPT_FAILURE: Generic failure code.",
    -2: "NLOPT_INVALID_ARGS: Invalid arguments (e.g. lower bounds are bigger than upper bounds, an unknown algorithm "
    "was specified, etcetera).",
    -3: "NLOPT_OUT_OF_MEMORY: Ran out of memory.",
    -4: "NLOPT_ROUNDOFF_LIMITED: Roundoff errors led to a breakdown of the optimization algorithm. In this case, the "
    "returned minimum may still be useful. (e.g. this error occurs in NEWUOA if one tries to achieve a tolerance too "
    "close to machine precision.)",
    -5: "NLOPT_FORCED_STOP: Halted because of a forced termination: the user called nlopt_force_stop(opt) on the "
    "optimization's nlopt_opt object opt from the user's objective function.",
}


def nloptwrap(problem: Problem) -> Optimum:
    """Minimise by an NLopt algorithm with lme4's tolerances and nloptr's defaults.

    R: lme4::nloptwrap, nloptr::nloptr.
    """
    problems: list[Condition] = []
    settings = _read_settings(problem, problems)
    par, value, evaluations, status = _compiled_run(settings, problem) or _python_run(settings, problem)
    if not math.isfinite(value) and math.isnan(problem.objective(problem.start)):
        with running("optimizeLmer", "optwrap", "withCallingHandlers", "do.call", "<Anonymous>", "nloptr", "is.nloptr"):
            raise RError("objective in x0 returns NA", "is.nloptr(ret)")
    return Optimum(
        par=par,
        value=value,
        evaluations=evaluations,
        code=status if status < 0 or status == 5 else 0,  # R: 1 to 4 and 6 are success
        message=_STATUS.get(status),
        options={**problem.options, "print_level": min(problem.verbose, 3)},
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    """NLopt's algorithm and what is set of its options; 0 for a population or seed that is not."""

    algorithm: int
    limits: dict[str, float]
    maxeval: int
    population: int
    seed: int


def _compiled_run(settings: _Settings, problem: Problem) -> CompiledRun | None:
    """Run without Python between NLopt and the objective; None if that cannot be, or did not end well."""
    is_plain = not settings.population and not settings.seed and problem.verbose <= 0
    if not is_plain or settings.algorithm == nlopt.LN_COBYLA or not hasattr(problem.objective, "addresses"):
        return None
    bounds = (problem.lower, problem.upper)
    return minimise_compiled(
        problem.objective, settings.algorithm, problem.start, bounds, settings.limits, settings.maxeval
    )


def _python_run(settings: _Settings, problem: Problem) -> CompiledRun:
    """Run with an objective that NLopt calls through Python."""
    solver = _make_solver(settings, problem)
    par, value = _plain_run(solver, problem) or _watched_run(solver, problem)
    return CompiledRun(par, value, solver.get_numevals(), solver.last_optimize_result())


def _plain_run(solver: Any, problem: Problem) -> tuple[Numbers, float] | None:
    """Run; None if NLopt's own answer is not R's, or nothing may be missed on the way."""
    if problem.verbose > 0 or solver.get_algorithm() == nlopt.LN_COBYLA:
        return None
    solver.set_min_objective(_as_nlopt_calls(problem.objective))
    try:
        return solver.optimize(problem.start), solver.last_optimum_value()
    except Exception:  # the watched run tells an objective that failed from an optimiser that gave up
        return None


def _as_nlopt_calls(objective: Any) -> Any:
    """A function of a point and a gradient, which stays as it is; compiled objectives take both."""
    if getattr(objective, "takes_gradient", False):
        return objective
    return lambda par, _gradient: objective(par.copy())  # NLopt's own array is read-only and used again


def _watched_run(solver: Any, problem: Problem) -> tuple[Numbers, float]:
    """Run and remember the points on the way; every point is the same as in a plain run."""
    tracker = _Tracker(problem)
    solver.set_min_objective(tracker.call_printing if problem.verbose > 0 else tracker.call)
    try:
        par, value = solver.optimize(problem.start), solver.last_optimum_value()
    except Exception:
        if tracker.failure is not None:
            raise tracker.failure from None
        # NLopt 2.7.1 gives up on rounding before it has taken in the last point.
        par, value = tracker.earlier
    if solver.get_algorithm() == nlopt.LN_COBYLA:
        par, value = tracker.last  # NLopt 2.7.1 hands back the last point, later versions the best
    return par, value


class _Tracker:
    """The objective as NLopt calls it, remembering the points that R's version of NLopt would hand back.

    `last` is the latest point and its value, `best` the best one, `earlier` the best one before the latest.
    """

    __slots__ = ("best", "count", "earlier", "failure", "last", "objective", "problem")

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.objective = problem.objective
        self.last = self.best = self.earlier = (problem.start, math.inf)
        self.failure: BaseException | None = None
        self.count = 0

    def call(self, par: Numbers, _gradient: Numbers) -> float:
        point = par.copy()  # NLopt's own array is read-only and used again
        try:
            value = self.objective(point)
        except BaseException as error:
            self.failure = error
            raise
        self.last = (point, value)
        self.earlier = self.best
        if value < self.best[1]:
            self.best = self.last
        return value

    def call_printing(self, par: Numbers, gradient: Numbers) -> float:
        self.count += 1
        write = self.problem.write
        write(c_sprintf("iteration: %d\n", self.count))
        value = self.call(par, gradient)
        if self.problem.verbose >= 3:
            numbers = ", ".join(c_sprintf("%f", x) for x in par.tolist())
            write(f"\tx = {numbers}\n" if len(par) == 1 else f"\tx = ( {numbers} )\n")
        write(c_sprintf("\tf(x) = %f\n", value))
        return value


def _read_settings(problem: Problem, problems: list[Condition]) -> _Settings:
    settings = _settings_of(problem.options, problems) if problem.options else _default_settings()
    start = problem.start.tolist()
    if any(map(math.isnan, start)):
        raise RError("x0 contains NA", _CHECK_CALL)
    if any(map(lt, start, problem.lower.tolist())):
        raise RError("at least one element in x0 < lb", _CHECK_CALL)
    if problem.upper is not None and any(map(gt, start, problem.upper.tolist())):
        raise RError("at least one element in x0 > ub", _CHECK_CALL)
    return settings


@cache
def _default_settings() -> _Settings:
    return _settings_of({}, [])


def _settings_of(given: Mapping[str, Any], problems: list[Condition]) -> _Settings:
    options = {**_DEFAULTS, **given}
    algorithm = _find_algorithm(options.get("algorithm", "NLOPT_LN_BOBYQA"))
    if options.get("check_derivatives") and "_LN_" in algorithm:
        text = f"Skipping derivative checker because algorithm '{algorithm}' does not use gradients."
        problems.append(RWarning(text, _CALL))
    return _Settings(
        algorithm=getattr(nlopt, algorithm.removeprefix("NLOPT_")),
        limits={name: _number(options[name]) for name in _LIMIT_NAMES if name in options},
        maxeval=_whole_number(options["maxeval"], problems),
        population=_whole_number(options["population"], problems) if options.get("population") else 0,
        seed=_whole_number(options["ranseed"], problems) if options.get("ranseed") else 0,
    )


def _make_solver(settings: _Settings, problem: Problem) -> Any:
    solver = nlopt.opt(settings.algorithm, len(problem.start))
    solver.set_lower_bounds(problem.lower)
    if problem.upper is not None:
        solver.set_upper_bounds(problem.upper)
    for name, limit in settings.limits.items():
        getattr(solver, f"set_{name}")(limit)
    solver.set_maxeval(settings.maxeval)
    if settings.population:
        solver.set_population(settings.population)
    if settings.seed:
        nlopt.srand(settings.seed)
    return solver


def _find_algorithm(name: object) -> str:
    short = str(name).removeprefix("NLOPT_")
    if short not in _ALGORITHMS or short == name:
        names = "\n".join(f"NLOPT_{known}" for known in _ALGORITHMS)
        raise RError(f"Incorrect algorithm supplied. Use one of the following:\n {names}", _CHECK_CALL)
    if short[1] == "D":
        text = f"A gradient for the objective function is needed by algorithm NLOPT_{short} but was not supplied.\n"
        raise RError(text, _CHECK_CALL)
    if any(part in short for part in _NESTED):
        text = f"The algorithm NLOPT_{short} needs a local optimizer; specify an algorithm and termination condition "
        raise RError(f"{text}in local_opts", _CHECK_CALL)
    return f"NLOPT_{short}"


def _number(value: Any) -> float:
    """One number; of several, nloptr reads the first."""
    first = value if isinstance(value, float) or np.ndim(value) == 0 else value[0]
    if isinstance(first, str):
        raise RError("REAL() can only be applied to a 'numeric', not a 'character'", _CALL)
    return float(first)


def _whole_number(value: Any, problems: list[Condition]) -> int:
    """R's as.integer(); what is no number sets no limit."""
    try:
        number = math.nan if value is None else float(value)
    except (TypeError, ValueError):
        problems.append(RWarning("NAs introduced by coercion", _CALL))
        return -1
    return int(number) if math.isfinite(number) else -1
