"""R values back to R text: `deparse`, `dput`, and values inside calls that are shown."""

from __future__ import annotations

from typing import Any

from rcompat.base.based_numbers import based_text
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL
from rcompat.base.number_text import is_na_double
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, DataCall, Symbol
from rcompat.script.values import Builtin, Closure, Environment, Language, List, Value, Vec

__all__ = ["deparse_value", "expression_of"]


def element(value: Any, kind: str) -> Any:
    """One element as an expression."""
    if kind in ("character", "complex"):
        return Constant(None, "logical") if value is None else Constant(value, kind)
    if kind == "raw":
        return Constant("0x" + based_text(value, 16).rjust(2, "0"), "code")
    if kind == "logical":
        return Constant(None if value == NA_LOGICAL else bool(value), kind)
    if kind == "integer":
        return Constant(None, "logical") if value == NA_INTEGER else Constant(int(value), kind)
    number = float(value)
    if number != number:
        return Constant(None, "logical") if is_na_double(number) else Constant(number, kind)
    if number < 0:
        return Call(Symbol("-"), (Argument(Constant(-number, "double")),))
    return Constant(number, kind)


def expression_of(value: Value) -> Any:
    """An expression that gives the value when it is evaluated, as `dput` shows it."""
    if value is None:
        return Constant(None, "null")
    if isinstance(value, Language):
        return value.expr
    if isinstance(value, Vec):
        return _vector(value)
    if isinstance(value, List):
        return _list(value)
    if isinstance(value, Closure):
        return DataCall(Symbol("function"), (Argument(value.formals), Argument(value.body)))
    if isinstance(value, Builtin):
        return Call(Symbol(".Primitive"), (Argument(Constant(value.name, "character")),))
    if isinstance(value, Environment):
        return Constant("<environment>", "code")
    if hasattr(value, "__dataclass_fields__") and isinstance(value, Call | Symbol | Constant):
        return value
    return _of_record(value)


def _of_record(value: Any) -> Any:
    """What a package's record is: a list, or an object with slots."""
    from rcompat.script.coercion import class_of
    from rcompat.script.record_parts import record_value
    from rcompat.script.slots import is_s4, slots_of

    slots = slots_of(value) if is_s4(value) else None
    if slots is None:
        found = record_value(value)
        return Constant("<environment>", "code") if found is value else expression_of(found)
    if getattr(value, "methods", None) is not None:  # of a reference class
        slots = {".xData": lambda: Environment(None)}
    arguments = [Argument(expression_of(make()), name) for name, make in slots.items()]
    return Call(Symbol("new"), (Argument(Constant(class_of(value)[0], "character")), *arguments))


def _list(value: List) -> Any:
    names = value.attrs.get("names")
    is_expression = "expression" in value.attrs
    tagged = names is not None and any(names.data)
    labels = [name or None for name in names.data] if tagged and names is not None else [None] * len(value.data)
    items = [Argument(expression_of(item), label) for item, label in zip(value.data, labels, strict=True)]
    skipped = {"expression", *(("names",) if tagged else ())}
    attrs = {name: item for name, item in value.attrs.items() if name not in skipped}
    return _structure(Call(Symbol("expression" if is_expression else "list"), tuple(items)), attrs)


def _vector(value: Vec) -> Any:
    """A vector's elements, by their names if each has one, with its attributes around them."""
    names = value.attrs.get("names")
    dimnames = value.attrs.get("dimnames")
    tags = dimnames.data[0] if dimnames is not None and len(value.attrs.get("dim", ())) == 1 else names
    tagged = tags is not None and len(value) > 0 and all(tags.data) and not _is_range(value)
    core = _elements(value, [str(tag) for tag in tags.data] if tagged and tags is not None else None)
    return _structure(core, {n: item for n, item in value.attrs.items() if not (tagged and n == "names")})


def _is_range(value: Vec) -> bool:
    """Whether R writes `from:to`."""
    data = value.data
    if value.kind != "integer" or len(data) < 2 or NA_INTEGER in data:
        return False
    return bool((data[1:] == data[:-1] + 1).all() or (data[1:] == data[:-1] - 1).all())


def _elements(value: Vec, tags: list[str] | None) -> Any:
    kind, data = value.kind, value.data
    if len(data) == 0:
        return Call(Symbol("numeric" if kind == "double" else kind), (Argument(Constant(0.0, "double")),))
    if _is_range(value):
        ends = (Argument(Constant(float(data[0]), "double")), Argument(Constant(float(data[-1]), "double")))
        return Call(Symbol(":"), tuple(_signed(end) for end in ends))
    items = [element(item, kind) for item in data.tolist()]
    if kind == "raw":
        bytes_ = items[0] if len(items) == 1 else DataCall(Symbol("c"), tuple(map(Argument, items)))
        return Call(Symbol("as.raw"), (Argument(bytes_),))
    if all(isinstance(item, Constant) and item.value is None for item in items):
        items = [_typed_na(item, kind) for item in items]
    if tags is None and len(items) == 1:
        return items[0]
    labels: list[str | None] = [None] * len(items) if tags is None else [*tags]
    return DataCall(Symbol("c"), tuple(Argument(item, label) for item, label in zip(items, labels, strict=True)))


def _signed(end: Argument) -> Argument:
    value = end.value.value if isinstance(end.value, Constant) else 0
    if isinstance(value, float) and value < 0:
        return Argument(Call(Symbol("-"), (Argument(Constant(-value, "double")),)))
    return end


def _typed_na(item: Any, kind: str) -> Any:
    return item if kind == "logical" else Constant(None, kind)


def _structure(core: Any, attrs: dict[str, Value]) -> Any:
    if not attrs:
        return core
    arguments = [Argument(core)]
    for name, item in attrs.items():
        is_rows = name == "row.names" and isinstance(item, Vec) and item.kind == "integer"
        arguments.append(Argument(_row_names(item) if is_rows else expression_of(item), name))
    return DataCall(Symbol("structure"), tuple(arguments))


def _row_names(rows: Vec) -> Any:
    """Numbers of rows from 1 are short: NA and how many there are, negative if no one has chosen them."""
    from rcompat.script.doors import KeptRows, is_automatic

    n = len(rows)
    count: Any = Constant(n, "integer")
    if n and is_automatic(rows) and not isinstance(rows, KeptRows):
        count = Call(Symbol("-"), (Argument(count),))
    elif n < 3 or rows.data[0] != 1 or not (rows.data[1:] == rows.data[:-1] + 1).all():
        return _vector(Vec(rows.data))
    return DataCall(Symbol("c"), (Argument(Constant(None, "logical")), Argument(count)))


def deparse_value(value: Value, width: int = 60) -> list[str]:
    """The lines of R text for a value.

    R: base::deparse.
    """
    if isinstance(value, Language):
        return deparse(value.expr, width, backtick=not isinstance(value.expr, Symbol))
    if isinstance(value, Closure):
        return closure_lines(value, width)
    return deparse(expression_of(value), width)


def closure_lines(value: Closure, width: int = 60) -> list[str]:
    """A function's text: its head on a line of its own, then its body."""
    head = deparse(Call(Symbol("function"), (Argument(value.formals), Argument(Symbol("x")))), width)
    head[-1] = head[-1].removesuffix("x")
    head[0] = head[0].replace("function(", "function (", 1)
    return [*head, *deparse(value.body, width, backtick=True)]
