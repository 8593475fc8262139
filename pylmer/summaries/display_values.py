"""What arm's `display` returns to R scripts: lists. Answers the generic `r_value`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pylmer.inference.brief_display import GlmDisplay, LmDisplay, MerDisplay
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.linear.likelihood import LogLik

__all__: list[str] = []


def _list(parts: Mapping[str, object]) -> RList:
    return RList(values=tuple(parts.values()), names=tuple(parts))


def _whole(count: int, name: str | None = None) -> Vector:
    return Vector(data=np.array([count], dtype=np.int32), names=None if name is None else (name,))


@answers("r_value", MerDisplay)
def _mixed(shown: MerDisplay) -> RList:
    df = len(shown.coef.data) + len(shown.theta) + 1
    return _list(
        {
            "call": shown.call,
            "t.value": shown.t_value,
            "coef": shown.coef,
            "se": shown.se,
            "ngrps": shown.ngrps,
            "AIC": shown.AIC,
            "deviance": shown.deviance,
            "n": _whole(shown.n, "n"),
            "DIC": LogLik(value=shown.DIC, df=df, nobs=shown.n, nall=shown.n),
        }
    )


@answers("r_value", LmDisplay)
def _linear(shown: LmDisplay) -> RList:
    return _list(
        {
            "call": shown.call,
            "sigma.hat": shown.sigma_hat,
            "r.squared": shown.r_squared,
            "coef": shown.coef,
            "se": shown.se,
            "t.value": shown.t_value,
            "p.value": shown.p_value,
            "n": _whole(shown.n),
            "k": _whole(shown.k),
        }
    )


@answers("r_value", GlmDisplay)
def _generalized(shown: GlmDisplay) -> RList:
    names = shown.table.dimnames[0] if shown.table.dimnames else None
    estimates, errors = (Vector(data=shown.table.data[:, j].copy(), names=names) for j in (0, 1))
    return _list(
        {
            "call": shown.call,
            "n": _whole(shown.n),
            "k": _whole(shown.k),
            "coef": estimates,
            "se": errors,
            "deviance": shown.deviance,
            "null.deviance": shown.null_deviance,
            "dispersion": 1.0 if shown.dispersion is None else shown.dispersion,
        }
    )
