"""Frames that no model was made for, by name: columns as a dict of lists."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["FRAMES"]

_LONG = ["a"] * 3
FRAMES: dict[str, dict[str, Any]] = {
    "empty": {},
    "no rows": {"x": [], "y": []},
    "one row": {"y": [1.0], "x": [2.0], "g": ["a"]},
    "all missing": {"y": [None] * 3, "x": [1.0] * 3, "g": _LONG},
    "text response": {"y": _LONG, "x": [1.0] * 3, "g": _LONG},
    "constant": {"y": [1.0] * 3, "x": [1.0] * 3, "g": _LONG},
    "one group": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": _LONG},
    "groups of one": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": ["a", "b", "c"]},
    "infinite": {"y": [1.0, np.inf, 3], "x": [1.0, 2, 4], "g": ["a", "a", "b"]},
    "infinite x": {"y": [1.0, 2, 3], "x": [-np.inf, 2, 4], "g": ["a", "a", "b"]},
    "nan": {"y": [np.nan] * 3, "x": [np.nan] * 3, "g": _LONG},
    "missing groups": {"y": [1.0] * 3, "x": [1.0] * 3, "g": [None] * 3},
    "logical": {"y": [True, False, True], "x": [True] * 3, "g": [True, False, True]},
    "huge": {"y": [1e308, -1e308, 1e308], "x": [1e308, 1e-308, 1.0], "g": ["a", "b", "a"]},
    "tiny": {"y": [5e-324] * 3, "x": [5e-324, 0.0, 1.0], "g": ["a", "b", "a"]},
    "large integers": {"y": [2**31, 2**40, 1], "x": [2**53 + 1, 1, 2], "g": [1, 2, 1]},
    "no y": {"x": [1.0] * 3, "g": _LONG},
    "no x": {"y": [1.0] * 3, "g": _LONG},
    "no g": {"y": [1.0] * 3, "x": [1.0] * 3},
    "odd names": {"": [1.0] * 3, "y": [1.0] * 3, "x y": [1.0] * 3},
    "quote names": {"`": [1.0], '"': [2.0], "y": [1.0]},
    "newline name": {"y\n": [1.0], "y": [2.0]},
    "unicode name": {"é": [1.0], "日": [2.0]},
    "if": {"if": [1.0], "TRUE": [2.0]},
    "dots": {"..1": [1.0], "...": [2.0]},
    "null bytes": {"y": ["a\0b"], "x": [1.0]},
    "empty texts": {"y": [1.0] * 3, "x": ["", "", ""], "g": ["", " ", "\t"]},
    "NA texts": {"y": [1.0] * 3, "x": ["NA", "NaN", "NULL"], "g": ["NA"] * 3},
    "long text": {"y": [1.0], "x": ["a" * 10_000], "g": ["b"]},
    "collinear": {"y": [1.0, 2, 4, 3], "x": [1.0, 2, 3, 4], "g": ["a", "b", "c", "d"]},
    "two rows": {"y": [1.0, 2], "x": [1.0, 2], "g": ["a", "b"]},
    "zeros": {"y": [0.0] * 4, "x": [0.0] * 4, "g": ["a", "a", "b", "b"]},
    "negative zero": {"y": [-0.0, 0.0, 1.0], "x": [0.0, -0.0, 1.0], "g": ["a", "a", "b"]},
    "missing x": {"y": [1.0, 2, 3], "x": [None] * 3, "g": ["a", "a", "b"]},
    "one column": {"y": [1.0, 2.0]},
    "number groups": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": [0.1, 0.1, 0.2]},
    "nan groups": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": [np.nan, 1.0, 1.0]},
    "same names in case": {"Y": [1.0], "y": [2.0]},
    "spaces": {" y ": [1.0], "g ": ["a"]},
    "many": {f"x{i}": [1.0] for i in range(500)},
}
