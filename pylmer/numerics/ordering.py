"""The fill-reducing order of the random effects, as CHOLMOD inside lme4 chooses it.

Minimum degree by default. `natural=True` is the other outcome of an accident in R's own builds (an address decides
whether the natural order is tried as well); it exists to compare with such R processes only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pylmer.numerics.ordering_kernel import minimum_degree
from pylmer.numerics.tree_kernel import elimination_tree, weighted_postorder

__all__ = ["Ordering", "choose_ordering"]

IntArray = npt.NDArray[np.int32]

SUPERNODAL_SWITCH = 40.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ordering:
    """Permutation (new position -> row), its elimination tree and column counts, and what they imply."""

    perm: IntArray
    parent: IntArray
    counts: IntArray
    is_natural: bool
    is_supernodal: bool


def choose_ordering(indptr: IntArray, indices: IntArray, *, natural: bool = False) -> Ordering:
    """Choose the permutation of a symmetric pattern (both triangles, no diagonal, ascending columns).

    Args:
        indptr: column starts (q + 1,).
        indices: ascending rows of every column.
        natural: also try the natural order, which wins if its exact number of nonzeros is below minimum degree's
            own upper bound.

    R: Matrix 1.5-3, `Cholesky(A, perm = TRUE, LDL = FALSE, super = NA)`.
    """
    perm, bound = minimum_degree(indptr, indices)
    parent, counts = elimination_tree(indptr, indices, perm)
    is_natural = False
    if natural:
        identity = np.arange(len(perm), dtype=np.int32)
        natural_parent, natural_counts = elimination_tree(indptr, indices, identity)
        is_natural = float(natural_counts.sum(dtype=np.int64)) < bound
        if is_natural:
            perm, parent, counts = identity, natural_parent, natural_counts
    post = weighted_postorder(parent, counts)
    perm = perm[post]
    renumbered = np.empty(len(post) + 1, np.int32)
    renumbered[post] = np.arange(len(post), dtype=np.int32)
    renumbered[-1] = -1
    counts = counts[post]
    exact = counts.astype(float)
    flops_per_entry = float((exact * exact).sum()) / float(exact.sum())
    return Ordering(
        perm=perm,
        parent=renumbered[parent[post]],
        counts=counts,
        is_natural=is_natural,
        is_supernodal=flops_per_entry >= SUPERNODAL_SWITCH,
    )
