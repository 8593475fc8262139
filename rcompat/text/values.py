"""`print_lines`: what R's `print` writes for any value, and the registration of these drawers in `render`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from rcompat.base.frame import Factor, Frame
from rcompat.base.generics import answers
from rcompat.base.options import get_options
from rcompat.base.vectors import RList, Vector
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Symbol
from rcompat.text.cells import PrintStyle
from rcompat.text.data_frames import frame_lines
from rcompat.text.lists import attribute_lines, list_lines
from rcompat.text.matrices import array_lines, matrix_value_lines
from rcompat.text.matrix_classes import (
    DENSE_CLASSES,
    SPARSE_CLASSES,
    TRIANGULAR_CLASSES,
    dense_matrix_lines,
    sparse_matrix_lines,
    triangular_matrix_lines,
)
from rcompat.text.vectors import factor_lines, flat_lines

__all__ = ["print_lines"]


def print_lines(
    value: object,
    *,
    digits: int | None = None,
    quote: bool | None = None,
    right: bool | None = None,
    na_print: str | None = None,
    print_gap: int = 1,
    max_width: int | None = None,
) -> list[str]:
    """Lines that R's `print` writes for a value.

    Args:
        value: Vector, Factor, Frame, RList, expression, NumPy array, number, truth value, string, or None for NULL.
        digits: significant digits, or None for options(digits).
        quote: quote strings; None is R's default for the kind of value.
        right: right-justify strings; None is R's default for the kind of value.
        na_print: text of missing values, or None for R's own.
        print_gap: blanks between columns.
        max_width: columns of a line, or None for options(width).

    Raises:
        TypeError: no printed form for this type.

    R: base::print.
    """
    current = get_options()
    style = PrintStyle(
        digits=digits,
        quote=quote,
        right=right,
        na_print=na_print,
        gap=print_gap,
        width=current.width if max_width is None else max_width,
        max_print=current.max_print,
    )
    return _value_lines(value, style, "")


def _value_lines(value: object, style: PrintStyle, tag: str) -> list[str]:
    if isinstance(value, Vector):
        return _vector_value_lines(value, style, tag)
    if isinstance(value, RList):
        if "condition" in _classes(value):
            return [_condition_line(value)]
        lines = list_lines(value, style, tag, _value_lines)
        return lines + attribute_lines(value.attributes, style, tag, _value_lines)
    if isinstance(value, Factor):
        return factor_lines(value, style)
    if isinstance(value, Frame):
        return frame_lines(value, style)
    if value is None:
        return ["NULL"]
    if isinstance(value, (Call, Symbol)):
        return deparse(value, backtick=True)
    return _vector_value_lines(_as_vector(value), style, tag)


def _classes(value: RList) -> tuple[str, ...]:
    given = value.attributes.get("class", ())
    return (given,) if isinstance(given, str) else tuple(map(str, given)) if isinstance(given, tuple) else ()


def _condition_line(value: RList) -> str:
    """R: base::print.condition."""
    parts = dict(zip(value.names or (), value.values, strict=False))
    message, call = parts.get("message"), parts.get("call")
    text = "" if message is None else str(np.ravel(np.asarray(message, dtype=object))[0])
    where = f" in {' '.join(deparse(call))}" if isinstance(call, (Call, Symbol)) else ""
    return f"<{_classes(value)[0]}{where}: {text}>"


def _vector_value_lines(value: Vector, style: PrintStyle, tag: str) -> list[str]:
    if not value.attributes:
        return _atomic_lines(value, style)
    attributes = dict(value.attributes)
    classes = attributes.get("class", ())
    classes = (classes,) if isinstance(classes, str) else classes
    kind = classes[0] if isinstance(classes, tuple) and classes else None
    if kind in DENSE_CLASSES:
        return dense_matrix_lines(value, kind, _atomic_lines(value, style))
    if kind in TRIANGULAR_CLASSES:
        return triangular_matrix_lines(value, kind, digits=style.digits, width=style.width)
    if kind in SPARSE_CLASSES:
        return sparse_matrix_lines(value, kind, digits=style.digits, width=style.width)
    if kind == "table":
        return _table_lines(value, style)
    if kind == "noquote":
        style = replace(style, quote=bool(style.quote), right=bool(style.right))
        del attributes["class"]
    return _atomic_lines(value, style) + attribute_lines(attributes, style, tag, _value_lines)


def _table_lines(value: Vector, style: PrintStyle) -> list[str]:
    if value.data.size == 0:
        return [f"< table of extent {' x '.join(map(str, value.data.shape))} >"]
    na_print = style.na_print
    if na_print is None and value.data.dtype.kind in "iu":
        na_print = ""
    return _atomic_lines(value, replace(style, quote=bool(style.quote), na_print=na_print))


def _atomic_lines(value: Vector, style: PrintStyle) -> list[str]:
    if value.data.ndim <= 1:
        return flat_lines(value, style)
    return matrix_value_lines(value, style) if value.data.ndim == 2 else array_lines(value, style)


def _as_vector(value: object) -> Vector:
    if isinstance(value, np.ndarray):
        data = value.astype(object) if value.dtype.kind == "U" else value
        return Vector(data=np.atleast_1d(data))
    if isinstance(value, (bool, np.bool_)):
        return Vector(data=np.array([value], dtype=np.int8))
    if isinstance(value, (int, np.integer)):
        return Vector(data=np.array([value]))
    if isinstance(value, (float, np.floating)):
        return Vector(data=np.array([value], dtype=np.float64))
    if isinstance(value, str):
        return Vector(data=np.array([value], dtype=object))
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return Vector(data=np.array(value, dtype=object))
    raise TypeError(f"no printed form for {type(value).__name__}")


def _render_value(value: object, /, **arguments: Any) -> str:
    return "\n".join(print_lines(value, **arguments)) + "\n"


def _register() -> None:
    drawer: Callable[..., str] = _render_value
    for kind in (Vector, RList, Factor, Frame, Call, Symbol, np.ndarray, np.generic, bool, int, float, str, type(None)):
        answers("render", kind)(drawer)


_register()
