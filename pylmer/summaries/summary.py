"""`summary(fit)`: everything the summary page shows, and nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import ngrps, residual_values
from pylmer.inference.coefficient_tests import coefficient_tests
from pylmer.inference.covariance import VarCorr, VarCorrTable, fixed_covariance
from pylmer.inference.likelihood import AIC, BIC, df_residual, isREML, logLik
from pylmer.inference.satterthwaite import LmerTestFit
from rcompat.base.arguments import truth
from rcompat.base.conditions import RError, running
from rcompat.base.frame import Frame
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.maths.stats import quantile

__all__ = ["AicTable", "MerSummary", "aic_table", "method_title", "summary"]

_DDF = ("Satterthwaite", "Kenward-Roger", "lme4")


_METHODS = {
    "Satterthwaite": ". t-tests use Satterthwaite's method",
    "Kenward-Roger": ". t-tests use Kenward-Roger's method",
    "lme4": "",
}


def method_title(reml: bool, ddf: str = "lme4") -> str:
    """What was fitted, and how the coefficients are tested. R: lme4's methTitle, lmerTest's summary."""
    return "Linear mixed model fit by " + ("REML" if reml else "maximum likelihood ") + _METHODS[ddf]


@dataclass(frozen=True, slots=True, kw_only=True)
class AicTable:
    """The likelihood lines: names and values; a single "REML" for REML fits."""

    names: tuple[str, ...]
    values: tuple[float, ...]


def aic_table(fit: MerFit) -> AicTable:
    """Criterion of a REML fit; AIC, BIC, logLik, deviance and df.resid of an ML fit. R: lme4's llikAIC."""
    if isREML(fit):
        return AicTable(names=("REML",), values=(fit.optim.value,))
    likelihood = logLik(fit)
    return AicTable(
        names=("AIC", "BIC", "logLik", "deviance", "df.resid"),
        values=(AIC(fit), BIC(fit), likelihood.value, -2 * likelihood.value, float(df_residual(fit))),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MerSummary(Printable, Asks):
    """A summary page.

    Attributes:
        fit: the model the page is about.
        class_name: the class in the title.
        ddf: method of the degrees of freedom: "Satterthwaite", "Kenward-Roger" or "lme4" (none).
        aic: likelihood lines.
        residuals: quantiles of the scaled residuals.
        varcor: covariances of the random effects.
        groups: levels of each grouping factor.
        coefficients: (p, 3) Estimate, Std. Error, t value; or (p, 5) with df and Pr(>|t|).
        covariance: covariance of the fixed effects (p, p).
        correlation: whether the correlations were asked for: True, False, or None for the default rule.
        arguments: arguments of `print` kept for the page.
    """

    fit: MerFit
    class_name: str
    ddf: str
    aic: AicTable
    residuals: tuple[float, ...]
    varcor: VarCorrTable
    groups: Vector
    coefficients: Vector
    covariance: NDArray[np.float64]
    correlation: bool | None = None
    arguments: tuple[tuple[str, Any], ...] = ()

    @property
    def sigma(self) -> float:
        """Residual standard deviation."""
        return self.fit.sigma

    def printed(self, **arguments: Any) -> MerSummary:
        """The same page drawn with arguments of R's print method (digits, correlation, ranef_comp, ...)."""
        return replace(self, arguments=(*self.arguments, *arguments.items()))

    def to_frame(self) -> Frame:
        """The coefficient table as a data frame, one row per coefficient."""
        names = self.coefficients.dimnames[1] if self.coefficients.dimnames else ()
        columns = {str(name): self.coefficients.data[:, j] for j, name in enumerate(names or ())}
        return Frame(columns=columns, n=self.fit.spec.p, row_names=self.fit.spec.x_names)


@answers("summary", MerFit)
def summary(fit: MerFit, correlation: bool | None = None, ddf: str | None = None, **arguments: Any) -> MerSummary:
    """Summarise a fit.

    Args:
        fit: a fitted model.
        correlation: print the correlations of the fixed effects; None: if there are not too many.
        ddf: "Satterthwaite", "Kenward-Roger" or "lme4"; only for fits of `pylmer.lmertest.lmer`.
        **arguments: print arguments kept for the page: digits, signif_stars, ranef_comp, show_resids, symbolic_cor.

    Raises:
        RError: unknown `ddf`.

    R: summary.merMod, lmerTest's summary.lmerModLmerTest.
    """
    if correlation is not None:
        with running("structure", "vcov.merMod"):
            call = "if (correlation) rr@factors$correlation <- if (!is.na(sigm)) as(rr, "
            correlation = truth(correlation, call)
    method = _method(fit, ddf)
    with_df = method != "lme4" and fit.spec.p > 0
    vcov = fixed_covariance(fit)
    scaled = residual_values(fit, "pearson", scaled=True)
    return MerSummary(
        fit=fit,
        class_name=fit.class_name if method != "lme4" else "lmerMod",
        ddf=method if with_df else "lme4",
        aic=aic_table(fit),
        residuals=tuple(quantile(scaled)),
        varcor=VarCorr(fit),
        groups=ngrps(fit),
        coefficients=coefficient_tests(fit, method)
        if with_df and isinstance(fit, LmerTestFit)
        else _plain_coefficients(fit, vcov),
        covariance=vcov,
        correlation=correlation,
        arguments=tuple(arguments.items()),
    )


def _method(fit: MerFit, ddf: str | None) -> str:
    if not isinstance(fit, LmerTestFit):
        return "lme4"
    matches = [name for name in _DDF if name.startswith(_DDF[0] if ddf is None else ddf)]
    if not matches:
        raise RError("'arg' should be one of " + ", ".join(f"“{name}”" for name in _DDF), "match.arg(ddf)")
    return matches[0]


def _plain_coefficients(fit: MerFit, vcov: NDArray[np.float64]) -> Vector:
    """Estimate, Std. Error and t value, without degrees of freedom."""
    beta = fit.state.beta.tolist()
    errors = [math.sqrt(vcov[j, j]) for j in range(len(beta))]
    data = np.array([[b, s, b / s] for b, s in zip(beta, errors, strict=True)]).reshape(len(beta), 3)
    names = ("Estimate", "Std. Error", "t value")
    return Vector(data=data, dimnames=(fit.spec.x_names, names))


@answers("coef", MerSummary)
def _coefficients(page: MerSummary) -> Vector:
    """R: coef.summary.merMod."""
    return page.coefficients


@answers("vcov", MerSummary)
def _covariance(page: MerSummary) -> Vector:
    """R: vcov.summary.merMod."""
    names = page.fit.spec.x_names
    return Vector(data=page.covariance, dimnames=(names, names), attributes={"class": "dpoMatrix"})
