"""Fresh random problems: nloptwrap, bobyqa, Nelder_Mead and the Richardson derivatives against live R, bit for bit."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pylmer.optim.bobyqa import bobyqa
from pylmer.optim.derivatives import central_derivatives, richardson_hessian
from pylmer.optim.nelder_mead import Nelder_Mead
from pylmer.optim.nloptwrap import nloptwrap
from pylmer.optim.outcome import Problem

if TYPE_CHECKING:
    from rcompat.harness.live_r import RSession

_ENGINES = {"nloptwrap": nloptwrap, "minqa::bobyqa": bobyqa, "Nelder_Mead": Nelder_Mead}
_DRAWS = random.Random(20261121)
_PROBLEMS = [
    (optimizer, [round(_DRAWS.uniform(0, 2), 3) for _ in range(m)], [round(_DRAWS.uniform(-1, 2), 3) for _ in range(m)])
    for optimizer in _ENGINES
    for m in (1, 1, 2, 2, 3, 3, 4, 5, 6)
]
_FUNCTION = """
bowl <- function(x) {
    s <- 0
    for (i in seq_along(x)) { a <- x[i] - center[i]; s <- s + i * (a * a) + a * x[1] * (a * x[1]) }
    100 + s
}
"""


def _bowl(center: list[float], x: np.ndarray) -> float:
    values, total = x.tolist(), 0.0
    for i, (value, middle) in enumerate(zip(values, center, strict=True), start=1):
        a = value - middle
        total = total + i * (a * a) + a * values[0] * (a * values[0])
    return 100 + total


@pytest.mark.r
@pytest.mark.parametrize(("optimizer", "start", "center"), _PROBLEMS)
def test_the_same_optimum_as_live_r(live_r: RSession, optimizer: str, start: list[float], center: list[float]) -> None:
    m = len(start)
    numbers = [f"c({', '.join(map(repr, values))})" for values in (start, center)]
    live_r.run(f"{_FUNCTION}\nstart <- {numbers[0]}; center <- {numbers[1]}")
    live_r.run(f"fit <- {optimizer}(par = start, fn = bowl, lower = rep(0, {m}), upper = rep(Inf, {m}))")
    problem = Problem(
        objective=lambda x: _bowl(center, x),
        start=np.array(start),
        lower=np.zeros(m),
        options={},
        verbose=0,
        write=print,
    )
    result = _ENGINES[optimizer](problem)
    assert [*result.par.tolist(), result.value, result.evaluations] == live_r.values("c(fit$par, fit$fval, fit$feval)")
    gradient, hessian = central_derivatives(problem.objective, result.par)
    expected = live_r.values("unlist(lme4:::deriv12(bowl, fit$par))")
    assert [*gradient.tolist(), *hessian.ravel().tolist()] == expected
    curved = live_r.values("numDeriv::hessian(bowl, fit$par)")
    assert richardson_hessian(problem.objective, result.par).ravel().tolist() == curved
