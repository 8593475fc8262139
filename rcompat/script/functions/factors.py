"""factor, cut, interaction, relevel and their like. R: base, stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, is_factor, is_frame, strings, to_array, whole
from rcompat.script.factors import level_words, make_factor, used_factor
from rcompat.script.functions.language import function_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr

__all__: list[str] = []


@builtin("factor ordered", "x levels labels exclude ordered nmax")
def _factor(
    context: Context,
    x: Value = None,
    levels: Value = None,
    labels: Value = None,
    exclude: Value = None,
    ordered: Value = None,
    nmax: Value = None,
) -> Value:
    if x is None:
        x = chr([])
    if isinstance(x, List):
        raise RError("'x' must be atomic")
    is_ordered = True if context.builtin.name == "ordered" else None if ordered is None else flag(ordered)
    if levels is not None and is_factor(levels):
        levels = chr(strings(levels))
    result = make_factor(x, levels, labels, is_ordered)
    if exclude is not None and len(exclude):
        gone = set(strings(exclude))
        kept = [level for level in level_words(result) if level not in gone]
        result = make_factor(result, chr(kept), None, is_ordered)
    elif any(name == "exclude" for name, _ in context.promises):
        missing = result.data == NA_INTEGER
        if missing.any():
            words = [*level_words(result), None]
            result = Vec(
                np.where(missing, len(words), result.data).astype(np.int32), {**result.attrs, "levels": chr(words)}
            )
    return result


@builtin("as.factor", "x")
def _as_factor(context: Context, x: Value) -> Value:
    return x if is_factor(x) else make_factor(x)


@builtin("as.ordered", "x")
def _as_ordered(context: Context, x: Value) -> Value:
    return make_factor(x, ordered=True)


@builtin("droplevels", "x except exclude ...", generic=True)
def _droplevels(context: Context, x: Value, except_: Value = None, exclude: Value = None, dots: Any = ()) -> Value:
    if is_frame(x):
        return List([used_factor(column) if is_factor(column) else column for column in x.data], dict(x.attrs))
    return used_factor(x)


@builtin("relevel", "x ref ...", generic=True)
def _relevel(context: Context, x: Value, ref: Value, dots: Any = ()) -> Value:
    if not is_factor(x):
        raise RError("'relevel' only for (unordered) factors")
    if "ordered" in x.attrs["class"].data:
        raise RError("'relevel' only for (unordered) factors")
    levels = level_words(x)
    if ref.kind == "character":
        word = str(ref.data[0])
        if word not in levels:
            raise RError("'ref' must be an existing level")
    else:
        place = whole(ref)
        if not 1 <= place <= len(levels):
            raise RError(f"ref = {place} must be in 1L:{len(levels)}")
        word = levels[place - 1]
    return make_factor(x, chr([word, *[level for level in levels if level != word]]))


@builtin("reorder", "x X FUN ... order decreasing", generic=True)
def _reorder(
    context: Context,
    x: Value,
    by: Value,
    fun: Value = None,
    dots: Any = (),
    order: Value = None,
    decreasing: Value = None,
) -> Value:
    from rcompat.script.indexing import take

    factor = x if is_factor(x) else make_factor(x)
    function = context.it.base.values["mean"] if fun is None else function_of(context, fun)
    scores = []
    for place in range(len(level_words(factor))):
        rows = np.flatnonzero(factor.data == place + 1)
        scores.append(float(to_array(call_function(context.it, function, [take(by, rows)]), "double")[0]))
    levels = level_words(factor)
    ranked = sorted(range(len(levels)), key=lambda i: scores[i])
    result = make_factor(factor, chr(levels[i] for i in ranked))
    from rcompat.script.values import dbl, intv

    result.attrs["scores"] = dbl(scores, {"dim": intv([len(levels)]), "dimnames": List([chr(levels)])})
    return result


@builtin("addNA", "x ifany")
def _add_na(context: Context, x: Value, ifany: Value = None) -> Value:
    factor = x if is_factor(x) else make_factor(x)
    words = [*level_words(factor), None]
    codes = np.where(factor.data == NA_INTEGER, len(words), factor.data).astype(np.int32)
    return Vec(codes, {**factor.attrs, "levels": chr(words)})


@builtin("contrasts<-", "x how.many value")
def _set_contrasts(context: Context, x: Value, how_many: Value = None, value: Value = None) -> Value:
    from rcompat.script.values import Builtin

    if isinstance(value, Builtin):
        value = chr([value.name])
    result = (x if is_factor(x) else make_factor(x)).copy()
    if isinstance(value, Vec) and value.kind != "character" and "dimnames" in value.attrs:
        value = value.copy()
        names = value.attrs["dimnames"]
        value.attrs["dimnames"] = List([result.attrs["levels"], names.data[1]])
    elif isinstance(value, Vec) and value.kind != "character" and "dim" in value.attrs:
        value = value.copy()
        value.attrs["dimnames"] = List([result.attrs["levels"], None])
    result.attrs["contrasts"] = value
    return result
