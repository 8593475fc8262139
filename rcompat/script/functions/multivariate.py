"""princomp, loadings and cmdscale: components and scaling from eigenvalues. R: stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import round_half
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call
from rcompat.maths.eigen import symmetric_eigen
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, is_frame, number, strings, to_array, whole
from rcompat.script.frames import as_matrix, matrix_of
from rcompat.script.functions.printing import print_value
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, Vec, chr, dbl, intv, lgl, make_list

__all__: list[str] = []


@builtin("princomp", "x cor scores covmat subset fix_sign ...", generic=True)
def _princomp(
    context: Context,
    x: Value,
    cor: Value = None,
    scores: Value = None,
    covmat: Value = None,
    subset: Value = None,
    fix_sign: Value = None,
    dots: Any = (),
) -> Value:
    """R: stats::princomp."""
    table = as_matrix(x) if is_frame(x) else x
    data = to_array(table, "double").reshape(tuple(table.attrs["dim"].data), order="F")
    n, p = data.shape
    if n < p:
        raise RError("'princomp' can only be used with more units than variables")
    centre = data.mean(axis=0)
    spread = (data - centre).T @ (data - centre) / n
    scale = np.sqrt(np.diag(spread)) if cor is not None and flag(cor) else np.ones(p)
    found = symmetric_eigen(spread / np.outer(scale, scale))
    signs = np.where(found.vectors[0] < 0, -1.0, 1.0) if fix_sign is None or flag(fix_sign) else np.ones(p)
    vectors = found.vectors * signs
    titles = chr(f"Comp.{k + 1}" for k in range(p))
    dimnames = table.attrs.get("dimnames")
    rows, variables = (None, None) if dimnames is None else dimnames.data
    named = {} if variables is None else {"names": variables}
    loadings = matrix_of(vectors, variables, titles)
    loadings.attrs["class"] = chr(["loadings"])
    parts = {
        "sdev": dbl(np.sqrt(np.maximum(found.values, 0.0)), {"names": titles}),
        "loadings": loadings,
        "center": dbl(centre, dict(named)),
        "scale": dbl(scale, dict(named)),
        "n.obs": intv([n]),
        "scores": matrix_of((data - centre) / scale @ vectors, rows, titles),
        "call": Language(_named_call(context)),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["princomp"])
    return result


def _named_call(context: Context) -> Call:
    """The call with its first argument named."""
    arguments = [Argument(plain(promise), name) for name, promise in context.promises]
    if arguments and arguments[0].name is None:
        arguments[0] = Argument(arguments[0].value, "x")
    return Call(context.call.function, tuple(arguments))


@builtin("print.princomp", "x ...")
def _print_princomp(context: Context, x: Value, dots: Any = ()) -> Value:
    it, sdev = context.it, dollar(x, "sdev")
    it.out("Call:\n" + "\n".join(deparse(dollar(x, "call").expr)) + "\n\nStandard deviations:\n")
    print_value(it, sdev)
    it.out(f"\n {len(sdev)}  variables and  {int(dollar(x, 'n.obs').data[0])} observations.\n")
    it.visible = False
    return x


@builtin("summary.princomp", "object loadings cutoff ...")
def _summary(context: Context, object_: Value, loadings: Value = None, cutoff: Value = None, dots: Any = ()) -> Value:
    names = [*strings(object_.attrs["names"]), "cutoff", "print.loadings"]
    more = [dbl([0.1]) if cutoff is None else cutoff, lgl([0]) if loadings is None else loadings]
    return List([*object_.data, *more], {"names": chr(names), "class": chr(["summary.princomp"])})


@builtin("print.summary.princomp", "x ...")
def _print_summary(context: Context, x: Value, dots: Any = ()) -> Value:
    it, sdev = context.it, dollar(x, "sdev")
    shares = sdev.data**2 / (sdev.data**2).sum()
    rows = chr(["Standard deviation", "Proportion of Variance", "Cumulative Proportion"])
    it.out("Importance of components:\n")
    print_value(it, matrix_of(np.array([sdev.data, shares, np.cumsum(shares)]), rows, sdev.attrs["names"]))
    if flag(dollar(x, "print.loadings")):
        _print_loadings(context, dollar(x, "loadings"), cutoff=dollar(x, "cutoff"))
    it.visible = False
    return x


@builtin("loadings", "x ...")
def _loadings(context: Context, x: Value, dots: Any = ()) -> Value:
    return dollar(x, "loadings")


@builtin("print.loadings", "x digits cutoff sort ...")
def _print_loadings(
    context: Context, x: Value, digits: Value = None, cutoff: Value = None, sort: Value = None, dots: Any = ()
) -> Value:
    """Loadings with small ones left out, and what each column accounts for."""
    it, wanted = context.it, 3 if digits is None else whole(digits)
    least = 0.1 if cutoff is None else number(cutoff)
    p, count = x.attrs["dim"].data.tolist()
    table = x.data.reshape((p, count), order="F")
    cells = format_doubles(round_half(x.data, wanted), digits=get_options().digits)
    shown = [" " * len(cell) if abs(v) < least else cell for cell, v in zip(cells, x.data.tolist(), strict=True)]
    it.out("\nLoadings:\n")
    print_value(it, chr(shown, {"dim": x.attrs["dim"], "dimnames": x.attrs["dimnames"]}), [("quote", lgl([0]))])
    squares = (table**2).sum(axis=0)
    rows = {"SS loadings": squares, "Proportion Var": squares / p, "Cumulative Var": np.cumsum(squares / p)}
    kept = dict(list(rows.items())[: 3 if count > 1 else 2])
    it.out("\n")
    values = round_half(np.array(list(kept.values())).ravel(), wanted).reshape(len(kept), count)
    print_value(it, matrix_of(values, chr(kept), x.attrs["dimnames"].data[1]))
    it.visible = False
    return x


@builtin("cmdscale", "d k eig add x.ret list.")
def _cmdscale(
    context: Context,
    d: Value,
    k: Value = None,
    eig: Value = None,
    add: Value = None,
    x_ret: Value = None,
    as_list: Value = None,
) -> Value:
    """Points whose distances are nearest to those given."""
    table, labels = _distances(d)
    n, wanted = len(table), 2 if k is None else whole(k)
    if not 0 < wanted <= n - 1:
        raise RError("'k' must be in {1, 2, ..  n - 1}")
    squares = table**2
    centred = squares - squares.mean(axis=1, keepdims=True)
    centred = centred - centred.mean(axis=0, keepdims=True)
    found = symmetric_eigen(-centred / 2)
    points = matrix_of(found.vectors[:, :wanted] * np.sqrt(found.values[:wanted]), labels, None)
    if eig is None or not flag(eig):
        return points
    positive = np.maximum(found.values, 0.0)
    fits = [positive[:wanted].sum() / total for total in (np.abs(found.values).sum(), positive.sum())]
    parts = {"points": points, "eig": dbl(found.values), "x": None, "ac": dbl([0.0]), "GOF": dbl(fits)}
    return make_list(parts)


def _distances(d: Value) -> tuple[Any, Value]:
    """Distances as a whole matrix (n, n), and what the points are called."""
    if "Size" not in d.attrs:
        dim, dimnames = d.attrs["dim"].data, d.attrs.get("dimnames")
        return d.data.reshape(tuple(dim), order="F").astype(float), None if dimnames is None else dimnames.data[0]
    n = int(d.attrs["Size"].data[0])
    table = np.zeros((n, n))
    columns, rows = np.triu_indices(n, 1)
    table[rows, columns] = table[columns, rows] = d.data
    return table, d.attrs.get("Labels")


@builtin("medpolish", "x eps maxiter trace.iter na.rm")
def _medpolish(
    context: Context, x: Value, eps: Value = None, most: Value = None, trace: Value = None, na_rm: Value = None
) -> Value:
    """Rows and columns of a table swept by their medians. Theory: Tukey 1977, Exploratory Data Analysis."""
    matrix = as_matrix(x)
    rest = to_array(matrix, "double").reshape(tuple(matrix.attrs["dim"].data), order="F").copy()
    rows, columns, overall, before = np.zeros(rest.shape[0]), np.zeros(rest.shape[1]), 0.0, 0.0
    tells, limit = trace is None or flag(trace), 0.01 if eps is None else number(eps)
    for turn in range(1, (10 if most is None else whole(most)) + 1):
        delta = np.median(rest, axis=1)
        rest, rows = rest - delta[:, None], rows + delta
        shift = float(np.median(columns))
        columns, overall = columns - shift, overall + shift
        delta = np.median(rest, axis=0)
        rest, columns = rest - delta, columns + delta
        shift = float(np.median(rows))
        rows, overall = rows - shift, overall + shift
        total = float(np.abs(rest).sum())
        if total == 0.0 or abs(total - before) < limit * total:
            break
        before = total
        _tell(context, tells, str(turn), total)
    _tell(context, tells, "Final", total)
    dimnames = matrix.attrs.get("dimnames")
    labels = (None, None) if dimnames is None else dimnames.data
    parts = {
        "overall": dbl([overall]),
        "row": dbl(rows, {} if labels[0] is None else {"names": labels[0]}),
        "col": dbl(columns, {} if labels[1] is None else {"names": labels[1]}),
        "residuals": matrix_of(rest, *labels),
        "name": chr(["".join(deparse(plain(context.promises[0][1])))]),
    }
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["medpolish"])})


def _tell(context: Context, tells: bool, what: str, total: float) -> None:
    if tells:
        context.it.out(f"{what}: {format_doubles([total])[0]}\n")


@builtin("print.medpolish", "x digits ...")
def _print_medpolish(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it = context.it
    it.out(f'\nMedian Polish Results (Dataset: "{dollar(x, "name").data[0]}")\n')
    it.out(f"\nOverall: {format_doubles(dollar(x, 'overall').data)[0]}\n\nRow Effects:\n")
    print_value(it, dollar(x, "row"))
    it.out("\nColumn Effects:\n")
    print_value(it, dollar(x, "col"))
    it.out("\nResiduals:\n")
    print_value(it, dollar(x, "residuals"))
    it.out("\n")
    it.visible = False
    return x


@builtin("fft", "z inverse")
def _fft(context: Context, z: Value, inverse: Value = None) -> Value:
    values = to_array(z, "complex")
    dim = z.attrs.get("dim")
    shape = (len(values),) if dim is None else tuple(dim.data.tolist())
    table = values.reshape(shape, order="F")
    is_inverse = inverse is not None and (inverse.kind != "logical" or flag(inverse))
    found = np.fft.ifftn(table) * len(values) if is_inverse else np.fft.fftn(table)
    return Vec(found.ravel(order="F"), {} if dim is None else {"dim": dim})
