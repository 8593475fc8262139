"""hist and boxplot.stats: what pictures of a sample count. R: graphics, grDevices."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.script.base_pictures import draw
from rcompat.script.coercion import flag, number, to_array
from rcompat.script.functions.empirical import pretty_points
from rcompat.script.functions.htests import known, label
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, dbl, intv, lgl, make_list

__all__ = ["box_numbers"]


@builtin("hist", "x breaks freq probability include.lowest right plot ...", generic=True)
def _hist(
    context: Context,
    x: Value,
    breaks: Value = None,
    freq: Value = None,
    probability: Value = None,
    lowest: Value = None,
    right: Value = None,
    plot: Value = None,
    dots: Any = (),
) -> Value:
    """Counts between round numbers; the picture itself is not drawn."""
    values = known(x)
    if breaks is None or not isinstance(breaks, Vec) or breaks.kind == "character" or len(breaks) == 1:
        count = math.ceil(math.log2(len(values)) + 1)
        if isinstance(breaks, Vec) and breaks.kind != "character":
            count = int(number(breaks))
        edges = np.array(pretty_points(float(values.min()), float(values.max()), count, 1))
    else:
        edges = np.sort(to_array(breaks, "double"))
    closed_right = right is None or flag(right)
    fuzz = 1e-7 * float(np.median(np.diff(edges)))
    moved = edges + (fuzz if closed_right else -fuzz)
    moved[0], moved[-1] = edges[0] - fuzz, edges[-1] + fuzz
    counts = np.histogram(values, moved)[0]
    widths = np.diff(edges)
    parts = {
        "breaks": dbl(edges),
        "counts": intv(counts),
        "density": dbl(counts / (counts.sum() * widths)),
        "mids": dbl((edges[:-1] + edges[1:]) / 2),
        "xname": chr([label(context)]),
        "equidist": lgl([bool(np.ptp(widths) < 1e-7 * widths.mean())]),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["histogram"])
    context.it.visible = plot is not None and not flag(plot)
    if context.it.device is not None and not context.it.visible:
        draw(context.it.device, "hist", [("x", result), *((name, item) for name, item in dots if name)])
    return result


@builtin("print.histogram", "x ...")
def _print_histogram(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    names = x.attrs["names"]
    print_value(context.it, make_list(dict(zip(names.data, x.data, strict=True))))
    context.it.out('attr(,"class")\n[1] "histogram"\n')
    context.it.visible = False
    return x


@builtin("boxplot.stats", "x coef do.conf do.out")
def _boxplot_stats(
    context: Context, x: Value, coef: Value = None, do_conf: Value = None, do_out: Value = None
) -> Value:
    five, n, notch, out = box_numbers(known(x), 1.5 if coef is None else number(coef))
    return make_list({"stats": dbl(five), "n": intv([n]), "conf": dbl(notch), "out": dbl(out)})


def box_numbers(values: Any, reach: float) -> tuple[list[float], int, list[float], Any]:
    """The five numbers of a box with whiskers, how many values there are, its notch, and the values outside."""
    n = len(values)
    if not n:
        return [float("nan")] * 5, 0, [float("nan")] * 2, values
    ordered = np.sort(values)
    depth = math.floor((n + 3) / 2) / 2
    places = [1, depth, (n + 1) / 2, n + 1 - depth, n]
    five = [float(0.5 * (ordered[math.floor(d) - 1] + ordered[math.ceil(d) - 1])) for d in places]
    reach *= five[3] - five[1]
    outside = (values < five[1] - reach) | (values > five[3] + reach)
    inside = values[~outside]
    five[0], five[4] = float(inside.min()), float(inside.max())
    half = 1.58 * (five[3] - five[1]) / math.sqrt(n)
    return five, n, [five[2] - half, five[2] + half], values[outside]
