"""The one-line text of a value in which scripts/golden_r/evaluate.R and read_csv.R record what R computed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Factor, Frame, is_na_real, kind_of
from rcompat.base.vectors import RList, Vector
from rcompat.design.values import as_array, flat

__all__ = ["NUMBER", "escape", "value_text"]

NUMBER = re.compile(r"-?0x[01](?:\.[0-9a-f]+)?p[+-]\d+")
_HEX = re.compile(r"(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)")
_HELD = ("coefs", "knots", "Boundary.knots", "scaled:center", "scaled:scale")


def _number(value: float) -> str:
    if math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    match = _HEX.fullmatch(value.hex())
    assert match
    fraction = match[3].rstrip("0")
    return f"{match[1]}0x{match[2]}{'.' + fraction if fraction else ''}p{match[4]}"


def escape(text: str | None) -> str:
    return "<NA>" if text is None else "'" + text.replace("\n", "\\n").replace("\t", "\\t") + "'"


def _label(texts: Iterable[str | None]) -> str:
    return " ".join(escape(text) for text in texts)


def _atoms(data: Any) -> str:
    values = flat(data)
    if values.dtype == object:
        return _label(values)
    if values.dtype == np.float64:
        pairs = zip(values.tolist(), is_na_real(values).tolist(), strict=True)
        return " ".join("NA" if gone else "NaN" if value != value else _number(value) for value, gone in pairs)
    if values.dtype == np.int8:
        return " ".join("NA" if value == NA_LOGICAL else "TRUE" if value else "FALSE" for value in values.tolist())
    return " ".join("NA" if value == NA_INTEGER else str(value) for value in values.tolist())


def value_text(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, Frame):
        return "frame{" + "; ".join(f"{name}={value_text(column)}" for name, column in value.items()) + "}"
    if isinstance(value, RList):
        return "list{" + "; ".join(value_text(item) for item in value) + "}"
    if isinstance(value, Factor):
        codes = " ".join("NA" if code < 0 else str(code + 1) for code in value.codes.tolist())
        return f"{'ordered' if value.ordered else 'factor'} [{_label(value.levels)}] {codes}"
    data = as_array(value)
    head = kind_of(data)
    if data.ndim > 1:
        head += " dim=" + "x".join(map(str, data.shape))
    if not isinstance(value, Vector):
        return f"{head}: {_atoms(data)}"
    if value.dimnames and value.dimnames[1] is not None:
        head += f" columns=[{_label(value.dimnames[1])}]"
    if value.names:
        head += f" names=[{_label(value.names)}]"
    return f"{head}: {_atoms(data)}" + "".join(_attribute(key, value.attributes.get(key)) for key in _HELD)


def _attribute(key: str, held: Any) -> str:
    if held is None or (not isinstance(held, RList) and not len(as_array(held))):
        return ""
    return f" @{key}={value_text(held if isinstance(held, RList) else as_array(held))}"
