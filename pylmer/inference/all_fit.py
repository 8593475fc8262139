"""The same model by every optimizer there is. R: lme4::allFit."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from pylmer.control import lmerControl
from pylmer.fit.lmer import fit_request
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import LmerRequest
from pylmer.inference.covariance import VarCorr
from pylmer.inference.likelihood import logLik
from rcompat.base.conditions import RError, RMessage, collect_conditions, signal
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector

__all__ = ["OPTIMIZERS", "AllFit", "AllFitSummary", "allFit", "summary_all_fit"]

OPTIMIZERS: tuple[tuple[str, str], ...] = (
    ("bobyqa", ""),
    ("Nelder_Mead", ""),
    ("nlminbwrap", ""),
    ("nloptwrap", "NLOPT_LN_NELDERMEAD"),
    ("nloptwrap", "NLOPT_LN_BOBYQA"),
)
_LIMITS: Mapping[str, str] = MappingProxyType(
    {"bobyqa": "maxfun", "Nelder_Mead": "maxfun", "nlminbwrap": "eval.max", "nloptwrap": "maxeval"}
)
_TIMES = ("user.self", "sys.self", "elapsed", "user.child", "sys.child")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AllFit(Printable, Asks):
    """Fits of one model by several optimizers.

    Attributes:
        fit: the model itself.
        fits: by optimizer the fit, or the error.
        messages: by optimizer what was said.
        times: by optimizer the seconds it took.
    """

    fit: MerFit
    fits: Mapping[str, MerFit | RError]
    messages: Mapping[str, tuple[str, ...]]
    times: Mapping[str, float]

    def __getitem__(self, name: str) -> MerFit | RError:
        return self.fits[name]

    @property
    def good(self) -> dict[str, MerFit]:
        """The fits that came out."""
        return {name: fit for name, fit in self.fits.items() if isinstance(fit, MerFit)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AllFitSummary(Printable):
    """What the optimizers found, side by side; prints as R's list."""

    parts: RList

    def __getitem__(self, name: str) -> Any:
        return self.parts[name]


@answers("allFit", MerFit)
def allFit(
    fit: MerFit,
    meth_tab: Sequence[tuple[str, str]] | None = None,
    data: object = None,
    verbose: bool = True,
    show_meth_tab: bool = False,
    maxfun: float = 1e5,
    parallel: object = "no",
    ncpus: int = 1,
    cl: object = None,
    catch_errs: bool = True,
) -> AllFit:
    """Fit a model again by every optimizer.

    Args:
        fit: a fitted model.
        meth_tab: pairs of optimizer and method (an NLopt algorithm, or ""); None: the five that are here.
        data, show_meth_tab, parallel, ncpus, cl: accepted, without effect.
        verbose: print how each goes.
        maxfun: evaluations at most.
        catch_errs: keep errors instead of raising them.

    R: lme4::allFit.
    """
    fits: dict[str, MerFit | RError] = {}
    messages: dict[str, tuple[str, ...]] = {}
    times: dict[str, float] = {}
    for optimizer, method in OPTIMIZERS if meth_tab is None else meth_tab:
        name = f"{optimizer}.{method}" if method else optimizer
        if verbose:
            sys.stdout.write(f"{name} : ")
        options = {_LIMITS.get(optimizer, "maxfun"): maxfun, **({"algorithm": method} if method else {})}
        started = time.process_time()
        fits[name], messages[name] = _attempt(_with_control(fit, optimizer, options))
        times[name] = time.process_time() - started
        found = fits[name]
        if isinstance(found, RError) and not catch_errs:
            raise found
        if verbose:
            sys.stdout.write("[OK]\n" if isinstance(found, MerFit) else "[failed]\n")
    return AllFit(fit=fit, fits=fits, messages=messages, times=times)


def _attempt(request: LmerRequest) -> tuple[MerFit | RError, tuple[str, ...]]:
    """The fit or the error, and what was said; messages go on, warnings are only kept."""
    found: MerFit | RError
    with collect_conditions() as said:
        try:
            found = fit_request(request)[0]
        except RError as error:
            found = error
    for condition in said:
        if isinstance(condition, RMessage):
            signal(condition)
    return found, tuple(condition.message for condition in said)


def _with_control(fit: MerFit, optimizer: str, options: Mapping[str, Any]) -> LmerRequest:
    control = replace(fit.spec.control, optimizer=optimizer, optCtrl=lmerControl(optCtrl=options).optCtrl)
    return replace(fit.request, options=MappingProxyType({**fit.request.options, "control": control}))


@answers("summary", AllFit)
def summary_all_fit(answer: AllFit) -> AllFitSummary:
    """Estimates, likelihoods, times and evaluations of all optimizers. R: lme4's summary.allFit."""
    good, every = answer.good, tuple(answer.fits)
    names = tuple(good)
    re = answer.fit.spec.re
    theta_names = []
    for term in re.terms:
        for j, column in enumerate(term.columns):
            theta_names.append(f"{term.group}.{column}")
            theta_names += [f"{term.group}.{lower}.{column}" for lower in term.columns[j + 1 :]]
    frames = [VarCorr(fit).to_frame() for fit in good.values()]
    counts = [fit.optim.evaluations for fit in good.values()]
    said = tuple(_said(answer.messages[name]) for name in every)
    parts: dict[str, object] = {
        "which.OK": Vector(data=np.array([name in good for name in every], dtype=np.int8), names=every),
        "msgs": RList(values=said, names=every),
        "fixef": _matrix([fit.state.beta for fit in good.values()], names, answer.fit.spec.x_names),
        "llik": Vector(data=np.array([logLik(fit).value for fit in good.values()]), names=names),
        # R puts the labels of theta's order on values that come in another.
        "sdcor": _matrix([frame["sdcor"] for frame in frames], names, (*theta_names, "sigma")),
        "theta": _matrix([fit.state.theta for fit in good.values()], names, tuple(theta_names)),
        "times": _matrix([[answer.times[name], 0.0, answer.times[name], 0.0, 0.0] for name in names], names, _TIMES),
        "feval": Vector(data=np.array([-(2**31) if n is None else n for n in counts], dtype=np.int32), names=names),
    }
    return AllFitSummary(parts=RList(values=tuple(parts.values()), names=tuple(parts)))


def _said(texts: tuple[str, ...]) -> Vector | None:
    return Vector(data=np.array(texts, dtype=object)) if texts else None


def _matrix(rows: Sequence[Any], names: tuple[str, ...], columns: tuple[str, ...]) -> Vector:
    data = np.array([np.asarray(row, dtype=np.float64) for row in rows]).reshape(len(rows), len(columns))
    return Vector(data=data, dimnames=(names, columns))
