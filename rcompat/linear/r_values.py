"""Linear models, their summaries and tables as R scripts see them: lists and data frames with R's classes.

Answers the generic `r_value`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.linear.anova import LmAnova
from rcompat.linear.aov import AovListSummary, AovSummary
from rcompat.linear.likelihood import LogLik
from rcompat.linear.lm_fit import AovFit, LmFit
from rcompat.linear.r_parts import fit_parts, fit_terms
from rcompat.linear.summary import LmSummary
from rcompat.linear.tukey import TukeyComparisons

__all__: list[str] = []


def _list(parts: dict[str, Any], kind: str) -> RList:
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes={"class": (kind,)})


@answers("r_value", LmFit)
def _fit(fit: LmFit) -> RList:
    return _list(fit_parts(fit), "lm")


@answers("r_value", AovFit)
def _aov(fit: AovFit) -> RList:
    parts = _fit(fit)
    return RList(values=parts.values, names=parts.names, attributes={"class": ("aov", "lm")})


@answers("r_value", AovSummary)
def _aov_summary(page: AovSummary) -> RList:
    return RList(values=(_anova_frame(page.table),), names=None, attributes={"class": ("summary.aov", "listof")})


@answers("r_value", AovListSummary)
def _strata_summary(page: AovListSummary) -> RList:
    tables = [
        RList(values=(_anova_frame(table),), names=None, attributes={"class": ("summary.aov", "listof")})
        for _, table in page.tables
    ]
    names = tuple(f"Error: {name}" for name, _ in page.tables)
    return RList(values=tuple(tables), names=names, attributes={"class": ("summary.aovlist",)})


def _anova_frame(table: Frame) -> Frame:
    return Frame(
        columns=table.columns, n=table.n, row_names=table.row_names, attributes={"class": ("anova", "data.frame")}
    )


@answers("r_value", TukeyComparisons)
def _tukey(page: TukeyComparisons) -> RList:
    attributes = {"class": ("TukeyHSD", "multicomp"), "orig.call": page.call, "conf.level": page.level}
    return RList(
        values=tuple(page.tables.values()), names=tuple(page.tables), attributes={**attributes, "ordered": page.ordered}
    )


@answers("r_value", LmSummary)
def _summary(page: LmSummary) -> RList:
    parts: dict[str, Any] = {
        "call": page.fit.request.call,
        "terms": fit_terms(page.fit),
        "residuals": page.residuals,
        "coefficients": page.coefficients,
        "aliased": page.aliased,
        "sigma": page.sigma,
        "df": np.array(page.df, dtype=np.int32),
        "r.squared": page.r_squared,
        "adj.r.squared": page.adj_r_squared,
    }
    if page.fstatistic is not None:
        parts["fstatistic"] = Vector(data=np.array(page.fstatistic, dtype=float), names=("value", "numdf", "dendf"))
    parts["cov.unscaled"] = page.cov_unscaled
    return _list(parts, "summary.lm")


@answers("r_value", LmAnova)
def _anova(table: LmAnova) -> Frame:
    frame = table.table
    attributes = {"class": ("anova", "data.frame"), "heading": Vector(data=np.array(table.heading, dtype=object))}
    return Frame(columns=frame.columns, n=frame.n, row_names=frame.row_names, attributes=attributes)


@answers("r_value", LogLik)
def _loglik(value: LogLik) -> Vector:
    extra = {"nobs": value.nobs, "nall": value.nall, "df": float(value.df), "class": ("logLik",)}
    return Vector(data=np.array([value.value]), attributes=extra)
