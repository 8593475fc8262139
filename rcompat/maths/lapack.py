"""LAPACK's symmetric eigenproblems, without the rest of `scipy.linalg` around them.

`import scipy.linalg` takes a third of a second, most of it for parts of NumPy and SciPy that a call of LAPACK never
touches; SciPy's binding of LAPACK itself loads in a tenth of that. So only the binding is loaded, from SciPy's own
folder; where SciPy is laid out otherwise, the whole package is imported.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["EigenAnswer", "symmetric_problem", "tridiagonal_problem"]


class EigenAnswer(NamedTuple):
    """Eigenvalues (p,), smallest first, vectors (p, p) in columns, and LAPACK's error code."""

    values: NDArray[np.float64]
    vectors: NDArray[np.float64]
    info: int


@cache
def _lapack() -> Any:
    scipy = find_spec("scipy")
    if "scipy.linalg" not in sys.modules and scipy is not None and scipy.origin is not None:
        spec = PathFinder.find_spec("_flapack", [str(Path(scipy.origin).parent / "linalg")])
        if spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    from scipy.linalg import lapack

    return lapack


def tridiagonal_problem(diagonal: NDArray[np.float64], below: NDArray[np.float64]) -> EigenAnswer:
    """All of the eigenvalues and vectors of a tridiagonal matrix, given its diagonal (p,) and what is below (p - 1,).

    R: LAPACK's dstemr.
    """
    lapack = _lapack()
    e = np.append(below, 0.0)
    work, integers, _ = lapack.dstemr_lwork(diagonal, e, 0, 0.0, 0.0, 0, 0, compute_v=1)
    _, values, vectors, info = lapack.dstemr(
        diagonal, e, 0, 0.0, 0.0, 0, 0, compute_v=1, lwork=int(work), liwork=int(integers)
    )
    return EigenAnswer(values, vectors, info)


def symmetric_problem(matrix: NDArray[np.float64]) -> EigenAnswer:
    """All of the eigenvalues and vectors of a symmetric matrix (p, p), of which the lower triangle is read.

    R: LAPACK's dsyevr.
    """
    lapack = _lapack()
    work, integers, _ = lapack.dsyevr_lwork(len(matrix), lower=1)
    values, vectors, _, _, info = lapack.dsyevr(
        matrix, compute_v=1, range="A", lower=1, lwork=int(work), liwork=int(integers)
    )
    return EigenAnswer(values, vectors, info)
