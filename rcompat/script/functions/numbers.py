"""seq, sort, order, cumulative sums, rounding, correlation and other functions of numbers. R: base, stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL
from rcompat.base.rounding import round_one, signif_one
from rcompat.base.rounding import zapsmall as zapped
from rcompat.language.syntax import parse_expression
from rcompat.script.coercion import ORDER, coerce, flag, is_factor, is_frame, r_length, to_array, whole
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, names_of

__all__: list[str] = []


def _kept(x: Value) -> dict[str, Value]:
    return dict(x.attrs)


@builtin("round signif", "x digits ...", generic=True)
def _round(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    name = context.builtin.name
    if is_frame(x):
        columns = [
            _round(context, column, digits) if column.kind in ("double", "integer") else column for column in x.data
        ]
        return List(columns, _kept(x))
    if not isinstance(x, Vec) or x.kind == "character" or is_factor(x):
        raise RError("non-numeric argument to mathematical function")
    change = round_one if name == "round" else signif_one
    places = _places(context, digits, 6 if name == "signif" else 0)
    count = max(len(x), len(places)) if len(x) else 0
    if x.kind == "complex" and name == "round":
        place = places[0] or 0
        rounded = [complex(change(z.real, place), change(z.imag, place)) for z in x.data.tolist()]
        return Vec(np.array(rounded, dtype=np.complex128), _kept(x))
    numbers = np.resize(to_array(x, "double"), count).tolist()
    spread = (places * count)[:count]
    found = [NA_REAL if place is None else change(value, place) for value, place in zip(numbers, spread, strict=True)]
    return dbl(found, _kept(x))


def _places(context: Context, digits: Value, usual: int) -> list[int | None]:
    """The digits to round to, None for NA; R adds a half and cuts."""
    if digits is None and len(context.promises) < 2:
        return [usual]
    if r_length(digits) == 0:
        raise RError("invalid second argument of length 0")
    if not isinstance(digits, Vec) or is_factor(digits) or digits.kind in ("character", "complex"):
        raise RError("non-numeric argument to mathematical function")
    wanted = to_array(digits, "double").tolist()
    return [None if place != place else math.floor(max(min(place, 400.0), -400.0) + 0.5) for place in wanted]


@builtin("zapsmall", "x digits")
def _zapsmall(context: Context, x: Value, digits: Value = None) -> Value:
    return Vec(zapped(x.data, None if digits is None else whole(digits)), _kept(x))


@builtin("ifelse", "test yes no", lazy="yes no")
def _ifelse(context: Context, test: Value, yes: Any, no: Any) -> Value:
    from rcompat.script.evaluator import force

    truth = to_array(test, "logical")
    parts: list[tuple[Any, Vec]] = []
    if (truth == 1).any():
        value = force(context.it, yes)
        parts.append((truth == 1, value))
    if (truth == 0).any():
        value = force(context.it, no)
        parts.append((truth == 0, value))
    attrs = {name: item for name, item in getattr(test, "attrs", {}).items() if name in ("names", "dim", "dimnames")}
    if any(isinstance(value, List) for _, value in parts):
        items: list[Value] = [None] * len(truth)
        for where, value in parts:
            for i in np.flatnonzero(where):
                items[i] = (
                    value.data[i % len(value.data)]
                    if isinstance(value, List)
                    else take(value, np.array([i % len(value)]))
                )
        return List(items, attrs)
    kind = max(["logical", *[value.kind for _, value in parts]], key=ORDER.index)
    result = coerce(np.where(truth == -128, -128, 0).astype(np.int8), kind)
    for where, value in parts:
        if len(value) == 0:
            raise RError("replacement has length zero")
        result[where] = np.resize(coerce(value.data, kind), len(truth))[where]
    return Vec(result, attrs)


@builtin("xor", "x y")
def _xor(context: Context, x: Value, y: Value) -> Value:
    from rcompat.design.arithmetic import exclusive_or

    return Vec(np.asarray(exclusive_or(coerce(x.data, "logical"), coerce(y.data, "logical"))))


@builtin("bitwAnd bitwOr bitwXor", "a b")
def _bitwise(context: Context, a: Value, b: Value) -> Value:
    operate = {"bitwAnd": np.bitwise_and, "bitwOr": np.bitwise_or, "bitwXor": np.bitwise_xor}[context.builtin.name]
    return intv(operate(to_array(a, "integer"), to_array(b, "integer")))


@builtin("trunc", "x ...", generic=True)
def _trunc(context: Context, x: Value, dots: Any = ()) -> Value:
    return Vec(np.trunc(x.data) if x.kind == "double" else x.data, _kept(x))


@builtin("prod", "... na.rm", generic=True)
def _prod(context: Context, dots: Any = (), na_rm: Value = None) -> Value:
    total = np.longdouble(1.0)
    for _, value in dots:
        values = to_array(value, "double")
        if na_rm is not None and flag(na_rm):
            values = values[~np.isnan(values)]
        for item in values:
            total = total * item
    return dbl([float(total)])


@builtin("lfactorial", "x")
def _lfactorial(context: Context, x: Value) -> Value:
    from scipy import special

    return dbl(special.gammaln(to_array(x, "double") + 1), _kept(x))


@builtin("factorial", "x")
def _factorial(context: Context, x: Value) -> Value:
    import math

    values = to_array(x, "double")
    if bool(((values < 0) & (values == np.floor(values))).any()):
        raise_warning(context.it, "NaNs produced", parse_expression("gamma(x + 1)"))
    return dbl(
        [
            math.gamma(v + 1)
            if v != int(v)
            else float(math.factorial(int(v)))
            if 0 <= v <= 170
            else (np.inf if v > 170 else np.nan)
            for v in values.tolist()
        ],
        _kept(x),
    )


@builtin("beta lbeta digamma trigamma lchoose", "a b")
def _special(context: Context, a: Value, b: Value = None) -> Value:
    """Special functions of one or two arguments."""
    from scipy import special

    name = context.builtin.name
    x = to_array(a, "double")
    if name == "digamma":
        return dbl(special.digamma(x), _kept(a))
    if name == "trigamma":
        return dbl(special.polygamma(1, x), _kept(a))
    y = to_array(b, "double")
    if name == "lchoose":
        return dbl(special.gammaln(x + 1) - special.gammaln(y + 1) - special.gammaln(x - y + 1))
    return dbl(special.beta(x, y) if name == "beta" else special.betaln(x, y))


@builtin("cumsum cumprod cummax cummin", "x", generic=True)
def _cumulative(context: Context, x: Value) -> Value:
    from rcompat.script.functions.formula_functions import call_design

    names = names_of(x)
    result = call_design(context, context.builtin.name, [(None, Vec(x.data))])
    result.attrs = {} if names is None else {"names": chr(names)}
    return result
