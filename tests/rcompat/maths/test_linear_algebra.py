from __future__ import annotations

import numpy as np
import pytest

from rcompat.harness.live_r import RSession
from rcompat.maths.linear_algebra import (
    NotPositiveDefiniteError,
    SingularMatrixError,
    inverse,
    log_determinant,
    product,
    reciprocal_condition,
    solve,
    triangular_solve,
    upper_cholesky,
)


@pytest.mark.r
@pytest.mark.parametrize("p", [1, 2, 3, 7, 20, 70])
def test_products_and_solutions_have_rs_bits(live_r: RSession, p: int) -> None:
    live_r.run(f"set.seed({p}); p <- {p}; a <- matrix(rnorm(p * p), p); b <- matrix(rnorm(3 * p), p); v <- rnorm(p)")

    def r(code: str, *shape: int) -> np.ndarray:
        return np.array(live_r.values(code)).reshape(shape, order="F")

    a, b, v = r("a", p, p), r("b", p, 3), r("v", p)
    pairs = {
        "a %*% b": product(a, b),
        "a %*% v": product(a, v),
        "crossprod(a, b)": product(a.T, b),
        "crossprod(a)": product(a.T, a),
        "tcrossprod(a)": product(a, a.T),
        "solve(a, b)": solve(a, b),
        "solve(a, v)": solve(a, v),
        "solve(a)": inverse(a),
    }
    for code, ours in pairs.items():
        assert np.array_equal(ours, r(code, *ours.shape)), code


@pytest.mark.r
@pytest.mark.parametrize("p", [1, 2, 3, 7, 20, 70])
def test_factors_have_rs_bits(live_r: RSession, p: int) -> None:
    live_r.run(f"set.seed({p}); p <- {p}; a <- matrix(rnorm(p * p), p); b <- matrix(rnorm(3 * p), p)")
    live_r.run("s <- crossprod(a) + diag(p); r <- chol(s); l <- t(r)")

    def r(code: str, *shape: int) -> np.ndarray:
        return np.array(live_r.values(code)).reshape(shape, order="F")

    a, b = r("a", p, p), r("b", p, 3)
    upper = upper_cholesky(r("s", p, p))
    pairs = {
        "r": upper,
        "backsolve(r, b)": triangular_solve(upper, b),
        "backsolve(r, b, transpose = TRUE)": triangular_solve(upper, b, transposed=True),
        "forwardsolve(l, b)": triangular_solve(upper.T, b, upper=False),
        "forwardsolve(l, b, transpose = TRUE)": triangular_solve(upper.T, b, upper=False, transposed=True),
        "unlist(determinant(a))": np.array(log_determinant(a)),
    }
    for code, ours in pairs.items():
        assert np.array_equal(ours, r(code, *ours.shape)), code


def test_what_has_no_factor_is_named() -> None:
    with pytest.raises(NotPositiveDefiniteError, match="2"):
        upper_cholesky(np.array([[1.0, 2.0], [2.0, 4.0]]))
    singular = np.array([[1.0, 2.0], [2.0, 4.0]])
    assert (reciprocal_condition(singular), log_determinant(singular)) == (0.0, (-np.inf, 1))
    assert reciprocal_condition(np.diag([1.0, 4.0])) == 0.25


def test_a_zero_pivot_is_named() -> None:
    with pytest.raises(SingularMatrixError, match="2"):
        solve(np.array([[1.0, 2.0], [2.0, 4.0]]), np.ones(2))
    assert product(np.ones((2, 0)), np.ones((0, 3))).tolist() == [[0.0] * 3] * 2
