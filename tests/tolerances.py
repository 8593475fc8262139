"""The one table of tolerances: quantity -> (rtol, atol, reason). No test states a tolerance of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

__all__ = ["TOLERANCES", "Tolerance", "assert_close"]


class Tolerance(NamedTuple):
    """Relative and absolute tolerance, and why they are not zero."""

    rtol: float
    atol: float
    reason: str


TOLERANCES: dict[str, Tolerance] = {
    "exact": Tolerance(0.0, 0.0, "same operations in the same order: the same bits"),
    "count": Tolerance(0.0, 0.0, "whole numbers"),
    "theta": Tolerance(0.0, 0.0, "the kernel follows R's order of operations"),
    "deviance": Tolerance(0.0, 0.0, "the kernel follows R's order of operations"),
    "sigma": Tolerance(0.0, 0.0, "one square root of an exact number"),
    "beta": Tolerance(0.0, 0.0, "the kernel follows R's order of operations"),
    "vcov": Tolerance(0.0, 0.0, "the kernel follows R's order of operations"),
    "model_matrix": Tolerance(4e-15, 1e-15, "libm, and BLAS sums inside poly() and ns()"),
    "ranef": Tolerance(1e-13, 1e-13, "products of a few factors, order not pinned"),
    "fitted": Tolerance(1e-14, 1e-14, "sums of a few products, order not pinned"),
    "residuals": Tolerance(1e-13, 1e-13, "difference of the response and a fitted value"),
    "loglik": Tolerance(1e-14, 0.0, "half an exact number, and log(n)"),
    "statistic": Tolerance(1e-14, 0.0, "a quotient of exact numbers"),
    "df": Tolerance(0.0, 0.0, "eigenvectors and sums in the order of the reference LAPACK and BLAS"),
    "p_value": Tolerance(1e-11, 1e-300, "tail of the t distribution at a df known to 2e-12"),
    "gradient": Tolerance(0.0, 0.0, "differences of exact deviances"),
    "distribution": Tolerance(1e-13, 1e-300, "special functions by another algorithm than R's"),
    "studentized_range": Tolerance(1e-12, 1e-12, "R's quadrature with the sums taken in another order"),
    "bobyqa_public": Tolerance(1e-9, 1e-9, "NLopt's public interface takes other steps to the same precision"),
    "nlminb": Tolerance(1e-4, 1e-4, "another quasi-Newton method than PORT; R stops at such a distance itself"),
    "nlminb_value": Tolerance(1e-9, 1e-9, "the objective near its minimum, at such a distance"),
    "kr_parts": Tolerance(1e-11, 1e-11, "parts of the adjustment in units of their size, against n x n matrices"),
    "kr_vcov": Tolerance(0.0, 1e-10, "R inverts an n x n matrix; in units of the largest variance"),
    "restriction": Tolerance(0.0, 0.0, "rounded to seven decimals as R rounds"),
    "invariance": Tolerance(1e-9, 1e-9, "the same criterion summed in another order, by another factorisation"),
    "optimum": Tolerance(1e-6, 1e-6, "a flat valley: half the digits of the criterion, some lost to differences"),
    "default": Tolerance(1e-12, 1e-12, "a quantity whose order of operations is not pinned"),
}


def assert_close(actual: Sequence[float], expected: Sequence[float], quantity: str = "default") -> None:
    """Compare all values of a quantity by its line of the table; NaN equals NaN."""
    rtol, atol, reason = TOLERANCES[quantity]
    got, want = np.asarray(actual, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    assert got.shape == want.shape, f"{quantity}: shape {got.shape}, R has {want.shape}"
    np.testing.assert_allclose(got, want, rtol=rtol, atol=atol, err_msg=f"{quantity} ({reason})", strict=True)
