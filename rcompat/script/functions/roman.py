"""as.roman: numbers from 1 to 3999 in Roman figures. R: utils."""

from __future__ import annotations

import re
from typing import Any

from rcompat.base.frame import NA_INTEGER
from rcompat.script.arithmetic import operate
from rcompat.script.coercion import WORDS, class_of, coerce, strings, to_array
from rcompat.script.functions.printing import print_value
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, intv

__all__: list[str] = []

_FIGURES = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST = 3999
_SHAPE = re.compile(r"M*(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})\Z")


def _text(value: int) -> str | None:
    if value == NA_INTEGER:
        return None
    words = ""
    for size, figure in _FIGURES:
        count, value = divmod(value, size)
        words += figure * count
    return words


def _number(text: str | None) -> int:
    """The value of Roman or Arabic figures; NA for other text."""
    word = (text or "").strip().upper()
    if word.isdecimal():
        return int(word)
    if not word or not _SHAPE.match(word):
        return NA_INTEGER
    value, place = 0, 0
    while place < len(word):
        size, figure = next((s, f) for s, f in _FIGURES if word.startswith(f, place))
        value += size
        place += len(figure)
    return value


def _roman(numbers: Any) -> Vec:
    kept = [int(n) if 0 < n <= _MOST else NA_INTEGER for n in numbers]
    return intv(kept, {"class": chr(["roman"])})


WORDS["roman"] = lambda value: [_text(number) for number in value.data.tolist()]


@builtin("as.roman", "x")
def _as_roman(context: Context, x: Value) -> Value:
    if "roman" in class_of(x):
        return x
    numbers = [_number(text) for text in strings(x)] if x.kind == "character" else to_array(x, "integer").tolist()
    return _roman(numbers)


@builtin("print.roman", "x ...")
def _print_roman(context: Context, x: Value, dots: Any = ()) -> Value:
    print_value(context.it, chr(strings(x), {"class": chr(["noquote"])}))
    context.it.visible = False
    return x


@builtin("as.character.roman format.roman", "x ...")
def _format_roman(context: Context, x: Value, dots: Any = ()) -> Value:
    words = ["NA" if text is None else text for text in strings(x)]
    width = max(map(len, words), default=0) if context.builtin.name.startswith("format") else 0
    return chr(word.ljust(width) for word in words)


@builtin("as.integer.roman as.double.roman as.numeric.roman", "x ...")
def _as_number(context: Context, x: Value, dots: Any = ()) -> Value:
    return Vec(coerce(x.data, "integer" if context.builtin.name == "as.integer.roman" else "double"))


@builtin("rep.roman [.roman rev.roman sort.roman", "x ...")
def _chosen(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.calling import call_function

    name = context.builtin.name.removesuffix(".roman")
    values, labels = [item for _, item in dots], [label for label, _ in dots]
    found = call_function(context.it, context.it.base.values[name], [Vec(x.data), *values], [None, *labels])
    return Vec(found.data, {"class": chr(["roman"])})


@builtin("Ops.roman", "e1 e2")
def _operate(context: Context, e1: Value, e2: Value) -> Value:
    name = str(context.call.function.name)  # type: ignore[union-attr]
    sides = [intv(_number(t) for t in strings(v)) if v.kind == "character" or class_of(v) else v for v in (e1, e2)]
    found = operate(name, *sides)
    return found if found.kind == "logical" else _roman(found.data.tolist())
