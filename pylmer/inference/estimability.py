"""Which linear functions of all fixed-effects columns, dropped ones included, a rank-deficient model can estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.design.model_matrix import ModelMatrix, model_matrix

__all__ = ["EstimableSpace", "estimable_space", "full_design"]

_TOLERANCE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EstimableSpace:
    """The row space of a design.

    Attributes:
        names: all columns, dropped ones included.
        kept: positions of the columns in the model (p,).
        null: orthonormal basis of what the design cannot see (columns, deficiency).
    """

    names: tuple[str, ...]
    kept: NDArray[np.intp]
    null: NDArray[np.float64]

    def holds(self, row: NDArray[np.float64]) -> bool:
        """Whether a contrast over all columns is estimable; one of another length is nobody's business here."""
        if len(row) != len(self.names):
            return True
        limit = _TOLERANCE * max(1.0, float(np.abs(row).max(initial=0.0)))
        return bool((np.abs(row @ self.null) < limit).all())


def full_design(fit: MerFit) -> ModelMatrix:
    """The fixed design with the columns that were dropped for rank deficiency."""
    spec = fit.spec
    return model_matrix(spec.terms, spec.frame.frame, dict(spec.contrasts) or None)


def estimable_space(fit: MerFit) -> EstimableSpace:
    """The estimable functions of a fit.

    R: lmerTest checks estimability in contest and ls_means by the null space of the design.
    """
    design = full_design(fit)
    total = len(design.names)
    dropped = set(fit.spec.dropped.values())
    kept = np.array([j for j in range(total) if j not in dropped], dtype=np.intp)
    if not dropped:
        return EstimableSpace(names=design.names, kept=kept, null=np.zeros((total, 0)))
    # A dropped column is a combination of the kept ones: minus its coefficients, with a one for itself.
    combination = np.linalg.lstsq(design.x[:, kept], design.x[:, sorted(dropped)], rcond=None)[0]
    null = np.zeros((total, len(dropped)))
    null[kept] = -combination
    for place, column in enumerate(sorted(dropped)):
        null[column, place] = 1.0
    return EstimableSpace(names=design.names, kept=kept, null=np.linalg.qr(null)[0])
