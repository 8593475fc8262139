"""Traces and products of the marginal covariance against the same formulas with n x n matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tolerances import assert_close

from pylmer.inference import random_blocks
from pylmer.inference.covariance import VarCorr
from pylmer.inference.variance_structure import variance_parts
from pylmer.lme4 import lmer

_FORMULAS = (
    "y ~ x + (1 | g)",
    "y ~ x + (x | g)",
    "y ~ x + (1 | g/h)",
    "y ~ x + (1 | g) + (1 | k)",
    "y ~ x + z + (x | g) + (z | k)",
    "y ~ x + (x || g) + (1 | k) + (1 | h)",
)


def _data() -> dict[str, Any]:
    rng = np.random.default_rng(7)
    n = 120
    g, k, h = rng.integers(0, 9, n), rng.integers(0, 7, n), rng.integers(0, 3, n)
    x, z = rng.normal(size=n), rng.normal(size=n)
    y = 1 + x + rng.normal(size=9)[g] * (1 + x) + rng.normal(size=7)[k] * (1 + z) + rng.normal(size=n)
    texts = {name: np.array([f"{name}{i}" for i in codes], dtype=object) for name, codes in zip("gkh", (g, k, h))}  # noqa: B905
    return {"y": y, "x": x, "z": z, **texts}


def _dense(fit: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    re, n = fit.spec.re, fit.spec.n
    z = np.zeros((n, re.q))
    for i in range(n):
        entries = slice(re.zt_starts[i], re.zt_starts[i + 1])
        z[i, re.zt_rows[entries]] = re.zt_values[entries]
    derivatives, total = [], fit.sigma**2 * np.eye(n)
    for term, start, block in zip(re.terms, re.block_starts, VarCorr(fit), strict=False):
        for b in range(term.k):
            for a in range(b, term.k):
                left = z[:, start + a : start + term.k * term.levels : term.k]
                right = z[:, start + b : start + term.k * term.levels : term.k]
                matrix = left @ right.T if a == b else left @ right.T + right @ left.T
                derivatives.append(matrix)
                total = total + block.covariance[a, b] * matrix
    derivatives.append(np.eye(n))
    inverse, x = np.linalg.inv(total), fit.spec.x
    moved = [inverse @ matrix for matrix in derivatives]
    traces = np.array([[np.trace(a @ b) for b in moved] for a in moved])
    first = np.array([x.T @ a @ inverse @ x for a in moved])
    second = np.array([[x.T @ a @ b @ inverse @ x for b in moved] for a in moved])
    return traces, first, second


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("largest_block", [1, 2, 200])
@pytest.mark.parametrize("formula", _FORMULAS)
def test_parts_are_those_of_the_whole_matrix(formula: str, largest_block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_blocks, "_SMALL_BLOCK", largest_block)
    fit = lmer(formula, data=_data())
    parts = variance_parts(fit)
    traces, first, second = _dense(fit)
    scale = np.sqrt(np.diag(traces))
    assert_close((parts.traces / np.outer(scale, scale)).ravel(), (traces / np.outer(scale, scale)).ravel(), "kr_parts")
    assert_close((parts.first / scale[:, None, None]).ravel(), (first / scale[:, None, None]).ravel(), "kr_parts")
    both = np.outer(scale, scale)[:, :, None, None]
    assert_close((parts.second / both).ravel(), (second / both).ravel(), "kr_parts")
