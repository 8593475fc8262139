"""boxplot: the numbers behind each box; the picture is drawn on pages alone. R: graphics."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.language.expressions import Call
from rcompat.script.base_pictures import draw
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, is_frame
from rcompat.script.evaluator import force
from rcompat.script.functions.graphics import drawn_arguments
from rcompat.script.functions.histograms import box_numbers
from rcompat.script.functions.htests import known
from rcompat.script.functions.language import scope_of
from rcompat.script.machine import Context
from rcompat.script.model_parts import model_part
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Promise, Value, Vec, chr, dbl, intv, make_list, names_of

__all__: list[str] = []

_SKIPPED = ("data", "subset", "na.action", "plot", "range", "width", "varwidth", "notch", "outline", "names", "at")


@builtin("boxplot", "x ...", lazy="...")
def _boxplot(context: Context, x: Value, dots: Any = ()) -> Value:
    it = context.it
    given = {name: force(it, item) if type(item) is Promise else item for name, item in dots if name in _SKIPPED}
    plot = given.get("plot")
    it.visible = plot is not None and not flag(plot)
    if it.device is not None and not it.visible:
        draw(it.device, "boxplot", [("x", x), *drawn_arguments(context, dots)])
    shown = it.visible
    others = [force(it, item) if type(item) is Promise else item for name, item in dots if not name]
    groups, names = _groups(context, x, others, given.get("data"))
    reach = given.get("range")
    found = [box_numbers(known(group), 1.5 if reach is None else float(reach.data[0])) for group in groups]
    it.visible = shown
    labels = given.get("names")
    return _numbers(found, names if labels is None else [str(text) for text in labels.data])


def _groups(context: Context, x: Value, others: list[Value], data: Value) -> tuple[list[Value], list[str]]:
    """The samples and their names."""
    if isinstance(x, Language):
        x = _split(context, x, data if data is not None or not others else others[0])
    elif isinstance(x, Vec) and len(x.attrs.get("dim", ())) == 2:
        rows, columns = x.attrs["dim"].data.tolist()
        titles = x.attrs["dimnames"].data[1] if "dimnames" in x.attrs else None
        parts: list[Value] = [Vec(x.data[k * rows : (k + 1) * rows]) for k in range(columns)]
        return parts, [str(k + 1) for k in range(columns)] if titles is None else list(titles.data)
    if isinstance(x, List):
        names = names_of(x)
        return list(x.data), [str(k + 1) for k in range(len(x.data))] if names is None else [str(n) for n in names]
    samples = [x, *(item for item in others if isinstance(item, Vec) and not is_frame(item))]
    return samples, [str(k + 1) for k in range(len(samples))]


def _split(context: Context, formula: Language, data: Value) -> Value:
    """The response by the groups of a formula; several of them are crossed."""
    assert isinstance(formula.expr, Call)
    left, right = (argument.value for argument in formula.expr.arguments)
    env = scope_of(context.it, data, formula.attrs.get(".Environment") or context.env)
    factors = [model_part(context, part, env) for part in _variables(right)]
    groups = factors[0] if len(factors) == 1 else List(factors)
    return call_function(context.it, context.it.base.values["split"], [model_part(context, left, env), groups])


def _variables(expr: Any) -> list[Any]:
    if isinstance(expr, Call) and expr.name in ("+", "*", ":"):
        return [part for argument in expr.arguments for part in _variables(argument.value)]
    return [expr]


def _numbers(found: list[Any], names: list[str]) -> List:
    boxes = len(found)
    groups = [place for place, (_, _, _, out) in enumerate(found, 1) for _ in out]
    outside = [value for _, _, _, out in found for value in out]
    return make_list(
        {
            "stats": dbl(np.concatenate([five for five, _, _, _ in found]), {"dim": intv([5, boxes])}),
            "n": dbl([n for _, n, _, _ in found]),
            "conf": dbl(np.concatenate([notch for _, _, notch, _ in found]), {"dim": intv([2, boxes])}),
            "out": dbl(outside),
            "group": dbl(groups),
            "names": chr(names),
        }
    )
