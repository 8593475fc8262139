"""Analysis of variance of one linear model (sequential sums of squares) or of several (F tests between them)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, running, warning
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks, answers, is_answered
from rcompat.base.render import Printable
from rcompat.base.string_text import quote_string
from rcompat.language.deparse import deparse
from rcompat.linear.accessors import deviance, residual_sum, response_expr
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import shown_name
from rcompat.linear.sums import sum_of
from rcompat.maths.distributions import pchisq, pf

__all__ = ["LmAnova", "anova", "term_sums"]

_TITLE = "Analysis of Variance Table\n"
_PERFECT = 1e-10
_TESTS = ("Rao", "LRT", "Chisq", "F", "Cp")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmAnova(Printable, Asks):
    """A table of R's class anova.

    Attributes:
        heading: texts above the table.
        table: one row per term or model.
    """

    heading: tuple[str, ...]
    table: Frame

    def to_frame(self) -> Frame:
        """The table as a data frame."""
        return self.table

    def __getitem__(self, name: str) -> Column:
        return self.table[name]


@answers("anova", LmFit)
def anova(fit: LmFit, *others: LmFit, test: str | None = "F", scale: float = 0.0) -> LmAnova:
    """Sequential analysis of variance, or comparison of several models.

    Args:
        fit: a fitted model.
        others: further models.
        test: for several models: "F", "Chisq", "Cp" or None.
        scale: for several models: error variance in squared units of y; 0 takes the largest model's.

    Raises:
        RError: the models were fitted to different numbers of observations.

    R: anova.lm, anova.lmlist.
    """
    _check_models(others)
    models = _same_response([fit, *others]) if others else [fit]
    if len(models) == 1:
        return _one_model(fit)
    if len({len(model.y) for model in models}) > 1:
        raise RError("models were not all fitted to the same size of dataset", "anova.lmlist(object, ...)")
    return _several_models(models, test, scale)


def _check_models(others: Sequence[object]) -> None:
    """R looks for the terms of every argument."""
    for other in others:
        if not isinstance(other, LmFit):
            known = (
                "not defined for this S4 class" if is_answered("r_slots", other) else "is invalid for atomic vectors"
            )
            with running("anova.lmlist", "lapply", "FUN", "deparse"):
                raise RError(f"$ operator {known}", "x$terms")


def term_sums(fit: LmFit) -> list[tuple[str, int, float]]:
    """Name, degrees of freedom and sequential sum of squares of every term that has an independent column."""
    solution = fit.solution
    labels = fit.frame.terms.term_labels
    places = fit.design.assign[solution.kept]
    squares = solution.effects[: solution.rank] ** 2
    return [
        (labels[number - 1] if number else "(Intercept)", int(mine.sum()), sum_of(squares[mine]))
        for number in sorted(set(places.tolist()))
        for mine in (places == number,)
    ]


def _divided(left: float, right: float) -> float:
    with np.errstate(all="ignore"):
        return float(np.float64(left) / np.float64(right))


def _one_model(fit: LmFit) -> LmAnova:
    rss = residual_sum(fit)
    weights = fit.prior_weights
    squares = fit.solution.fitted**2
    if rss < _PERFECT * sum_of(squares if weights is None else weights * squares):
        warning("ANOVA F-tests on an essentially perfect fit are unreliable", f"anova.lm({shown_name(fit)})")
    rest = fit.solution.df_residual
    left = _divided(rss, rest)
    rows: list[tuple[float, float, float, float]] = []
    terms = [term for term in term_sums(fit) if term[0] != "(Intercept)"]
    for _, df, total in terms:
        statistic = _divided(total / df, left)
        rows.append((total, total / df, statistic, pf(statistic, float(df), float(rest), False)))
    rows.append((rss, left, NA_REAL, NA_REAL))
    columns: dict[str, Column] = {"Df": np.array([*(df for _, df, _ in terms), rest], dtype=np.int32)}
    for place, name in enumerate(("Sum Sq", "Mean Sq", "F value", "Pr(>F)")):
        columns[name] = np.array([row[place] for row in rows], dtype=np.float64)
    table = Frame(columns=columns, n=len(rows), row_names=(*(name for name, _, _ in terms), "Residuals"))
    response = [f"Response: {line}" for line in deparse(response_expr(fit))]
    return LmAnova(heading=(_TITLE, *response), table=table)


def _same_response(models: list[LmFit]) -> list[LmFit]:
    """The models whose response is that of the first."""
    responses = ["\n".join(deparse(response_expr(model))) for model in models]
    odd = [text for text in responses if text != responses[0]]
    if odd:
        shown = ", ".join(quote_string(text) for text in odd)
        names = f"c({shown})" if len(odd) > 1 else shown
        warning(
            f"models with response ‘{names}’ removed because response differs from model 1",
            "anova.lmlist(object, ...)",
        )
    return [model for model, text in zip(models, responses, strict=True) if text == responses[0]]


def _several_models(models: Sequence[LmFit], test: str | None, scale: float) -> LmAnova:
    rest = [model.solution.df_residual for model in models]
    rss = [deviance(model) for model in models]
    dfs = [NA_REAL, *(float(before - after) for before, after in pairwise(rest))]
    sums = [NA_REAL, *(before - after for before, after in pairwise(rss))]
    columns: dict[str, Column] = {
        "Res.Df": np.array(rest, dtype=np.float64),
        "RSS": np.array(rss),
        "Df": np.array(dfs),
        "Sum of Sq": np.array(sums),
    }
    if test is not None:
        largest = min(range(len(models)), key=lambda i: rest[i])
        used = scale if scale > 0.0 else _divided(rss[largest], rest[largest])
        columns |= _tests(match_arg(test, _TESTS, "test"), columns, used, float(rest[largest]), len(models[0].y))
    texts = ["\n".join(deparse(model.frame.terms.formula)) for model in models]
    width = len(str(len(models)))
    rows = tuple(str(i + 1) for i in range(len(models)))
    note = "\n".join(f"Model {str(i).rjust(width)}: {text}" for i, text in enumerate(texts, start=1))
    return LmAnova(heading=(_TITLE, note), table=Frame(columns=columns, n=len(models), row_names=rows))


def _tests(test: str, columns: dict[str, Column], scale: float, scale_df: float, n: int) -> dict[str, Column]:
    """The columns of a test between neighbouring models."""
    dfs: NDArray[np.float64] = np.asarray(columns["Df"])
    sums: NDArray[np.float64] = np.asarray(columns["Sum of Sq"])
    with np.errstate(all="ignore"):
        if test == "Cp":
            rss, rest = np.asarray(columns["RSS"]), np.asarray(columns["Res.Df"])
            return {"Cp": rss + 2.0 * scale * (n - rest)}
        if test in ("Chisq", "LRT"):
            values = sums / scale * np.sign(dfs)
            values[(dfs == 0.0) | (values < 0.0)] = NA_REAL
            tails = [pchisq(v, abs(df), False) for v, df in zip(values.tolist(), dfs.tolist(), strict=True)]
            return {"Pr(>Chi)": _with_na(tails, values)}
        values = sums / dfs / scale
        values[(dfs == 0.0) | np.isnan(dfs) | (values < 0.0)] = NA_REAL
    tails = [pf(v, abs(df), scale_df, False) for v, df in zip(values.tolist(), dfs.tolist(), strict=True)]
    return {"F": values, "Pr(>F)": _with_na(tails, values)}


def _with_na(tails: list[float], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Tail probabilities, with the NA or NaN of the statistics."""
    return np.where(np.isnan(values), values, np.array(tails))
