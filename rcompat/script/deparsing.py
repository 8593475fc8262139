"""R values back to R text: `deparse`, `dput`, and values inside calls that are shown."""

from __future__ import annotations

from typing import Any

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL
from rcompat.base.number_text import is_na_double
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, Symbol
from rcompat.script.values import Builtin, Closure, Environment, Language, List, Value, Vec

__all__ = ["deparse_value", "expression_of"]


def element(value: Any, kind: str) -> Any:
    """One element as an expression."""
    if kind == "character":
        return Constant(value, kind)
    if kind == "logical":
        return Constant(None if value == NA_LOGICAL else bool(value), kind)
    if kind == "integer":
        return Constant(None, "logical") if value == NA_INTEGER else Constant(int(value), kind)
    number = float(value)
    if number != number:
        return Constant(None, "logical") if is_na_double(number) else Symbol("NaN")
    if number in (float("inf"), float("-inf")):
        return Symbol("Inf") if number > 0 else Call(Symbol("-"), (Argument(Symbol("Inf")),))
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
        return _with_attributes(value, _vector(value))
    if isinstance(value, List):
        names = value.attrs.get("names")
        labels = [None] * len(value.data) if names is None else [name or None for name in names.data]
        items = [Argument(expression_of(item), label) for item, label in zip(value.data, labels, strict=True)]
        return _with_attributes(value, Call(Symbol("list"), tuple(items)))
    if isinstance(value, Closure):
        return Call(Symbol("function"), (Argument(value.formals), Argument(value.body)))
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


def _vector(value: Vec) -> Any:
    kind = value.kind
    data = value.data
    names = value.attrs.get("names")
    if len(data) == 0:
        return Call(Symbol("numeric" if kind == "double" else kind), (Argument(Constant(0.0, "double")),))
    if names is None and kind == "integer" and len(data) > 1 and (data[1:] == data[:-1] + 1).all():
        ends = (Argument(Constant(float(data[0]), "double")), Argument(Constant(float(data[-1]), "double")))
        if NA_INTEGER not in data:
            return Call(Symbol(":"), tuple(_signed(end) for end in ends))
    items = [element(item, kind) for item in data.tolist()]
    if names is None and len(items) == 1:
        return _typed_na(items[0], kind)
    labels = [None] * len(items) if names is None else [name or None for name in names.data]
    if all(isinstance(item, Constant) and item.value is None for item in items):
        items = [_typed_na(item, kind) for item in items]
    return Call(Symbol("c"), tuple(Argument(item, label) for item, label in zip(items, labels, strict=True)))


def _signed(end: Argument) -> Argument:
    value = end.value.value if isinstance(end.value, Constant) else 0
    if isinstance(value, float) and value < 0:
        return Argument(Call(Symbol("-"), (Argument(Constant(-value, "double")),)))
    return end


def _typed_na(item: Any, kind: str) -> Any:
    if isinstance(item, Constant) and item.value is None and kind != "logical":
        return Symbol({"integer": "NA_integer_", "double": "NA_real_", "character": "NA_character_"}[kind])
    return item


def _with_attributes(value: Vec | List, core: Any) -> Any:
    extra = [(name, item) for name, item in value.attrs.items() if name != "names"]
    if not extra:
        return core
    arguments = [Argument(core)]
    for name, item in extra:
        if name == "row.names" and isinstance(item, Vec) and item.kind == "integer":
            count = Constant(len(item), "integer")
            shown: Any = Call(
                Symbol("c"),
                (Argument(Constant(None, "logical")), Argument(Call(Symbol("-"), (Argument(count),)))),
            )
            arguments.append(Argument(shown, name))
        else:
            arguments.append(Argument(expression_of(item), name))
    return Call(Symbol("structure"), tuple(arguments))


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
