"""Bits and numbers to the bases 16 and 8: bitwNot, bitwShiftL, as.hexmode. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.based_numbers import based_text
from rcompat.script.coercion import WORDS, shape_of, string, to_array
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, intv

__all__: list[str] = []


@builtin("bitwNot", "a")
def _bitw_not(context: Context, a: Value) -> Value:
    return intv(~to_array(a, "integer"))


@builtin("bitwShiftL bitwShiftR", "a n")
def _shift(context: Context, a: Value, n: Value) -> Value:
    left, by = to_array(a, "integer").astype(np.int64), to_array(n, "integer").astype(np.int64)
    found = (left << by if context.builtin.name == "bitwShiftL" else (left & 0xFFFFFFFF) >> by) & 0xFFFFFFFF
    return intv(found.astype(np.uint32).view(np.int32) if found.dtype != np.int32 else found)


_BASES = {"hexmode": 16, "octmode": 8}


def _based(kind: str, x: Vec) -> list[str | None]:
    texts = [based_text(value, _BASES[kind]) for value in to_array(x, "integer").tolist()]
    width = max(map(len, texts), default=0)
    return [text.rjust(width, "0") for text in texts]


WORDS["hexmode"] = lambda x: [based_text(value, 16) for value in x.data.tolist()]
WORDS["octmode"] = lambda x: [based_text(value, 8) for value in x.data.tolist()]


@builtin("as.hexmode as.octmode", "x")
def _as_mode(context: Context, x: Value) -> Value:
    kind = context.builtin.name.removeprefix("as.")
    if isinstance(x, Vec) and x.kind == "character":
        base = 16 if kind == "hexmode" else 8
        return intv([int(text, base) for text in x.data], {"class": chr([kind])})
    return intv(to_array(x, "integer"), {"class": chr([kind])})


@builtin("format.hexmode format.octmode", "x width upper.case ...")
def _format_mode(context: Context, x: Value, width: Value = None, upper: Value = None, dots: Any = ()) -> Value:
    words = [str(word) for word in _based(context.builtin.name.removeprefix("format."), x)]
    if width is not None:
        words = [word.rjust(int(width.data[0]), "0") for word in words]
    if upper is not None and upper.data[0]:
        words = [word.upper() for word in words]
    return chr(words, shape_of(x))


@builtin("print.hexmode print.octmode", "x ...")
def _print_mode(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    print_value(context.it, chr(_based(context.builtin.name.removeprefix("print."), x), shape_of(x)))
    context.it.visible = False
    return x


def _raw(values: Any) -> Vec:
    return Vec(np.asarray(values).astype(np.uint8))


@builtin("as.raw", "x")
def _as_raw(context: Context, x: Value) -> Value:
    return _raw(to_array(x, "integer"))


@builtin("raw", "length")
def _empty_raw(context: Context, length: Value = None) -> Value:
    return _raw(np.zeros(0 if length is None else int(length.data[0])))


@builtin("charToRaw", "x")
def _char_to_raw(context: Context, x: Value) -> Value:
    return _raw(list(string(x).encode()))


@builtin("rawToChar", "x multiple")
def _raw_to_char(context: Context, x: Value, multiple: Value = None) -> Value:
    data = x.data.tolist()
    if multiple is not None and multiple.data[0]:
        return chr(bytes([item]).decode("latin-1") for item in data)
    return chr([bytes(data).decode()])


@builtin("intToBits", "x")
def _int_to_bits(context: Context, x: Value) -> Value:
    values = to_array(x, "integer").astype(np.int64) & 0xFFFFFFFF
    return _raw([(value >> place) & 1 for value in values.tolist() for place in range(32)])


@builtin("rawToBits", "x")
def _raw_to_bits(context: Context, x: Value) -> Value:
    return _raw([(value >> place) & 1 for value in x.data.tolist() for place in range(8)])


@builtin("packBits", "x type")
def _pack_bits(context: Context, x: Value, type_: Value = None) -> Value:
    kind = "raw" if type_ is None else string(type_)
    size = 8 if kind == "raw" else 32
    rows = to_array(x, "integer").reshape(-1, size).tolist()
    values = np.array([sum(bit << place for place, bit in enumerate(row)) for row in rows])
    return _raw(values) if kind == "raw" else intv(values.astype(np.uint32).view(np.int32))


@builtin("is.raw", "x")
def _is_raw(context: Context, x: Value) -> Value:
    return Vec(np.array([isinstance(x, Vec) and x.kind == "raw"], dtype=np.int8))
