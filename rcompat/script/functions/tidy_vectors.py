"""n, if_else, case_when, lag, lead, first, last and their like: functions on columns. R: dplyr."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_LOGICAL
from rcompat.language.expressions import Call
from rcompat.script.calling import plain
from rcompat.script.coercion import ORDER, is_factor, strings, to_array
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.data_masks import mask_size
from rcompat.script.functions.ordering import sort_keys
from rcompat.script.functions.verb_table import verb
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.values import NA, Language, Value, Vec, dbl, intv, lgl

__all__: list[str] = []


@verb("n", "")
def _n(context: Context) -> Value:
    return intv([mask_size(context.env)])


@verb("row_number", "x")
def _row_number(context: Context, x: Value = None) -> Value:
    if x is None:
        return intv(range(1, mask_size(context.env) + 1))
    keys = sort_keys(x)
    order = sorted((i for i, key in enumerate(keys) if key is not None), key=lambda i: keys[i])
    found = np.full(len(keys), -(2**31), dtype=np.int32)
    found[order] = np.arange(1, len(order) + 1)
    return Vec(found)


@verb("min_rank dense_rank", "x")
def _ranks(context: Context, x: Value) -> Value:
    keys = sort_keys(x)
    known = sorted(key for key in keys if key is not None)
    pool = sorted(set(known)) if context.builtin.name == "dense_rank" else known
    place = {key: i + 1 for i, key in reversed(list(enumerate(pool)))}
    return intv([place[key] if key is not None else -(2**31) for key in keys])


@verb("n_distinct", "... na.rm")
def _n_distinct(context: Context, dots: Any = (), na_rm: Value = None) -> Value:
    rows = set(zip(*(strings(value) for _, value in dots), strict=True))
    if na_rm is not None and na_rm.data[0]:
        rows = {row for row in rows if None not in row}
    return intv([len(rows)])


@verb("desc", "x")
def _desc(context: Context, x: Value) -> Value:
    if is_factor(x) or x.kind != "character":
        return dbl(-to_array(x, "double"))
    keys = sorted({key for key in sort_keys(x) if key is not None})
    place = {key: float(i) for i, key in enumerate(keys)}
    return dbl([np.nan if key is None else -place[key] for key in sort_keys(x)])


def _common(values: list[Vec]) -> str:
    kinds = [value.kind for value in values if value is not NA and not _is_bare_na(value)]
    return max(kinds or ["logical"], key=ORDER.index)


def _is_bare_na(value: Vec) -> bool:
    return value.kind == "logical" and bool((value.data == NA_LOGICAL).all())


def _parts(values: list[Vec], what: str) -> str:
    kinds = {value.kind for value in values if not _is_bare_na(value)}
    if "character" in kinds and len(kinds) > 1:
        raise RError(f"`{what}` must not mix character and other values.")
    return _common(values)


@verb("if_else", "condition true false missing")
def _if_else(context: Context, condition: Value, true: Value, false: Value, missing: Value = None) -> Value:
    if not isinstance(condition, Vec) or condition.kind != "logical":
        raise RError("`condition` must be a logical vector")
    n = len(condition)
    kind = _parts([true, false], "false")
    words = [np.resize(_plain(part, kind), n) for part in (true, false)]
    result = np.resize(to_array(NA if missing is None else missing, kind), n).copy()
    result[condition.data == 1] = words[0][condition.data == 1]
    result[condition.data == 0] = words[1][condition.data == 0]
    return Vec(result)


def _plain(value: Vec, kind: str) -> Any:
    return to_array(value, kind)


@verb("case_when", "... .default", lazy="...")
def _case_when(context: Context, dots: Any = (), default: Value = None) -> Value:
    cases: list[tuple[Vec, Vec]] = []
    for _, promise in dots:
        expr = plain(promise)
        if not (isinstance(expr, Call) and expr.name == "~"):
            held = evaluate(context.it, expr, context.env)
            expr = held.expr if isinstance(held, Language) else expr
        if not (isinstance(expr, Call) and expr.name == "~" and len(expr.arguments) == 2):
            raise RError("Case 1 must be a two-sided formula.")
        test, value = (evaluate(context.it, argument.value, context.env) for argument in expr.arguments)
        cases.append((test, value))
    context.it.visible = True
    sizes = [len(part) for case in cases for part in case]
    n = next((size for size in sizes if size != 1), 1)
    values = [value for _, value in cases] + ([] if default is None else [default])
    kind = _parts(values, "value")
    result = np.resize(to_array(NA if default is None else default, kind), n).copy()
    open_ = np.ones(n, dtype=bool)
    for test, value in cases:
        taken = open_ & (np.resize(to_array(test, "logical"), n) == 1)
        result[taken] = np.resize(to_array(value, kind), n)[taken]
        open_ &= ~taken
    return Vec(result)


@verb("recode", ".x ... .default")
def _recode(context: Context, x: Value, dots: Any = (), default: Value = None) -> Value:
    table = {str(name): value for name, value in dots if name}
    words = strings(x)
    kind = _common(list(table.values()))
    found = []
    for word in words:
        value = table.get(str(word)) if word is not None else None
        source = value if value is not None else default
        found.append(to_array(source, kind)[0] if source is not None else to_array(Vec(np.array([word])), kind)[0])
    result = np.empty(len(found), dtype=to_array(None, kind).dtype)
    result[:] = found
    if is_factor(x):
        from rcompat.script.factors import level_words, make_factor
        from rcompat.script.values import chr

        levels = dict.fromkeys(str(strings(table[w])[0]) if w in table else w for w in level_words(x))
        return make_factor(Vec(result), chr(levels))
    return Vec(result)


@verb("lag lead", "x n default order_by ...")
def _shift(
    context: Context, x: Value, n: Value = None, default: Value = None, order_by: Value = None, dots: Any = ()
) -> Value:
    step = 1 if n is None else int(n.data[0])
    step = step if context.builtin.name == "lag" else -step
    places = np.arange(len(x)) - step
    places[(places < 0) | (places >= len(x))] = -1
    result = take(x, places)
    if default is not None:
        result.data[places < 0] = to_array(default, x.kind)[0]
    return result


@verb("first last nth", "x n order_by default ...")
def _nth(
    context: Context, x: Value, n: Value = None, order_by: Value = None, default: Value = None, dots: Any = ()
) -> Value:
    name = context.builtin.name
    place = {"first": 1, "last": -1}.get(name, 1 if n is None else int(n.data[0]))
    at = place - 1 if place > 0 else len(x) + place
    return take(x, np.array([at if 0 <= at < len(x) else -1], dtype=np.intp))


@verb("between", "x left right")
def _between(context: Context, x: Value, left: Value, right: Value) -> Value:
    values = to_array(x, "double")
    inside = (values >= to_array(left, "double")) & (values <= to_array(right, "double"))
    return lgl(np.where(np.isnan(values), NA_LOGICAL, inside).astype(np.int8))


@verb("coalesce", "...")
def _coalesce(context: Context, dots: Any = ()) -> Value:
    values = [value for _, value in dots]
    kind = _common(values)
    n = max(len(value) for value in values)
    parts = [np.resize(to_array(value, kind), n) for value in values]
    words = [strings(Vec(part)) for part in parts]
    result = parts[0].copy()
    for i in range(n):
        at = next((k for k in range(len(parts)) if words[k][i] is not None), 0)
        result[i] = parts[at][i]
    return Vec(result)


@verb("near", "x y tol")
def _near(context: Context, x: Value, y: Value, tol: Value = None) -> Value:
    gap = abs(to_array(x, "double") - to_array(y, "double"))
    return lgl(gap < (1.5e-8 if tol is None else tol.data[0]))


@verb("cummean", "x")
def _cummean(context: Context, x: Value) -> Value:
    values = to_array(x, "double")
    return dbl(np.cumsum(values) / np.arange(1, len(values) + 1))
