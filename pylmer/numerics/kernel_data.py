"""The numbers of one model as the kernel takes them: weighted, in storage order, rows padded to whole vectors."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pylmer.numerics.dense_kernel import gram
from pylmer.numerics.problem import PlsProblem
from pylmer.numerics.symbolic import Structure

__all__ = ["KernelData", "TermData", "l1_cache", "make_kernel_data", "panel"]

_SC_LEVEL1_DCACHE_SIZE = 188  # glibc's number of the question; Python does not know its name

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermData:
    """Numbers of one term: its columns of Z in storage order, plain and times sqrt(w), and in its lanes' slots.

    Attributes:
        values: columns of Z (size, n).
        weighted: the same times sqrt(w).
        lane_weighted: those in the slots.
        lane_fixed: sqrt(w) X in the slots (p, slots).
    """

    values: FloatArray
    weighted: FloatArray
    lane_weighted: FloatArray
    lane_fixed: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KernelData:
    """All numbers of one model but its response, in storage order, as the kernel takes them.

    `fixed` is sqrt(w) X by rows in the data's own order, padded with at least one column of zeros.
    """

    terms: tuple[TermData, ...]
    fixed: FloatArray
    x_columns: FloatArray
    offset: FloatArray
    root_weights: FloatArray
    cross_x: FloatArray
    q_panel: int
    log_weights: float
    degrees: float
    reml: bool


def l1_cache() -> int:
    """Bytes of first-level data cache of the machine whose R is followed: sums over more than 816 rows depend on it.

    PYLMER_L1_CACHE may hold the bytes, or "machine" for this machine's R; else 32 KiB, so that numbers do not change
    with the machine.
    """
    wanted = os.environ.get("PYLMER_L1_CACHE", "32768")
    return os.sysconf(_SC_LEVEL1_DCACHE_SIZE) if wanted == "machine" else int(wanted)


def panel(depth: int, columns: int) -> int:
    """Rows that Eigen 3.3.9 (mr = 1, nr = 4) sums in one go in a product of the given depth."""
    longest = max((l1_cache() - 32) // 40 // 8 * 8, 1)
    if depth <= longest or max(depth, columns) < 48:
        return max(depth, 1)
    rest = depth % longest
    if rest == 0:
        return longest
    return longest - 8 * ((longest - 1 - rest) // (8 * (depth // longest + 1)))


def make_kernel_data(problem: PlsProblem, structure: Structure) -> KernelData:
    """Weigh, reorder and pad the numbers of a model, and form the sums that do not depend on theta."""
    n, p, order = problem.n, problem.p, structure.storage_order
    root = np.sqrt(problem.weights)
    fixed = np.zeros((n, (p + 4) // 4 * 4))
    fixed[:, :p] = root[:, None] * problem.x
    stored, stored_root = fixed[order, :p].T, root[order]
    terms = []
    for term, lanes in zip(structure.terms, structure.lanes, strict=True):
        values = np.ascontiguousarray(term.values[:, order])
        weighted = values * stored_root
        terms.append(
            TermData(
                values=values,
                weighted=weighted,
                lane_weighted=lanes.spread(weighted),
                lane_fixed=lanes.spread(stored),
            )
        )
    return KernelData(
        terms=tuple(terms),
        fixed=fixed,
        x_columns=np.ascontiguousarray(problem.x.T[:, order]),
        offset=problem.offset[order],
        root_weights=stored_root,
        cross_x=gram(fixed, panel(n, p), fixed.shape[1]),
        q_panel=panel(problem.q, p),
        log_weights=_log_sum(problem.weights),
        degrees=problem.degrees,
        reml=problem.reml,
    )


def _log_sum(weights: FloatArray) -> float:
    total = 0.0
    if (weights == 1.0).all():
        return total
    for weight in weights.tolist():
        total += math.log(weight) if weight > 0.0 else -math.inf  # R's log(0)
    return total
