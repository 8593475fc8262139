"""Contrast functions and `contrasts<-` against R, bit for bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rcompat.base.conditions import RError
from rcompat.base.frame import Factor
from rcompat.base.options import local_options
from rcompat.base.vectors import Vector
from rcompat.design.contrasts import (
    contr_helmert,
    contr_poly,
    contr_SAS,
    contr_sum,
    contr_treatment,
    contrast_function,
    contrast_matrix,
    set_contrasts,
)

LINES = (Path(__file__).parent / "data" / "contrasts.tsv").read_text().splitlines()


def hex_values(text: str) -> np.ndarray:
    return np.array([float.fromhex(t) for t in text.split()])


def make(kind: str, size: str, given: str) -> Vector:
    if kind == "base":
        return contr_treatment(int(size), base=int(given))
    if kind == "scores":
        return contr_poly(int(size), scores=tuple(hex_values(given)))
    if kind == "set":
        n, k, many, names = size.split(" ")
        matrix = hex_values(given).reshape(int(k), int(n)).T
        labels = None if names == "NULL" else tuple(names.split(","))
        factor = Factor(codes=np.arange(int(n), dtype=np.int32), levels=tuple(str(i + 1) for i in range(int(n))))
        value = Vector(data=matrix, dimnames=(None, labels))
        result = set_contrasts(factor, value, int(many) or None).contrasts
        assert isinstance(result, Vector)
        return result
    return contrast_function(kind)(int(size))


@pytest.mark.parametrize("line", LINES)
def test_against_r(line: str) -> None:
    kind, size, given, columns, names, values = line.split("\t")
    if columns == "error":
        with pytest.raises(RError) as caught:
            make(kind, size, given)
        assert caught.value.message == names
        return
    result = make(kind, size, given)
    assert result.dimnames is not None
    labels = result.dimnames[1]
    assert names == ("NULL" if labels is None else ",".join(str(label) for label in labels))
    assert result.data.shape[1] == int(columns)
    np.testing.assert_array_equal(result.data.ravel(order="F"), hex_values(values))


def test_levels_name_rows_and_columns() -> None:
    assert contr_treatment(("a", "b", "c"), base=2).dimnames == (("a", "b", "c"), ("a", "c"))
    assert contr_SAS(("a", "b", "c")).dimnames == (("a", "b", "c"), ("a", "b"))
    assert contr_sum(("a", "b")).dimnames == (("a", "b"), None)
    assert contr_helmert(("a", "b")).dimnames == (("a", "b"), None)
    assert contr_poly(("a", "b", "c")).dimnames == (None, (".L", ".Q"))


def test_without_contrasts() -> None:
    np.testing.assert_array_equal(contr_treatment(3, contrasts=False).data, np.eye(3))
    assert contr_poly(3, contrasts=False).dimnames == (None, ("^0", "^1", "^2"))


def test_resolution_order() -> None:
    plain = Factor(codes=np.array([0, 1, 2], dtype=np.int32), levels=("a", "b", "c"))
    ordered = Factor(codes=plain.codes, levels=plain.levels, ordered=True)
    np.testing.assert_array_equal(contrast_matrix(plain).data, contr_treatment(3).data)
    np.testing.assert_array_equal(contrast_matrix(ordered).data, contr_poly(3).data)
    with local_options(contrasts=("contr.sum", "contr.helmert")):
        np.testing.assert_array_equal(contrast_matrix(plain).data, contr_sum(3).data)
        np.testing.assert_array_equal(contrast_matrix(ordered).data, contr_helmert(3).data)
        own = set_contrasts(plain, "contr.SAS")
        np.testing.assert_array_equal(contrast_matrix(own).data, contr_SAS(3).data)


def test_unknown_function() -> None:
    with pytest.raises(RError, match=r"object 'contr.nope' of mode 'function' was not found"):
        contrast_function("contr.nope")
