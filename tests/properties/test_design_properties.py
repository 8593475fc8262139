"""Model frames, contrasts and model matrices: what codings share, whatever they are."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_fits import changed
from property_profiles import CHEAP
from tolerances import assert_close

from rcompat.base.frame import Factor, Frame
from rcompat.design.contrasts import contr_helmert, contr_poly, contr_SAS, contr_sum, contr_treatment, contrast_matrix
from rcompat.design.model_frame import make_model_frame, model_response
from rcompat.design.model_matrix import ModelMatrix, model_matrix
from rcompat.harness.strategies import factors, fixed_parts, frames
from rcompat.language.syntax import parse_expression

FRAMES = frames(missing=False)
PARTS = fixed_parts(("f", "g", "x", "z"))
CODINGS = st.sampled_from(["contr.treatment", "contr.sum", "contr.helmert", "contr.SAS", "contr.poly"])
CONTRASTS = st.sampled_from([contr_treatment, contr_sum, contr_helmert, contr_SAS, contr_poly])


def design(frame: Frame, text: str, contrasts: object = None) -> ModelMatrix:
    model_frame = make_model_frame(parse_expression(f"y ~ {text}"), frame)
    return model_matrix(model_frame.terms, model_frame, contrasts)


def projection(x: np.ndarray) -> np.ndarray:
    """The orthogonal projection on the column space."""
    u, s, _ = np.linalg.svd(x / np.maximum(np.abs(x).max(axis=0, initial=0.0), 1e-300), full_matrices=False)
    u = u[:, s > 1e-10 * s.max(initial=1.0)]
    return np.asarray(u @ u.T)


@settings(CHEAP)
@given(frame=FRAMES, coding=CODINGS)
def test_codings_span_the_same_space(frame: Frame, coding: str) -> None:
    for text in ("f * x + g", "0 + f + g", "f:x", "f:g"):
        one, other = design(frame, text), design(frame, text, {name: coding for name in "fg" if name in text})
        assert one.x.shape == other.x.shape
        assert_close(projection(one.x).ravel(), projection(other.x).ravel(), "invariance")


@settings(CHEAP)
@given(frame=FRAMES, text=PARTS, seed=st.integers(0, 99))
def test_rows_of_the_matrix_are_rows_of_the_data(frame: Frame, text: str, seed: int) -> None:
    rows = np.random.default_rng(seed).permutation(frame.n)
    assert np.array_equal(design(frame, text).x[rows], design(frame.take(rows), text).x)


@settings(CHEAP)
@given(frame=FRAMES, text=PARTS)
def test_columns_are_assigned_to_terms_in_order(frame: Frame, text: str) -> None:
    matrix = design(frame, text)
    terms = make_model_frame(parse_expression(f"y ~ {text}"), frame).terms
    assert matrix.x.shape == (frame.n, len(matrix.names)) and len(matrix.assign) == len(matrix.names)
    assert matrix.assign.tolist() == sorted(matrix.assign.tolist())
    assert set(matrix.assign.tolist()) == set(range(0 if terms.intercept else 1, len(terms.term_labels) + 1))
    assert len(set(matrix.names)) == len(matrix.names)


@settings(CHEAP)
@given(frame=FRAMES, text=PARTS)
def test_dropping_the_intercept_of_a_model_with_a_factor_keeps_the_space(frame: Frame, text: str) -> None:
    one, other = design(frame, f"f + ({text}) + 1"), design(frame, f"f + ({text}) - 1")
    assert_close(projection(one.x).ravel(), projection(other.x).ravel(), "invariance")


@settings(CHEAP)
@given(frame=FRAMES)
def test_indicators_sum_to_one_in_every_row(frame: Frame) -> None:
    assert np.array_equal(design(frame, "0 + f").x.sum(axis=1), np.ones(frame.n))
    assert np.array_equal(design(frame, "0 + f:g").x.sum(axis=1), np.ones(frame.n))
    assert design(frame, "1").x.tolist() == [[1.0]] * frame.n


@settings(CHEAP)
@given(frame=FRAMES, seed=st.integers(0, 99))
def test_order_of_levels_does_not_change_the_space(frame: Frame, seed: int) -> None:
    f = frame["f"]
    assert isinstance(f, Factor)
    order = np.random.default_rng(seed).permutation(len(f.levels))
    place = np.argsort(order).astype(np.int32)
    other = changed(frame, f=Factor(codes=place[f.codes], levels=tuple(f.levels[i] for i in order)))
    assert_close(
        projection(design(frame, "f * x").x).ravel(), projection(design(other, "f * x").x).ravel(), "invariance"
    )


@settings(CHEAP)
@given(frame=FRAMES, text=PARTS)
def test_products_are_products_of_columns(frame: Frame, text: str) -> None:
    matrix = design(frame, "f * x")
    columns = dict(zip(matrix.names, matrix.x.T, strict=True))
    for name in (name for name in matrix.names if ":" in name):
        left, right = name.split(":")
        assert np.array_equal(columns[name], columns[left] * columns[right])


@settings(CHEAP)
@given(make=CONTRASTS, n=st.integers(2, 12))
def test_contrasts_have_full_rank_beside_the_constant(make: object, n: int) -> None:
    assert callable(make)
    matrix = np.asarray(make(n).data)
    assert matrix.shape == (n, n - 1)
    assert np.linalg.matrix_rank(np.column_stack([np.ones(n), matrix])) == n


@settings(CHEAP)
@given(n=st.integers(2, 20), scores=st.permutations(range(20)))
def test_orthogonal_contrasts_are_orthogonal(n: int, scores: list[int]) -> None:
    polynomial = np.asarray(contr_poly(n, sorted(scores[:n])).data)
    assert_close((polynomial.T @ polynomial).ravel(), np.eye(n - 1).ravel(), "invariance")
    helmert = np.asarray(contr_helmert(n).data)
    products = helmert.T @ helmert
    assert np.array_equal(products, np.diag(np.diag(products)))
    for matrix in (polynomial, helmert, np.asarray(contr_sum(n).data)):
        assert_close(matrix.sum(axis=0), np.zeros(n - 1), "invariance")


@settings(CHEAP)
@given(factor=factors())
def test_ordered_factors_get_polynomials_and_others_treatments(factor: Factor) -> None:
    ordered = Factor(codes=factor.codes, levels=factor.levels, ordered=True)
    k = len(factor.levels)
    assert np.array_equal(contrast_matrix(factor).data, contr_treatment(factor.levels).data)
    assert np.array_equal(contrast_matrix(ordered).data, contr_poly(k).data)


@settings(CHEAP)
@given(frame=frames(missing=True))
def test_rows_with_missing_values_are_left_out_and_counted(frame: Frame) -> None:
    missing = np.isnan(np.asarray(frame["y"]))
    found = make_model_frame(parse_expression("y ~ x + f"), frame)
    response = model_response(found)
    assert response is not None
    assert np.array_equal(np.asarray(response), np.asarray(frame["y"])[~missing])
    assert found.dropped.tolist() == np.flatnonzero(missing).tolist()


@settings(CHEAP)
@given(frame=FRAMES, cut=st.floats(-2, 2))
def test_a_subset_is_the_rows_where_it_holds(frame: Frame, cut: float) -> None:
    keep = np.asarray(frame["z"]) > cut
    assume(keep.any())
    found = make_model_frame(parse_expression("y ~ x"), frame, subset=parse_expression(f"z > {cut!r}"))
    assert np.array_equal(np.asarray(model_response(found)), np.asarray(frame["y"])[keep])


@settings(CHEAP)
@given(frame=FRAMES, scale=st.sampled_from([0.5, -4.0]), shift=st.integers(-3, 3))
def test_polynomials_do_not_see_affine_changes(frame: Frame, scale: float, shift: int) -> None:
    other = changed(frame, x=scale * np.asarray(frame["x"]) + shift)
    one, two = design(frame, "poly(x, 3)").x, design(other, "poly(x, 3)").x
    signs = np.sign(scale) ** np.arange(4)
    assert_close((one * signs).ravel(), two.ravel(), "poly")
