"""The short table of a fit that arm's `display` shows: estimates, standard errors, error terms. R: arm::display."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import ngrps
from pylmer.inference.covariance import VarCorr, VarCorrTable
from pylmer.inference.likelihood import AIC, deviance, isREML
from pylmer.inference.likelihood_ratio import refitML
from pylmer.inference.standard_errors import se_fixef
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import Asks, answers
from rcompat.base.refusals import of_declared_kinds
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.language.expressions import Call
from rcompat.linear.glm import summary as glm_summary
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import summary

__all__ = ["GlmDisplay", "LmDisplay", "MerDisplay", "display", "display_lm"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MerDisplay(Printable, Asks):
    """What `display` shows of a mixed model.

    Attributes:
        call: the model's call.
        coef, se, t_value: fixed effects (p,), their standard errors and quotients, named.
        ngrps: number of levels of each grouping factor.
        n: number of observations.
        AIC, DIC, deviance: the last two of the fit by maximum likelihood.
        varcor: covariances of the random effects.
        theta: relative covariance parameters (m,).
        digits: decimals shown.
        detail: whether t values are shown.
    """

    call: Call
    coef: Vector
    se: Vector
    t_value: Vector
    ngrps: RList
    n: int
    AIC: float
    DIC: float
    deviance: float
    varcor: VarCorrTable
    theta: NDArray[np.float64]
    digits: float
    detail: bool

    @property
    def is_written_at_once(self) -> bool:
        """R writes the page itself and returns its numbers unseen."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmDisplay(Printable, Asks):
    """What `display` shows of a linear model.

    Attributes:
        call: the model's call.
        sigma_hat: residual standard deviation.
        r_squared: share of the variance explained.
        coef, se, t_value, p_value: coefficients (rank,) and their tests, named.
        n, k: number of observations and of coefficients.
        digits: decimals shown.
        detail: whether t and p values are shown.
    """

    call: Call
    sigma_hat: float
    r_squared: float
    coef: Vector
    se: Vector
    t_value: Vector
    p_value: Vector
    n: int
    k: int
    digits: float
    detail: bool

    @property
    def is_written_at_once(self) -> bool:
        """R writes the page itself and returns its numbers unseen."""
        return True


@answers("display", MerFit)
@of_declared_kinds
def display(fit: MerFit, digits: float = 2, detail: bool = False) -> MerDisplay:
    """Show a mixed model in a few lines.

    Args:
        fit: a fitted model.
        digits: decimals of the estimates.
        detail: show t values too.

    Raises:
        RError: the model has no fixed effects.

    R: arm::display for merMod. The deviance is that of the model fitted again by maximum likelihood.
    """
    names = fit.spec.x_names
    if not names:
        raise RError("subscript out of bounds", 'coefs[, "coef.est"]')
    errors = se_fixef(fit).data
    ml = deviance(refitML(fit))
    groups = ngrps(fit)
    criterion = deviance(fit, REML=True) if isREML(fit) else ml
    counts = tuple(Vector(data=np.array([count], dtype=np.int32)) for count in groups.data.tolist())
    return MerDisplay(
        call=fit.spec.call,
        coef=Vector(data=fit.state.beta, names=names),
        se=Vector(data=errors, names=names),
        t_value=Vector(data=fit.state.beta / errors, names=names),
        ngrps=RList(values=counts, names=groups.names),
        n=fit.spec.n,
        AIC=AIC(fit),
        DIC=2.0 * ml - criterion,
        deviance=ml,
        varcor=VarCorr(fit),
        theta=fit.state.theta,
        digits=digits,
        detail=detail,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlmDisplay(Printable, Asks):
    """What `display` shows of a generalized linear model.

    Attributes:
        call: the model's call.
        table: estimates, standard errors, statistics and p values (rank, 4), named as in the summary.
        n, k: number of observations and of coefficients.
        deviance, null_deviance: of the model and of the mean alone.
        dispersion: estimated dispersion, or None if the family has none.
        is_gaussian: whether its root is a residual standard deviation.
        digits: decimals shown.
        detail: whether statistics and p values are shown.
    """

    call: Call
    table: Vector
    n: int
    k: int
    deviance: float
    null_deviance: float
    dispersion: float | None
    is_gaussian: bool
    digits: float
    detail: bool

    @property
    def is_written_at_once(self) -> bool:
        """R writes the page itself and returns its numbers unseen."""
        return True


@answers("display", GlmFit)
def display_glm(fit: GlmFit, digits: float = 2, detail: bool = False) -> GlmDisplay:
    """Show a generalized linear model in a few lines. R: arm::display for glm."""
    page = glm_summary(fit)
    family = fit.family.name
    return GlmDisplay(
        call=fit.call,
        table=page.coefficients,
        n=len(fit.y),
        k=len(page.coefficients.data),
        deviance=fit.steps.deviance,
        null_deviance=fit.null_deviance,
        dispersion=page.dispersion if fit.family.is_dispersed else None,
        is_gaussian=family == "gaussian",
        digits=digits,
        detail=detail,
    )


@answers("display", LmFit)
@of_declared_kinds
def display_lm(fit: LmFit, digits: float = 2, detail: bool = False) -> LmDisplay:
    """Show a linear model in a few lines.

    Args:
        fit: a fitted linear model.
        digits: decimals of the estimates.
        detail: show t and p values too.

    R: arm::display for lm.
    """
    page = summary(fit)
    table = page.coefficients
    names = table.dimnames[0] if table.dimnames else None
    columns = [Vector(data=table.data[:, j].copy(), names=names or None) for j in range(4)]
    return LmDisplay(
        call=fit.call,
        sigma_hat=page.sigma,
        r_squared=page.r_squared if page.r_squared == page.r_squared else NA_REAL,
        coef=columns[0],
        se=columns[1],
        t_value=columns[2],
        p_value=columns[3],
        n=page.df[0] + page.df[1],
        k=page.df[0],
        digits=digits,
        detail=detail,
    )
