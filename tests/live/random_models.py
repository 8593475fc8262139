"""Random mixed models: data, formula and options drawn from a seed, with their R code."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Column, Factor, Frame
from rcompat.base.string_text import quote_string

__all__ = ["RandomModel", "r_frame", "random_model"]

_WORDS = ("alpha", "beta", "Gamma", "delta.1", "é", "日本", "long level name", "z_9", "B", "a", "10", "9", "x y", "Ω")


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomModel:
    """One drawn model: its data, the formula, the further arguments as R text, and their Python twins."""

    seed: int
    frame: Frame
    formula: str
    r_arguments: str
    arguments: dict[str, Any]

    @property
    def r_call(self) -> str:
        return f"lmer({self.formula}, d{self.r_arguments})"


def r_frame(frame: Frame, name: str = "d") -> str:
    """R code that rebuilds a frame bit for bit."""
    parts = [f"{quote_string(key, '`')} = {_r_column(column)}" for key, column in frame.items()]
    return f"{name} <- data.frame({', '.join(parts)}, check.names = FALSE, stringsAsFactors = FALSE)"


def _r_column(column: Column) -> str:
    if isinstance(column, Factor):
        codes = ", ".join("NA" if code < 0 else str(code + 1) for code in column.codes.tolist())
        levels = ", ".join(quote_string(level) for level in column.levels)
        make = "as.ordered" if column.ordered else "identity"
        return f"{make}(factor(c({codes}), levels = seq_len({len(column.levels)}), labels = c({levels})))"
    if column.dtype == np.float64:
        texts = ", ".join("NA" if math.isnan(v) else f'"{v.hex()}"' for v in column.tolist())
        return f"as.numeric(c({texts}))"
    if column.dtype == np.int32:
        return "c(" + ", ".join("NA" if v == NA_INTEGER else f"{v}L" for v in column.tolist()) + ")"
    if column.dtype == np.int8:
        return "c(" + ", ".join("NA" if v == NA_LOGICAL else str(bool(v)).upper() for v in column.tolist()) + ")"
    return "c(" + ", ".join("NA" if v is None else quote_string(v) for v in column.tolist()) + ")"


def _factor(draw: Random, n: int, k: int) -> Factor:
    levels = draw.choice([tuple(str(i + 1) for i in range(k)), tuple(f"s{i:02d}" for i in range(k)), tuple(_WORDS[:k])])
    levels = levels if len(levels) == k else tuple(f"L{i}" for i in range(k))
    codes = [draw.randrange(k) for _ in range(n)] if draw.random() < 0.5 else [i * k // n for i in range(n)]
    return Factor(codes=np.array(codes, dtype=np.int32), levels=levels)


def _columns(draw: Random, n: int) -> dict[str, Column]:
    g = _factor(draw, n, draw.randint(3, max(4, n // 6)))
    h = _factor(draw, n, draw.randint(2, 6))
    scale = 10.0 ** draw.choice([0, 0, 0, 1, 2, -1])
    rng = np.random.default_rng(draw.randrange(2**32))
    x = rng.normal(size=n) * scale
    t = rng.integers(0, 12, size=n).astype(np.int32)
    f = _factor(draw, n, draw.randint(2, 4))
    z = rng.normal(size=n).round(2)
    effect = rng.normal(size=len(g.levels))[g.codes] * draw.choice([0.0, 0.5, 2.0])
    slope = rng.normal(size=len(g.levels))[g.codes] * draw.choice([0.0, 0.3, 1.0])
    other = rng.normal(size=len(h.levels))[h.codes] * draw.choice([0.0, 1.0])
    y = draw.choice([1.0, 10.0, 1000.0, 0.01]) * (
        3 + x / scale + effect + slope * x / scale + other + rng.normal(size=n)
    )
    return {
        "y": y,
        "x": x,
        "z": z,
        "t": t,
        "g": g,
        "h": h,
        "f": f,
        "o": Factor(codes=f.codes, levels=f.levels, ordered=True),
        "l": (rng.random(n) < 0.5).astype(np.int8),
        "s": np.array([("u", "b", "zz")[i] for i in rng.integers(0, 3, size=n)], dtype=object),
        "w": rng.uniform(0.2, 3.0, size=n),
    }


_FIXED = (
    "1", "x", "x + f", "x * f", "f", "0 + f", "x + z + t", "poly(x, 2)", "log(t + 1) + x", "I(x^2) + x", "s + x",
    "l", "l * x", "o", "x + offset(z)", "f:x", "x + o:z", "f * s", "scale(x) + z", "x:z + x + z", "-1 + x",
)  # fmt: skip
_RANDOM = (
    "(1 | g)", "(1 | g)", "(x | g)", "(1 + x | g)", "(x || g)", "(0 + x | g)", "(1 | g) + (1 | h)", "(1 | g/h)",
    "(1 | h/g)", "(1 | g:h)", "(x | g) + (1 | h)", "(1 | g) + (0 + x | g)", "(l | g)", "(z | g) + (0 + x | h)",
    "(x + z | g)", "(1 | s)", "(1 | f) + (1 | g)", "(t | g)", "(x + z || g)", "(1 | h) + (1 | g) + (1 | f)",
)  # fmt: skip
_RESPONSES = ("y", "y", "y", "y", "y", "y", "log(abs(y) + 1)", "I(y / 2)", "scale(y)")
_ARGUMENTS = (
    ("weights", 0.2, ("w", "sqrt(w)", "w / 10")),
    ("subset", 0.1, ("t > 1", "f != levels(f)[2]", "z > -2 & t > 0")),
    ("offset", 0.1, ("z * 2", "z")),
)


def random_model(seed: int) -> RandomModel:
    """Draw the model of this seed."""
    draw = Random(seed)
    n = draw.choice([24, 40, 60, 90, 150, 300])
    columns = _columns(draw, n)
    if draw.random() < 0.2:
        for name in draw.sample(["y", "x", "z"], 2):
            values = np.array(columns[name])
            values[draw.sample(range(n), 3)] = math.nan
            columns[name] = values
    terms = f"{draw.choice(_FIXED)} + {draw.choice(_RANDOM)}"
    arguments: dict[str, Any] = {}
    texts = []
    if draw.random() < 0.35:
        arguments["REML"] = False
        texts.append("REML = FALSE")
    for name, chance, values in _ARGUMENTS:
        if draw.random() < chance:
            arguments[name] = draw.choice(values)
            texts.append(f"{name} = {arguments[name]}")
    if draw.random() < 0.1:
        arguments["na_action"] = "na.exclude"
        texts.append("na.action = na.exclude")
    return RandomModel(
        seed=seed,
        frame=Frame(columns=columns, n=n),
        formula=f"{draw.choice(_RESPONSES)} ~ {terms}",
        r_arguments="".join(", " + text for text in texts),
        arguments=arguments,
    )
