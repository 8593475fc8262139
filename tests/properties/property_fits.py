"""Fits and criteria for the properties of models."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume
from tolerances import assert_close

from pylmer.lme4 import MerFit, lmer, lmerControl
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import Frame

__all__ = ["at", "changed", "fit", "same", "theta_of"]


def fit(frame: Frame, formula: str, reml: bool = True, **more: Any) -> MerFit:
    """A fit at the optimum itself."""
    with collect_conditions():
        try:
            return lmer(formula, data=frame, REML=reml, control=lmerControl(polish=True), **more)
        except RError as error:
            assume(False)
            raise AssertionError from error


def at(frame: Frame, formula: str, theta: Any, reml: bool = True) -> float:
    """The criterion at theta."""
    with collect_conditions():
        return float(lmer(formula, data=frame, REML=reml, devFunOnly=True)(np.asarray(theta, dtype=np.float64)))


def changed(frame: Frame, **columns: Any) -> Frame:
    return Frame(columns={**frame.columns, **columns}, n=frame.n)


def theta_of(text: str) -> np.ndarray:
    return {"(x | g)": np.array([0.7, 0.2, 0.5]), "(x || g)": np.array([0.7, 0.5])}.get(
        text, np.array([0.8, 0.4]) if "h)" in text else np.array([0.8])
    )


def same(a: Any, b: Any, quantity: str = "invariance") -> None:
    assert_close(np.ravel(a), np.ravel(b), quantity)
