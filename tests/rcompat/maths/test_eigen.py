"""Symmetric eigendecompositions and `mvrnorm` against R, bit for bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tolerances import TOLERANCES

from rcompat.base.conditions import RError
from rcompat.maths.eigen import symmetric_eigen
from rcompat.maths.mvrnorm import mvrnorm
from rcompat.maths.rng import make_generator

LINES = (Path(__file__).parent / "data" / "eigen.txt").read_text().splitlines()
EIGEN = [i for i, line in enumerate(LINES) if line.startswith("eigen")]
DRAWS = [i for i, line in enumerate(LINES) if line.startswith("mvrnorm")]


def hex_values(line: str) -> np.ndarray:
    return np.array([float.fromhex(t) for t in line.split()])


def hex_square(line: str) -> np.ndarray:
    values = hex_values(line)
    size = round(len(values) ** 0.5)
    return values.reshape(size, size).T


@pytest.mark.parametrize("at", EIGEN)
def test_eigen(at: int) -> None:
    values, vectors = symmetric_eigen(hex_square(LINES[at + 1]))
    np.testing.assert_array_equal(values, hex_values(LINES[at + 2]))
    np.testing.assert_array_equal(vectors, hex_square(LINES[at + 3]))


@pytest.mark.parametrize("at", DRAWS)
def test_mvrnorm(at: int) -> None:
    _, p, seed = LINES[at].split()
    sigma, mu = hex_square(LINES[at + 1]), hex_values(LINES[at + 2])
    draws = mvrnorm(3, mu, sigma, generator=make_generator(int(seed)))
    np.testing.assert_array_equal(draws.T.ravel(), hex_values(LINES[at + 3]))
    np.testing.assert_array_equal(mvrnorm(1, mu, sigma, generator=make_generator(int(seed))), hex_values(LINES[at + 4]))
    exact = mvrnorm(int(p) + 3, mu, sigma, empirical=True, generator=make_generator(int(seed)))
    rtol, atol, _ = TOLERANCES["default"]
    np.testing.assert_allclose(
        exact.T.ravel(), hex_values(LINES[at + 5]), rtol=rtol, atol=rtol * float(np.abs(sigma).max()) ** 0.5 + atol
    )


def test_many_rows_are_decomposed() -> None:
    root = np.random.default_rng(1).normal(size=(50, 40))
    matrix = root.T @ root
    values, vectors = symmetric_eigen(matrix)
    rtol = TOLERANCES["default"].rtol
    np.testing.assert_allclose((vectors * values) @ vectors.T, matrix, rtol=rtol, atol=rtol * float(values[0]))
    assert np.all(np.diff(values) <= 0)


def test_errors() -> None:
    with pytest.raises(RError, match="'Sigma' is not positive definite"):
        mvrnorm(2, [0, 0], [[1, 2], [2, 1]])
    with pytest.raises(RError, match="incompatible arguments"):
        mvrnorm(2, [0, 0], [[1]])
    with pytest.raises(RError, match="infinite or missing values in 'x'"):
        symmetric_eigen([[np.nan]])
    with pytest.raises(RError, match="non-square matrix in 'eigen'"):
        symmetric_eigen([[1, 2]])
