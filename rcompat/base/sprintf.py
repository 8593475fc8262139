"""C's `printf` conversions, as C libraries print them and as R's `sprintf()` gives them."""

from __future__ import annotations

import math

__all__ = ["c_sprintf", "sprintf"]


def c_sprintf(pattern: str, *values: float | str) -> str:
    """Return `pattern` with its conversions filled in, infinities as C spells them (inf)."""
    return pattern % values


def sprintf(pattern: str, *values: float | str) -> str:
    """Return `pattern` with its conversions filled in, infinities and NaN as R spells them.

    R: base::sprintf on scalars.
    """
    if any(isinstance(value, float) and not math.isfinite(value) for value in values):
        shown = tuple(_special(value) if isinstance(value, float) else value for value in values)
        return pattern.replace("%g", "%s") % shown
    return pattern % values


def _special(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return f"{value:g}"
