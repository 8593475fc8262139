"""Draws that are no laws of single numbers: ranks, matrices, MASS's `mvrnorm`. R: stats, MASS."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError, warning
from rcompat.maths.mvrnorm import mvrnorm
from rcompat.maths.rank_draws import rsignrank, rwilcox, rWishart
from rcompat.maths.variates import rmultinom
from rcompat.script.calling import calling
from rcompat.script.coercion import flag, number, to_array
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, dbl, intv

__all__: list[str] = []


@builtin("rmultinom", "n size prob")
def _rmultinom(context: Context, n: Value, size: Value, prob: Value) -> Value:
    with calling(context):
        drawn = np.asarray(rmultinom(number(n), number(size), to_array(prob, "double", warning)))
    names = prob.attrs.get("names") if isinstance(prob, Vec) else None
    attrs: dict[str, Value] = {"dim": intv(drawn.shape)}
    if names is not None:
        attrs["dimnames"] = List([names, None])
    return intv(drawn.ravel(order="F"), attrs)


@builtin("mvrnorm", "n mu Sigma tol empirical EISPACK")
def _mvrnorm(
    context: Context,
    n: Value = None,
    mu: Value = None,
    sigma: Value = None,
    tol: Value = None,
    empirical: Value = None,
    eispack: Value = None,
) -> Value:
    for name, value in (("mu", mu), ("Sigma", sigma)):
        if value is None:
            raise RError(f'argument "{name}" is missing, with no default')
    if eispack is not None and flag(eispack):
        raise RError("'EISPACK' is no longer supported by R")
    count = 1 if n is None else int(number(n))
    drawn = mvrnorm(
        count,
        to_array(mu, "double"),
        _square(sigma),
        1e-6 if tol is None else number(tol),
        empirical is not None and flag(empirical),
    )
    names = mu.attrs.get("names") or _column_names(sigma)
    if count == 1:
        return dbl(drawn, {} if names is None else {"names": names})
    attrs: dict[str, Value] = {"dim": intv(drawn.shape)}
    if names is not None:
        attrs["dimnames"] = List([None, names])
    return dbl(drawn.ravel(order="F"), attrs)


def _square(value: Value) -> Any:
    data = to_array(value, "double", warning)
    dim = value.attrs.get("dim")
    return data.reshape((1, -1) if dim is None else tuple(int(n) for n in dim.data), order="F")


def _column_names(value: Value) -> Value:
    found = value.attrs.get("dimnames")
    return None if found is None else found.data[0]


@builtin("rsignrank", "nn n")
def _rsignrank(context: Context, nn: Value, n: Value) -> Value:
    with calling(context):
        return intv(rsignrank(_how_many(nn), to_array(n, "double")))


@builtin("rwilcox", "nn m n")
def _rwilcox(context: Context, nn: Value, m: Value, n: Value) -> Value:
    with calling(context):
        return intv(rwilcox(_how_many(nn), to_array(m, "double"), to_array(n, "double")))


def _how_many(value: Value) -> int:
    count = len(value) if len(value) > 1 else number(value)
    if not count >= 0:
        raise RError("invalid arguments")
    return int(count)


@builtin("rWishart", "n df Sigma")
def _rwishart(context: Context, n: Value, df: Value, sigma: Value) -> Value:
    drawn = rWishart(int(number(n)), number(df), _square(sigma))
    return dbl(drawn.ravel(order="F"), {"dim": intv(drawn.shape)})
