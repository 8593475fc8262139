"""identical, all.equal and their like. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.number_text import format_doubles
from rcompat.script.coercion import coerce, flag, is_factor, number, strings
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Closure, Environment, Instance, Language, List, Value, Vec, chr, lgl, type_of

__all__ = ["same"]


def same(x: Value, y: Value) -> bool:
    """R's `identical`."""
    if x is y:
        return True
    if type(x) is not type(y):
        return False
    if isinstance(x, Vec):
        return x.kind == y.kind and _same_data(x.data, y.data) and _same_attributes(x.attrs, y.attrs)
    if isinstance(x, List):
        return len(x.data) == len(y.data) and all(map(same, x.data, y.data)) and _same_attributes(x.attrs, y.attrs)
    if isinstance(x, Language):
        return bool(x.expr == y.expr)
    if isinstance(x, Closure):
        return x.body == y.body and x.formals == y.formals and x.env is y.env
    if isinstance(x, Environment):
        return False
    if isinstance(x, Instance):
        return _same_attributes(x.attrs, y.attrs)
    return bool(x == y)


def _same_data(a: Any, b: Any) -> bool:
    if len(a) != len(b):
        return False
    if a.dtype.kind == "f":
        return bool(((a == b) | (np.isnan(a) & np.isnan(b))).all())
    return bool(np.array_equal(a, b))


def _same_attributes(a: dict[str, Value], b: dict[str, Value]) -> bool:
    return a.keys() == b.keys() and all(same(a[name], b[name]) for name in a)


@builtin("identical", "x y ...")
def _identical(context: Context, x: Value, y: Value, dots: Any = ()) -> Value:
    return lgl([same(x, y)])


@builtin("all.equal", "target current ... tolerance check.attributes check.names", generic=True)
def _all_equal(
    context: Context,
    target: Value,
    current: Value,
    dots: Any = (),
    tolerance: Value = None,
    check: Value = None,
    check_names: Value = None,
) -> Value:
    limit = 1.5e-8 if tolerance is None else number(tolerance)
    attributes = check is None or flag(check)
    found = differences(target, current, limit, attributes)
    return chr(found) if found else lgl([1])


def differences(target: Value, current: Value, limit: float, attributes: bool = True) -> list[str]:
    """What differs, in R's words."""
    if isinstance(target, List) and isinstance(current, List):
        return _list_differences(target, current, limit, attributes)
    if not isinstance(target, Vec) or not isinstance(current, Vec):
        return _other_differences(target, current, limit)
    numeric = {"integer", "double"}
    if is_factor(target) or target.kind == "character" or target.kind == "logical":
        return _plain_differences(target, current, attributes)
    if current.kind not in numeric:
        modes = {"integer": "numeric", "double": "numeric"}
        return [
            f"Modes: {modes.get(target.kind, target.kind)}, {modes.get(current.kind, current.kind)}",
            f"target is {modes.get(target.kind, target.kind)}, current is {modes.get(current.kind, current.kind)}",
        ]
    messages = _attribute_differences(target, current) if attributes else []
    a, b = coerce(target.data, "double"), coerce(current.data, "double")
    if len(a) != len(b):
        return (
            [*messages, f"Numeric: lengths ({len(a)}, {len(b)}) differ"]
            if not any("Length" in m for m in messages)
            else messages
        )
    gone_a, gone_b = np.isnan(a), np.isnan(b)
    if (gone_a != gone_b).any():
        return [*messages, f"'is.NA' value mismatch: {int(gone_b.sum())} in current {int(gone_a.sum())} in target"]
    known = ~gone_a & (a != b)
    a, b = a[known], b[known]
    if not len(a):
        return messages
    base = np.abs(a).mean()
    gap = np.abs(a - b).mean()
    relative = np.isfinite(base) and base > limit
    value = gap / base if relative else gap
    if value < limit:
        return messages
    word = "relative" if relative else "absolute"
    return [*messages, f"Mean {word} difference: {format_doubles([float(value)])[0].strip()}"]


def _other_differences(target: Value, current: Value, limit: float) -> list[str]:
    """What differs between values that are no vectors: between the slots of two objects, for one."""
    if not isinstance(target, Instance) or not isinstance(current, Instance):
        return [] if same(target, current) else ["target, current do not match"]
    found = differences(List(*_parts(target)), List(*_parts(current)), limit)
    return [f"Attributes: < {text} >" for text in found]


def _parts(value: Instance) -> tuple[list[Value], dict[str, Value]]:
    slots = {name: item for name, item in sorted(value.attrs.items()) if name != "class"}
    return list(slots.values()), {"names": chr(slots)}


def _plain_differences(target: Vec, current: Vec, attributes: bool) -> list[str]:
    messages = _attribute_differences(target, current) if attributes else []
    a, b = strings(target), strings(current)
    if len(a) != len(b):
        return [*messages, f"Lengths ({len(a)}, {len(b)}) differ (string compare on first {min(len(a), len(b))})"]
    if target.kind != current.kind and not is_factor(target):
        return [
            f"Modes: {target.kind}, {type_of(current) if current.kind != 'double' else 'numeric'}",
            f"target is {target.kind}, current is "
            f"{'numeric' if current.kind in ('double', 'integer') else current.kind}",
        ]
    count = sum(1 for left, right in zip(a, b, strict=True) if left != right)
    if not count:
        return messages
    if target.kind == "logical":
        return [*messages, f"{count} element mismatch{'es' if count > 1 else ''}"]
    return [*messages, f"{count} string mismatch{'es' if count > 1 else ''}"]


def _attribute_differences(target: Vec | List, current: Vec | List) -> list[str]:
    messages = []
    names: Any = (target.attrs.get("names"), current.attrs.get("names"))
    if names[0] is not None and names[1] is None:
        messages.append("names for target but not for current")
    elif names[0] is None and names[1] is not None:
        messages.append("names for current but not for target")
    elif names[0] is not None and not same(names[0], names[1]):
        sizes = len(names[0]), len(names[1])
        count = len([1 for a, b in zip(names[0].data, names[1].data, strict=False) if a != b])
        if sizes[0] != sizes[1]:
            messages.append(f"Names: Lengths ({sizes[0]}, {sizes[1]}) differ (string compare on first {min(sizes)})")
            if not count:
                return messages
        messages.append(f"Names: {count} string mismatch{'es' if count > 1 else ''}")
    return messages


def _list_differences(target: List, current: List, limit: float, attributes: bool) -> list[str]:
    messages = _attribute_differences(target, current) if attributes else []
    if len(target.data) != len(current.data):
        shown = "Length mismatch: comparison on first {} components"
        messages.append(shown.format(min(len(target.data), len(current.data))))
    names = target.attrs.get("names")
    for place, (a, b) in enumerate(zip(target.data, current.data, strict=False)):
        label = f"Component {place + 1}" if names is None else f"Component “{names.data[place]}”"
        messages += [f"{label}: {text}" for text in differences(a, b, limit, attributes)]
    return messages


@builtin("Sys.getlocale R.Version sessionInfo", "...")
def _session(context: Context, dots: Any = ()) -> Value:
    return chr(["C.UTF-8"])
