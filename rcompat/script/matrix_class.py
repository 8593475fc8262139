"""Matrices of the package Matrix: vectors with dimensions whose class says so. Which class a result has."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.s4 import MATRIX_BASES
from rcompat.script.coercion import class_of
from rcompat.script.values import List, Value, Vec, chr, intv

__all__ = [
    "as_matrix_class",
    "as_part",
    "as_product",
    "function_class",
    "is_matrix_class",
    "is_sparse",
    "is_symmetric_class",
    "operation_class",
    "plain_matrix",
]

_KEEPS_ZEROS = ("*", "/", "^")


def is_matrix_class(value: Value) -> bool:
    """Whether the value is a matrix of the package Matrix."""
    kinds = class_of(value) if isinstance(value, Vec) and value.attrs else []
    return len(kinds) > 0 and kinds[0] in MATRIX_BASES


def is_sparse(value: Value) -> bool:
    """Whether the value is a sparse matrix of the package Matrix."""
    return is_matrix_class(value) and "sparseMatrix" in MATRIX_BASES[class_of(value)[0]]


def plain_matrix(value: Vec) -> Vec:
    """The same numbers as a matrix of R itself."""
    return Vec(value.data, {name: item for name, item in value.attrs.items() if name in ("dim", "dimnames")})


def as_matrix_class(value: Vec, kind: str, **attributes: Value) -> Vec:
    """The same numbers with a class of the package."""
    result = plain_matrix(value)
    if not kind.startswith("l"):
        result.data = result.data.astype(np.float64)
    if "dim" not in result.attrs:
        result.attrs["dim"] = intv([len(value), 1])
    names: Any = result.attrs.get("dimnames")
    if isinstance(names, List) and all(item is None for item in names.data):
        del result.attrs["dimnames"]
    label = chr([kind])
    label.attrs["package"] = chr(["Matrix"])
    result.attrs["class"] = label
    result.attrs.update(attributes)
    return result


def as_part(found: Vec, x: Value) -> Vec:
    """Some rows of a matrix with the class that they have if it is of the package."""
    return as_matrix_class(found, "dgCMatrix" if is_sparse(x) else "dgeMatrix") if is_matrix_class(x) else found


def as_product(found: Vec, x: Value, y: Value = None) -> Vec:
    """A matrix product with the class that it has if a factor is of the package; without `y` a cross-product."""
    if y is None:
        if not is_matrix_class(x):
            return found
        return as_matrix_class(found, "dsCMatrix" if is_sparse(x) else "dpoMatrix")
    if not is_matrix_class(x) and not is_matrix_class(y):
        return found
    return as_matrix_class(found, "dgCMatrix" if is_sparse(x) and is_sparse(y) else "dgeMatrix")


def is_symmetric_class(value: Value) -> bool:
    """Whether the value is a symmetric matrix of the package by its class."""
    return is_matrix_class(value) and "symmetricMatrix" in MATRIX_BASES[class_of(value)[0]]


def _has_symmetry(value: Value) -> bool:
    """Whether an operand leaves a symmetric matrix symmetric: a number, or a symmetric matrix of either kind."""
    if is_matrix_class(value):
        return is_symmetric_class(value)
    dim = value.attrs.get("dim")
    if dim is None:
        return len(value) == 1
    cells = value.data.reshape(tuple(dim.data), order="F")
    return cells.shape[0] == cells.shape[-1] and bool((cells == cells.T).all())


def operation_class(name: str, e1: Vec, e2: Vec, is_logical: bool) -> str:
    """The class of `e1 name e2`, at least one of them of the package."""
    if (is_sparse(e1) and (is_sparse(e2) or name in _KEEPS_ZEROS)) or (
        is_sparse(e2) and (name == "*" or is_sparse(e1))
    ):
        return "dgCMatrix"
    symmetric = _has_symmetry(e1) and _has_symmetry(e2)
    if is_logical:
        return _logical_class(symmetric)
    matrix, other = (e1, e2) if is_matrix_class(e1) else (e2, e1)
    if symmetric and class_of(matrix)[0] == "dpoMatrix" and not is_matrix_class(other) and len(other) == 1:
        # R looks at the number alone, on whichever side it stands: 1 / x stays positive definite.
        return "dpoMatrix" if name in ("+", "*", "/") and other.data[0] > 0 else "dsyMatrix"
    return "dsyMatrix" if symmetric else "dgeMatrix"


def _logical_class(symmetric: bool) -> str:
    return "lsyMatrix" if symmetric else "lgeMatrix"


def function_class(kind: str) -> str:
    """The class of a function such as `exp` of every cell of a dense matrix."""
    return "dsyMatrix" if "symmetricMatrix" in MATRIX_BASES[kind] else "dgeMatrix"
