"""Tests, comparisons, eliminations and bootstraps as R scripts see them: lists and data frames with R's classes.

Answers the generic `r_value`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from pylmer.inference.all_fit import AllFit, AllFitSummary
from pylmer.inference.answer_tables import AnovaTable, ContestTable
from pylmer.inference.bootstrap import BootMer
from pylmer.inference.get_me import getME
from pylmer.inference.influence import MerInfluence
from pylmer.inference.kenward_roger import KrTest
from pylmer.inference.least_squares_means import LsMeans
from pylmer.inference.model_frames import model_frame
from pylmer.inference.nested_models import KrComparison, KrSummary, SatComparison
from pylmer.inference.parametric_bootstrap import PbComparison, PbSummary
from pylmer.inference.principal_components import Components
from pylmer.inference.profile_record import Profile
from pylmer.inference.selection import StepResult
from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector

__all__: list[str] = []


def _named_list(items: Mapping[str, object], kind: str | tuple[str, ...] = (), **attributes: object) -> RList:
    kinds = (kind,) if isinstance(kind, str) else kind
    extra = {"class": kinds} if kinds else {}
    return RList(values=tuple(items.values()), names=tuple(items), attributes={**extra, **attributes})


def _classed(frame: Frame, kinds: tuple[str, ...], attributes: Mapping[str, object]) -> Frame:
    return Frame(columns=frame.columns, n=frame.n, row_names=frame.row_names, attributes={"class": kinds, **attributes})


def _texts(words: tuple[str, ...]) -> Vector:
    return Vector(data=np.array(words, dtype=object))


def _elapsed(seconds: float | None) -> Vector | None:
    if seconds is None:
        return None
    return Vector(data=np.array([round(seconds, 3)]), names=("elapsed",))


def _counts(**numbers: int) -> Vector:
    return Vector(data=np.array(list(numbers.values()), dtype=np.int32), names=tuple(numbers))


@answers("r_value", AnovaTable)
def _anova(table: AnovaTable) -> Frame:
    extra: dict[str, object] = {"heading": _texts(table.heading)}
    if table.formulae:
        extra = {"formulae": _named_list(table.formulae), **extra}
    if table.hypotheses is not None:
        extra["hypotheses"] = _named_list(table.hypotheses)
    if table.ddf is not None:
        extra["ddf"] = table.ddf
    return _classed(table.table, ("anova", "data.frame"), extra)


@answers("r_value", ContestTable)
def _contest(table: ContestTable) -> Frame:
    return table.table


@answers("r_value", LsMeans)
def _ls_means(means: LsMeans) -> Frame:
    extra = {
        "response": means.response,
        "confidence_level": means.level,
        "ddf": means.ddf,
        "hypotheses": _named_list(means.hypotheses),
        "heading": means.heading,
    }
    return _classed(means.table, ("ls_means", "data.frame"), extra)


@answers("r_value", StepResult)
def _steps(result: StepResult) -> RList:
    return _named_list({"random": result.random, "fixed": result.fixed}, "step_list", model=result.model)


@answers("r_value", KrTest)
def _kr_test(test: KrTest) -> RList:
    return _named_list(
        {
            "ndf": float(test.ndf),
            "ddf": test.ddf,
            "Fstat": test.statistic,
            "p.value": test.p_value,
            "F.scaling": test.scaling,
            "FstatU": test.unscaled,
            "p.valueU": test.p_unscaled,
            "aux": test.aux,
        }
    )


@answers("r_value", KrComparison)
def _kr(answer: KrComparison) -> RList:
    small: Any = answer.small
    if small is None:
        small = _named_list({"L": answer.restriction, "betaH": answer.beta})
    return _named_list(
        {
            "test": answer.to_frame(),
            "type": "F",
            "aux": answer.stats.aux,
            "stats": _kr_test(answer.stats),
            "formula.large": answer.large,
            "formula.small": small,
            "ctime": _elapsed(answer.seconds),
            "L": answer.restriction,
        },
        "KRmodcomp",
    )


@answers("r_value", KrSummary)
def _kr_summary(page: KrSummary) -> Frame:
    return _classed(page.to_frame(), ("summary_KRmodcomp", "data.frame"), {})


@answers("r_value", SatComparison)
def _satterthwaite(answer: SatComparison) -> RList:
    return _named_list(
        {
            "test": answer.to_frame(),
            "sigma": answer.sigma,
            "formula.large": answer.large,
            "formula.small": answer.restriction,
            "ctime": _elapsed(answer.seconds),
            "L": answer.restriction,
        },
        "SATmodcomp",
    )


def _likelihood_ratio(answer: PbComparison) -> Vector:
    return Vector(data=np.array([answer.statistic, answer.df, answer.p_value]), names=("tobs", "df", "p.value"))


def _reference(answer: PbComparison) -> Vector:
    counts = np.array([len(answer.ref), answer.used, answer.extremes, answer.p_bootstrap], dtype=np.float64)
    extra = {
        "cl": 1.0,
        "ctime": _elapsed(answer.seconds),
        "stat": _likelihood_ratio(answer),
        "samples": Vector(data=counts, names=("nsim", "npos", "n.extreme", "pPB")),
        "class": "refdist",
    }
    return Vector(data=answer.ref, attributes=extra)


@answers("r_value", PbComparison)
def _bootstrap_test(answer: PbComparison) -> RList:
    return _named_list(
        {
            "test": answer.to_frame(),
            "type": "X2test",
            "samples": _counts(nsim=len(answer.ref), npos=answer.used),
            "n.extreme": answer.extremes,
            "ctime": _elapsed(answer.seconds),
            "LRTstat": _likelihood_ratio(answer),
            "ref": _reference(answer),
            "formula.large": answer.large,
            "formula.small": answer.small,
        },
        "PBmodcomp",
    )


@answers("r_value", PbSummary)
def _bootstrap_summary(page: PbSummary) -> RList:
    answer = page.comparison
    positive = answer.ref[answer.ref > 0.0]
    mean = float(positive.mean()) if len(positive) else math.nan
    variance = float(positive.var(ddof=1)) if len(positive) > 1 else math.nan
    p_value, n = answer.p_bootstrap, answer.used
    error = math.sqrt(p_value * (1.0 - p_value) / n) if n else math.inf
    return _named_list(
        {
            "test": page.to_frame(),
            "type": "X2test",
            "moment": Vector(data=np.array([mean, variance]), names=("mean", "var")),
            "samples": _counts(nsim=len(answer.ref), npos=n),
            "gamma": Vector(data=np.array([variance / mean, mean**2 / variance]), names=("scale", "shape")),
            "ref": _reference(answer),
            "ci": np.array([p_value - 1.96 * error, p_value + 1.96 * error]),
            "se": error,
            "n.extreme": answer.extremes,
            "ctime": _elapsed(answer.seconds),
            "formula.large": answer.large,
            "formula.small": answer.small,
        },
        "summary_PBmodcomp",
    )


@answers("r_value", BootMer)
def _bootstrap(boot: BootMer) -> RList:
    names = (None, boot.names)
    parts = {
        "t0": Vector(data=boot.t0, names=boot.names),
        "t": Vector(data=boot.t, dimnames=names),
        "R": boot.R,
        "data": model_frame(boot.fit),
        "seed": boot.seed,
        "statistic": boot.function,
        "sim": boot.sim,
        "call": boot.call,
        "ran.gen": "simulate(<lmerMod>, 1, *)",
        "mle": _named_list({name: getME(boot.fit, name) for name in ("beta", "theta", "sigma")}),
    }
    failed = {"boot.fail.msgs": _tallied(boot.errors)} if boot.failures else {}
    kinds = {"message": boot.messages, "warning": boot.warnings, "error": boot.errors}
    texts = _named_list({f"factory-{kind}": _tallied(counts) for kind, counts in kinds.items()})
    attributes = {"bootFail": boot.failures, **failed, "boot.all.msgs": texts, "boot_type": "boot"}
    return _named_list(parts, ("bootMer", "boot"), **attributes)


def _tallied(counts: Mapping[str, int]) -> Vector:
    """Texts and how often each came, as R's `table()` has them."""
    data = np.array(list(counts.values()), dtype=np.int32)
    attributes: dict[str, object] = {"dimnames_names": ("",), "class": ("table",)}
    return Vector(data=data, dimnames=(tuple(counts) or None,), attributes=attributes)


@answers("r_value", MerInfluence)
def _influence(found: MerInfluence) -> RList:
    return found.to_list()


@answers("r_value", Components)
def _components(found: Components) -> RList:
    parts = {
        name: _named_list({"sdev": sdev, "rotation": rotation, "center": False, "scale": False}, "prcomp")
        for name, sdev, rotation in zip(found.groups, found.sdev, found.rotation, strict=True)
    }
    return _named_list(parts, "prcomplist")


@answers("r_value", Profile)
def _profile(profile: Profile) -> Frame:
    frame = profile.to_frame(focal=False)
    return Frame(
        columns=frame.columns, n=frame.n, row_names=frame.row_names, attributes={"class": ("thpr", "data.frame")}
    )


@answers("r_value", AllFit)
def _all_fit(fits: AllFit) -> RList:
    parts = fits.fits
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes={"class": ("allFit",)})


@answers("r_value", AllFitSummary)
def _all_fit_summary(summary: AllFitSummary) -> RList:
    parts = summary.parts
    return RList(values=parts.values, names=parts.names, attributes={"class": ("summary.allFit",)})
