"""`MerFit`: what a fit is, once and for all. Questions are asked by the floors above."""

from __future__ import annotations

from dataclasses import dataclass

from pylmer.fit.requests import LmerRequest
from pylmer.numerics.pls import PlsState
from pylmer.optim.outcome import OptimResult
from pylmer.structure.spec import ModelSpec
from rcompat.base.generics import Asks
from rcompat.base.render import Printable
from rcompat.language.expressions import Expr

__all__ = ["R_METHOD_CLASSES", "MerFit"]

R_METHOD_CLASSES: dict[str, str | None] = {
    **dict.fromkeys(("compared_fits", "confint_boot"), None),
    **dict.fromkeys(("KRmodcomp", "SATmodcomp", "getLRT", "get_Lb_ddf", "vcovAdj"), "lmerMod"),
}
"""Generics that R answers for lmerMod itself; None: no generic of R; the other methods are those of merMod."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MerFit(Printable, Asks):
    """A fitted linear mixed model.

    R's generics are its methods: `fit.summary()`, `fit.vcov()`, `fit.anova(other)`, ...

    Attributes:
        request: what was asked for.
        spec: the model: formula, data, settings.
        optim: where the optimiser went and what it said.
        state: the solution at the final theta.
        sigma: residual standard deviation, in units of y.

    R: class lmerMod.
    """

    request: LmerRequest
    spec: ModelSpec
    optim: OptimResult
    state: PlsState
    sigma: float

    @staticmethod
    def r_method_class(generic: str) -> str | None:
        """The class for which R has the method of a generic."""
        return R_METHOD_CLASSES.get(generic, "merMod")

    @property
    def class_name(self) -> str:
        """R's class of the fit."""
        return "lmerMod"

    @property
    def s4_head(self) -> str:
        """The first line of R's deparsed object."""
        return 'new("lmerMod", resp = new("lmerResp", .xData = <environment>), '

    @property
    def page_formula(self) -> Expr:
        """The formula of the call that pages show."""
        return self.request.shown.get("formula", self.shown_formula)

    @property
    def shown_formula(self) -> Expr:
        """The formula that pages show: `||` expanded, as `lme4::lmer` puts it into the call."""
        return self.spec.formula
