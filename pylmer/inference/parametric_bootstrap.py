"""Parametric bootstrap comparison of nested models, R's draw for draw. R: pbkrtest 0.5.2, PBmodcomp, PBrefdist."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.lmer import refit_criterion
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.new_response import check_rows, without_dropped
from pylmer.inference.likelihood import isREML
from pylmer.inference.nested_models import getLRT
from pylmer.inference.simulation import response_model, simulate_matrix
from rcompat.base.conditions import RError, RWarning, collect_conditions, running, signal, warning
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.generics import Asks, answers, ask
from rcompat.base.render import Printable
from rcompat.base.sprintf import c_sprintf
from rcompat.base.vectors import Vector
from rcompat.design.callers import as_model_formula
from rcompat.language.expressions import Call, Expr
from rcompat.linear.lm_fit import LmFit, solve_least_squares
from rcompat.maths.distributions import pchisq, pf, pgamma
from rcompat.maths.rng import session_generator

__all__ = ["PBmodcomp", "PBrefdist", "PbComparison", "PbSummary", "seqPBmodcomp"]

_CHUNK = 200
Fit = MerFit | LmFit


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PbComparison(Printable, Asks):
    """A bootstrap likelihood-ratio test. R: class PBmodcomp.

    Attributes:
        ref: the reference sample of the statistic (nsim,).
        statistic, df, p_value: the likelihood-ratio test itself.
        used: number of positive statistics in the sample.
        extremes: how many of them exceed the observed one.
        seconds: time that the reference sample took, None where it was given without one.
        large, small: the formulas.
    """

    ref: NDArray[np.float64]
    statistic: float
    df: float
    p_value: float
    used: int
    extremes: int
    seconds: float | None
    large: Expr
    small: Expr

    @property
    def p_bootstrap(self) -> float:
        """The bootstrap p value."""
        return (1 + self.extremes) / (1 + self.used)

    def to_frame(self) -> Frame:
        """Rows LRT and PBtest: stat, df, p.value. R: as.data.frame.XXmodcomp."""
        rows = [[self.statistic, self.df, self.p_value], [self.statistic, NA_REAL, self.p_bootstrap]]
        return _frame(rows, ("stat", "df", "p.value"), ("LRT", "PBtest"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PbSummary(Printable):
    """The comparison with three approximations of the reference distribution. R: summary.PBmodcomp."""

    comparison: PbComparison

    def to_frame(self) -> Frame:
        """Rows LRT, PBtest, Gamma, Bartlett and F: stat, df, ddf, p.value."""
        answer = self.comparison
        positive = answer.ref[answer.ref > 0.0]
        mean = float(positive.mean()) if len(positive) else math.nan
        variance = float(positive.var(ddof=1)) if len(positive) > 1 else math.nan
        observed, df = answer.statistic, answer.df
        gamma = 1.0 - pgamma(observed, mean**2 / variance, scale=variance / mean)
        scaled = df * observed / mean
        ddf = 2.0 * mean / (mean - 1.0)
        tail = NA_REAL if ddf < 0.0 else 1.0 - pf(observed / df, df, ddf)
        rows = [
            [observed, df, NA_REAL, answer.p_value],
            [observed, NA_REAL, NA_REAL, answer.p_bootstrap],
            [observed, NA_REAL, NA_REAL, gamma],
            [scaled, df, NA_REAL, 1.0 - pchisq(scaled, df)],
            [observed / df, df, ddf, tail],
        ]
        return _frame(rows, ("stat", "df", "ddf", "p.value"), ("LRT", "PBtest", "Gamma", "Bartlett", "F"))


def _frame(rows: list[list[float]], heads: tuple[str, ...], names: tuple[str, ...]) -> Frame:
    columns = {head: np.array([row[j] for row in rows]) for j, head in enumerate(heads)}
    return Frame(columns=columns, n=len(rows), row_names=names)


def PBrefdist(
    largeModel: Any, smallModel: Any, nsim: int = 1000, seed: int | None = None, cl: object = None, details: int = 0
) -> Vector:
    """Sample the likelihood-ratio statistic under the small model.

    Args:
        largeModel, smallModel: nested fits of the same data (the small one may be a formula or a restriction matrix).
        nsim: number of samples.
        seed: ignored, as pbkrtest 0.5.2 ignores it: use `set_seed`.
        cl: accepted; the samples are drawn in this process.
        details: more than 0 prints how long it took.

    Returns:
        Vector (nsim,) with R's attributes.

    Raises:
        RError: nsim is not positive.

    R: pbkrtest::PBrefdist. Theory: Halekoh & Højsgaard 2014, JSS 59(9), s. 4.
    """
    small = _as_model(_checked(largeModel, "PBrefdist"), smallModel)
    with running("PBrefdist", f"PBrefdist.{_kind(largeModel)}"):
        ref, seconds = _reference(largeModel, small, nsim, details)
    answer = _compare(largeModel, small, ref, seconds)
    stat = Vector(data=np.array([answer.statistic, answer.df, answer.p_value]), names=("tobs", "df", "p.value"))
    counts = Vector(
        data=np.array([len(ref), answer.used, answer.extremes, answer.p_bootstrap], dtype=np.float64),
        names=("nsim", "npos", "n.extreme", "pPB"),
    )
    attributes = {"cl": 1.0, "ctime": Vector(data=np.array([round(seconds, 3)]), names=("elapsed",)), "stat": stat}
    kind = {"class": "refdist"} if isinstance(largeModel, MerFit) else {}
    return Vector(data=ref, attributes={**attributes, "samples": counts, **kind})


def PBmodcomp(
    largeModel: Any,
    smallModel: Any,
    nsim: int = 1000,
    ref: Any = None,
    seed: int | None = None,
    cl: object = None,
    details: int = 0,
) -> PbComparison:
    """Compare nested models by the bootstrap distribution of the likelihood ratio.

    Args:
        largeModel, smallModel: nested fits of the same data (the small one may be a formula or a restriction matrix).
        nsim: number of samples.
        ref: a reference sample from `PBrefdist`, instead of a new one.
        seed: ignored, as pbkrtest 0.5.2 ignores it: use `set_seed`.
        cl: accepted; the samples are drawn in this process.
        details: as in `PBrefdist`.

    Raises:
        RError: R's message for models that cannot be compared, or nsim not positive.

    R: pbkrtest::PBmodcomp. Theory: Halekoh & Højsgaard 2014, JSS 59(9), s. 4.
    """
    small = _as_model(_checked(largeModel), smallModel)
    if ref is not None:
        sample = np.asarray(ref.data if isinstance(ref, Vector) else ref, dtype=np.float64)
        return _compare(largeModel, small, sample, _time_of(ref))
    kind = _kind(largeModel)
    with running(f"PBmodcomp.{kind}", "PBrefdist", f"PBrefdist.{kind}"):
        sample, seconds = _reference(largeModel, small, nsim, details)
    getLRT(largeModel, small)  # R's reference distribution carries the test, and its conditions come twice
    return _compare(largeModel, small, sample, seconds)


def _kind(large: Fit) -> str:
    return "merMod" if isinstance(large, MerFit) else "lm"


def _time_of(ref: Any) -> float | None:
    """The time that a sample of `PBrefdist` took."""
    found: Any = ref.attributes.get("ctime") if isinstance(ref, Vector) else None
    if found is None:
        return None
    return float(np.atleast_1d(found.data if isinstance(found, Vector) else found)[0])


def seqPBmodcomp(largeModel: Any, smallModel: Any, h: int = 20, nsim: int = 1000) -> PbComparison:
    """As `PBmodcomp`, in chunks of 200 samples until `h` of them are extreme. R: pbkrtest's seqPBmodcomp."""
    small = _as_model(_checked(largeModel), smallModel)
    sample, seconds = np.empty(0), 0.0
    while True:
        more, taken = _reference(largeModel, small, _CHUNK)
        sample, seconds = np.concatenate([sample, more]), seconds + taken
        answer = _compare(largeModel, small, sample, seconds)
        if answer.extremes >= h or len(sample) >= nsim:
            return answer


def _as_model(large: Any, small: Any) -> Fit:
    if isinstance(small, MerFit | LmFit):
        return small
    if isinstance(small, str | Call):
        with running("formula"):
            formula = as_model_formula(small, "formula.character(smallModel)")
        return _checked(ask("update", large, formula))
    matrix = np.atleast_2d(np.asarray(small, dtype=np.float64))
    return _checked(ask("restriction_matrix2model", large, matrix, REML=False))


def _checked(fit: Any, function: str = "PBmodcomp") -> Fit:
    if isinstance(fit, MerFit | LmFit):
        return fit
    found: Fit = ask(function, fit)  # no method: R's error
    return found


def _reference(large: Any, small: Fit, nsim: Any, details: Any = 0) -> tuple[NDArray[np.float64], float]:
    """The statistics of `nsim` responses drawn from the small model, and how many seconds that took."""
    begin = time.perf_counter()
    if isinstance(large, MerFit) and isinstance(small, LmFit):
        with running("getME"):
            ask("getME", small, "is_REML")  # R's first question, which a linear model has no answer to
    smaller = _by_likelihood(small)
    bigger = _by_likelihood(_checked(large))
    with running("do_sampling"):
        if isinstance(nsim, str) and nsim != "NA":
            raise RError("non-numeric argument to binary operator", "nsim%/%cl")
        with running("unlist", "mclapply", "lapply", "FUN", "get_fun"):
            responses = _responses(smaller, nsim)
    statistics = _statistics(smaller, bigger, responses)
    seconds = time.perf_counter() - begin
    if details > 0:
        width = "%5d" if isinstance(large, MerFit) else "%d"
        text = f"Reference distribution with {width} samples; computing time: %5.2f secs. \n"
        sys.stdout.write(c_sprintf(text, len(statistics), seconds))
    return statistics, seconds


def _statistics(smaller: Fit, bigger: Fit, responses: NDArray[np.float64]) -> NDArray[np.float64]:
    """Twice the difference of the log-likelihoods (nsim,) at each response, columns of (n, nsim)."""
    if responses.shape[0] != len(bigger.spec.y if isinstance(bigger, MerFit) else bigger.y):
        raise RError(
            "length(newresp <- as.numeric(as.vector(newresp))) == length(rr$y) is not TRUE",
            "refit.merMod(lg, newresp = yyy)",
        )
    for model in (smaller, bigger):
        if isinstance(model, MerFit) and model.spec.frame.na_action == "na.omit" and len(model.spec.frame.dropped):
            with running("withCallingHandlers", "refit", "refit.merMod"):
                check_rows(without_dropped(model, responses[:, 0]), model.spec.n)
    first, second = _log_likelihood_of(smaller), _log_likelihood_of(bigger)
    statistics = []
    with collect_conditions() as conditions:
        for column in responses.T:
            low = first(column)
            statistics.append(2.0 * (second(column) - low))
    for condition in conditions:
        if isinstance(condition, RWarning):  # pbkrtest silences the messages of the refits
            signal(condition)
    return np.array(statistics)


def _by_likelihood(fit: Fit) -> Fit:
    return _checked(ask("update", fit, REML=False)) if isinstance(fit, MerFit) and isREML(fit) else fit


def _responses(fit: Fit, nsim: Any) -> NDArray[np.float64]:
    if isinstance(fit, LmFit):
        with running("simulate", "simulate.lm"):
            drawn = ask("simulate", fit, nsim)
        return np.column_stack(list(drawn.columns.values()))
    count = math.nan if nsim is None or isinstance(nsim, str) else float(np.atleast_1d(nsim)[0])
    if not count >= 1:
        with running("unname", "unlist", "lapply", "simulate", "simulate.merMod", "eval", "eval", "<Anonymous>"):
            text = "(nsim <- as.integer(nsim[1])) > 0 is not TRUE"
            raise RError(text, "lme4::.simulateFun(object = sm, nsim = nsim, seed = seed)")
    return simulate_matrix(response_model(fit), int(count), session_generator())


def _log_likelihood_of(fit: Fit) -> Callable[[NDArray[np.float64]], float]:
    """The log-likelihood of the model refitted to another response."""
    if isinstance(fit, MerFit):
        criterion = refit_criterion(fit)
        return lambda y: -criterion(y) / 2
    return lambda y: float(ask("logLik", _refitted(fit, y)).value)


def _refitted(fit: LmFit, y: NDArray[np.float64]) -> LmFit:
    solution = solve_least_squares(fit.design.x, y, fit.prior_weights, fit.total_offset)
    return replace(fit, y=y, solution=solution)


def _compare(large: Any, small: Fit, ref: NDArray[np.float64], seconds: float | None) -> PbComparison:
    statistic, df, p_value = getLRT(large, small).data.tolist()
    if math.isnan(p_value):
        warning("NaNs produced", "pchisq(tobs, df = ndf)")
    positive = ref[ref > 0.0]
    return PbComparison(
        ref=ref,
        statistic=statistic,
        df=df,
        p_value=p_value,
        used=len(positive),
        extremes=int((positive > statistic).sum()),
        seconds=seconds,
        large=_formula(large),
        small=_formula(small),
    )


def _formula(fit: Any) -> Expr:
    found: Expr = ask("formula", fit)
    return found


@answers("summary", PbComparison)
def _summary(answer: PbComparison) -> PbSummary:
    """R: summary.PBmodcomp."""
    return PbSummary(comparison=answer)
