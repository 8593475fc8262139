"""Variances, correlations and scaling: var, cor, sd, mad, IQR, scale. R: stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL
from rcompat.design.functions_summary import average, variance
from rcompat.script.coercion import coerce, flag, is_factor, is_frame, number, string, to_array
from rcompat.script.frames import as_matrix, column_labels, matrix_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Value, Vec, chr, dbl, intv, make_list

__all__: list[str] = []


def numeric_columns(x: Value) -> tuple[Any, list[str | None] | None]:
    """Numeric columns (n, k) of a vector, matrix or data frame, and their names."""
    if is_frame(x):
        x = as_matrix(x)
    if not isinstance(x, Vec) or x.kind == "character" or is_factor(x):
        raise RError("'x' must be numeric")
    data = coerce(x.data, "double")
    if "dim" in x.attrs and len(x.attrs["dim"]) == 2:
        return data.reshape(tuple(x.attrs["dim"].data), order="F"), column_labels(x)
    return data[:, None], None


@builtin("cor cov var", "x y use method na.rm")
def _cor(
    context: Context, x: Value, y: Value = None, use: Value = None, method: Value = None, na_rm: Value = None
) -> Value:
    name = context.builtin.name
    if name == "var" and use is not None and na_rm is None and use.kind == "logical":
        na_rm, use = use, None
    left, left_names = numeric_columns(x)
    right, right_names = (left, left_names) if y is None else numeric_columns(y)
    if left.shape[0] != right.shape[0]:
        raise RError("incompatible dimensions")
    if name == "cor" and y is None and left.shape[1] == 1 and "dim" not in x.attrs and not is_frame(x):
        raise RError("supply both 'x' and 'y' or a matrix-like 'x'")
    mode = "everything" if use is None else string(use)
    if na_rm is not None and flag(na_rm):
        mode = "na.or.complete"
    if mode.startswith(("complete", "na.or")):
        known = ~(np.isnan(left).any(axis=1) | np.isnan(right).any(axis=1))
        left, right = left[known], right[known]
    kind = "pearson" if method is None else string(method)
    table = np.array(
        [
            [_pair(name, left[:, i], right[:, j], kind, mode) for j in range(right.shape[1])]
            for i in range(left.shape[1])
        ]
    )
    if name == "cor" and kind != "kendall" and any(_is_constant(c) for side in (left, right) for c in side.T):
        raise_warning(context.it, "the standard deviation is zero", context.call)
    if name == "cor" and y is None:
        known = [v == v or _is_constant(left[:, i]) for i, v in enumerate(table.diagonal())]
        np.fill_diagonal(table, [1.0 if is_known else NA_REAL for is_known in known])
    plain = all("dim" not in getattr(item, "attrs", {}) and not is_frame(item) for item in (x, y) if item is not None)
    if plain:
        return dbl([float(table[0, 0])])
    from rcompat.script.frames import matrix_of

    return matrix_of(
        table, None if left_names is None else chr(left_names), None if right_names is None else chr(right_names)
    )


def _is_constant(column: Any) -> bool:
    """Whether a column has one value only, and no missing one."""
    return len(column) > 1 and bool((column == column[0]).all())


def _pair(name: str, a: Any, b: Any, method: str, mode: str) -> float:
    if mode.startswith("pairwise"):
        known = ~(np.isnan(a) | np.isnan(b))
        a, b = a[known], b[known]
    if method in ("spearman", "kendall"):
        from rcompat.script.functions.ranks import kendall, midranks

        if method == "kendall":
            return kendall(a, b)
        a, b = midranks(a), midranks(b)
    if np.isnan(a).any() or np.isnan(b).any():
        return NA_REAL
    if len(a) < 2:
        return NA_REAL
    if name == "var" and a is b:
        return variance(a)
    da, db = a - average(a), b - average(b)
    cross = np.add.accumulate(da.astype(np.longdouble) * db)[-1]
    if name != "cor":
        return float(cross / (len(a) - 1))
    n1 = np.longdouble(len(a) - 1)
    sa = np.sqrt(np.add.accumulate(da.astype(np.longdouble) * da)[-1] / n1)
    sb = np.sqrt(np.add.accumulate(db.astype(np.longdouble) * db)[-1] / n1)
    if sa == 0 or sb == 0:
        return NA_REAL
    value = cross / n1 / (np.longdouble(float(sa)) * np.longdouble(float(sb)))
    return float(min(max(value, np.longdouble(-1)), np.longdouble(1)))


@builtin("cov2cor", "V", generic=True)
def _cov2cor(context: Context, v: Value) -> Value:
    table, _ = numeric_columns(v)
    scale = 1 / np.sqrt(table.diagonal())
    result = scale[:, None] * table * scale[None, :]
    np.fill_diagonal(result, 1.0)
    return Vec(result.ravel(order="F"), dict(v.attrs))


@builtin("sd", "x na.rm")
def _sd(context: Context, x: Value, na_rm: Value = None) -> Value:
    values = to_array(x, "double") if not is_frame(x) else as_matrix(x).data
    if na_rm is not None and flag(na_rm):
        values = values[~np.isnan(values)]
    if np.isnan(values).any():
        return dbl([NA_REAL])
    found = variance(values)
    return dbl([found if found != found else float(np.sqrt(found))])


@builtin("mad", "x center constant na.rm")
def _mad(context: Context, x: Value, center: Value = None, constant: Value = None, na_rm: Value = None) -> Value:
    values = to_array(x, "double")
    if na_rm is not None and flag(na_rm):
        values = values[~np.isnan(values)]
    middle = float(np.median(values)) if center is None else number(center)
    return dbl([(1.4826 if constant is None else number(constant)) * float(np.median(np.abs(values - middle)))])


@builtin("IQR", "x na.rm type")
def _iqr(context: Context, x: Value, na_rm: Value = None, type_: Value = None) -> Value:
    from rcompat.design.functions_summary import quantiles

    values = to_array(x, "double")
    if na_rm is not None and flag(na_rm):
        values = values[~np.isnan(values)]
    low, high = quantiles(np.sort(values), [0.25, 0.75])
    return dbl([float(high) - float(low)])


@builtin("scale", "x center scale", generic=True)
def _scale(context: Context, x: Value, center: Value = None, scale: Value = None) -> Value:
    source = as_matrix(x)
    table, names = numeric_columns(source)
    labels = None if names is None else chr(names)
    attrs: dict[str, Value] = {"dim": intv(table.shape)}
    if "dimnames" in source.attrs:
        attrs["dimnames"] = source.attrs["dimnames"]
    middle, spread = _scaling(table, center, scale)
    table = table if middle is None else table - middle
    if spread is None and (scale is None or scale.kind == "logical") and (scale is None or flag(scale)):
        spread = np.array([_root_mean_square(column[~np.isnan(column)]) for column in table.T])
    with np.errstate(all="ignore"):
        table = table if spread is None else table / spread
    for name, values in (("scaled:center", middle), ("scaled:scale", spread)):
        if values is not None:
            attrs[name] = dbl(values, {} if labels is None else {"names": labels})
    return Vec(table.ravel(order="F"), attrs)


def _scaling(table: Any, center: Value, scale: Value) -> tuple[Any, Any]:
    middle = None
    if center is None or (center.kind == "logical" and flag(center)):
        middle = np.array([average(column[~np.isnan(column)]) for column in table.T])
    elif center.kind != "logical":
        middle = to_array(center, "double")
    spread = to_array(scale, "double") if scale is not None and scale.kind != "logical" else None
    return middle, spread


def _root_mean_square(values: Any) -> float:
    total = np.add.accumulate(values.astype(np.longdouble) * values)[-1]
    return float(np.sqrt(float(total) / max(1, len(values) - 1)))


@builtin("cov.wt", "x wt cor center method")
def _weighted(
    context: Context, x: Value, wt: Value = None, cor: Value = None, center: Value = None, method: Value = None
) -> Value:
    """Weighted covariances."""
    source = as_matrix(x)
    table, names = numeric_columns(source)
    n = len(table)
    weights = np.full(n, 1.0 / n) if wt is None else wt.data / wt.data.sum()
    middle = (weights[:, None] * table).sum(axis=0) if center is None or flag(center) else np.zeros(table.shape[1])
    moved = np.sqrt(weights)[:, None] * (table - middle)
    is_likelihood = method is not None and string(method) == "ML"
    found = moved.T @ moved / (1.0 if is_likelihood else 1.0 - float((weights**2).sum()))
    labels = None if names is None else chr(names)
    attrs: dict[str, Value] = {} if labels is None else {"names": labels}
    parts = {"cov": matrix_of(found, labels, labels), "center": dbl(middle, attrs), "n.obs": intv([n])}
    if wt is not None:
        parts["wt"] = dbl(weights)
    if cor is not None and flag(cor):
        scale = np.sqrt(np.diag(found))
        parts["cor"] = matrix_of(found / np.outer(scale, scale), labels, labels)
    return make_list(parts)
