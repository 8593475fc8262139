"""A fit in four steps that a script may take one by one. R: lme4::lFormula, mkLmerDevfun, optimizeLmer, mkMerMod."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.control import LmerControl, lmerControl
from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import objective_of, start_theta
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import LmerRequest, read_request, request_spec
from pylmer.inference.model_frames import fixed_design, model_frame
from pylmer.numerics.pls import Objective
from pylmer.optim.optimize import optimize
from pylmer.optim.outcome import OptimResult
from pylmer.structure.bars import no_bars, sub_bars
from pylmer.structure.re_terms import ReTerms, make_re_terms
from pylmer.structure.spec import ModelSpec
from rcompat.base.conditions import RError, signal
from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.s4 import ExternalPointer, RefMethods, S4Object
from rcompat.base.script_names import offered_names
from rcompat.base.vectors import RList, Vector
from rcompat.design.model_frame import OFFSET_NAME, WEIGHTS_NAME, ModelFrame
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.language.terms import make_terms

__all__ = ["DevianceStep", "as_function", "lFormula", "mkLmerDevfun", "mkMerMod", "mkReTrms", "optimizeLmer"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DevianceStep:
    """The criterion as a function of theta, and what it was made of."""

    spec: ModelSpec
    objective: Objective

    def __call__(self, theta: Any) -> float:
        """The criterion at theta (m,)."""
        return self.objective(np.atleast_1d(np.asarray(theta, dtype=np.float64)))


class _Unfitted:
    """A model that is not fitted yet, as far as its frame and design are concerned."""

    def __init__(self, spec: ModelSpec) -> None:
        self.spec = spec
        self.shown_formula = spec.formula


def lFormula(
    formula: Any,
    data: Any = None,
    REML: bool = True,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    offset: Any = None,
    contrasts: Any = None,
    control: LmerControl | None = None,
    data_name: str | None = None,
) -> RList:
    """Read a formula and data: model frame, fixed design, random-effects terms.

    Args:
        formula: R formula as text.
        data: any data frame.
        REML: whether the REML criterion will be asked for.
        subset, weights, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: "na.omit", "na.exclude", "na.pass" or "na.fail".
        contrasts: factor name to contrast name or matrix.
        control: `lmerControl(...)`.
        data_name: what a page calls the data; default: the caller's name.

    Returns:
        RList: fr, X, reTrms, REML, formula, wmsgs.

    R: lme4::lFormula.
    """
    options = {
        "REML": REML,
        "control": control,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "offset": offset,
        "contrasts": contrasts,
    }
    request = read_request(caller_names(), formula, data, options, data_name, {})
    spec = request_spec(request)
    model: Any = _Unfitted(spec)
    parts: dict[str, object] = {
        "fr": model_frame(model),
        "X": fixed_design(model),
        "reTrms": spec.re,
        "REML": spec.reml,
        "formula": spec.formula,
        "wmsgs": Vector(data=np.array([], dtype=object)),
    }
    return RList(values=tuple(parts.values()), names=tuple(parts))


def mkReTrms(bars: Sequence[Any], fr: Frame, drop_unused_levels: bool = True) -> ReTerms:
    """The random-effects terms of a model frame.

    Args:
        bars: terms `effects | group`, as `findbars` gives them.
        fr: the variables.
        drop_unused_levels: accepted; unused levels are always left out.

    R: lme4::mkReTrms.
    """
    given = bars.values if isinstance(bars, RList) else bars
    return make_re_terms([getattr(bar, "expr", bar) for bar in given], fr)


@answers("as_function", MerFit)
def as_function(fit: MerFit) -> DevianceStep:
    """The criterion of a model as a function of theta. R: lme4's as.function.merMod."""
    return DevianceStep(spec=fit.spec, objective=objective_of(fit.spec))


def mkLmerDevfun(
    fr: Frame,
    X: Any,
    reTrms: ReTerms,
    REML: bool = True,
    formula: Expr | None = None,
    wmsgs: object = None,
    start: Any = None,
    verbose: int = 0,
    control: LmerControl | None = None,
) -> DevianceStep:
    """The criterion as a function of theta.

    Args:
        fr, X, reTrms, REML, wmsgs: what `lFormula` gave.
        formula: the model's formula; by default the one that `fr` has as an attribute.
        start, verbose: accepted, as in R.
        control: `lmerControl(...)`.

    Raises:
        RError: there is no formula.

    R: lme4::mkLmerDevfun.
    """
    formula = fr.attributes.get("formula") if formula is None else formula  # type: ignore[assignment]
    if formula is None:
        raise RError('argument "formula" is missing, with no default', "mkLmerDevfun(fr, X, reTrms)")
    design = X if isinstance(X, Vector) else Vector(data=np.asarray(X, dtype=np.float64), dimnames=(None, None))
    names = tuple(str(name) for name in (design.dimnames or (None, None))[1] or ())
    assign = design.attributes.get("assign")
    every = make_terms(sub_bars(formula))
    frame = ModelFrame(frame=fr, terms=every, predvars=every.variables, dropped=np.array([], dtype=np.intp))
    spec = ModelSpec(
        call=Call(Symbol("lmer"), (Argument(formula, "formula"),)),
        formula=formula,
        frame=frame,
        terms=make_terms(no_bars(formula)),
        y=_numbers(fr, next(iter(fr.columns)), 0.0),
        x=np.ascontiguousarray(design.data, dtype=np.float64),
        x_names=names,
        x_assign=np.asarray(assign if assign is not None else range(len(names)), dtype=np.intp),
        dropped={},
        contrasts={},
        weights=_numbers(fr, WEIGHTS_NAME, 1.0),
        offset=_numbers(fr, OFFSET_NAME, 0.0),
        re=reTrms,
        reml=bool(REML),
        control=control or lmerControl(),
        notes=(),
    )
    return DevianceStep(spec=spec, objective=objective_of(spec))


def _numbers(frame: Frame, name: str, default: float) -> NDArray[np.float64]:
    if name not in frame.columns:
        return np.full(frame.n, default)
    return np.ascontiguousarray(frame.columns[name], dtype=np.float64)


def optimizeLmer(
    devfun: DevianceStep,
    optimizer: Any = "nloptwrap",
    restart_edge: bool = False,
    boundary_tol: float = 0.0,
    start: Any = None,
    verbose: int = 0,
    control: Any = None,
) -> RList:
    """Minimise the criterion.

    Args:
        devfun: what `mkLmerDevfun` gave.
        optimizer: name or function.
        restart_edge: start again from a boundary where the criterion still falls inwards.
        boundary_tol: snap parameters to a bound closer than this.
        start: starting theta (m,).
        verbose: print the optimizer's steps.
        control: options of the optimizer.

    Returns:
        RList: par, fval, feval, conv, message; attributes optimizer, control, warnings, derivs.

    R: lme4::optimizeLmer.
    """
    options = dict(_pairs(control or {}))
    settings = lmerControl(optimizer=optimizer, restart_edge=restart_edge, boundary_tol=boundary_tol, optCtrl=options)
    spec = devfun.spec
    found = optimize(devfun.objective, start_theta(spec, start), spec.re.lower, settings, verbose)
    for condition in found.problems:
        signal(condition)
    parts: dict[str, object] = {
        "par": found.par,
        "fval": found.value,
        "feval": None if found.evaluations is None else np.array([found.evaluations], dtype=np.int32),
        "conv": float(found.code),
        "message": found.message,
    }
    derivatives = RList(values=(found.gradient, found.hessian), names=("gradient", "Hessian"))
    kept = tuple(float(v) if type(v) is int else v for v in found.options.values())
    attributes = {
        "optimizer": found.optimizer,
        "control": RList(values=kept, names=tuple(found.options)),
        "warnings": RList(values=tuple(found.optimizer_warnings)),
        "derivs": derivatives,
    }
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes=attributes)


def mkMerMod(rho: DevianceStep, opt: Any, reTrms: ReTerms, fr: Frame, mc: Any = None, lme4conv: Any = None) -> MerFit:
    """The fit at an optimum.

    Args:
        rho: the function that `mkLmerDevfun` gave, or its environment.
        opt: what `optimizeLmer` gave, or a mapping with par, fval, conv.
        reTrms, fr: what `lFormula` gave.
        mc: the call to show.
        lme4conv: accepted.

    R: lme4::mkMerMod.
    """
    result = _read_optimum(opt)
    spec = replace(rho.spec, call=mc if isinstance(mc, Call) else _own_call(rho, opt, reTrms, fr))
    request = LmerRequest(formula=spec.formula, data=fr, options={"REML": spec.reml}, shown={}, environment={})
    state = rho.objective.solve(result.par)
    degrees = spec.n - spec.p if spec.reml else spec.n
    return MerFit(request=request, spec=spec, optim=result, state=state, sigma=math.sqrt(state.pwrss / degrees))


def _own_call(*values: object) -> Call:
    names = offered_names()
    arguments = []
    for name, value in zip(("rho", "opt", "reTrms", "fr"), values, strict=True):
        expr = None if names is None else names.expression_of(value)
        arguments.append(Argument(Symbol(name) if expr is None else expr, name))  # type: ignore[arg-type]
    return Call(Symbol("mkMerMod"), tuple(arguments))


def _read_optimum(opt: Any) -> OptimResult:
    parts: dict[str, Any] = dict(_pairs(opt))
    attributes = dict(opt.attributes) if isinstance(opt, RList) else {}
    derivatives = attributes.get("derivs")
    gradient, hessian = (
        (_array(part) for part in derivatives.values) if isinstance(derivatives, RList) else (None, None)
    )
    par = np.atleast_1d(_array(parts["par"]))
    feval, message = parts.get("feval"), parts.get("message")
    return OptimResult(
        par=par,
        optimum=par,
        value=float(_array(parts["fval"]).ravel()[0]),
        evaluations=None if feval is None else int(np.ravel(np.asarray(feval))[0]),
        optimizer=str(_first(attributes.get("optimizer")) or ""),
        code=int(_array(parts.get("conv", 0.0)).ravel()[0]),
        message=None if message is None else str(_first(message)),
        gradient=gradient,
        hessian=hessian,
        problems=(),
        options={"print_level": 0},
        optimizer_warnings=(),
        convergence_codes=(),
        convergence_messages=(),
    )


def _pairs(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, RList):
        return [(str(name), item) for name, item in zip(value.names or (), value.values, strict=False)]
    return list(value.items())


def _array(value: Any) -> NDArray[np.float64]:
    return np.asarray(value.data if isinstance(value, Vector) else value, dtype=np.float64)


def _first(value: Any) -> Any:
    data = value.data if isinstance(value, Vector) else value
    return data[0] if isinstance(data, np.ndarray) else data


@answers("r_environment", DevianceStep)
def _environment(step: DevianceStep) -> dict[str, object]:
    """What the function sees around itself in R."""
    spec = step.spec
    predictor = {"X": lambda: spec.x, "theta": lambda: spec.re.theta_start, "Lind": lambda: spec.re.theta_index + 1}
    response = {"y": lambda: spec.y, "weights": lambda: spec.weights, "offset": lambda: spec.offset}
    methods = RefMethods(total=0, own=())
    return {
        "lmer_Deviance": ExternalPointer(),
        "lower": spec.re.lower,
        "pp": S4Object(class_name="merPredD", package="lme4", slots=predictor, methods=methods),
        "resp": S4Object(class_name="lmerResp", package="lme4", slots=response, methods=methods),
    }
