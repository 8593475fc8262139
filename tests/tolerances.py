"""The one table of tolerances, golden/tolerances.toml, as tests use it. No test states a tolerance of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rcompat.harness.tolerances import Tolerance, read_tolerances

__all__ = ["TABLE", "TOLERANCES", "Tolerance", "assert_close"]

TABLE = read_tolerances(Path(__file__).resolve().parents[1] / "golden")
TOLERANCES = TABLE.lines


def assert_close(actual: Sequence[float], expected: Sequence[float], quantity: str = "default") -> None:
    """Compare all values of a quantity by its line of the table; NaN equals NaN."""
    rtol, atol, reason = TOLERANCES[quantity]
    got, want = np.asarray(actual, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    assert got.shape == want.shape, f"{quantity}: shape {got.shape}, R has {want.shape}"
    if quantity in TABLE.by_largest:
        rtol, atol = 0.0, atol + rtol * float(np.nanmax(np.abs(want), initial=0.0))
    np.testing.assert_allclose(got, want, rtol=rtol, atol=atol, err_msg=f"{quantity} ({reason})", strict=True)
