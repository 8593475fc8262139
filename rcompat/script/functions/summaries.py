"""summary of vectors, factors and data frames; quantile, mean and their like with R's attributes. R: base, stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import signif_one, zapped
from rcompat.design.functions_summary import average, quantiles
from rcompat.script.coercion import (
    WORDS,
    class_of,
    coerce,
    flag,
    is_factor,
    is_frame,
    is_missing,
    strings,
    to_array,
    whole,
)
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, Closure, Language, List, Value, Vec, chr, dbl, intv, names_of, type_of

__all__ = ["complete_cases", "dated_summary", "factor_summary", "list_summary", "logical_summary", "numeric_summary"]

_SIX = ("Min.", "1st Qu.", "Median", "Mean", "3rd Qu.", "Max.")


def six_numbers(values: Any) -> list[float]:
    """Least, quartiles, mean and greatest of known numbers."""
    if not len(values):
        return [NA_REAL] * 3 + [float("nan")] + [NA_REAL] * 2
    ordered = np.sort(values)
    low, first, middle, third, high = quantiles(ordered, [0, 0.25, 0.5, 0.75, 1])
    return [low, first, middle, average(values), third, high]


def numeric_summary(x: Vec) -> Vec:
    """Six numbers, and how many are missing."""
    values = coerce(x.data, "double")
    gone = np.isnan(values)
    found = six_numbers(values[~gone])
    names = list(_SIX)
    if gone.any():
        found.append(float(gone.sum()))
        names.append("NA's")
    return dbl(found, {"names": chr(names), "class": chr(["summaryDefault", "table"])})


@builtin("summary", "object ...", generic=True)
def _summary(context: Context, object_: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.frame_summaries import frame_summary

    options = dict(dots)
    if is_frame(object_):
        return frame_summary(context, object_, options)
    if is_factor(object_):
        return factor_summary(object_, 100 if options.get("maxsum") is None else whole(options["maxsum"]))
    if isinstance(object_, Vec) and "dim" in object_.attrs and len(object_.attrs["dim"]) == 2:
        from rcompat.script.frames import as_frame_value

        if "table" not in class_of(object_):
            return frame_summary(context, as_frame_value(object_), options)
    if isinstance(object_, Vec):
        if object_.kind == "logical":
            return logical_summary(object_)
        if object_.kind == "character":
            words = ["character", "character"]
            names = ["Length", "Class", "Mode"]
            return chr([str(len(object_)), *words], {"names": chr(names), "class": chr(["summaryDefault", "table"])})
        return numeric_summary(object_)
    if isinstance(object_, List):
        return list_summary(object_)
    if isinstance(object_, Closure | Builtin):
        raise RError("object of type 'closure' is not subsettable", "object[[i]]")
    if object_ is None or isinstance(object_, Language):
        names = ["Length", "Class", "Mode"]
        kind = "NULL" if object_ is None else "-none-"
        mode = {"closure": "function"}.get(type_of(object_), type_of(object_))
        size = "0" if object_ is None else "1"
        return chr([size, kind, mode], {"names": chr(names), "class": chr(["summaryDefault", "table"])})
    raise RError(f"no summary for an object of class '{class_of(object_)[0]}'")


def factor_summary(x: Vec, most: int = 100) -> Vec:
    """Counts of levels, of the rarest together when there are many."""
    levels = [str(text) for text in strings(x.attrs["levels"])]
    counts = np.bincount(x.data[x.data != NA_INTEGER] - 1, minlength=len(levels)).tolist()
    missing = int((x.data == NA_INTEGER).sum())
    names = list(levels)
    if len(levels) + bool(missing) > most:
        order = sorted(range(len(levels)), key=lambda i: -counts[i])
        kept = order[: most - 1 - bool(missing)]
        rest = sum(counts[i] for i in order[len(kept) :])
        counts, names = [counts[i] for i in kept] + [rest], [levels[i] for i in kept] + ["(Other)"]
    if missing:
        counts.append(missing)
        names.append("NA's")
    return intv(counts, {"names": chr(names)})


def logical_summary(x: Vec) -> Vec:
    """Counts of false, true and missing."""
    cells, names = ["logical"], ["Mode"]
    for label, code in (("FALSE", 0), ("TRUE", 1), ("NA's", NA_LOGICAL)):
        count = int((x.data == code).sum())
        if count:
            cells.append(str(count))
            names.append(label)
    return chr(cells, {"names": chr(names), "class": chr(["summaryDefault", "table"])})


def list_summary(x: List) -> Vec:
    """Length, class and mode of each element."""
    from rcompat.script.functions.combining import size_of

    rows = []
    for item in x.data:
        kinds = class_of(item)
        mode = {
            "double": "numeric",
            "integer": "numeric",
            "closure": "function",
            "symbol": "name",
            "language": "call",
        }.get(type_of(item), type_of(item))
        rows.append([str(size_of(item)), kinds[0] if kinds else "-none-", mode])
    wide = max((len(row[0]) for row in rows), default=0)
    data = [row[j] if j else row[j].rjust(wide) for j in range(3) for row in rows]
    names = None if names_of(x) is None else chr(names_of(x) or [])
    attrs = {"dim": intv([len(rows), 3]), "dimnames": List([names, chr(["Length", "Class", "Mode"])])}
    return chr(data, {**attrs, "class": chr(["table"])})


@builtin("print.summaryDefault", "x digits quote ...")
def _print_summary(context: Context, x: Value, digits: Value = None, quote: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    wanted = max(3, get_options().digits - 3) if digits is None else whole(digits)
    if set(class_of(x)) & set(WORDS):
        print_value(context.it, dated_summary(x))
    elif x.kind == "character":
        shown = Vec(x.data, {"names": x.attrs["names"], "class": chr(["table"])})
        print_value(context.it, shown)
    else:
        cells = _summary_cells(x, wanted)
        print_value(context.it, chr(cells, {"names": x.attrs["names"], "class": chr(["table"])}))
    context.it.visible = False
    return x


def dated_summary(x: Vec) -> Vec:
    """The texts of a summary of dates, with the number of missing ones."""
    kind = next(kind for kind in class_of(x) if kind in WORDS)
    words = WORDS[kind](Vec(x.data, {"class": chr([kind])}))
    names = strings(x.attrs["names"])
    if "NAs" in x.attrs:
        words, names = [*words, str(x.attrs["NAs"].data[0])], [*names, "NA's"]
    return chr(words, {"names": chr(names)})


def _summary_cells(x: Vec, digits: int) -> list[str]:
    values = zapped(coerce(x.data, "double"))
    names = [str(name) for name in names_of(x) or []]
    if names and names[-1] == "NA's":
        cells = format_doubles(values[:-1], digits=digits)
        return [*cells, str(int(values[-1]))]
    return format_doubles(values, digits=digits)


@builtin("format.summaryDefault", "x digits ...")
def _format_summary(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    wanted = max(3, get_options().digits - 3) if digits is None else whole(digits)
    return chr(_summary_cells(x, wanted), {"names": x.attrs["names"]})


@builtin("quantile", "x probs na.rm names type ...", generic=True)
def _quantile(
    context: Context,
    x: Value,
    probs: Value = None,
    na_rm: Value = None,
    names: Value = None,
    type_: Value = None,
    dots: Any = (),
) -> Value:
    if is_factor(x):
        raise RError("(unordered) factors are not allowed")
    values = to_array(x, "double")
    gone = np.isnan(values)
    if gone.any():
        if na_rm is None or not flag(na_rm):
            raise RError("missing values and NaN's not allowed if 'na.rm' is FALSE")
        values = values[~gone]
    chosen = np.array([0, 0.25, 0.5, 0.75, 1]) if probs is None else to_array(probs, "double")
    if ((chosen < -1e-12) | (chosen > 1 + 1e-12)).any():
        raise RError("'probs' outside [0,1]")
    kind = 7 if type_ is None else whole(type_)
    ordered = np.sort(values)
    if not len(ordered):
        found = [NA_REAL] * len(chosen)
    elif kind == 7:
        found = [float(value) for value in quantiles(ordered, chosen.tolist())]
    else:
        found = [_quantile_of_type(ordered, prob, kind) for prob in chosen.tolist()]
    if names is not None and not flag(names):
        return dbl(found)
    return dbl(found, {"names": chr(_percent(prob) for prob in chosen.tolist())})


def _percent(prob: float) -> str:
    from rcompat.base.factors import number_label

    return f"{number_label(signif_one(100 * prob, max(2, get_options().digits)))}%"


_PLOTTING = {4: (0.0, 1.0), 5: (0.5, 0.5), 6: (0.0, 0.0), 8: (1 / 3, 1 / 3), 9: (3 / 8, 3 / 8)}


def _quantile_of_type(ordered: Any, prob: float, kind: int) -> float:
    """Hyndman and Fan's definitions 1 to 9."""
    n = len(ordered)
    fuzz = 4 * np.finfo(float).eps
    if kind <= 3:
        position = n * prob - (0.5 if kind == 3 else 0.0)
        low = int(np.floor(position + fuzz))
        if kind == 3:
            share = float(abs(position - low) > fuzz or low % 2 == 1)
        else:
            share = float(position > low + fuzz) if kind == 1 else (1.0 if position > low + fuzz else 0.5)
    else:
        a, b = _PLOTTING[kind]
        position = a + prob * (n + 1 - a - b)
        low = int(np.floor(position + fuzz))
        share = position - low
        if abs(share) < fuzz:
            share = 0.0
    first = float(ordered[min(max(low - 1, 0), n - 1)])
    second = float(ordered[min(max(low, 0), n - 1)])
    return first if share == 0 else second if share == 1 else (1 - share) * first + share * second


@builtin("fivenum", "x na.rm")
def _fivenum(context: Context, x: Value, na_rm: Value = None) -> Value:
    values = to_array(x, "double")
    places = np.argsort(values, kind="stable")[: np.count_nonzero(~np.isnan(values))]
    ordered = values[places]
    n = len(ordered)
    if not n:
        return dbl([NA_REAL] * 5)
    middle = np.floor((n + 3) / 2) / 2
    depths = [1, middle, (n + 1) / 2, n + 1 - middle, n]
    lower, upper = (np.asarray(side, dtype=np.intp) - 1 for side in (np.floor(depths), np.ceil(depths)))
    names = names_of(x)
    labels = None if names is None else chr(names[place] for place in places[lower].tolist())
    return dbl(0.5 * (ordered[lower] + ordered[upper]), {} if labels is None else {"names": labels})


@builtin("mean", "x ...", generic=True)
def _mean(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.formula_functions import call_design
    from rcompat.script.signals import raise_warning

    if not isinstance(x, Vec) or is_factor(x) or x.kind == "character":
        from rcompat.language.expressions import Call, Symbol

        call = Call(Symbol("mean.default"), context.call.arguments)
        raise_warning(context.it, "argument is not numeric or logical: returning NA", call)
        return dbl([NA_REAL])
    return call_design(context, "mean", [("x", Vec(x.data)), *dots])


@builtin("weighted.mean", "x w ... na.rm")
def _weighted_mean(context: Context, x: Value, w: Value = None, dots: Any = (), na_rm: Value = None) -> Value:
    values = to_array(x, "double")
    weights = np.ones(len(values)) if w is None else to_array(w, "double")
    if na_rm is not None and flag(na_rm):
        known = ~np.isnan(values)
        values, weights = values[known], weights[known]
    shares = weights / weights.sum()
    return dbl([float(np.add.accumulate((values * shares)[shares != 0], dtype=np.longdouble)[-1])])


@builtin("colMeans rowMeans colSums rowSums", "x na.rm dims", generic=True)
def _margins(context: Context, x: Value, na_rm: Value = None, dims: Value = None) -> Value:
    from rcompat.script.frames import as_matrix

    matrix = as_matrix(x) if is_frame(x) else x
    if not isinstance(matrix, Vec) or "dim" not in matrix.attrs or len(matrix.attrs["dim"]) < 2:
        raise RError("'x' must be an array of at least two dimensions")
    if matrix.kind == "character":
        raise RError("'x' must be numeric")
    shape = tuple(int(n) for n in matrix.attrs["dim"].data)
    table = coerce(matrix.data, "double").reshape((shape[0], -1), order="F")
    name = context.builtin.name
    drop = na_rm is not None and flag(na_rm)
    lines = table.T if name.startswith("col") else table
    found = [_margin(line[~np.isnan(line)] if drop else line, name.endswith("Means")) for line in lines]
    dimnames = matrix.attrs.get("dimnames")
    axis = 1 if name.startswith("col") else 0
    labels = None if dimnames is None else dimnames.data[axis]
    return dbl(found, {} if labels is None else {"names": labels})


def _margin(line: Any, mean: bool) -> float:
    if not len(line):
        return float("nan") if mean else 0.0
    total = np.add.accumulate(line, dtype=np.longdouble)[-1]
    return float(total / len(line)) if mean else float(total)


@builtin("complete.cases", "...")
def complete_cases(context: Context, dots: Any = ()) -> Value:
    """Which rows have no missing value. R: stats::complete.cases."""
    known = None
    for _, value in dots:
        columns = value.data if isinstance(value, List) else [value]
        for column in columns:
            good: Any = ~is_missing(column.data)
            dim = column.attrs.get("dim")
            if dim is not None and len(dim) == 2:
                good = good.reshape(tuple(dim.data), order="F").all(axis=1)
            known = good if known is None else known & good
    return Vec(np.asarray(known, dtype=np.int8))


@builtin("na.omit na.exclude na.pass na.fail", "object ...", generic=True)
def _na_omit(context: Context, object_: Value, dots: Any = ()) -> Value:
    from rcompat.script.frame_indexing import take_rows
    from rcompat.script.indexing import take

    action = context.builtin.name.removeprefix("na.")
    if action == "pass":
        return object_
    if is_frame(object_):
        known = complete_cases(context, [(None, object_)]).data == 1
        result = take_rows(object_, np.flatnonzero(known))
        if not known.all() and action == "fail":
            raise RError("missing values in object")
        if not known.all():
            gone = np.flatnonzero(~known)
            labels = strings(object_.attrs["row.names"])
            result.attrs["na.action"] = intv(
                gone + 1, {"names": chr(labels[i] for i in gone.tolist()), "class": chr([action])}
            )
        return result
    missing = is_missing(object_.data)
    result = take(object_, np.flatnonzero(~missing))
    if missing.any() and action == "fail":
        raise RError("missing values in object")
    if missing.any():
        result.attrs["na.action"] = intv(np.flatnonzero(missing) + 1, {"class": chr([action])})
    return result
