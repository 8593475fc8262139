"""lme4's `Nelder_Mead` optimizer."""

from __future__ import annotations

from pylmer.optim.outcome import Optimum, Problem
from rcompat.base.conditions import RError

__all__ = ["Nelder_Mead"]


def Nelder_Mead(problem: Problem) -> Optimum:
    """Minimise by the simplex method.

    R: lme4::Nelder_Mead.
    """
    raise RError("optimizer 'Nelder_Mead' is not available yet")
