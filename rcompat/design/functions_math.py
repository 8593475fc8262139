"""R's elementwise mathematics: every value goes through the C library one by one, as in R.

NumPy's own log, exp and the like differ from the C library in the last bit.
R: Math group generic, log, round, signif, plogis, qlogis, pnorm, qnorm.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, Factor
from rcompat.base.rounding import round_half
from rcompat.base.rounding import signif as significant
from rcompat.base.vectors import RList
from rcompat.design.arithmetic import power
from rcompat.design.builtins import Builtin, make_table
from rcompat.design.values import (
    Array,
    as_array,
    as_double,
    as_integer,
    flat,
    is_numeric,
    like,
    one_number,
    recycle,
    warn,
)
from rcompat.maths.distributions import pnorm, qnorm

__all__ = ["MATH", "SINGLE", "integer_power"]


def integer_power(x: NDArray[np.float64], exponent: int) -> NDArray[np.float64]:
    """Return x to a whole power as R's `x^j` on doubles."""
    return power(x, np.full(len(x), float(exponent)))


def _numbers(name: str, x: object) -> NDArray[np.float64]:
    if isinstance(x, Factor):
        raise RError(f"‘{name}’ not meaningful for factors")
    if isinstance(x, RList) or not is_numeric(x):
        raise RError("non-numeric argument to mathematical function")
    return flat(as_double(x))


def _apply(function: Callable[[float], float], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map a C library function over the values; NaN stays as it is, new NaNs give R's warning."""
    try:
        result = np.array(list(map(function, values.tolist())), dtype=np.float64)
    except (ValueError, OverflowError):
        result = np.array([_careful(function, value) for value in values.tolist()], dtype=np.float64)
    missing = np.isnan(values)
    if missing.any():
        result[missing] = values[missing]
    if (np.isnan(result) & ~missing).any():
        warn("NaNs produced")
    return result


def _careful(function: Callable[[float], float], value: float) -> float:
    try:
        return function(value)
    except OverflowError:
        # only exp, expm1, cosh and sinh overflow; the last is odd
        return -math.inf if value < 0 and function is math.sinh else math.inf
    except ValueError:
        if value == 0.0 and function in (math.log, math.log2, math.log10):
            return -math.inf
        if value == -1.0 and function is math.log1p:
            return -math.inf
        if abs(value) == 1.0 and function is math.atanh:
            return math.copysign(math.inf, value)
        if function in (math.lgamma,):
            return math.inf
        return math.nan


def _elementwise(name: str, function: Callable[[float], float]) -> tuple[str, Callable[..., Any]]:
    def run(x: object) -> Any:
        return like(_apply(function, _numbers(name, x)), x)

    return name, run


def _log(x: object, base: object = None) -> Any:
    values = _apply(math.log, _numbers("log", x)) if base is None else None
    if values is not None:
        return like(values, x)
    divisor = one_number(base, name="base")
    if divisor in (2.0, 10.0):
        return like(_apply(math.log2 if divisor == 2.0 else math.log10, _numbers("log", x)), x)
    with np.errstate(all="ignore"):
        return like(_apply(math.log, _numbers("log", x)) / _apply(math.log, np.array([divisor])), x)


def _sqrt(x: object) -> Any:
    values = _numbers("sqrt", x)
    with np.errstate(invalid="ignore"):
        result = np.sqrt(values)
    if (values < 0).any():
        warn("NaNs produced")
    return like(result, x)


def _abs(x: object) -> Any:
    values = _numbers("abs", x)
    if as_array(x).dtype == np.float64:
        return like(np.abs(values), x)
    whole = flat(as_integer(x))
    return like(np.where(whole == NA_INTEGER, whole, np.abs(whole)).astype(np.int32), x)


def _stepwise(name: str, function: Callable[[Array], Array]) -> tuple[str, Callable[..., Any]]:
    def run(x: object) -> Any:
        with np.errstate(invalid="ignore"):
            return like(np.asarray(function(_numbers(name, x))), x)

    return name, run


def _trunc(x: object, *dots: object) -> Any:
    return like(np.trunc(_numbers("trunc", x)), x)


def _round(x: object, digits: object = None) -> Any:
    values = _numbers("round", x)
    places = int(one_number(digits, 0.0))
    return like(np.rint(values) if places == 0 else np.asarray(round_half(values, places)), x)


def _signif(x: object, digits: object = None) -> Any:
    values = _numbers("signif", x)
    result = np.asarray(significant(values, max(int(one_number(digits, 6.0)), 1)))
    return like(result, x)


def _plogis_one(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -700 else math.exp(x)


def _qlogis_one(p: float) -> float:
    if p in (0.0, 1.0):
        return math.copysign(math.inf, p - 0.5)
    return math.log(p / (1.0 - p)) if 0.0 < p < 1.0 else math.nan


def _shifted(function: Callable[[float], float], inverse: bool) -> Callable[..., Any]:
    def run(x: object, location: object = None, scale: object = None) -> Any:
        values = _numbers("plogis", x)
        center, width = one_number(location, 0.0), one_number(scale, 1.0)
        if inverse:
            return like(center + width * _apply(function, values), x)
        return like(_apply(function, (values - center) / width), x)

    return run


def _pnorm(q: object, mean: object = None, sd: object = None, lower_tail: object = None) -> Any:
    is_lower = bool(one_number(lower_tail, 1.0))
    return like(pnorm(_numbers("pnorm", q), one_number(mean, 0.0), one_number(sd, 1.0), is_lower), q)


def _qnorm(p: object, mean: object = None, sd: object = None) -> Any:
    return like(qnorm(_numbers("qnorm", p), one_number(mean, 0.0), one_number(sd, 1.0)), p)


def _atan2(y: object, x: object) -> Any:
    first, second = recycle(_numbers("atan2", y), _numbers("atan2", x))
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return like(np.array([math.atan2(a, b) for a, b in pairs], dtype=np.float64), y, x)


def _choose(n: object, k: object) -> Any:
    top, bottom = recycle(_numbers("choose", n), np.rint(_numbers("choose", k)))
    pairs = zip(top.tolist(), bottom.tolist(), strict=True)
    return like(np.array([_choose_one(a, int(b)) for a, b in pairs], dtype=np.float64), n, k)


def _choose_one(n: float, k: int) -> float:
    if k < 0:
        return 0.0
    if n == math.floor(n) and n >= 0:
        return float(math.comb(int(n), k))
    result = 1.0
    for j in range(1, k + 1):
        result *= (n - k + j) / j
    return result


_LIBRARY: dict[str, Callable[[float], float]] = {
    "log2": math.log2,
    "log10": math.log10,
    "log1p": math.log1p,
    "exp": math.exp,
    "expm1": math.expm1,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "asinh": math.asinh,
    "acosh": math.acosh,
    "atanh": math.atanh,
    "gamma": math.gamma,
    "lgamma": math.lgamma,
    "factorial": lambda x: math.gamma(x + 1.0),
}
_STEPS: dict[str, Callable[[Array], Array]] = {"floor": np.floor, "ceiling": np.ceil, "sign": np.sign}

# R checks these calls by count, and by the name "x" alone.
SINGLE = frozenset((*_LIBRARY, *_STEPS, "sqrt", "abs")) - {"factorial"}

MATH: dict[str, Builtin] = make_table(
    [
        *(_elementwise(name, function) for name, function in _LIBRARY.items()),
        *(_stepwise(name, function) for name, function in _STEPS.items()),
        ("log", _log),
        ("sqrt", _sqrt),
        ("abs", _abs),
        ("trunc", _trunc),
        ("round", _round),
        ("signif", _signif),
        ("plogis", _shifted(_plogis_one, inverse=False)),
        ("qlogis", _shifted(_qlogis_one, inverse=True)),
        ("pnorm", _pnorm),
        ("qnorm", _qnorm),
        ("atan2", _atan2),
        ("choose", _choose),
    ]
)
