"""The pivoted QR against R's qr(), bit for bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rcompat.maths.linpack import pivoted_qr, q_times, qr_coefficients, qt_times

LINES = (Path(__file__).parent / "data" / "linpack.txt").read_text().splitlines()
CASES = [LINES[i : i + 9] for i in range(0, len(LINES), 9)]


def hex_values(text: str) -> np.ndarray:
    return np.array([np.nan if t == "NaN" else float.fromhex(t) for t in text.split()])


@pytest.mark.parametrize("case", CASES)
def test_qr(case: list[str]) -> None:
    n, p, rank = map(int, case[0].split())
    x = hex_values(case[1]).reshape(p, n).T
    kept = x.copy()
    factor = pivoted_qr(x)
    np.testing.assert_array_equal(x, kept)
    np.testing.assert_array_equal(factor.qr.T.ravel(), hex_values(case[2]))
    np.testing.assert_array_equal(factor.qraux, hex_values(case[3]))
    assert factor.pivot.tolist() == list(map(int, case[4].split()))
    assert factor.rank == rank
    y = hex_values(case[5])
    np.testing.assert_array_equal(q_times(factor, y), hex_values(case[6]))
    np.testing.assert_array_equal(qt_times(factor, y), hex_values(case[7]))
    np.testing.assert_array_equal(qr_coefficients(factor, y), hex_values(case[8]))


def test_tolerance_decides_the_rank() -> None:
    x = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-5], [1.0, 1.0]])
    assert pivoted_qr(x).rank == 2
    assert pivoted_qr(x, tol=1e-3).rank == 1
    assert pivoted_qr(np.zeros((3, 0))).rank == 0
