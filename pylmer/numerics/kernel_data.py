"""The numbers of one model as the kernel takes them: weighted, in storage order, rows padded to whole vectors."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pylmer.numerics.dense_kernel import column_products, gram
from pylmer.numerics.observation_kernel import TermColumns
from pylmer.numerics.problem import PlsProblem
from pylmer.numerics.symbolic import Structure

__all__ = ["KernelData", "make_kernel_data", "panel"]

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KernelData:
    """Numbers of one model in storage order, as the kernel takes them."""

    terms: tuple[TermColumns, ...]
    fixed: FloatArray
    x_columns: FloatArray
    y: FloatArray
    offset: FloatArray
    root_weights: FloatArray
    cross_x: FloatArray
    cross_xy: FloatArray
    q_panel: int
    log_weights: float
    degrees: float
    reml: bool


def panel(depth: int, columns: int, l1_cache: int) -> int:
    """Rows that Eigen 3.3.9 (mr = 1, nr = 4) sums in one go in a product of the given depth."""
    longest = max((l1_cache - 32) // 40 // 8 * 8, 1)
    if depth <= longest or max(depth, columns) < 48:
        return max(depth, 1)
    rest = depth % longest
    if rest == 0:
        return longest
    return longest - 8 * ((longest - 1 - rest) // (8 * (depth // longest + 1)))


def make_kernel_data(problem: PlsProblem, structure: Structure, l1_cache: int) -> KernelData:
    """Weigh, reorder and pad the numbers of a model, and form the sums that do not depend on theta."""
    n, p, order = problem.n, problem.p, structure.storage_order
    root = np.sqrt(problem.weights)
    width = (p + 4) // 4 * 4
    fixed = np.zeros((n, width))
    fixed[:, :p] = root[:, None] * problem.x
    fixed[:, p] = root * (problem.y - (problem.offset + 0.0))
    stored_root = root[order]
    terms = []
    for term, layout in zip(structure.terms, structure.layouts, strict=True):
        values = np.ascontiguousarray(term.values[:, order])
        terms.append(TermColumns(layout, values, values * stored_root))
    return KernelData(
        terms=tuple(terms),
        fixed=fixed[order],
        x_columns=np.ascontiguousarray(problem.x.T[:, order]),
        y=problem.y[order],
        offset=problem.offset[order],
        root_weights=stored_root,
        cross_x=gram(fixed, panel(n, p, l1_cache), width),
        cross_xy=column_products(fixed, p, p),
        q_panel=panel(problem.q, p, l1_cache),
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
