"""Parameters given in place of the estimates, matched to the model's by name. R: lme4's setParams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.get_me import theta_names
from rcompat.base.conditions import RError, message, running, warning

__all__ = ["NewParameters", "new_parameters"]

Array = NDArray[np.float64]
_CALL = "setParams(object, newparams)"
_KNOWN = ("beta", "theta", "sigma")
_SOURCES = {"theta": "tnames(object)", "beta": 'colnames(getME(object, "X"))'}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewParameters:
    """theta (m,), beta (p,) and sigma to predict or simulate with."""

    theta: Array
    beta: Array
    sigma: float


@running("setParams")
def new_parameters(fit: MerFit, given: Any) -> NewParameters:
    """The parameters that were given, the estimates where none were.

    Raises:
        RError: unknown parameters, wrong lengths, other names than the model's.

    R: lme4's setParams.
    """
    known = {"theta": fit.state.theta, "beta": fit.state.beta}
    if given is None:
        return NewParameters(**known, sigma=fit.sigma)
    given = {} if isinstance(given, list) and not given else given
    if not isinstance(given, Mapping) or any(name not in _KNOWN for name in given):
        text = "params should be specifed as a list with elements from {'beta', 'theta', 'sigma'}"
        raise RError(text, _CALL)
    if any(name not in given for name in _KNOWN):
        warning("some parameters not specified in setParams()", _CALL)
    values = {name: _values(name, old, given) for name, old in (("beta", known["beta"]), ("theta", known["theta"]))}
    names = {"theta": theta_names(fit), "beta": fit.spec.x_names}
    for name in ("theta", "beta"):
        values[name] = _in_order(name, values[name], getattr(given.get(name), "names", None), names[name])
    return NewParameters(**values, sigma=_one_sigma(given.get("sigma", fit.sigma)))


def _values(name: str, old: Array, given: Mapping[str, Any]) -> Array:
    if name not in given:
        return old
    new = np.atleast_1d(np.asarray(given[name]))
    if len(new) != len(old):
        raise RError(f"length mismatch in {name} ({len(new)}!={len(old)})", _CALL)
    if new.dtype.kind not in "fiub":
        kind = "logical" if new.tolist() == ["NA"] else "character"  # "NA" is the way NA comes from scripts
        text = f"assignment of an object of class “{kind}” is not valid for @‘{name}’ in an object of class “lmerMod”; "
        raise RError(f'{text}is(value, "numeric") is not TRUE', "(function (cl, name, valueClass) ")
    return new.astype(np.float64)


def _one_sigma(given: Any) -> float:
    numbers = np.atleast_1d(np.asarray(given, dtype=np.float64))
    if len(numbers) > 1:
        text = "number of items to replace is not a multiple of replacement length"
        warning(text, 'newObj@devcomp[["cmp"]][snm] <- sigma')
    return float(numbers[0])


def _in_order(name: str, values: Array, labels: Any, expected: tuple[str, ...]) -> Array:
    """The values in the model's order, if they have names."""
    if labels is None:
        message(f"{name} parameter vector not named: assuming same order as internal vector")
        return values
    if set(labels) != set(expected):
        text = f"mismatch between '{name}' parameter vector names and internal names ({','.join(expected)})"
        raise RError(text, f'matchNames({name}, {_SOURCES[name]}, "{name}")')
    return values[[list(labels).index(label) for label in expected]]
