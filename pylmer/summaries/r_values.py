"""Fits, summaries and tables as R scripts see them: lists, data frames, matrices and numbers with R's classes.

Answers the generics `r_value` (the record as a Vector, RList or Frame with a class) and `r_class`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.anova_parameters import AnovaParameters
from pylmer.inference.compared_parameters import ComparedParameters
from pylmer.inference.covariance import CovarianceBlock, VarCorrTable
from pylmer.inference.get_me import getME
from pylmer.inference.likelihood import isREML
from pylmer.inference.parameter_records import ModelParameters
from pylmer.inference.principal_components import ComponentsSummary
from pylmer.inference.random_effects import CoefTable, RanefTable
from pylmer.inference.satterthwaite import LmerTestFit
from pylmer.inference.standardized_table import StandardizedParameters
from pylmer.summaries.slots import optimizer_info
from pylmer.summaries.summary import MerSummary, method_title
from rcompat.base.frame import Frame
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import RList, Vector

__all__: list[str] = []


def _named_list(items: Mapping[str, object], kinds: Iterable[str] = (), **attributes: object) -> RList:
    extra: dict[str, object] = dict(attributes)
    if kinds:
        extra["class"] = tuple(kinds)
    return RList(values=tuple(items.values()), names=tuple(items), attributes=extra)


@answers("r_class", MerFit)
def _fit_class(fit: MerFit) -> Vector:
    return Vector(data=np.array([fit.class_name], dtype=object), attributes={"package": "lme4"})


@answers("r_class", LmerTestFit)
def _test_fit_class(fit: LmerTestFit) -> Vector:
    return Vector(data=np.array([fit.class_name], dtype=object), attributes={"package": "lmerTest"})


@answers("r_bases", MerFit)
def _fit_bases(fit: MerFit) -> tuple[str, ...]:
    return ("merMod",)


@answers("r_bases", LmerTestFit)
def _test_fit_bases(fit: LmerTestFit) -> tuple[str, ...]:
    return ("lmerMod", "merMod")


@answers("r_value", RanefTable)
def _ranef(table: RanefTable) -> RList:
    parts: dict[str, Frame | Vector] = {name: _with_variances(table, name) for name in table.frames}
    if table.is_dropped:
        parts = {name: _dropped(_with_variances(table, name)) for name in table.frames}
    return _named_list(parts, ("ranef.mer",))


def _dropped(frame: Frame) -> Frame | Vector:
    """A data frame of one column as a named vector, its variances as a plain one."""
    if len(frame.columns) > 1:
        return frame
    (column,) = frame.columns.values()
    variances = frame.attributes.get("postVar")
    kept = {"postVar": np.ravel(variances.data)} if isinstance(variances, Vector) else {}
    return Vector(data=np.asarray(column), names=frame.row_names, attributes=kept)


def _with_variances(table: RanefTable, name: str) -> Frame:
    """The modes of one factor with their conditional variances as R keeps them, levels last."""
    frame = table.frames[name]
    blocks = [Vector(data=np.moveaxis(block, 0, 2)) for block in table.variances.get(name, ())]
    if not blocks:
        return frame
    names = tuple(columns[0] if len(columns) == 1 else None for columns in table.term_columns[name])
    variances = blocks[0] if len(blocks) == 1 else RList(values=tuple(blocks), names=names if all(names) else None)
    return Frame(columns=frame.columns, n=frame.n, row_names=frame.row_names, attributes={"postVar": variances})


@answers("r_value", CoefTable)
def _coef(table: CoefTable) -> RList:
    return _named_list(table.frames, ("coef.mer",))


def _block(block: CovarianceBlock) -> Vector:
    names = (block.names, block.names)
    return Vector(
        data=block.covariance,
        dimnames=names,
        attributes={
            "stddev": Vector(data=block.stddev, names=block.names),
            "correlation": Vector(data=block.correlation, dimnames=names),
        },
    )


@answers("r_value", VarCorrTable)
def _varcorr(table: VarCorrTable) -> RList:
    blocks = {block.group: _block(block) for block in table.blocks}
    return _named_list(blocks, ("VarCorr.merMod",), sc=table.sigma, useSc=True)


@answers("r_value", MerSummary)
def _summary(page: MerSummary) -> RList:
    fit = page.fit
    kinds = ("summary.lmerModLmerTest", "summary.merMod") if page.ddf != "lme4" else ("summary.merMod",)
    names = page.coefficients.dimnames[0] if page.coefficients.dimnames else None
    parts: dict[str, Any] = {
        "methTitle": method_title(isREML(fit), page.ddf),
        "objClass": ask("r_class", fit),
        "devcomp": getME(fit, "devcomp"),
        "isLmer": True,
        "useScale": True,
        "logLik": fit.logLik(),
        "family": None,
        "link": None,
        "ngrps": Vector(data=np.asarray(page.groups.data, dtype=np.float64), names=page.groups.names),
        "coefficients": page.coefficients,
        "sigma": fit.sigma,
        "vcov": Vector(data=page.covariance, dimnames=(names, names), attributes={"class": "dpoMatrix"}),
        "varcor": page.varcor,
        "AICtab": Vector(data=np.array(page.aic.values), names=page.aic.names),
        "call": fit.request.call,
        "residuals": fit.residuals(scaled=True),
        "fitMsgs": Vector(data=np.array(fit.spec.notes, dtype=object)),
        "optinfo": optimizer_info(fit),
    }
    return _named_list(parts, kinds)


@answers("r_class", AnovaParameters)
@answers("r_class", ModelParameters)
def _parameters_class(answer: AnovaParameters | ModelParameters) -> Vector:
    return Vector(data=np.array(["parameters_model", "see_parameters_model", "data.frame"], dtype=object))


@answers("r_class", ComparedParameters)
def _compared_class(answer: ComparedParameters) -> Vector:
    return Vector(data=np.array(["compare_parameters", "see_compare_parameters", "data.frame"], dtype=object))


@answers("r_class", StandardizedParameters)
def _standardized_class(answer: StandardizedParameters) -> Vector:
    kinds = ["parameters_standardized", "effectsize_table", "see_effectsize_table", "data.frame"]
    return Vector(data=np.array(kinds, dtype=object))


@answers("r_value", ComponentsSummary)
def _components(page: ComponentsSummary) -> RList:
    parts = {
        name: _named_list({"importance": table}, ()) for name, table in zip(page.groups, page.importance, strict=True)
    }
    return _named_list(parts, ("summary.prcomplist",))
