"""seq, sort, order, cumulative sums, rounding, correlation and other functions of numbers. R: base, stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.collation import collation_key
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_REAL
from rcompat.base.rounding import round_one, signif_one
from rcompat.base.rounding import zapsmall as zapped
from rcompat.design.functions_summary import average, variance
from rcompat.script.coercion import ORDER, coerce, flag, is_factor, is_frame, number, string, strings, to_array, whole
from rcompat.script.frames import as_matrix, column_labels
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, lgl, names_of

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
    places = (6 if name == "signif" else 0) if digits is None else whole(digits)
    if x.kind != "double":
        data = coerce(x.data, "integer")
        if name == "round" and places >= 0:
            return Vec(data, _kept(x))
        values = [
            round_one(float(v), places) if name == "round" else signif_one(float(v), places) for v in data.tolist()
        ]
        return intv([int(v) for v in values], _kept(x))
    change = round_one if name == "round" else signif_one
    return dbl([change(value, places) for value in x.data.tolist()], _kept(x))


@builtin("zapsmall", "x digits")
def _zapsmall(context: Context, x: Value, digits: Value = None) -> Value:
    return Vec(zapped(x.data, None if digits is None else whole(digits)), _kept(x))


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
    whole_inputs = all(_is_whole(item) for item in (from_, by))
    if length_out is not None:
        return _by_length(from_, to, by, int(np.ceil(number(length_out))))
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
    is_integer = whole_inputs and (from_ is None or from_.kind == "integer") and by.kind == "integer"
    count = int(count_float + 1e-10)
    values = start + np.arange(count + 1) * step
    values = np.minimum(values, stop) if step > 0 else np.maximum(values, stop)
    if is_integer:
        return intv(values.astype(np.int32))
    return dbl(values)


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


def sort_keys(x: Vec) -> list[Any]:
    """What the elements are compared by; None for NA."""
    if x.kind == "character":
        return [None if text is None else collation_key(text) for text in x.data]
    values = coerce(x.data, "double").tolist()
    return [None if value != value else value for value in values]


@builtin("order", "... na.last decreasing method")
def _order(
    context: Context, dots: Any = (), na_last: Value = None, decreasing: Value = None, method: Value = None
) -> Value:
    columns = [Vec(value.data) if is_factor(value) else value for _, value in dots]
    n = len(columns[0]) if columns else 0
    down = [False] if decreasing is None else [bool(value) for value in decreasing.data]
    order = list(range(n))
    for place in range(len(columns) - 1, -1, -1):
        keys = sort_keys(columns[place])
        reverse = down[place % len(down)]
        known = [i for i in order if keys[i] is not None]
        gone = [i for i in order if keys[i] is None]
        known.sort(key=lambda i: keys[i], reverse=reverse)
        order = known + gone
    if na_last is not None and na_last.data[0] == NA_INTEGER:
        order = [i for i in order if all(sort_keys(column)[i] is not None for column in columns)]
    elif na_last is not None and na_last.data[0] == 0 and columns:
        keys = sort_keys(columns[0])
        order = [i for i in order if keys[i] is None] + [i for i in order if keys[i] is not None]
    return intv(np.array(order, dtype=np.int32) + 1)


@builtin("sort", "x decreasing na.last ...", generic=True)
def _sort(context: Context, x: Value, decreasing: Value = None, na_last: Value = None, dots: Any = ()) -> Value:
    if isinstance(x, List):
        raise RError("'x' must be atomic")
    if x is None:
        return None
    keys = sort_keys(Vec(x.data) if is_factor(x) else x)
    reverse = decreasing is not None and flag(decreasing)
    known = sorted((i for i, key in enumerate(keys) if key is not None), key=lambda i: keys[i], reverse=reverse)
    gone = [i for i, key in enumerate(keys) if key is None]
    if na_last is not None and na_last.data[0] in (0, 1):
        known = known + gone if na_last.data[0] == 1 else gone + known
    if "dim" in x.attrs and len(x.attrs["dim"]) == 1:
        from rcompat.script.indexing import subset

        return subset(x, [intv(np.array(known) + 1)], [False], False)
    return take(x, np.array(known, dtype=np.intp))


@builtin("rank", "x na.last ties.method")
def _rank(context: Context, x: Value, na_last: Value = None, ties: Value = None) -> Value:
    method = "average" if ties is None else string(ties)
    keys = sort_keys(Vec(x.data) if is_factor(x) else x)
    order = sorted((i for i, key in enumerate(keys) if key is not None), key=lambda i: keys[i])
    order += [i for i, key in enumerate(keys) if key is None]
    ranks = np.zeros(len(keys))
    start = 0
    while start < len(order):
        stop = start
        while stop + 1 < len(order) and keys[order[stop + 1]] == keys[order[start]] and keys[order[start]] is not None:
            stop += 1
        for place in range(start, stop + 1):
            shown = {"average": (start + stop) / 2 + 1, "min": start + 1, "max": stop + 1}.get(method, place + 1)
            ranks[order[place]] = shown
        start = stop + 1
    names = names_of(x)
    attrs = {} if names is None else {"names": chr(names)}
    return dbl(ranks, attrs) if method == "average" else intv(ranks.astype(np.int32), attrs)


@builtin("unique", "x incomparables ...", generic=True)
def _unique(context: Context, x: Value, incomparables: Value = None, dots: Any = ()) -> Value:
    if x is None:
        return None
    if is_frame(x):
        from rcompat.script.indexing import take_rows

        return take_rows(x, np.flatnonzero(~_repeated(x)))
    result = take(x, np.flatnonzero(~_repeated(x)))
    result.attrs.pop("names", None)
    return result


def _repeated(x: Value, from_last: bool = False) -> Any:
    if is_frame(x):
        from rcompat.script.functions.frames import _key_rows

        keys: list[Any] = list(_key_rows(x, [str(name) for name in strings(x.attrs["names"])]))
    elif isinstance(x, List):
        from rcompat.script.deparsing import deparse_value

        keys = ["\n".join(deparse_value(item)) for item in x.data]
    else:
        keys = (
            [("NA" if value != value else value) for value in x.data.tolist()]
            if x.kind == "double"
            else x.data.tolist()
        )
    seen = set()
    found = np.zeros(len(keys), dtype=bool)
    places = range(len(keys) - 1, -1, -1) if from_last else range(len(keys))
    for i in places:
        found[i] = keys[i] in seen
        seen.add(keys[i])
    return found


@builtin("duplicated", "x incomparables fromLast ...", generic=True)
def _duplicated(
    context: Context, x: Value, incomparables: Value = None, from_last: Value = None, dots: Any = ()
) -> Value:
    return lgl(_repeated(x, from_last is not None and flag(from_last)).astype(np.int8))


@builtin("anyDuplicated", "x ...")
def _any_duplicated(context: Context, x: Value, dots: Any = ()) -> Value:
    found = np.flatnonzero(_repeated(x))
    return intv([int(found[0]) + 1 if len(found) else 0])


@builtin("rle", "x")
def _rle(context: Context, x: Value) -> Value:
    values = x.data
    n = len(values)
    starts = [0, *[i for i in range(1, n) if values[i] != values[i - 1]]] if n else []
    sizes = np.diff([*starts, n])
    result = List([intv(sizes), take(x, np.array(starts, dtype=np.intp))], {"names": chr(["lengths", "values"])})
    result.attrs["class"] = chr(["rle"])
    return result


@builtin("print.rle", "x ...")
def _print_rle(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.structures import structure_lines

    it = context.it
    it.out("Run Length Encoding\n")
    for name, item in zip(("lengths", "values "), x.data, strict=True):
        it.out(f"  {name.strip()}{' ' if name.endswith(' ') else ''}:{structure_lines(item, ' ', 1)[0]}\n")
    it.visible = False
    return x


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


@builtin("diff", "x lag differences ...", generic=True)
def _diff(context: Context, x: Value, lag: Value = None, differences: Value = None, dots: Any = ()) -> Value:
    step = 1 if lag is None else whole(lag)
    values = x.data if x.kind in ("double", "integer") else coerce(x.data, "integer")
    names = names_of(x)
    for _ in range(1 if differences is None else whole(differences)):
        values = values[step:] - values[:-step] if len(values) > step else values[:0]
        names = None if names is None else names[step:]
    return Vec(values, {} if names is None else {"names": chr(names)})


def _columns(x: Value) -> tuple[Any, list[str | None] | None]:
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
    left, left_names = _columns(x)
    right, right_names = (left, left_names) if y is None else _columns(y)
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
    if name == "cor" and y is None:
        np.fill_diagonal(table, [1.0 if v == v else v for v in table.diagonal()])
    plain = all("dim" not in getattr(item, "attrs", {}) and not is_frame(item) for item in (x, y) if item is not None)
    if plain:
        return dbl([float(table[0, 0])])
    from rcompat.script.frames import matrix_of

    return matrix_of(
        table, None if left_names is None else chr(left_names), None if right_names is None else chr(right_names)
    )


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


@builtin("cov2cor", "V")
def _cov2cor(context: Context, v: Value) -> Value:
    table, _ = _columns(v)
    scale = 1 / np.sqrt(table.diagonal())
    result = scale[:, None] * table * scale[None, :]
    np.fill_diagonal(result, 1.0)
    return Vec(result.ravel(order="F"), {name: item for name, item in v.attrs.items() if name in ("dim", "dimnames")})


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
    table, names = _columns(source)
    labels = None if names is None else chr(names)
    attrs: dict[str, Value] = {"dim": intv(table.shape)}
    if "dimnames" in source.attrs:
        attrs["dimnames"] = source.attrs["dimnames"]
    middle, spread = _scaling(table, center, scale)
    table = table if middle is None else table - middle
    if spread is None and (scale is None or scale.kind == "logical") and (scale is None or flag(scale)):
        spread = np.array([_root_mean_square(column[~np.isnan(column)]) for column in table.T])
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


@builtin("is.unsorted", "x")
def _is_unsorted(context: Context, x: Value) -> Value:
    values = to_array(x, "double")
    return lgl([bool((values[1:] < values[:-1]).any())])


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


@builtin("factorial", "x")
def _factorial(context: Context, x: Value) -> Value:
    import math

    values = to_array(x, "double")
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
