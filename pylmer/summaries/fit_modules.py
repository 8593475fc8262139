"""The response and predictor modules of a fit, as scripts look at their fields. R: reference classes of lme4."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.get_me import getME
from rcompat.base.s4 import ExternalPointer, RefMethods, S4Object

__all__ = ["predictor_module", "response_module"]

_RESPONSE_METHODS = RefMethods(
    total=28,
    own=(
        *("allInfo", "copy#envRefClass", "initialize", "initialize#lmResp", "initializePtr"),
        *("initializePtr#lmResp", "objective", "ptr", "ptr#lmResp", "setOffset", "setResp", "setWeights"),
        *("updateMu", "wrss"),
    ),
)
_PREDICTOR_METHODS = RefMethods(
    total=45,
    own=(
        *("b", "beta", "CcNumer", "copy#envRefClass", "initialize", "initializePtr", "installPars", "L"),
        *("ldL2", "ldRX2", "linPred", "P", "ptr", "RX", "RXdiag", "RXi", "setBeta0", "setDelb", "setDelu"),
        *("setTheta", "setZt", "solve", "solveU", "sqrL", "u", "unsc", "updateDecomp", "updateL"),
        *("updateLamtUt", "updateRes", "updateXwts"),
    ),
)


def response_module(fit: MerFit) -> S4Object:
    """The fields of the response module. R: class lmerResp."""
    spec, state = fit.spec, fit.state
    root = np.sqrt(spec.weights)
    fields: dict[str, Any] = {
        "Ptr": ExternalPointer,
        "mu": lambda: state.mu,
        "offset": lambda: spec.offset,
        "sqrtXwt": lambda: root,
        "sqrtrwt": lambda: root,
        "weights": lambda: spec.weights,
        "wtres": lambda: root * (spec.y - state.mu),
        "y": lambda: spec.y,
        "REML": lambda: getME(fit, "REML"),
    }
    bases = ("lmResp", "envRefClass", ".environment", "refClass", "environment", "refObjectGenerator")
    return S4Object(class_name="lmerResp", package="lme4", slots=fields, bases=bases, methods=_RESPONSE_METHODS)


def predictor_module(fit: MerFit) -> S4Object:
    """The fields of the predictor module. R: class merPredD."""
    spec, state = fit.spec, fit.state
    root = np.sqrt(spec.weights)
    weighted = spec.x * root[:, None]
    response = root * (spec.y - spec.offset)
    fields: dict[str, Any] = {
        "Lambdat": lambda: getME(fit, "Lambdat"),
        "LamtUt": lambda: getME(fit, "A"),
        "Lind": lambda: getME(fit, "Lind"),
        "Ptr": ExternalPointer,
        "RZX": lambda: state.rzx,
        "Ut": lambda: getME(fit, "Zt"),
        "Utr": lambda: np.asarray(getME(fit, "A") @ (root * response)),
        "V": lambda: weighted,
        "VtV": lambda: weighted.T @ weighted,
        "Vtr": lambda: weighted.T @ response,
        "X": lambda: getME(fit, "X"),
        "Xwts": lambda: root,
        "Zt": lambda: getME(fit, "Zt"),
        "beta0": lambda: np.zeros(spec.p),
        "delb": lambda: state.beta,
        "delu": lambda: state.u,
        "theta": lambda: state.theta,
        "u0": lambda: np.zeros(len(state.u)),
    }
    bases = ("envRefClass", ".environment", "refClass", "environment", "refObjectGenerator")
    return S4Object(class_name="merPredD", package="lme4", slots=fields, bases=bases, methods=_PREDICTOR_METHODS)
