"""seq, seq_len and diff. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.normal_scores import plotting_points
from rcompat.script.coercion import coerce, number, whole
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, dbl, intv, names_of

__all__: list[str] = []


@builtin("seq seq.int", "from to by length.out along.with ...", generic=True)
def _seq(
    context: Context,
    from_: Value = None,
    to: Value = None,
    by: Value = None,
    length_out: Value = None,
    along_with: Value = None,
    dots: Any = (),
) -> Value:
    if along_with is not None:
        length_out = intv([len(along_with.data)])
        if from_ is None and to is None and by is None:
            return intv(range(1, len(along_with.data) + 1))
    if from_ is not None and to is None and by is None and length_out is None:
        if len(from_.data) != 1:
            return intv(range(1, len(from_.data) + 1))
        end = number(from_)
        return intv(range(1, int(end) + 1) if end >= 1 else range(1, int(end) - 1, -1))
    if length_out is not None:
        return _by_length(from_, to, by, int(np.ceil(number(length_out))))
    return _stepped(from_, to, by)


def _stepped(from_: Value, to: Value, by: Value) -> Value:
    """From one number to another in steps."""
    start = 1.0 if from_ is None else number(from_, "from")
    stop = 1.0 if to is None else number(to, "to")
    if not np.isfinite(start):
        raise RError("'from' must be a finite number")
    if not np.isfinite(stop):
        raise RError("'to' must be a finite number")
    if by is None:
        count = int(abs(stop - start) + 1e-10) + 1
        steps = np.arange(count) if stop >= start else -np.arange(count)
        values = start + steps.astype(np.float64)
        return intv(values.astype(np.int32)) if start == int(start) else dbl(values)
    step = number(by, "by")
    if step == 0 and start == stop:
        return take(from_, np.array([0]))
    count_float = (stop - start) / step if step else np.inf
    if not np.isfinite(count_float):
        raise RError("invalid '(to - from)/by' in seq(.)")
    if count_float < 0:
        raise RError("wrong sign in 'by' argument")
    is_integer = (
        all(_is_whole(item) for item in (from_, by))
        and (from_ is None or from_.kind == "integer")
        and by.kind == "integer"
    )
    count = int(count_float + 1e-10)
    found: Any = start + np.arange(count + 1) * step
    found = np.minimum(found, stop) if step > 0 else np.maximum(found, stop)
    if is_integer:
        return intv(found.astype(np.int32))
    return dbl(found)


def _is_whole(item: Value) -> bool:
    return item is None or (isinstance(item, Vec) and item.kind in ("integer", "logical"))


def _by_length(from_: Value, to: Value, by: Value, count: int) -> Value:
    if count < 0:
        raise RError("'length.out' must be a non-negative number")
    if by is None:
        if from_ is not None and to is not None:
            start, stop = number(from_), number(to)
            if count == 1:
                return take(from_, np.array([0]))
            step = (stop - start) / (count - 1) if count > 1 else 0.0
            values = start + np.arange(count) * step
            if count > 1:
                values[-1] = stop
            if (values == np.floor(values)).all() and step == int(step):
                return intv(values.astype(np.int32)) if start == int(start) and abs(stop) < 2**31 else dbl(values)
            return dbl(values)
        start = number(to) - count + 1 if to is not None else (1.0 if from_ is None else number(from_))
        values = start + np.arange(count)
        return intv(values.astype(np.int32)) if start == int(start) else dbl(values)
    step = number(by)
    start = (
        number(to) - (count - 1) * step if from_ is None and to is not None else 1.0 if from_ is None else number(from_)
    )
    values = start + np.arange(count) * step
    integers = (from_ is None or from_.kind == "integer") and by.kind == "integer"
    return intv(values.astype(np.int32)) if integers else dbl(values)


@builtin("seq_len", "length.out")
def _seq_len(context: Context, length_out: Value) -> Value:
    count = number(length_out)
    if count < 0 or count != count:
        raise RError(
            "argument of length 0" if not len(length_out) else "argument must be coercible to non-negative integer"
        )
    return intv(np.arange(1, int(count) + 1, dtype=np.int32))


@builtin("diff", "x lag differences ...", generic=True)
def _diff(context: Context, x: Value, lag: Value = None, differences: Value = None, dots: Any = ()) -> Value:
    step = 1 if lag is None else whole(lag)
    values = x.data if x.kind in ("double", "integer") else coerce(x.data, "integer")
    names = names_of(x)
    for _ in range(1 if differences is None else whole(differences)):
        values = values[step:] - values[:-step] if len(values) > step else values[:0]
        names = None if names is None else names[step:]
    return Vec(values, {} if names is None else {"names": chr(names)})


@builtin("ppoints", "n a")
def _ppoints(context: Context, n: Value, a: Value = None) -> Value:
    count = whole(n) if len(n) == 1 else len(n)
    return dbl(plotting_points(count, None if a is None else number(a)))
