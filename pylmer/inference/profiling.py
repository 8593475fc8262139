"""Profile likelihood: the deviance along each parameter with all others at their best. R: lme4's profile.merMod."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import argument_expr, caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.devfun2 import DevianceFunction, devfun2
from pylmer.inference.parameter_choice import chosen_parameters
from pylmer.inference.profile_record import Profile, make_profile
from pylmer.inference.profile_steps import Row, Walk, both_ways
from pylmer.numerics.pls import Objective, sigma
from pylmer.numerics.symbolic import analyze
from pylmer.optim.convergence import ConvergenceWarning
from pylmer.optim.engines import Engine, find_engine
from pylmer.optim.outcome import Optimum, Problem
from rcompat.base.conditions import RError, running, signal, warning
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.sprintf import c_sprintf
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Constant
from rcompat.maths.distributions import qchisq

__all__ = ["profile"]

_FIRST_CALL = "zeta(shiftpar, start = opt[seqpar1][-w])"
_NEXT_CALL = "zetafun(np, ns)"
_VARIANCE_CALL = (
    "optwrap(optimizer, par = start, fn = function(x) dd(mkpar(npar1, \n"
    "    w, xx, x)), lower = lowvp[-w], upper = upvp[-w], control = control)"
)
_FIXED_CALL = "optwrap(optimizer, par = thopt, fn = mkdevfun(fmm1), lower = lower, "
_SCALES = ("sdcor", "varcov")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Minimiser:
    """An optimizer with its settings."""

    name: str
    engine: Engine
    options: Mapping[str, Any]

    def run(self, objective: Any, start: Sequence[float], bounds: tuple[Any, Any], call: str) -> Optimum:
        """Minimise within bounds; what the optimizer has to say is signalled."""
        lower, upper = bounds
        answer = self.engine(
            Problem(
                objective=objective,
                start=np.array(start, dtype=np.float64),
                lower=np.array(lower, dtype=np.float64),
                upper=None if upper is None else np.array(upper, dtype=np.float64),
                options=self.options,
                verbose=0,
                write=sys.stdout.write,
            )
        )
        for condition in answer.problems:
            signal(condition)
        if answer.code:
            signal(ConvergenceWarning(f"convergence code {answer.code} from {self.name}: {answer.message or ''}", call))
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What is the same for all parameters."""

    deviance: DevianceFunction
    minimiser: _Minimiser
    start: Row
    walk: Mapping[str, Any]
    devtol: float


@answers("profile", MerFit)
def profile(
    fit: MerFit,
    which: Any = None,
    alphamax: float = 0.01,
    maxpts: int = 100,
    delta: float | None = None,
    delta_cutoff: float = 1 / 8,
    verbose: int = 0,
    devtol: float = 1e-9,
    maxmult: float = 10,
    startmethod: str = "prev",
    optimizer: str | None = None,
    control: Mapping[str, Any] | None = None,
    signames: bool = True,
    prof_scale: str = "sdcor",
    **more: object,
) -> Profile:
    """Profile the likelihood of a model.

    Args:
        fit: a fitted model; by REML it is fitted again by maximum likelihood first.
        which: parameters by name or number (from 1), "theta_" or "beta_"; None for all.
        alphamax: the profile reaches as far as confidence intervals of level 1 - alphamax for all parameters need.
        maxpts: points in each direction at most.
        delta: wanted change of zeta from point to point; None: `delta_cutoff` times the largest zeta.
        delta_cutoff: see `delta`.
        verbose: print the points.
        devtol: a deviance lower than the minimum by more than this is an error.
        maxmult: longest step in units of the step before.
        startmethod: "prev": optimisation starts at the point before.
        optimizer, control: optimizer and its settings; None for those of the fit.
        signames: name the parameters ".sig01", ..., ".sigma" instead of "sd_(Intercept)|g", ...
        prof_scale: "sdcor" for standard deviations and correlations, "varcov" for variances and covariances.
        **more: refused, as in R.

    Raises:
        RError: in R's words; among others a deviance lower than the minimum was found.

    R: lme4's profile.merMod. Theory: Bates et al. 2015, JSS 67(1), s. 5.1.
    """
    scale = _checked_scale(devtol, prof_scale, startmethod)
    _refuse(more)
    deviance = devfun2(fit, signames=signames, prof_scale=scale)
    names = tuple(str(name) for name in deviance.optimum.names or ())
    cutoff = math.sqrt(float(np.asarray(qchisq(1 - alphamax, len(names))).item()))
    chosen = chosen_parameters(which, names, deviance.count, "get.which(which, nvp, nptot, names(opt), verbose)")
    setting = _Setting(
        deviance=deviance,
        minimiser=_minimiser(fit, optimizer, control),
        start=[0.0, *deviance.optimum.data.tolist()],
        walk={
            "cutoff": cutoff,
            "delta": cutoff * delta_cutoff if delta is None else delta,
            "maxpts": maxpts,
            "maxmult": maxmult,
            "verbose": verbose,
        },
        devtol=devtol,
    )
    return _profile_of(setting, names, chosen)


def _refuse(more: Mapping[str, object]) -> None:
    """R hands further arguments on to a function that has none."""
    if not more:
        return
    names = caller_names()
    texts = [
        deparse_one(Constant(v, "character") if isinstance(v, str) else argument_expr(v, names)) for v in more.values()
    ]
    shown = ", ".join(f"{name} = {text}" for name, text in zip(more, texts, strict=True))
    with running("devfun2"):
        text = f"unused argument{'s' if len(more) > 1 else ''} ({shown})"
        raise RError(text, "profnames(fm, useSc = useSc, ...)")


def _checked_scale(devtol: float, prof_scale: str, startmethod: str) -> str:
    if not devtol >= 0:
        raise RError("devtol >= 0 is not TRUE", "profile.merMod(fit)")
    matches = [name for name in _SCALES if name.startswith(prof_scale)]
    if not matches:
        raise RError("'arg' should be one of “sdcor”, “varcov”", "match.arg(prof.scale)")
    if startmethod != "prev":
        text = "not yet implemented" if startmethod == "extrap" else "invalid nextstart method"
        raise RError(text, "nextstart(mat, pind = cc - 1, r = i, method = startmethod)")
    return matches[0]


def _profile_of(setting: _Setting, names: tuple[str, ...], chosen: Sequence[int]) -> Profile:
    """The rows of the chosen parameters, and the record of them."""
    deviance = setting.deviance
    found = {}
    for place in chosen:
        along = _along_variance if place < deviance.count else _along_fixed
        found[names[place]] = along(setting, place)
    lower, upper = deviance.scale.bounds()
    call = ("FUN(X[[i]], ...)", "profile.merMod(fit)")
    calls = {name: call[names.index(name) >= deviance.count] for name in found}
    return make_profile(names, found, dict(zip(names, zip(lower, upper, strict=True), strict=False)), calls)


def _minimiser(fit: MerFit, optimizer: str | None, control: Mapping[str, Any] | None) -> _Minimiser:
    wanted = (fit.optim.optimizer or "nloptwrap") if optimizer is None else optimizer
    found = find_engine(fit.spec.control.optimizer if wanted == "optimizer" else wanted)
    if found is None:
        raise RError("couldn't find optimizer function", "getOptfun(optimizer)")
    return _Minimiser(name=found[0], engine=found[1], options=_options(fit, found[0]) if control is None else control)


def _options(fit: MerFit, optimizer: str) -> Mapping[str, Any]:
    """The options of the fit, for its own optimizer; another one has its defaults."""
    return fit.optim.options if optimizer == fit.optim.optimizer else {}


def _along_variance(setting: _Setting, place: int) -> list[Row]:
    """The rows along one standard deviation or correlation."""
    deviance, verbose = setting.deviance, setting.walk["verbose"]
    if verbose:
        sys.stdout.write(f"var-cov parameter {place + 1}:\n")
    lower, upper = deviance.scale.bounds()
    estimate = setting.start[1 + place]
    calls = iter([_FIRST_CALL])

    def evaluate(value: float, before: Row) -> Row:
        return _variance_row(setting, place, value, before, next(calls, _NEXT_CALL))

    walk = Walk(place=1 + place, evaluate=evaluate, lower=lower[place], upper=upper[place], **setting.walk)
    shifted = 1.01 * estimate if estimate else 0.001
    return both_ways(walk, setting.start, evaluate(shifted, setting.start))


def _variance_row(setting: _Setting, place: int, value: float, before: Row, call: str) -> Row:
    deviance = setting.deviance
    count = deviance.count
    others = [i for i in range(count) if i != place]
    lower, upper = deviance.scale.bounds()
    point = before[1 : 1 + count]
    point[place] = value
    deviance_of = deviance.value

    def objective(free: NDArray[np.float64]) -> float:
        values = free.tolist()
        values.insert(place, value)
        return deviance_of(values)

    bounds = [lower[i] for i in others], [upper[i] for i in others]
    start = [point[i] for i in others]
    if not all(lower[i] <= point[i] <= upper[i] for i in others):  # a correlation can be 1 and a rounding error
        return _missing_row(deviance, place, point, call)
    answer = setting.minimiser.run(objective, start, bounds, _VARIANCE_CALL)
    rise = answer.value - deviance.basedev
    if rise < -setting.devtol:
        raise RError("profiling detected new, lower deviance", call)
    if rise < 0.0:
        warning(f"slightly lower deviances (diff={c_sprintf('%g', rise)}) detected", call)
    side = value - setting.start[1 + place]
    zeta = math.copysign(math.sqrt(max(0.0, rise)), side) if side else 0.0
    values = answer.par.tolist()
    values.insert(place, value)
    state = deviance.objective.solve(np.array(deviance.scale.theta(values)))
    return [zeta, *values, *state.beta.tolist()]


def _missing_row(deviance: DevianceFunction, place: int, point: Row, call: str) -> Row:
    """The row where no optimiser can start: all that is known are the fixed effects at the start itself."""
    warning("NAs detected in profiling", call)
    theta = np.array(deviance.scale.theta(point))
    known = not np.isnan(theta).any()
    beta = deviance.objective.solve(theta).beta.tolist() if known else [NA_REAL] * len(deviance.stderr)
    values = [value if i == place else NA_REAL for i, value in enumerate(point)]
    return [NA_REAL, *values, *beta]


def _along_fixed(setting: _Setting, place: int) -> list[Row]:
    """The rows along one fixed effect."""
    deviance, verbose = setting.deviance, setting.walk["verbose"]
    column = place - deviance.count
    if verbose:
        sys.stdout.write(f"fixed-effect parameter {column + 1}:\n")
    estimate, error = setting.start[1 + place], float(deviance.stderr[column])
    evaluate = _fixed_rows(setting, place, column)
    walk = Walk(place=1 + place, evaluate=evaluate, lower=-math.inf, upper=math.inf, **setting.walk)
    shifted = evaluate(estimate + setting.walk["delta"] * error, setting.start)
    return both_ways(walk, setting.start, shifted)


def _fixed_rows(setting: _Setting, place: int, column: int) -> Callable[[float, Row], Row]:
    """The row at a value of a fixed effect: its column becomes an offset."""
    deviance = setting.deviance
    problem, spec = deviance.objective.problem, deviance.fit.spec
    reduced = replace(problem, x=np.delete(problem.x, column, axis=1))
    moved = np.ascontiguousarray(problem.x[:, column])
    # lme4 sets the model up anew without its weights, which are left to the residuals alone.
    first = Objective(reduced, analyze(reduced)).with_plain_design()
    minimiser = replace(setting.minimiser, options={})  # R hands settings on along variances only

    def evaluate(value: float, _before: Row) -> Row:
        objective = first.with_offset(moved * value + problem.offset)
        answer = minimiser.run(objective.function, deviance.thopt.tolist(), (spec.re.lower, None), _FIXED_CALL)
        rise = answer.value - deviance.basedev
        side = value - setting.start[1 + place]
        if rise < 0.0:
            warning("NaNs produced", "sqrt(fv - base)")
        zeta = math.copysign(math.sqrt(rise), side) if rise >= 0.0 else math.nan
        state = objective.solve(answer.par)
        variances = deviance.scale.parameters(state.theta.tolist(), sigma(state, spec.n, spec.p - 1, False))
        beta = state.beta.tolist()
        beta.insert(column, value)
        return [zeta, *variances, *beta]

    return evaluate
