"""The data of a fit with what the fit says about each row; its likelihood; how much lme4 tests itself."""

from __future__ import annotations

import os

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import fitted, residual_values
from pylmer.inference.likelihood import AIC, BIC, deviance, df_residual, isREML, logLik
from rcompat.base.conditions import RError
from rcompat.base.frame import Column, Frame
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector

__all__ = ["fortify_merMod", "getData", "llikAIC", "lme4_testlevel"]


def getData(object: MerFit) -> Frame:
    """The data a model was fitted to.

    Raises:
        RError: the model was fitted without data.

    R: lme4's getData for merMod.
    """
    if object.request.data is None:
        raise RError("object 'data' not found", "getData.merMod(object)")
    return object.request.data


def fortify_merMod(model: MerFit, data: Frame | None = None) -> Frame:
    """The data with fitted values, residuals and scaled residuals (.fitted, .resid, .scresid) beside each row.

    R: lme4::fortify.merMod.
    """
    frame = getData(model) if data is None else data
    added: dict[str, Column] = {
        ".fitted": np.asarray(fitted(model)),
        ".resid": residual_values(model),
        ".scresid": residual_values(model, scaled=True),
    }
    return Frame(columns={**frame.columns, **added}, n=frame.n, row_names=frame.row_names)


def llikAIC(object: MerFit) -> RList:
    """The log-likelihood, and the REML criterion or AIC, BIC, ... that a summary shows. R: lme4::llikAIC."""
    likelihood = logLik(object)
    if isREML(object):
        table = {"REML": object.optim.value}
    else:
        table = {
            "AIC": float(AIC(object)),
            "BIC": float(BIC(object)),
            "logLik": likelihood.value,
            "deviance": float(deviance(object)),
            "df.resid": float(df_residual(object)),
        }
    numbers = Vector(data=np.array(list(table.values())), names=tuple(table))
    return RList(values=(likelihood, numbers), names=("logLik", "AICtab"))


def lme4_testlevel() -> float:
    """How much lme4 tests itself: the environment variable LME4_TEST_LEVEL, else 1. R: lme4::lme4_testlevel."""
    return float(os.environ.get("LME4_TEST_LEVEL") or 1)


@answers("family", MerFit)
def _family(fit: MerFit) -> RList:
    """The family of every linear model."""
    return RList(values=("gaussian", "identity"), names=("family", "link"), attributes={"class": ("family",)})
