"""Likelihood-ratio tests between models, and the refit by maximum likelihood that goes before them.

R: lme4's anova.merMod for several models, refitML.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from pylmer.fit.lmer import objective_of
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.answer_tables import AnovaTable, make_frame
from pylmer.inference.call_texts import call_text
from pylmer.inference.likelihood import isREML, logLik
from pylmer.numerics.pls import sigma
from pylmer.optim.bobyqa import bobyqa
from pylmer.optim.convergence import ConvergenceWarning
from pylmer.optim.derivatives import central_derivatives
from pylmer.optim.outcome import Problem
from rcompat.base.conditions import RError, message, signal, warning
from rcompat.base.generics import answers
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Constant, Expr
from rcompat.linear import likelihood as linear_likelihood
from rcompat.linear.lm_fit import LmFit
from rcompat.maths.distributions import pchisq

__all__ = ["compared_fits", "has_likelihood", "refitML"]

_COLUMNS = ("npar", "AIC", "BIC", "logLik", "deviance", "Chisq", "Df", "Pr(>Chisq)")
_LONGEST_NAME = 200
_REFIT_CALL = "optwrap(optimizer, devfun, x@theta, lower = x@lower, calc.derivs = TRUE, \n    ...)"


@answers("refitML", MerFit)
def refitML(fit: MerFit) -> MerFit:
    """The same model by maximum likelihood; a fit by maximum likelihood is returned as it is.

    minqa's BOBYQA starts at the fitted theta with its default settings, whatever the model's own optimiser.

    R: lme4::refitML.
    """
    if not isREML(fit):
        return fit
    spec = replace(fit.spec, reml=False)
    objective = objective_of(spec)
    problem = Problem(
        objective=objective,
        start=fit.state.theta,
        lower=spec.re.lower,
        options=MappingProxyType({}),
        verbose=0,
        write=sys.stdout.write,
    )
    optimum = bobyqa(problem)
    if optimum.code != 0:
        text = f"convergence code {optimum.code} from bobyqa: {optimum.message or ''}"
        signal(ConvergenceWarning(text, _REFIT_CALL))
    gradient, hessian = central_derivatives(objective, optimum.par)
    state = objective.solve(optimum.par)
    options = MappingProxyType({**fit.request.options, "REML": False})
    shown = MappingProxyType({**fit.request.shown, "REML": Constant(False, "logical")})
    request = replace(fit.request, options=options, shown=shown)
    optim = replace(
        fit.optim,
        par=optimum.par,
        optimum=optimum.par,
        value=state.criterion,
        evaluations=optimum.evaluations,
        optimizer="bobyqa",
        code=optimum.code,
        message=optimum.message,
        gradient=gradient,
        hessian=hessian,
        problems=(),
        options=optimum.options,
    )
    spec = replace(spec, call=request.call)
    return MerFit(request=request, spec=spec, optim=optim, state=state, sigma=sigma(state, spec.n, spec.p, False))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """What the table needs of a model."""

    name: str
    formula: str
    value: float
    df: int
    nobs: int


def has_likelihood(model: object) -> bool:
    """Whether an argument of `anova` is a model to compare with."""
    return isinstance(model, MerFit | LmFit)


@answers("compared_fits", MerFit)
def _compared(fit: MerFit, others: Sequence[Any], names: Any, refit: Any, model_names: Any) -> AnovaTable | None:
    """The table of a fit and those of the others that are models; None if none is."""
    models = [other for other in others if has_likelihood(other)]
    return compared_fits((fit, *models), names, refit, model_names) if models else None


def compared_fits(
    models: Sequence[Any],
    names: Any,
    refit: Any = True,
    model_names: Sequence[str] | None = None,
) -> AnovaTable:
    """Test models against one another, each against the next smaller one.

    Args:
        models: fits; at least two.
        names: the caller's variables, which name the models.
        refit: fit models by REML again by maximum likelihood first.
        model_names: names for the table instead of the variables'.

    Raises:
        RError: the models are not fitted to the same data, or there are not as many names as models.

    Warns:
        RWarning: names are missing, too long or not distinct.

    R: lme4's anova.merMod.
    """
    given = {} if refit is True else {"refit": refit}
    given |= {} if model_names is None else {"model.names": model_names}
    call = call_text("anova.merMod", models, given)
    if len({_nobs(model) for model in models}) > 1:
        raise RError("models were not all fitted to the same size of dataset", call)
    labels = _labels(models, names, model_names, call)
    shown = [_formula_text(model) for model in models]
    models = _refitted(models, refit, call)
    heading = [_same(models, "data", "Data: ", "all models must be fit to the same data object", call)]
    subset = _same(models, "subset", "Subset: ", "all models must use the same subset", call)
    heading += [subset] if subset else []
    candidates = [_candidate(*each) for each in zip(models, labels, shown, strict=True)]
    candidates.sort(key=lambda candidate: candidate.df)
    heading += ["Models:", *(f"{candidate.name}: {candidate.formula}" for candidate in candidates)]
    return AnovaTable(heading=tuple(heading), table=_table(candidates))


def _table(candidates: Sequence[_Candidate]) -> Any:
    rows: list[list[float | None]] = []
    before: _Candidate | None = None
    for model in candidates:
        row: list[float | None] = [model.df, -2 * model.value + 2 * model.df]
        row += [-2 * model.value + float(np.log(model.nobs)) * model.df, model.value, -2 * model.value]
        if before is None:
            row += [None, None, None]
        else:
            chisq, df = 2 * max(0.0, model.value - before.value), model.df - before.df
            row += [chisq, df, pchisq(chisq, df, lower_tail=False) if df else None]
        rows.append(row)
        before = model
    return make_frame(_COLUMNS, rows, [model.name for model in candidates])


def _labels(models: Sequence[Any], names: Any, given: Sequence[str] | None, call: str) -> list[str]:
    """The models' names; generic ones where names are missing, too long or not distinct."""
    if given is None:
        found = ["" if (known := names.expression_of(model)) is None else deparse_one(known) for model in models]
    else:
        found = [given] if isinstance(given, str) else [str(name) for name in given]
        if len(found) != len(models):
            raise RError("model names vector and model list have different lengths", call)
    if len(set(found)) < len(found) or any(not name or len(name) > _LONGEST_NAME for name in found):
        warning("failed to find model names, assigning generic names", call)
        return [f"MODEL{i + 1}" for i in range(len(models))]
    return found


def _nobs(model: Any) -> int:
    return model.spec.n if isinstance(model, MerFit) else len(model.y)


def _refitted(models: Sequence[Any], refit: Any, call: str) -> list[Any]:
    if not isinstance(refit, bool | int | float | np.bool_):
        raise RError("argument is not interpretable as logical", "if (refit) {")
    by_reml = [isinstance(model, MerFit) and isREML(model) for model in models]
    if not refit:
        if any(by_reml) and not all(by_reml):
            warning("some models fit with REML = TRUE, some not", call)
        return list(models)
    if any(by_reml):
        message("refitting model(s) with ML (instead of REML)")
    return [refitML(model) if reml else model for model, reml in zip(models, by_reml, strict=True)]


def _shown(model: MerFit | LmFit, name: str) -> Expr | None:
    """What the model's call gives for an argument."""
    return model.request.shown.get(name)


def _same(models: Sequence[Any], name: str, label: str, complaint: str, call: str) -> str:
    texts = [None if (expr := _shown(model, name)) is None else "\n".join(deparse(expr)) for model in models]
    if any(text != texts[0] for text in texts):
        raise RError(complaint, call)
    if texts[0] is None:
        return f"{label}NULL" if name == "data" else ""
    return label + texts[0]


def _formula_text(model: MerFit | LmFit) -> str:
    """The formula as the model's call has it."""
    return deparse_one(model.page_formula if isinstance(model, MerFit) else model.request.shown_formula)


def _candidate(model: MerFit | LmFit, label: str, text: str) -> _Candidate:
    found = logLik(model) if isinstance(model, MerFit) else linear_likelihood.logLik(model)
    return _Candidate(name=label, formula=text, value=found.value, df=found.df, nobs=_nobs(model))
