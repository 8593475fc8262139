"""Hypothesis strategies: data frames as models meet them, formulas by grammar, and models that fit them.

Frames have factors, missing values, tiny and unbalanced groups and columns of wide-ranging scales. hypothesis (extra
`test`) is imported when a strategy is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rcompat.base.frame import NA_REAL, Factor, Frame

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["GroupedModel", "formulas", "frames", "grouped_models", "hostile_texts", "malformed_formulas"]

_FIXED = ("1", "x", "f", "x + f", "x * f", "0 + f", "I(x^2) + x", "poly(x, 2)", "z + x", "f:x", "log(w)", "scale(x)")
_RANDOM = ("(1 | g)", "(x | g)", "(x || g)", "(0 + x | g)", "(1 | g) + (1 | h)", "(1 | g:h)", "(1 | h/g)")
_PIECES = (
    "y", "~", "x", "+", "-", "*", "/", ":", "^", "%in%", "%o%", "(", ")", "[", "]", "[[", "{", "}", "|", "||", "!",
    "&&", "1", "1e5", "0x1p3", "1L", "'a'", '"b', "`c d`", "`", ",", ";", "\n", "#", "function(x)", "if", "else", "for",
    "<-", "=", "==", "$", "@", "::", "NULL", "TRUE", "NA", "..1", "...", "\\", "_x", "é", "|>", "%", "?", " ",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedModel:
    """Data, a formula and the criterion: what `lmer()` needs."""

    frame: Frame
    formula: str
    reml: bool


def frames(*, missing: bool = True, least: int = 24, most: int = 60) -> SearchStrategy[Frame]:
    """Frames with a response y, covariates x, z, w > 0, factors f, g, h, of `least` to `most` rows."""
    from hypothesis import strategies as st

    @st.composite
    def draw_frame(draw: DrawFn) -> Frame:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        n = draw(st.integers(least, most))
        sizes = [draw(st.integers(low, high)) for low, high in ((2, 4), (3, 7), (2, 4))]
        balanced = draw(st.booleans())
        f, g, h = (_factor(rng, n, k, name, balanced) for k, name in zip(sizes, "fgh", strict=True))
        scale = 10.0 ** draw(st.integers(-3, 4))
        x = rng.normal(size=n) * 10.0 ** draw(st.integers(-1, 1))
        effects = rng.normal(size=len(g.levels)) * draw(st.sampled_from([0.0, 0.5, 2.0]))
        y = scale * (1 + x / np.std(x) + effects[g.codes] + rng.normal(size=n))
        if missing and draw(st.booleans()):
            y[rng.choice(n, 2, replace=False)] = NA_REAL
        columns: dict[str, Any] = {"y": y, "x": x, "z": rng.normal(size=n), "w": rng.uniform(0.5, 2.0, n)}
        return Frame(columns={**columns, "f": f, "g": g, "h": h}, n=n)

    return draw_frame()


def _factor(rng: np.random.Generator, n: int, k: int, name: str, balanced: bool) -> Factor:
    codes = np.arange(n) % k if balanced else np.minimum(rng.geometric(0.35, size=n) - 1, k - 1)
    codes[:k] = np.arange(k)  # every level has a row, some just this one
    return Factor(codes=rng.permutation(codes).astype(np.int32), levels=tuple(f"{name}{i + 1}" for i in range(k)))


def formulas() -> SearchStrategy[str]:
    """Formulas of a fixed and a random part in the variables of `frames`."""
    from hypothesis import strategies as st

    return st.builds(lambda fixed, bars: f"y ~ {fixed} + {bars}", st.sampled_from(_FIXED), st.sampled_from(_RANDOM))


def grouped_models(*, missing: bool = True) -> SearchStrategy[GroupedModel]:
    """Models to fit."""
    from hypothesis import strategies as st

    return st.builds(
        lambda frame, formula, reml: GroupedModel(frame=frame, formula=formula, reml=reml),
        frames(missing=missing),
        formulas(),
        st.booleans(),
    )


def malformed_formulas() -> SearchStrategy[str]:
    """Pieces of R's grammar in any order: most are no formula."""
    from hypothesis import strategies as st

    return st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map(" ".join)


def hostile_texts() -> SearchStrategy[str]:
    """Any text at all."""
    from hypothesis import strategies as st

    return st.text(max_size=60)
