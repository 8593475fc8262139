"""`MerFit`: what a fit is, once and for all. Questions are asked by the floors above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pylmer.numerics.pls import PlsState
from pylmer.optim.optimize import OptimResult
from pylmer.structure.spec import ModelSpec
from rcompat.base.generics import ask
from rcompat.base.render import Printable
from rcompat.language.expressions import Expr

__all__ = ["MerFit"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MerFit(Printable):
    """A fitted linear mixed model.

    Attributes:
        spec: the model: formula, data, settings.
        optim: where the optimiser went and what it said.
        state: the solution at the final theta.
        sigma: residual standard deviation, in units of y.

    R: class lmerMod.
    """

    spec: ModelSpec
    optim: OptimResult
    state: PlsState
    sigma: float

    @property
    def class_name(self) -> str:
        """R's class of the fit."""
        return "lmerMod"

    @property
    def formula(self) -> Expr:
        """The formula that pages show: `||` expanded, as `lme4::lmer` puts it into the call."""
        return self.spec.formula

    def summary(self, **arguments: Any) -> Any:
        """The summary page; arguments as R's `summary(fit, ...)`."""
        return ask("summary", self, **arguments)

    def anova(self, *others: Any, **arguments: Any) -> Any:
        """Tests of the terms, or a comparison with other fits; as R's `anova(fit, ...)`."""
        return ask("anova", self, *others, **arguments)

    def confint(self, **arguments: Any) -> Any:
        """Confidence intervals; as R's `confint(fit, ...)`."""
        return ask("confint", self, **arguments)

    def predict(self, newdata: Any = None, **arguments: Any) -> Any:
        """Predictions; as R's `predict(fit, newdata, ...)`."""
        return ask("predict", self, newdata, **arguments)

    def tidy(self, **arguments: Any) -> Any:
        """The coefficient table as a data frame."""
        return ask("tidy", self, **arguments)

    def _repr_html_(self) -> str:
        return str(ask("html", self))
