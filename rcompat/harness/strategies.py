"""Hypothesis strategies: data frames as models meet them, formulas by grammar, and models that fit them.

Frames have factors, missing values, tiny and unbalanced groups and columns of wide-ranging scales. hypothesis (extra
`test`) is imported when a strategy is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import NA_REAL, Factor, Frame
from rcompat.harness.doors import door

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "GroupedModel",
    "factors",
    "fitted_models",
    "fixed_parts",
    "formulas",
    "frames",
    "grouped_models",
    "hostile_texts",
    "malformed_formulas",
    "number_vectors",
    "numbers",
]

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


def fixed_parts(names: Sequence[str] = ("a", "b", "c", "d")) -> SearchStrategy[str]:
    """The fixed part of a formula, by R's grammar: sums, differences, products, nestings, powers of the variables."""
    from hypothesis import strategies as st

    def compound(inner: SearchStrategy[str]) -> SearchStrategy[str]:
        operators = st.sampled_from((" + ", " - ", ":", " * ", "/", " %in% "))
        joined = st.builds(lambda left, sign, right: f"({left}){sign}({right})", inner, operators, inner)
        return joined | st.builds(lambda part, power: f"({part})^{power}", inner, st.integers(2, 3))

    return st.recursive(st.sampled_from((*names, "1", "0")), compound, max_leaves=6)


def numbers(*, least: float = 1e-300, most: float = 1e300) -> SearchStrategy[float]:
    """Doubles of either sign and of every scale: any bits, short decimals, ties, whole numbers."""
    from hypothesis import strategies as st

    short = st.builds(lambda whole, power: whole * 10.0**power, st.integers(1, 10**7), st.integers(-20, 20))
    ties = st.builds(lambda whole, power: float(f"{whole}5e{power}"), st.integers(1, 10**9), st.integers(-20, 10))
    sizes = st.floats(least, most) | short | ties | st.integers(0, 10**15).map(float)
    return st.builds(lambda size, sign: size * sign, sizes, st.sampled_from((1.0, -1.0)))


def number_vectors(*, most: int = 8) -> SearchStrategy[list[float]]:
    """Vectors of any numbers, or of decimals that are alike, so that each has a say in how all are written."""
    from hypothesis import strategies as st

    alike = st.builds(
        lambda wholes, places: [whole / 10.0**place for whole, place in zip(wholes, places, strict=False)],
        st.lists(st.integers(-(10**5), 10**5), min_size=1, max_size=most),
        st.lists(st.integers(0, 6), min_size=most, max_size=most),
    )
    return st.lists(numbers(), min_size=1, max_size=most) | alike


def factors(*, least: int = 2, most: int = 6) -> SearchStrategy[Factor]:
    """Factors of `least` to `most` levels, each with a row."""
    from hypothesis import strategies as st

    @st.composite
    def draw_factor(draw: DrawFn) -> Factor:
        k = draw(st.integers(least, most))
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        return _factor(rng, k + draw(st.integers(0, 20)), k, "l", draw(st.booleans()))

    return draw_factor()


def fitted_models(*, missing: bool = True, polish: bool = True) -> SearchStrategy[tuple[GroupedModel, Any]]:
    """Models and their fits by `lmer`; data that R refuses to fit are not drawn."""
    from hypothesis import assume

    def fit(model: GroupedModel) -> tuple[GroupedModel, Any]:
        lme4 = door("lme4")
        control = lme4.lmerControl(polish=polish)
        with collect_conditions():
            try:
                return model, lme4.lmer(model.formula, data=model.frame, REML=model.reml, control=control)
            except RError:
                assume(False)
                raise

    return grouped_models(missing=missing).map(fit)


def malformed_formulas() -> SearchStrategy[str]:
    """Pieces of R's grammar in any order: most are no formula."""
    from hypothesis import strategies as st

    return st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map(" ".join)


def hostile_texts() -> SearchStrategy[str]:
    """Any text at all."""
    from hypothesis import strategies as st

    return st.text(max_size=60)
