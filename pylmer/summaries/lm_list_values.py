"""Linear models of groups as R scripts see them: a list with slots.

Answers the generics `r_value`, `r_class`, `r_slots`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pylmer.fit.lm_list import LmListFit
from pylmer.inference.lm_lists import LmListConfint
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector

__all__: list[str] = []


@answers("r_value", LmListFit)
def _models(fit: LmListFit) -> RList:
    return RList(values=tuple(fit.fits.values()), names=tuple(fit.fits))


@answers("r_value", LmListConfint)
def _intervals(answer: LmListConfint) -> Vector:
    return replace(answer.intervals, attributes={**answer.intervals.attributes, "class": "lmList4.confint"})


@answers("r_class", LmListFit)
def _class(fit: LmListFit) -> Vector:
    return Vector(data=np.array(["lmList4"], dtype=object), attributes={"package": "lme4"})


@answers("r_slots", LmListFit)
def _slots(fit: LmListFit) -> Mapping[str, Callable[[], Any]]:
    return {
        ".Data": lambda: RList(values=tuple(fit.fits.values())),
        "call": lambda: fit.request.call,
        "pool": lambda: fit.pool,
        "groups": lambda: fit.groups,
    }
