"""LAPACK by itself gives what `scipy.linalg` gives, with or without that package imported."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import scipy.linalg

from rcompat.maths.lapack import symmetric_problem, tridiagonal_problem

ROOT = np.random.default_rng(3).normal(size=(40, 40))


def test_symmetric_problem() -> None:
    matrix = ROOT @ ROOT.T
    answer = symmetric_problem(matrix)
    values, vectors = scipy.linalg.eigh(matrix, driver="evr", lower=True)
    np.testing.assert_array_equal(answer.values, values)
    np.testing.assert_array_equal(answer.vectors, vectors)
    assert answer.info == 0


def test_tridiagonal_problem() -> None:
    diagonal, below = ROOT[0, :5], ROOT[1, :4]
    answer = tridiagonal_problem(diagonal, below)
    values, _ = scipy.linalg.eigh_tridiagonal(diagonal, below, lapack_driver="stemr")
    np.testing.assert_array_equal(answer.values, values)
    assert answer.info == 0


def test_scipy_linalg_is_not_imported() -> None:
    code = (
        "import sys, numpy; from rcompat.maths.lapack import symmetric_problem;"
        "symmetric_problem(numpy.eye(3)); print('scipy.linalg' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
