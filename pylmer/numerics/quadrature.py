"""Gauss-Hermite quadrature for the standard normal density. R: lme4::GHrule."""

from __future__ import annotations

import math

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.base.vectors import Vector

__all__ = ["GHrule"]

_MOST = 100


def GHrule(ord: int, asMatrix: bool = True) -> Vector | Frame:
    """Nodes and weights that integrate polynomials of degree up to 2 ord - 1 exactly.

    Args:
        ord: number of nodes, 0 to 100.
        asMatrix: a matrix instead of a data frame.

    Returns:
        (ord, 3): nodes z, weights w, log density of the standard normal at z.

    Raises:
        RError: no such number of nodes.

    R: lme4::GHrule. The middle node of an odd rule is zero here; R has rounding errors there.
    """
    if not 0 <= ord <= _MOST:
        raise RError("ord >= 0L is not TRUE" if ord < 0 else "ord <= 100L is not TRUE", f"GHrule({ord})")
    nodes, weights = np.polynomial.hermite_e.hermegauss(ord) if ord else (np.empty(0), np.empty(0))
    columns = {
        "z": np.asarray(nodes, dtype=np.float64),
        "w": np.asarray(weights / math.sqrt(2.0 * math.pi), dtype=np.float64),
        "ldnorm": -0.5 * (nodes * nodes + math.log(2.0 * math.pi)),
    }
    if not asMatrix:
        return Frame(columns=dict(columns), n=ord)
    return Vector(data=np.column_stack(list(columns.values())), dimnames=(None, tuple(columns)))
