"""`structure_lines`: what R's `str` writes for vectors, arrays, lists and formal objects. R: utils::str."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rcompat.base.number_text import format_doubles
from rcompat.base.rounding import is_rounded
from rcompat.base.string_text import display_width, pad, quote_string
from rcompat.base.vectors import RList, Vector

__all__ = ["slot_lines", "structure_lines"]

_EXACT, _ROUNDED, _WORDS, _DIGITS = 10, 5, 4, 3
_KINDS = {"f": "num", "i": "int", "b": "logi", "O": "chr"}


def structure_lines(value: object, indent: str = " ") -> list[str]:
    """Lines of `str`; the first one continues a line and starts with a blank unless the value is a list.

    Args:
        value: Vector, RList or None for NULL.
        indent: what lines below the first start with.

    Raises:
        TypeError: another type.
    """
    if value is None:
        return [" NULL"]
    if isinstance(value, RList):
        return [f"List of {len(value)}", *_part_lines(value.values, value.names, indent, "$")]
    if not isinstance(value, Vector):
        raise TypeError(f"no structure for {type(value).__name__}")
    line = _vector_line(value)
    if value.names is not None:
        return [line, f'{indent}- attr(*, "names")={_vector_line(_names_vector(value.names))}']
    if value.dimnames is None:
        return [line]
    names = tuple(None if names is None else _names_vector(names) for names in value.dimnames)
    head = f'{indent}- attr(*, "dimnames")=List of {len(names)}'
    return [line, head, *_part_lines(names, None, _deeper(indent), "$")]


def slot_lines(class_name: str, package: str, slots: Mapping[str, object]) -> list[str]:
    """Lines of `str` for an object of a formal class."""
    plural = "" if len(slots) == 1 else "s"
    head = f"Formal class '{class_name}' [package \"{package}\"] with {len(slots)} slot{plural}"
    return [head, *_part_lines(tuple(slots.values()), tuple(slots), "  ..", "@")]


def _part_lines(values: tuple[object, ...], names: tuple[str | None, ...] | None, indent: str, mark: str) -> list[str]:
    shown = ["" if name is None else name for name in names or ("",) * len(values)]
    width = max((display_width(name) for name in shown), default=0)
    lines: list[str] = []
    for name, value in zip(shown, values, strict=True):
        first, *rest = structure_lines(value, _deeper(indent))
        lines += [f"{indent}{mark} {pad(name, width, 'left')}:{first}", *rest]
    return lines


def _deeper(indent: str) -> str:
    return "  .." if indent == " " else f"{indent} .."


def _names_vector(names: tuple[str | None, ...]) -> Vector:
    return Vector(data=np.array(names, dtype=object))


def _vector_line(value: Vector) -> str:
    data = value.data
    kind = "logi" if data.dtype == np.int8 else _KINDS[data.dtype.kind]
    named = "Named " if value.names is not None else ""
    if data.size == 0 and data.ndim == 1:
        return f" {named}{kind}(0) "
    extent = " [" + ", ".join(f"1:{size}" if size > 1 else str(size) for size in data.shape) + "]"
    if data.ndim == 1 and data.size == 1:
        extent = ""
    flat = data.ravel(order="F")
    cells = _cells(flat[:_EXACT], kind)
    return f" {named}{kind}{extent} {' '.join(cells)}{' ...' if flat.size > len(cells) else ''}"


def _cells(first: np.ndarray[tuple[int], np.dtype[np.generic]], kind: str) -> list[str]:
    items = first.tolist()
    if kind == "chr":
        return ["NA" if item is None else quote_string(item) for item in items[:_WORDS]]
    if kind != "num":
        return [str(item) for item in items]
    exact = all(is_rounded(item, _DIGITS) for item in items)
    shown = format_doubles(items[: _EXACT if exact else _ROUNDED], digits=_DIGITS)
    return [_without_zeros(cell.strip()) for cell in shown]


def _without_zeros(cell: str) -> str:
    digits, mark, exponent = cell.partition("e")
    if "." in digits:
        digits = digits.rstrip("0").removesuffix(".")
    return digits + mark + exponent
