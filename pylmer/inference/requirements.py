"""What the tests of lmerTest require of their arguments, in the words of R's `stopifnot`."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.refusals import r_length

__all__ = ["checked_level", "require"]


def require(condition: bool, text: str, call: str) -> None:
    """Raise the error of `stopifnot` where the condition, `text` in R, does not hold."""
    if not condition:
        raise RError(f"{text} is not TRUE", call)


def checked_level(level: Any, confint: bool) -> float | None:
    """A confidence level between 0 and 1, or None where no interval is wanted; R's sentence otherwise."""
    if not confint:
        return None
    call = "waldCI(estimate, se, ddf, level = level)"
    is_number = isinstance(level, int | float | np.integer | np.floating) and not isinstance(level, bool)
    require(r_length(level) == 1, "length(level) == 1", call)
    require(is_number, "is.numeric(level)", call)
    require(level > 0, "level > 0", call)
    require(level < 1, "level < 1", call)
    return float(level)
