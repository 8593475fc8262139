"""A generalised linear model with fewer terms, fitted to the same observations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from rcompat.linear.glm_fit import GlmFit, glm_problem, scoring, warn_of

__all__ = ["with_terms", "without_columns"]


def without_columns(fit: GlmFit, kept: Collection[int]) -> GlmFit:
    """The model with only some columns of its design."""
    columns = sorted(kept)
    design = replace(
        fit.design,
        x=fit.design.x[:, columns],
        names=tuple(fit.design.names[i] for i in columns),
        assign=fit.design.assign[columns],
    )
    problem = glm_problem(fit.frame, design.x, fit.family, quiet=True)
    steps = scoring(problem)
    warn_of(steps, fit.family)
    aic = fit.family.aic(problem.y, problem.counts, steps.mu, problem.weights, steps.deviance)
    return replace(
        fit,
        design=design,
        prior_weights=steps.weights,
        solution=steps.solution,
        steps=steps,
        aic=aic + 2.0 * steps.solution.rank,
    )


def with_terms(fit: GlmFit, number: int) -> GlmFit:
    """The model with its first terms only."""
    return without_columns(fit, np.flatnonzero(fit.design.assign <= number).tolist())
