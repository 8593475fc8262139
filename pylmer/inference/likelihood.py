"""Likelihoods and information criteria of a fit. R: logLik, deviance, REMLcrit, AIC, BIC, extractAIC."""

from __future__ import annotations

import math

from pylmer.fit.mer_fit import MerFit
from rcompat.base.arguments import truth
from rcompat.base.conditions import running, warning
from rcompat.base.generics import answers
from rcompat.linear.likelihood import LogLik

__all__ = ["AIC", "BIC", "REMLcrit", "criterion", "deviance", "df_residual", "isREML", "logLik", "parameters"]


@answers("isREML", MerFit)
def isREML(fit: MerFit) -> bool:
    """Whether the fit maximised the REML criterion (a model without fixed effects never does). R: lme4::isREML."""
    return fit.spec.reml and fit.spec.p > 0


def parameters(fit: MerFit) -> int:
    """Number of parameters: fixed effects, theta and sigma."""
    return fit.spec.p + len(fit.state.theta) + 1


def criterion(fit: MerFit, reml: bool) -> float:
    """-2 log-likelihood at the fitted parameters, restricted or not, in lme4's order of operations."""
    if reml == isREML(fit):
        return float(fit.optim.value)
    state, n = fit.state, float(fit.spec.n)
    log_pwrss = math.log(2.0 * math.pi * state.pwrss)
    determinants = state.logdet_l - state.log_weights
    if not reml:
        return determinants + n * (1.0 + log_pwrss - math.log(n))
    m = n - fit.spec.p
    return determinants + state.logdet_rx + m * (1.0 + log_pwrss - math.log(m))


@answers("logLik", MerFit)
def logLik(fit: MerFit, REML: bool | None = None) -> LogLik:
    """Log-likelihood at the estimates; `REML=None` takes the criterion of the fit. R: logLik.merMod."""
    with running("devCrit"):
        reml = isREML(fit) if REML is None else truth(REML, "if (REML) {")
    n = fit.spec.n
    return LogLik(value=-criterion(fit, reml) / 2, df=parameters(fit), nobs=n, nall=n, reml=reml)


@answers("REMLcrit", MerFit)
def REMLcrit(fit: MerFit) -> float:
    """The REML criterion at the estimates. R: lme4::REMLcrit."""
    return criterion(fit, True)


@answers("deviance", MerFit)
def deviance(fit: MerFit, REML: bool | None = None) -> float:
    """-2 log-likelihood, of fits by ML whatever is asked for; for a REML fit R warns and gives the REML criterion.

    R: deviance.merMod.
    """
    if REML is None and isREML(fit):
        warning(
            "deviance() is deprecated for REML fits; use REMLcrit for the REML criterion or deviance(.,REML=FALSE) "
            "for deviance calculated at the REML fit",
            "deviance.merMod(fit)",
        )
        return criterion(fit, True)
    return criterion(fit, bool(REML) and isREML(fit))


@answers("AIC", MerFit)
def AIC(fit: MerFit, k: float = 2.0) -> float:
    """Akaike's criterion, -2 logLik + k df. R: stats::AIC."""
    likelihood = logLik(fit)
    return -2 * likelihood.value + k * likelihood.df


@answers("BIC", MerFit)
def BIC(fit: MerFit) -> float:
    """Schwarz's criterion, -2 logLik + log(n) df. R: stats::BIC."""
    likelihood = logLik(fit)
    return -2 * likelihood.value + math.log(likelihood.nobs) * likelihood.df


@answers("df_residual", MerFit)
def df_residual(fit: MerFit) -> int:
    """Observations less parameters. R: df.residual.merMod."""
    return fit.spec.n - parameters(fit)
