"""Base graphics on a page's device: points, lines, histograms, boxes, bars and what is added to them.

R: graphics.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.frame import Factor, Frame
from rcompat.base.vectors import RList, Vector
from rcompat.design.evaluate import Scope, evaluate
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call
from rcompat.maths.distributions import qnorm
from rcompat.maths.normal_scores import normal_scores
from rcompat.script.chunk_pictures import Device
from rcompat.script.coercion import class_of
from rcompat.script.doors import to_record
from rcompat.script.values import Environment, List, Value, Vec

__all__ = ["HIGH", "LOW", "Given", "draw"]

Given = list[tuple[str | None, Value]]
HIGH = frozenset("plot hist boxplot barplot qqnorm curve matplot".split())  # noqa: SIM905
LOW = frozenset("abline lines points text title legend qqline segments arrows grid mtext".split())  # noqa: SIM905
_COLOURS = ("white", "black", "#DF536B", "#61D04F", "#2297E6", "#28E2E5", "#CD0BBC", "#F5C710", "#9E9E9E")
_DASHES = {2: "--", 3: ":", 4: "-."}


def draw(device: Device, name: str, given: Given) -> None:
    """Draw what a graphics call says; what cannot be drawn is left out by name."""
    named = {key: value for key, value in given if key}
    if name in ("par", "layout"):
        grid = named.get("mfrow", named.get("mfcol"))
        device.grid = (int(grid.data[0]), int(grid.data[1])) if isinstance(grid, Vec) else device.grid
        return
    values = [value for key, value in given if key in (None, "", "x", "y", "height", "formula")]
    drawer = _DRAWERS.get(name)
    if drawer is None:
        if name in LOW:
            device.current()  # R would add to the picture: it is shown where this call ends
        device.leave_out(name)
        return
    if name in HIGH and not _is_known(name, values):
        device.leave_out(f"{name} of {class_of(values[0])[:1] or 'this'}" if values else name)
        return
    axes = device.axes() if name in HIGH else device.current()
    if axes is not None:
        drawer(axes, values, named)
        _label(axes, named)


def _is_known(name: str, values: list[Value]) -> bool:
    kinds = class_of(values[0]) if values else []
    return name != "plot" or not kinds or bool({"density", "histogram", "formula", "data.frame", "factor"} & set(kinds))


def _numbers(value: Value) -> np.ndarray:
    return np.asarray(getattr(to_record(value), "data", []), dtype=float).ravel()


def _pair(values: list[Value], named: dict[str, Value]) -> tuple[Any, Any]:
    """x and y: two vectors, one against its index, two columns, the two parts of a list, or a formula's sides."""
    first = to_record(values[0])
    if isinstance(first, Call):
        return _sides(first, named, values)
    if isinstance(first, Frame):
        columns = list(first.columns.values())
        return columns[0], columns[1] if len(columns) > 1 else columns[0]
    if isinstance(first, RList) and first.names and {"x", "y"} <= set(first.names):
        return _part(first, "x"), _part(first, "y")
    if len(values) > 1:
        return first if isinstance(first, Factor) else _numbers(values[0]), _numbers(values[1])
    y = _numbers(values[0])
    return np.arange(1, len(y) + 1, dtype=float), y


def _part(parts: RList, name: str) -> np.ndarray:
    value: Any = parts.values[(parts.names or ()).index(name)]
    return np.asarray(value.data, dtype=float)


def _sides(formula: Call, named: dict[str, Value], values: list[Value]) -> tuple[Any, Any]:
    data = named.get("data", values[1] if len(values) > 1 else None)
    frame = to_record(data) if isinstance(data, List) else None
    environment = named.get(".env")
    variables = _variables(environment) if isinstance(environment, Environment) else {}
    left, right = (argument.value for argument in formula.arguments)
    scope = Scope(frame=frame if isinstance(frame, Frame) else None, environment=variables)
    y, x = evaluate(left, scope), evaluate(right, scope)
    return x, np.asarray(getattr(y, "data", y), dtype=float)


def _variables(environment: Environment) -> dict[str, object]:
    found: dict[str, object] = {}
    where: Environment | None = environment
    while where is not None and where.name != "base":
        for name, value in where.values.items():
            if name not in found and isinstance(value, Vec | List):
                found[name] = to_record(value)
        where = where.parent
    return found


def _colour(named: dict[str, Value], default: str = "black") -> Any:
    value = named.get("col")
    if not isinstance(value, Vec) or not len(value):
        return default
    found = [
        str(item) if value.kind == "character" else _COLOURS[(int(item) - 1) % (len(_COLOURS) - 1) + 1]
        for item in value.data
    ]
    return found[0] if len(found) == 1 else found


def _style(named: dict[str, Value]) -> dict[str, Any]:
    dash = named.get("lty")
    kind = int(dash.data[0]) if isinstance(dash, Vec) and dash.kind != "character" else 1
    return {"linestyle": _DASHES.get(kind, "-"), "color": _colour(named), "linewidth": 1.0}


def _text(named: dict[str, Value], name: str) -> str | None:
    value = named.get(name)
    return str(value.data[0]) if isinstance(value, Vec) and len(value) else None


def _label(axes: Any, named: dict[str, Value]) -> None:
    for name, put in (("main", axes.set_title), ("xlab", axes.set_xlabel), ("ylab", axes.set_ylabel)):
        text = _text(named, name)
        if text is not None:
            put(text)
    for name, put in (("xlim", axes.set_xlim), ("ylim", axes.set_ylim)):
        value = named.get(name)
        if isinstance(value, Vec) and len(value) == 2:
            put(float(value.data[0]), float(value.data[1]))


def _points(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    kind = _text(named, "type") or "p"
    x, y = _pair(values, named)
    if isinstance(x, Factor):
        _boxes(axes, x, y)
        return
    x = np.asarray(getattr(x, "data", x), dtype=float)
    y = np.asarray(getattr(y, "data", y), dtype=float)
    if "density" in class_of(values[0]):
        kind = "l"
    if kind in ("p", "b", "o"):
        axes.scatter(x, y, facecolors="none", edgecolors=_colour(named))
    if kind in ("l", "b", "o", "s", "c"):
        axes.plot(x, y, **_style(named))
    if kind == "h":
        axes.vlines(x, 0.0, y, color=_colour(named))


def _lines(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    x, y = _pair(values, named)
    axes.plot(np.asarray(getattr(x, "data", x)), np.asarray(getattr(y, "data", y)), **_style(named))


def _boxes(axes: Any, x: Factor, y: np.ndarray) -> None:
    groups = [y[(x.codes == code) & np.isfinite(y)] for code in range(len(x.levels))]
    axes.boxplot(groups, tick_labels=x.levels)


def _boxplot(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    first = to_record(values[0])
    if isinstance(first, Call):
        x, y = _sides(first, named, values)
        _boxes(axes, x if isinstance(x, Factor) else _factor(x), y)
        axes.set_xlabel("".join(deparse(first.arguments[1].value)))
        axes.set_ylabel("".join(deparse(first.arguments[0].value)))
    elif isinstance(first, Frame):
        axes.boxplot([np.asarray(column, dtype=float) for column in first.columns.values()], tick_labels=first.names)
    else:
        axes.boxplot([_numbers(value) for value in values])


def _factor(x: Any) -> Factor:
    items = list(np.asarray(getattr(x, "data", x)).tolist())
    levels = sorted(set(items))
    codes = np.array([levels.index(item) for item in items], dtype=np.int32)
    return Factor(codes=codes, levels=tuple(str(level) for level in levels))


def _histogram(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    parts = to_record(values[0])
    assert isinstance(parts, RList)
    breaks, counts = _part(parts, "breaks"), _part(parts, "counts")
    axes.bar(breaks[:-1], counts, width=np.diff(breaks), align="edge", color="lightgrey", edgecolor="black")
    axes.set_ylabel("Frequency")


def _bars(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    record = to_record(values[0])
    heights = _numbers(values[0])
    names = record.names if isinstance(record, Vector) else None
    if names is None and isinstance(record, Vector) and record.dimnames:
        names = record.dimnames[0]
    labels = [str(name) for name in names] if names and len(names) == len(heights) else [""] * len(heights)
    axes.bar(np.arange(len(heights)), heights, color="lightgrey", edgecolor="black")
    axes.set_xticks(np.arange(len(heights)), labels)


def _normal(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    y = np.sort(_numbers(values[0]))
    x = normal_scores(y)
    axes.scatter(x, y, facecolors="none", edgecolors=_colour(named))
    axes.set_xlabel("Theoretical Quantiles")
    axes.set_ylabel("Sample Quantiles")
    axes.set_title("Normal Q-Q Plot")


def _normal_line(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    low, high = np.quantile(_numbers(values[0]), [0.25, 0.75])
    left, right = np.asarray(qnorm([0.25, 0.75]))
    slope = (high - low) / (right - left)
    axes.axline((0.0, low - slope * left), slope=slope, **_style(named))


def _straight(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    for name, put in (("h", axes.axhline), ("v", axes.axvline)):
        for place in _numbers(named[name]) if name in named else ():
            put(float(place), **_style(named))
    numbers = [_numbers(named[name]) for name in ("a", "b") if name in named] or [
        _numbers(_line_of(value)) for value in values
    ]
    found = np.concatenate(numbers) if numbers else np.array([])
    if len(found) == 2:
        axes.axline((0.0, float(found[0])), slope=float(found[1]), **_style(named))


def _line_of(value: Value) -> Value:
    """Intercept and slope: a vector, or what a fit has."""
    record = getattr(value, "coefficients", None)
    return value if record is None else record


def _title(axes: Any, values: list[Value], named: dict[str, Value]) -> None:
    """Titles come with `_label`."""


_DRAWERS = {
    "plot": _points,
    "points": _points,
    "lines": _lines,
    "abline": _straight,
    "hist": _histogram,
    "boxplot": _boxplot,
    "barplot": _bars,
    "qqnorm": _normal,
    "qqline": _normal_line,
    "title": _title,
}
