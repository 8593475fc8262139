"""Settings of a fit: `lmerControl()`, `glmerControl()` and `.makeCC()` as frozen records.

Arguments are judged when R judges them: the levels of `check_rankX`, `check_scaleX` and the shape of `check_conv_*`
here, everything else when it is used. Every record remembers the R text of the call that made it, for the
"Control:" line of a summary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from inspect import Parameter, signature
from types import MappingProxyType
from typing import Any, Final, NoReturn, ParamSpec, TypeAlias, TypeVar

from rcompat.base.conditions import RError, warning
from rcompat.base.factors import number_label
from rcompat.base.string_text import quote_string

__all__ = [
    "ConvergenceCheck",
    "GlmerControl",
    "LmerControl",
    "Optimizer",
    "as_lmer_control",
    "glmerControl",
    "lmerControl",
    "makeCC",
    "r_call_text",
]

Optimizer: TypeAlias = "str | Sequence[str] | Callable[..., Any] | float | None"

_RANK_X: Final = ("message+drop.cols", "silent.drop.cols", "warn+drop.cols", "stop.deficient", "ignore")
_SCALE_X: Final = ("warning", "stop", "silent.rescale", "message+rescale", "warn+rescale", "ignore")
_NOT_R: Final = frozenset({"engine", "polish"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvergenceCheck:
    """One convergence check: what to do beyond which tolerance.

    Attributes:
        action: "ignore", "message", "warning" or "stop" (judged when the check runs, as in R).
        tol: absolute tolerance.
        rel_tol: tolerance of the relative gradient, or None.
        text: R text of the call that made it.
    """

    action: str
    tol: float
    rel_tol: float | None = None
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmerControl:
    """Settings of `lmer()`; the fields are the arguments of `lmerControl()`.

    Attributes:
        optimizer: name, function, or None for no optimisation at all.
        restart_edge: start again from a boundary where the deviance still falls inwards.
        boundary_tol: snap parameters to a bound closer than this if the deviance falls.
        calc_derivs: compute gradient and Hessian at the optimum.
        use_last_params: keep the last parameters tried instead of the best (deviance only, as in R).
        sparseX, standardize_X: accepted and unused, as in R.
        check_nobs_vs_rankZ, check_nobs_vs_nlev, check_nlev_gtreq_5, check_nlev_gtr_1, check_nobs_vs_nRE,
        check_rankX, check_scaleX, check_formula_LHS: actions of the input checks.
        check_response_not_const: as these; None for `lmer()`, which lets a constant response pass.
        check_conv_grad, check_conv_singular, check_conv_hess: the convergence checks.
        optCtrl: options of the optimizer, under R's names.
        engine: "exact" (R's operations in R's order) or "fast".
        polish: finish at the optimum itself by Newton steps, on a centred response; not R's stopping point.
        text: R text of the call, such as `lmerControl(optimizer = "bobyqa")`.
    """

    optimizer: Optimizer = "nloptwrap"
    restart_edge: Any = True
    boundary_tol: Any = 1e-5
    calc_derivs: Any = True
    use_last_params: Any = False
    sparseX: Any = False
    standardize_X: Any = False
    check_nobs_vs_rankZ: Any = "ignore"
    check_nobs_vs_nlev: Any = "stop"
    check_nlev_gtreq_5: Any = "ignore"
    check_nlev_gtr_1: Any = "stop"
    check_nobs_vs_nRE: Any = "stop"
    check_rankX: str = "message+drop.cols"
    check_scaleX: str = "warning"
    check_formula_LHS: Any = "stop"
    check_response_not_const: Any = None
    check_conv_grad: ConvergenceCheck
    check_conv_singular: ConvergenceCheck
    check_conv_hess: ConvergenceCheck
    optCtrl: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    engine: str = "exact"
    polish: bool = False
    text: str = "lmerControl()"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlmerControl(LmerControl):
    """Settings of `glmer()`: those of `lmer()` and three more.

    Attributes:
        tolPwrss: tolerance of the penalised iteratively reweighted least squares.
        compDev: compute the deviance in compiled code (no effect here).
        nAGQ0initStep: begin with a fit without Laplace correction.
    """

    tolPwrss: float = 1e-7
    compDev: bool = True
    nAGQ0initStep: bool = True


Arguments = ParamSpec("Arguments")
Record = TypeVar("Record", ConvergenceCheck, LmerControl, GlmerControl)


def _remember_call(r_function: str) -> Callable[[Callable[Arguments, Record]], Callable[Arguments, Record]]:
    """Put the R text of the call on the record that the decorated function returns."""

    def decorate(make: Callable[Arguments, Record]) -> Callable[Arguments, Record]:
        count = sum(p.kind is Parameter.POSITIONAL_OR_KEYWORD for p in signature(make).parameters.values())

        @wraps(make)
        def made(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Record:
            named = {_r_name(name): value for name, value in kwargs.items() if name not in _NOT_R}
            if len(args) > count:
                _stop_unused(r_function, {}, args[count:])
            text = r_call_text(r_function, named, args)
            try:
                return replace(make(*args, **kwargs), text=text)
            except _BadCheckError as error:
                raise RError(error.message, text) from None

        return made

    return decorate


class _BadCheckError(RError):
    """An error in R's words whose call is the one that is being made."""


@_remember_call(".makeCC")
def makeCC(action: Any, tol: Any, relTol: Any = None, **more: Any) -> ConvergenceCheck:
    """Make one entry for `check_conv_grad`, `check_conv_singular` or `check_conv_hess`; `more` is ignored, as in R.

    R: lme4::.makeCC.
    """
    if isinstance(action, (list, tuple)) and len(action) != 1 and all(isinstance(a, str) for a in action):
        raise _BadCheckError("length(action) == 1 is not TRUE")
    if not isinstance(action, str):
        raise _BadCheckError("is.character(action) is not TRUE")
    if not _is_numeric(tol):
        raise _BadCheckError("must have a numeric 'tol' component")
    if not _is_scalar(tol) or not tol >= 0:
        raise _BadCheckError("'tol' must be number >= 0")
    _check_relative(relTol, None)
    return ConvergenceCheck(action=action, tol=float(tol), rel_tol=relTol)


_GRADIENT: Final = ConvergenceCheck(action="warning", tol=2e-3)
_SINGULAR: Final = ConvergenceCheck(action="message", tol=1e-4)
_HESSIAN: Final = ConvergenceCheck(action="warning", tol=1e-6)


@_remember_call("lmerControl")
def lmerControl(
    optimizer: Optimizer = "nloptwrap",
    restart_edge: Any = True,
    boundary_tol: Any = 1e-5,
    calc_derivs: Any = True,
    use_last_params: Any = False,
    sparseX: Any = False,
    standardize_X: Any = False,
    check_nobs_vs_rankZ: Any = "ignore",
    check_nobs_vs_nlev: Any = "stop",
    check_nlev_gtreq_5: Any = "ignore",
    check_nlev_gtr_1: Any = "stop",
    check_nobs_vs_nRE: Any = "stop",
    check_rankX: Any = None,
    check_scaleX: Any = None,
    check_formula_LHS: Any = "stop",
    check_conv_grad: Any = _GRADIENT,
    check_conv_singular: Any = _SINGULAR,
    check_conv_hess: Any = _HESSIAN,
    optCtrl: Any = MappingProxyType({}),
    mod_type: str = "lmer",
    engine: str = "exact",
    polish: bool = False,
    **unused: Any,
) -> LmerControl:
    """Settings of `lmer()`: optimizer, input checks, convergence checks.

    Raises:
        RError: in R's words, for an unknown argument, a level `check_rankX` or `check_scaleX` does not have, a
            malformed `check_conv_*` or an `optCtrl` that is no list.

    R: lme4::lmerControl.
    """
    settings = dict(locals())
    del settings["unused"], settings["mod_type"]
    if unused:
        _stop_unused("lmerControl", unused)
    if engine not in ("exact", "fast"):
        raise RError("'arg' should be one of “exact”, “fast”", "match.arg(engine)")
    if not isinstance(optCtrl, Mapping):
        raise RError("is.list(optCtrl) is not TRUE", r_call_text("lmerControl", {"optCtrl": optCtrl}))
    settings["check_rankX"] = _match_level(check_rankX, _RANK_X, "check.rankX")
    settings["check_scaleX"] = _match_level(check_scaleX, _SCALE_X, "check.scaleX")
    settings["check_conv_grad"] = _as_check(check_conv_grad, _GRADIENT)
    settings["check_conv_singular"] = _as_check(check_conv_singular, _SINGULAR)
    settings["check_conv_hess"] = _as_check(check_conv_hess, _HESSIAN)
    settings["optCtrl"] = MappingProxyType({str(name): value for name, value in optCtrl.items()})
    return LmerControl(**settings)


@_remember_call("glmerControl")
def glmerControl(
    optimizer: Optimizer = ("bobyqa", "Nelder_Mead"),
    restart_edge: Any = False,
    check_response_not_const: Any = "stop",
    tolPwrss: float = 1e-7,
    compDev: bool = True,
    nAGQ0initStep: bool = True,
    **settings: Any,
) -> GlmerControl:
    """Settings of `glmer()`.

    R: lme4::glmerControl.
    """
    base = lmerControl(optimizer, restart_edge, **settings)
    common = {name: getattr(base, name) for name in LmerControl.__dataclass_fields__}
    common.update(check_response_not_const=check_response_not_const, text="glmerControl()")
    return GlmerControl(**common, tolPwrss=tolPwrss, compDev=compDev, nAGQ0initStep=nAGQ0initStep)


def as_lmer_control(value: object, call: str | None = None) -> LmerControl:
    """Take what a user passed as `control`: a record, or (deprecated, as in R) a mapping of its arguments.

    Args:
        value: a record or mapping.
        call: the text of the `lmer()` call, named by the error or warning.
    """
    if isinstance(value, LmerControl) and not isinstance(value, GlmerControl):
        return value
    if isinstance(value, list | tuple) and not value:  # R's `list()`
        value = {}
    if not isinstance(value, (Mapping, GlmerControl)):
        raise RError("'control' is not a list; use lmerControl()", call)
    warning("passing control as list is deprecated: please use lmerControl() instead", call, immediate=True)
    if isinstance(value, GlmerControl):
        raise RError("unused arguments (checkControl = , checkConv = )", "lmerControl()")
    return lmerControl(**{str(key).replace(".", "_"): item for key, item in value.items()})


def r_call_text(function: str, named: Mapping[str, Any], positional: Sequence[Any] = ()) -> str:
    """R text of a call with these arguments (numbers as R deparses doubles, dicts as lists)."""
    parts = [_value_text(value) for value in positional]
    parts += [f"{name} = {_value_text(value)}" for name, value in named.items()]
    return f"{function}({', '.join(parts)})"


def _value_text(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, (ConvergenceCheck, LmerControl)):
        return value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return quote_string(value)
    if isinstance(value, (int, float)):
        return number_label(float(value))
    if isinstance(value, Mapping):
        return r_call_text("list", {str(name): item for name, item in value.items()})
    if callable(value):
        return str(getattr(value, "__name__", "optimizer"))
    return r_call_text("c", {}, tuple(value))


def _r_name(name: str) -> str:
    """R's spelling of a Python argument name: a dot for every underscore that R does not have."""
    return name if name == "restart_edge" else name.replace("_", ".")


def _stop_unused(function: str, named: Mapping[str, Any], positional: Sequence[Any] = ()) -> NoReturn:
    r_named = {_r_name(name): value for name, value in named.items()}
    shown = [_value_text(value) for value in positional]
    shown += [f"{name} = {_value_text(value)}" for name, value in r_named.items()]
    plural = "s" if len(shown) > 1 else ""
    raise RError(f"unused argument{plural} ({', '.join(shown)})", r_call_text(function, r_named, positional))


def _match_level(given: Any, levels: tuple[str, ...], name: str) -> str:
    """R's match.arg(): an unambiguous beginning of a level is enough."""
    call = f"match.arg({name})"
    if given is None:
        return levels[0]
    choices = (given,) if isinstance(given, str) else given
    if not isinstance(choices, (list, tuple)) or not all(isinstance(choice, str) for choice in choices):
        raise RError("'arg' must be NULL or a character vector", call)
    if tuple(choices) == levels:
        return levels[0]
    if len(choices) != 1:
        raise RError("'arg' must be of length 1", call)
    found = [level for level in levels if level == choices[0]]
    found = found or [level for level in levels if level.startswith(choices[0])]
    if len(found) != 1:
        raise RError(f"'arg' should be one of {', '.join(f'“{level}”' for level in levels)}", call)
    return found[0]


def _as_check(given: Any, default: ConvergenceCheck) -> ConvergenceCheck:
    """An action alone keeps the default tolerance; a mapping must have `action` and `tol`."""
    call = "chk.convOpt(copt)"
    if isinstance(given, ConvergenceCheck):
        return given
    if isinstance(given, str):
        return replace(default, action=given)
    if not isinstance(given, Mapping):
        raise RError("check.conv* option copt must be a list", call)
    action: Any = given.get("action")
    tol: Any = given.get("tol")
    if not isinstance(action, str):
        raise RError("check.conv* option copt has no 'action' string", call)
    if not _is_numeric(tol):
        raise RError("check.conv* option copt must have a numeric 'tol' component", call)
    if not _is_scalar(tol) or not tol >= 0:
        raise RError("check.conv* option copt$tol must be number >= 0", call)
    relative = given.get("relTol", given.get("rel_tol"))
    _check_relative(relative, call)
    return ConvergenceCheck(action=action, tol=float(tol), rel_tol=relative)


def _check_relative(tolerance: Any, call: str | None) -> None:
    """Judge a relative tolerance; without a call, the error is one of the function being called."""
    if tolerance is None:
        return
    problem = None
    if not _is_numeric(tolerance):
        problem = "is.numeric(relTol) is not TRUE"
    elif not _is_scalar(tolerance):
        problem = "length(relTol) == 1 is not TRUE"
    elif not tolerance >= 0:
        problem = "relTol >= 0 is not TRUE"
    if problem is not None:
        raise _BadCheckError(problem) if call is None else RError(problem, call)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, (int, float))


def _is_numeric(value: Any) -> bool:
    items = value if isinstance(value, (list, tuple)) else (value,)
    return all(isinstance(item, (int, float)) and not isinstance(item, bool) for item in items)
