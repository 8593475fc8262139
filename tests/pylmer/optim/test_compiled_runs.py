"""NLopt called without Python in between goes the same way as through its Python functions."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from pylmer import lme4
from pylmer.datasets import load_dataset
from pylmer.fit.lmer import objective_of, start_theta
from pylmer.numerics.problem import NotPositiveDefiniteError
from pylmer.optim import nlopt_library, nloptwrap
from pylmer.optim.outcome import Problem

MODELS = {
    "sleepstudy": "Reaction ~ Days + (Days | Subject)",
    "Penicillin": "diameter ~ 1 + (1 | plate) + (1 | sample)",
    "cake": "angle ~ recipe * temp + (1 | recipe:replicate)",
}


def _problem(name: str, **options: object) -> Problem:
    spec = lme4.lmer(MODELS[name], load_dataset(name)).spec
    return Problem(
        objective=objective_of(spec).function,
        start=start_theta(spec),
        lower=spec.re.lower,
        options=options,
        verbose=0,
        write=sys.stdout.write,
    )


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("algorithm", ["BOBYQA", "NELDERMEAD", "SBPLX"])
@pytest.mark.parametrize("options", [{}, {"maxeval": 9}, {"ftol_rel": 1e-3}, {"xtol_abs": 1e-2, "stopval": 300.0}])
def test_compiled_and_python_runs_are_equal(name: str, algorithm: str, options: dict[str, object]) -> None:
    problem = _problem(name, algorithm=f"NLOPT_LN_{algorithm}", **options)
    settings = nloptwrap._read_settings(problem, [])
    compiled, python = nloptwrap._compiled_run(settings, problem), nloptwrap._python_run(settings, problem)
    assert compiled is not None
    assert compiled.par.tobytes() == python.par.tobytes()
    assert compiled[1:] == python[1:]


def test_a_package_that_hides_its_functions_is_called_through_python(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = nloptwrap.nloptwrap(_problem("sleepstudy"))
    monkeypatch.setattr(nlopt_library, "_functions", lambda: None)
    found = nloptwrap.nloptwrap(_problem("sleepstudy"))
    assert (found.par.tobytes(), found.value, found.evaluations) == (
        expected.par.tobytes(),
        expected.value,
        expected.evaluations,
    )


def test_an_objective_that_fails_on_the_way_raises_its_own_error() -> None:
    data = load_dataset("sleepstudy")
    spec = lme4.lmer("Reaction ~ Days + (1 | Subject)", data).spec
    design = np.column_stack([spec.x, spec.x[:, 1]])  # one column twice: X'X has no factor
    objective = objective_of(replace(spec, x=design))
    problem = Problem(
        objective=objective.function,
        start=np.ones(1),
        lower=spec.re.lower,
        options={},
        verbose=0,
        write=sys.stdout.write,
    )
    with pytest.raises(NotPositiveDefiniteError):
        nloptwrap.nloptwrap(problem)
