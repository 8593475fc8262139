"""Logical functions that are no operators.

R: xor, isTRUE, isFALSE.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.design.arithmetic import exclusive_or
from rcompat.design.builtins import Builtin, make_table
from rcompat.design.values import as_array, flat

__all__ = ["LOGICAL"]


def _xor(x: object, y: object) -> Any:
    return exclusive_or(x, y)


def _is(truth: int, x: object) -> Any:
    data = flat(as_array(x))
    return np.array([data.dtype == np.int8 and len(data) == 1 and data[0] == truth], dtype=np.int8)


def _is_true(x: object) -> Any:
    return _is(1, x)


def _is_false(x: object) -> Any:
    return _is(0, x)


LOGICAL: dict[str, Builtin] = make_table([("xor", _xor), ("isTRUE", _is_true), ("isFALSE", _is_false)])
