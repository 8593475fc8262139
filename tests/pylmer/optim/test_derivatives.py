"""Numerical derivatives and start values have R's bits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from optim_functions import FUNCTIONS
from optim_golden import golden, numbers

from pylmer.optim.derivatives import central_derivatives, richardson_hessian, richardson_jacobian
from pylmer.optim.start_values import simple_start

_valley, _quartic = FUNCTIONS["valley"], FUNCTIONS["quartic"]


def _both(x: np.ndarray) -> np.ndarray:
    return np.array([_quartic(x), _valley(x), float(x[0] * x[1])])


@pytest.mark.parametrize("case", golden()["derivatives"])
def test_derivatives(case: dict[str, Any]) -> None:
    x = numbers(case["x"])
    gradient, hessian = central_derivatives(_valley, x)
    assert gradient.tolist() == numbers(case["gradient"]).tolist()
    assert hessian.ravel().tolist() == numbers(case["hessian"]).tolist()
    assert richardson_hessian(_valley, x).ravel().tolist() == numbers(case["richardson"]).tolist()
    assert richardson_jacobian(_both, x).ravel(order="F").tolist() == numbers(case["jacobian"]).tolist()


@pytest.mark.parametrize("case", golden()["starts"])
def test_start_values(case: dict[str, Any]) -> None:
    codes = [np.array(term) for term in case["codes"]]
    theta = simple_start(numbers(case["y"]), codes)
    expected = numbers(case["theta"]).tolist()
    assert ([1.0] * len(codes) if theta is None else theta.tolist()) == expected
