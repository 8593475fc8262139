"""Random-effects terms as R scripts see them. R: the list that lme4::mkReTrms returns."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.structure.re_terms import ReTerms
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector

__all__: list[str] = []


@answers("r_value", ReTerms)
def _listed(re: ReTerms) -> RList:
    zt, lambda_t = _sparse(re)
    groups = tuple(term.group for term in re.terms)
    labels = tuple(term.label for term in re.terms)
    starts = zip(re.block_starts, re.block_starts[1:], strict=False)
    blocks = tuple(zt[first:last] for first, last in starts)
    counts = np.array([len(factor.levels) for factor in re.factors], dtype=np.int32)
    columns = tuple(Vector(data=np.array(term.columns, dtype=object)) for term in re.terms)
    assign = Vector(data=np.array([i + 1 for i in re.assign], dtype=np.int32))
    parts: dict[str, Any] = {
        "Zt": zt,
        "theta": re.theta_start,
        "Lind": Vector(data=(np.asarray(re.theta_index) + 1).astype(np.int32)),
        "Gp": Vector(data=np.array(re.block_starts, dtype=np.int32)),
        "lower": re.lower,
        "Lambdat": lambda_t,
        "flist": RList(values=re.factors, names=re.factor_names, attributes={"assign": assign}),
        "cnms": RList(values=columns, names=groups),
        "Ztlist": RList(values=blocks, names=labels),
        "nl": Vector(data=counts, names=re.factor_names),
    }
    return RList(values=tuple(parts.values()), names=tuple(parts))


def _sparse(re: ReTerms) -> tuple[Any, Any]:
    """Z' (q, n) with the levels as row names, and Lambda' (q, q)."""
    from scipy import sparse

    n = len(re.zt_starts) - 1
    zt = sparse.csc_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(re.q, n))
    levels = tuple(level for term in re.terms for level in term.factor.levels for _ in term.columns)
    zt.dimnames = (levels, tuple(str(i + 1) for i in range(n)))
    values = re.theta_start[re.theta_index]
    lambda_t = sparse.csc_array((values, re.lambda_rows, re.lambda_starts), shape=(re.q, re.q))
    return zt, lambda_t
