"""Linear models of groups as R scripts see them: a list with slots.

Answers the generics `r_value`, `r_class`, `r_slots`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pylmer.fit.lm_list import LmListFit
from pylmer.inference.lm_lists import LmListConfint, LmListSummary
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import RList, Vector
from rcompat.linear.r_parts import fit_terms

__all__: list[str] = []


@answers("r_value", LmListFit)
def _models(fit: LmListFit) -> RList:
    return RList(values=tuple(fit.fits.values()), names=tuple(fit.fits))


@answers("r_value", LmListConfint)
def _intervals(answer: LmListConfint) -> Vector:
    return replace(answer.intervals, attributes={**answer.intervals.attributes, "class": "lmList4.confint"})


@answers("r_value", LmListSummary)
def _summary(page: LmListSummary) -> RList:
    """R gathers the parts of the groups' summaries: numbers in vectors, rows in matrices, the rest in lists."""
    found = {name: ask("summary", fit) for name, fit in page.fit.good_fits.items()}
    names = tuple(page.fit.fits)

    def rows(values: dict[str, Any], k: int) -> Vector:
        data = np.array([np.asarray(values.get(name, [NA_REAL] * k), dtype=np.float64) for name in names])
        return Vector(data=data, dimnames=(names, None))

    def listed(values: dict[str, Any]) -> RList:
        return RList(values=tuple(values.values()), names=tuple(values), attributes={"class": ("listof",)})

    fit = page.fit
    first = next(iter(fit.good_fits.values()))
    parts = {
        "call": fit.request.call,
        "terms": fit_terms(first),
        "residuals": listed({name: item.residuals for name, item in found.items()}),
        "coefficients": page.coefficients,
        "aliased": listed({name: item.aliased for name, item in found.items()}),
        "sigma": np.array([found[name].sigma if name in found else NA_REAL for name in names]),
        "df": rows({name: item.df for name, item in found.items()}, 3),
        "r.squared": np.array([found[name].r_squared if name in found else NA_REAL for name in names]),
        "adj.r.squared": listed({name: item.adj_r_squared for name, item in found.items()}),
        "fstatistic": rows({name: item.fstatistic for name, item in found.items() if item.fstatistic}, 3),
        "cov.unscaled": _covariances(page, found),
        "pool": page.sigma is not None,
        "df.residual": page.df,
        "RSE": page.sigma,
    }
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes={"class": ("summary.lmList",)})


def _covariances(page: LmListSummary, found: dict[str, Any]) -> Vector:
    """The unscaled covariances (groups, p, p); NA for coefficients that a group has not."""
    columns = (page.coefficients.dimnames or ((), (), ()))[2] or ()
    names = tuple(page.fit.fits)
    data = np.full((len(names), len(columns), len(columns)), NA_REAL)
    for row, name in enumerate(names):
        if name in found:
            part = found[name].cov_unscaled
            places = [columns.index(label) for label in (part.dimnames or ((), ()))[0] or ()]
            data[np.ix_([row], places, places)] = part.data
    return Vector(data=data, dimnames=(names, columns, columns))


@answers("r_class", LmListFit)
def _class(fit: LmListFit) -> Vector:
    return Vector(data=np.array(["lmList4"], dtype=object), attributes={"package": "lme4"})


@answers("r_bases", LmListFit)
def _bases(fit: LmListFit) -> tuple[str, ...]:
    return ("list", "vector")


def _order(fit: LmListFit) -> list[int]:
    """Where the groups stand among the models, in order of appearance; from 1."""
    known = [code for code in dict.fromkeys(fit.groups.codes.tolist()) if code >= 0]
    return [list(fit.fits).index(fit.groups.levels[code]) + 1 for code in known]


@answers("r_slots", LmListFit)
def _slots(fit: LmListFit) -> Mapping[str, Callable[[], Any]]:
    return {
        ".Data": lambda: RList(values=tuple(fit.fits.values())),
        "call": lambda: fit.request.call,
        "pool": lambda: fit.pool,
        "groups": lambda: replace(fit.groups, ordered=True),
        "origOrder": lambda: np.array(_order(fit), dtype=np.int32),
    }
