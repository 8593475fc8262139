"""Matrices of the package Matrix: vectors with dimensions whose class says so. Which class a result has."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.s4 import MATRIX_BASES
from rcompat.script.coercion import class_of
from rcompat.script.values import List, Value, Vec, chr, intv

__all__ = ["as_matrix_class", "as_product", "is_matrix_class", "is_sparse", "plain_matrix"]


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


def as_product(found: Vec, x: Value, y: Value = None) -> Vec:
    """A matrix product with the class that it has if a factor is of the package; without `y` a cross-product."""
    if y is None:
        if not is_matrix_class(x):
            return found
        return as_matrix_class(found, "dsCMatrix" if is_sparse(x) else "dpoMatrix")
    if not is_matrix_class(x) and not is_matrix_class(y):
        return found
    return as_matrix_class(found, "dgCMatrix" if is_sparse(x) and is_sparse(y) else "dgeMatrix")
