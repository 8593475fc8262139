"""lme4's optimizers as functions of their own: any objective, R's argument lists and R's answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pylmer.optim import nelder_mead, nlminb
from pylmer.optim import nloptwrap as nlopt
from pylmer.optim.outcome import Numbers, Optimum, Problem
from rcompat.base.conditions import signal
from rcompat.base.vectors import RList, Vector

__all__ = ["Nelder_Mead", "nlminbwrap", "nloptwrap"]

_Function = Callable[..., Any]
_INTERVALS = (0.0, 20.0, 10.0, 1.0)


def _problem(fn: _Function, par: Any, lower: Any, upper: Any, control: Any) -> Problem:
    start = np.array(np.atleast_1d(np.asarray(par, dtype=np.float64)))
    options = dict(_mapping(control))
    verbose = options.pop("verbose", 0)
    return Problem(
        objective=lambda point: float(np.asarray(fn(point.copy()), dtype=np.float64).ravel()[0]),
        start=start,
        lower=_bound(lower, -np.inf, len(start)),
        upper=_bound(upper, np.inf, len(start)),
        options=options,
        verbose=int(verbose),
        write=sys.stdout.write,
    )


def _mapping(control: Any) -> Mapping[str, Any]:
    if isinstance(control, RList):
        return dict(zip(control.names or (), control.values, strict=False))  # type: ignore[arg-type]
    return control if isinstance(control, Mapping) else {}


def _bound(given: Any, default: float, m: int) -> Numbers:
    return np.resize(np.asarray(default if given is None else given, dtype=np.float64), m)


def _signal_all(optimum: Optimum) -> None:
    for condition in optimum.problems:
        signal(condition)


def Nelder_Mead(fn: _Function, par: Any, lower: Any = None, upper: Any = None, control: Any = None) -> RList:
    """Minimise a function by the simplex method within bounds.

    Args:
        fn: function of par (m,).
        par: start (m,).
        lower, upper: bounds; default none.
        control: `verbose`, `maxfun`, `xst`, `xt`, `iprint`, `FtolAbs`, `FtolRel`, `XtolRel`, `MinfMax`, `warnOnly`.

    Raises:
        RError: the start is below a bound.

    R: lme4::Nelder_Mead.
    """
    problem = _problem(fn, par, lower, upper, control)
    found = nelder_mead.Nelder_Mead(problem)
    _signal_all(found)
    message = found.message
    parts: dict[str, object] = {
        "fval": found.value,
        "par": found.par,
        "convergence": float(found.code),
        "NM.result": np.array([_RESULTS.get(str(message), 3)], dtype=np.int32),
        "message": message,
        "control": _simplex_control(problem),
        "feval": float(found.evaluations or 0),
    }
    return RList(values=tuple(parts.values()), names=tuple(parts))


_RESULTS = {"objective function went below allowed minimum": 2}


def _simplex_control(problem: Problem) -> RList:
    """All settings in force, steps and tolerances numbered as R's `unlist` numbers them."""
    options, m = problem.options, len(problem.start)
    steps = np.resize(np.asarray(options.get("xst", 0.02), dtype=np.float64), m)
    tolerances = np.resize(np.asarray(options.get("xt", steps * 5e-4), dtype=np.float64), m)
    parts: dict[str, object] = {
        "iprint": float(options.get("iprint", _INTERVALS[min(max(problem.verbose, 0), 3)])),
        "maxfun": np.array([int(options.get("maxfun", 10000))], dtype=np.int32),
        "FtolAbs": float(options.get("FtolAbs", 1e-5)),
        "FtolRel": float(options.get("FtolRel", 1e-15)),
        "XtolRel": float(options.get("XtolRel", 1e-7)),
        "MinfMax": float(options.get("MinfMax", -sys.float_info.max)),
        "warnOnly": bool(options.get("warnOnly", False)),
    }
    for name, values in (("xst", steps), ("xt", tolerances)):
        parts |= {f"{name}{i + 1}" if m > 1 else name: float(value) for i, value in enumerate(values)}
    return RList(values=tuple(parts.values()), names=tuple(parts))


def nloptwrap(par: Any, fn: _Function, lower: Any, upper: Any, control: Any = None) -> RList:
    """Minimise a function within bounds by NLopt's BOBYQA, or `control`'s `algorithm`.

    R: lme4::nloptwrap.
    """
    found = nlopt.nloptwrap(_problem(fn, par, lower, upper, control))
    _signal_all(found)
    parts: dict[str, object] = {
        "par": found.par,
        "fval": found.value,
        "feval": None if found.evaluations is None else np.array([found.evaluations], dtype=np.int32),
        "conv": float(found.code),
        "message": found.message,
    }
    return RList(values=tuple(parts.values()), names=tuple(parts))


def nlminbwrap(par: Any, fn: _Function, lower: Any, upper: Any, control: Any = None) -> RList:
    """Minimise a function within bounds by a quasi-Newton method. R: lme4::nlminbwrap."""
    found = nlminb.nlminbwrap(_problem(fn, par, lower, upper, control))
    _signal_all(found)
    code = Vector(data=np.array([found.code], dtype=np.int32))
    return RList(values=(found.par, found.value, code, found.message), names=("par", "fval", "conv", "message"))
