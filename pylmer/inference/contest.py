"""Tests of contrasts of the fixed effects: `contest`, `contest1D`, `contestMD`, `calcSatterth`.

A contrast with one row is a t test, one with several rows an F test on the eigenvectors of its covariance; degrees of
freedom by Satterthwaite's method. R: lmerTest 3.1-3. Theory: Kuznetsova et al. 2017, JSS 82(13), s. 2.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.answer_tables import ContestTable, make_frame
from pylmer.inference.call_texts import call_text
from pylmer.inference.denominator import DDF_METHODS, Denominator, make_denominator
from pylmer.inference.estimability import EstimableSpace, estimable_space
from pylmer.inference.requirements import checked_level, require
from pylmer.inference.satterthwaite import LmerTestFit, as_lmerModLmerTest
from rcompat.base.arguments import match_arg, truth
from rcompat.base.conditions import RError, message, running, warning
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.linear.sums import mean, sum_of
from rcompat.maths.distributions import pf, pt, qt
from rcompat.maths.eigen import symmetric_eigen
from rcompat.maths.linear_algebra import product

__all__ = [
    "F_COLUMNS",
    "T_CI_COLUMNS",
    "T_COLUMNS",
    "calcSatterth",
    "contest",
    "contest1D",
    "contestMD",
    "f_test",
    "t_test",
]

F_COLUMNS = ("Sum Sq", "Mean Sq", "NumDF", "DenDF", "F value", "Pr(>F)")
T_COLUMNS = ("Estimate", "Std. Error", "df", "t value", "Pr(>|t|)")
T_CI_COLUMNS = (*T_COLUMNS[:4], "lower", "upper", T_COLUMNS[4])
_EPS = math.sqrt(2.220446049250313e-16)
_FRow = tuple[float | None, ...]
_CONTEST_MD = ("contestMD", "contestMD.lmerModLmerTest")
_CONTEST_CALL = "contestMD.lmerModLmerTest(model, l, ddf = ddf, rhs = rhs, ...)"
_CONTEST_1D_CALL = "contest1D.lmerModLmerTest(model, ll, rhs = rhs, ddf = ddf, confint = confint, \n    level = level)"


def contrast_matrix(given: Any) -> tuple[NDArray[Any], tuple[str, ...] | None]:
    """A contrast as a matrix (rows, p) and its row names; a vector is one row."""
    names = None
    if isinstance(given, Vector):
        names = given.dimnames[0] if given.dimnames else None
        given = given.data
    elif hasattr(given, "index") and hasattr(given, "to_numpy"):
        names = tuple(str(label) for label in given.index) if getattr(given, "ndim", 1) == 2 else None
        given = given.to_numpy()
    values = np.asarray(given)
    if values.ndim < 2:
        values = values.reshape(1, -1)
    known = None if names is None else tuple("" if name is None else str(name) for name in names)
    return values, known


def _is_numeric(values: NDArray[Any]) -> bool:
    return values.dtype.kind in "fiu"


def t_test(
    denominator: Denominator, contrast: NDArray[np.float64], rhs: float = 0.0, level: float | None = None
) -> list[float]:
    """Estimate, standard error, df, t, [lower, upper,] p of one contrast (p,) of the fixed effects.

    Args:
        denominator: variances and degrees of freedom of contrasts.
        contrast: coefficients (p,).
        rhs: the hypothesised value.
        level: confidence level, or None for no interval.
    """
    estimate = sum_of(contrast * denominator.beta)
    variance, df = denominator.one(contrast)
    error = math.sqrt(variance)
    t = (estimate - rhs) / error if error else math.nan
    p_value = 2 * pt(abs(t), df, lower_tail=False)
    if level is None:
        return [estimate, error, df, t, p_value]
    half = error * qt(1 - (1 - level) / 2, df)
    return [estimate, error, df, t, estimate - half, estimate + half, p_value]


def _pooled_df(single: Sequence[float]) -> float:
    """Degrees of freedom of a mean of squared t statistics with these degrees of freedom."""
    if len(single) == 1:
        return single[0]
    if all(abs(b - a) < 1e-8 for a, b in itertools.pairwise(single)):
        return mean(np.array(single))
    if not all(df > 2 for df in single):
        return 2.0
    expectation = sum_of(np.array([df / (df - 2) for df in single]))
    return 2 * expectation / (expectation - len(single))


def f_test(
    denominator: Denominator,
    contrast: NDArray[np.float64],
    rhs: NDArray[np.float64] | None = None,
    eps: float = _EPS,
    by_eigenvalue: bool = False,
) -> tuple[_FRow, int] | None:
    """Sum Sq, Mean Sq, NumDF, DenDF, F, p of a contrast (rows, p), and its rank; None if nothing is tested.

    Args:
        denominator: variances and degrees of freedom of contrasts.
        contrast: L (rows, p).
        rhs: the hypothesised value of L beta (rows,); 0 by default.
        eps: eigenvalues of L V L' below this share of the largest count as zero.
        by_eigenvalue: take these eigenvalues for variances, as pbkrtest does; lmerTest computes them anew.

    R: lmerTest::contestMD; pbkrtest::SATmodcomp.
    """
    beta = denominator.beta
    if rhs is not None and bool((rhs != 0).any()):
        beta = beta - np.linalg.pinv(contrast) @ rhs
    if len(contrast) == 0:
        return None
    if np.isnan(contrast).any():
        return (None,) * 6, 0
    found = denominator.joint(contrast, beta)
    if found is not None:
        return found
    denominator = denominator.fallback
    if len(contrast) == 1:
        value = sum_of(contrast[0] * beta)
        variance, df = denominator.one(contrast[0])
        t = value / math.sqrt(variance) if variance else math.nan
        return _f_row(t * t, 1, df, denominator.sigma), 1
    return _several(denominator, contrast, beta, eps, by_eigenvalue)


def _several(
    denominator: Denominator,
    contrast: NDArray[np.float64],
    beta: NDArray[np.float64],
    eps: float,
    by_eigenvalue: bool,
) -> tuple[_FRow, int] | None:
    covariance = product(product(contrast, denominator.vcov), contrast.T)
    values, vectors = symmetric_eigen(covariance)
    rank = int((values > max(eps * float(values[0]), 0.0)).sum())
    if rank == 0:
        return None
    rows = product(vectors[:, :rank].T, contrast)
    squares = product(rows, beta) ** 2 / values[:rank]
    known = values[:rank].tolist() if by_eigenvalue else [None] * rank
    df = _pooled_df([denominator.one(row, value)[1] for row, value in zip(rows, known, strict=True)])
    return _f_row(sum_of(squares) / rank, rank, df, denominator.sigma), rank


def _f_row(f: float, rank: int, df: float, sigma: float) -> _FRow:
    mean_square = f * (sigma * sigma)
    return (mean_square * rank, mean_square, rank, df, f, pf(f, rank, df, lower_tail=False))


def _coerced(fit: MerFit) -> LmerTestFit:
    return fit if isinstance(fit, LmerTestFit) else as_lmerModLmerTest(fit)


@answers("contest1D", MerFit)
def contest1D(
    fit: MerFit, L: Any, rhs: Any = 0, ddf: str | None = None, confint: bool = False, level: Any = 0.95
) -> ContestTable:
    """Test one contrast of the fixed effects with a t test.

    Args:
        fit: a fitted model.
        L: contrast (p,).
        rhs: the hypothesised value.
        ddf: "Satterthwaite" or "Kenward-Roger".
        confint: also give a confidence interval.
        level: its confidence level.

    Raises:
        RError: R's sentences about a malformed contrast, or an unknown method.

    R: lmerTest::contest1D.
    """
    text = call_text("contest1D.lmerModLmerTest", (fit, L))
    method = match_arg(ddf, DDF_METHODS, "ddf")
    values = contrast_matrix(L)[0].ravel(order="F")
    return ContestTable(
        table=_t_frame(fit, [values], rhs, (method, text), checked_level(level, truth(confint, "if (confint) {")))
    )


def _t_frame(
    fit: MerFit,
    rows: Sequence[NDArray[Any]],
    rhs: Any,
    how: tuple[str, str],
    level: float | None,
    names: Sequence[str] | None = None,
) -> Any:
    """The t tests of several contrasts as a data frame."""
    method, call = how
    values = np.atleast_1d(np.asarray(rhs))
    require(all(_is_numeric(row) for row in rows), "is.numeric(L)", call)
    require(all(len(row) == fit.spec.p for row in rows), "length(L) == length(model@beta)", call)
    require(_is_numeric(values), "is.numeric(rhs)", call)
    require(len(values) == 1, "length(rhs) == 1L", call)
    denominator = make_denominator(_coerced(fit), method)
    tests = [t_test(denominator, row.astype(np.float64), float(values[0]), level) for row in rows]
    return make_frame(T_COLUMNS if level is None else T_CI_COLUMNS, tests, names)


@answers("contestMD", MerFit)
def contestMD(
    fit: MerFit, L: Any, rhs: Any = 0, ddf: str | None = None, eps: float = _EPS, **unused: Any
) -> ContestTable:
    """Test several contrasts of the fixed effects jointly with an F test.

    Args:
        fit: a fitted model.
        L: contrasts (rows, p).
        rhs: the hypothesised values, one per row or one for all.
        ddf: "Satterthwaite" or "Kenward-Roger".
        eps: share of the largest eigenvalue below which directions count as dependent.
        **unused: ignored, as R ignores them.

    Raises:
        RError: R's sentences about a malformed contrast, or an unknown method.

    R: lmerTest::contestMD.
    """
    given = {} if isinstance(rhs, int) and rhs == 0 else {"rhs": rhs}
    call = call_text("contestMD.lmerModLmerTest", (fit, L), given)
    return ContestTable(table=_f_frame(fit, L, rhs, ddf, eps, call))


def _f_frame(fit: MerFit, given: Any, rhs: Any, ddf: str | None, eps: float, call: str) -> Any:
    method = match_arg(ddf, DDF_METHODS, "ddf")
    contrast, _ = contrast_matrix(given)
    right = np.atleast_1d(np.asarray(rhs))
    require(_is_numeric(contrast), "is.numeric(L)", call)
    require(contrast.shape[1] == fit.spec.p, "ncol(L) == length(model@beta)", call)
    require(_is_numeric(right), "is.numeric(rhs)", call)
    rows = len(contrast)
    full = np.resize(right.astype(np.float64), rows) if rows else None
    found = f_test(make_denominator(_coerced(fit), method), contrast.astype(np.float64), full, eps)
    if found is None:
        return make_frame(F_COLUMNS, [], None, ("NumDF",))
    row, rank = found
    if full is not None and bool((full != 0).any()) and rank < rows:
        warning("Contrast is rank deficient and test may be affected", call)
    return make_frame(F_COLUMNS, [row], None, ("NumDF",))


@answers("contest", MerFit)
def contest(
    fit: MerFit,
    L: Any,
    rhs: Any = 0,
    joint: bool = True,
    collect: bool = True,
    confint: bool = True,
    level: Any = 0.95,
    check_estimability: bool = False,
    ddf: str | None = None,
) -> ContestTable | RList:
    """Test contrasts of the fixed effects, jointly (F) or one by one (t).

    Args:
        fit: a fitted model.
        L: a contrast (p,), a matrix of contrasts (rows, p), or a list or mapping of these.
        rhs: the hypothesised values.
        joint: one F test per matrix, else one t test per row.
        collect: put the tests of a list into one table.
        confint: give confidence intervals with t tests.
        level: their confidence level.
        check_estimability: for t tests of rank-deficient models: contrasts are given for all columns, and those that
            are not estimable get NA.
        ddf: "Satterthwaite", "Kenward-Roger" (or "lme4", which R refuses).

    Returns:
        ContestTable, or a list of data frames for a list of contrasts and `collect=False`.

    Raises:
        RError: R's sentences about malformed contrasts.

    R: lmerTest::contest.
    """
    match_arg(ddf, (*DDF_METHODS, "lme4"), "ddf")
    if L is None:
        raise RError("'data' must be of a vector type, was 'NULL'", "matrix(L, ncol = length(L))")
    is_list = isinstance(L, Mapping) or (isinstance(L, list | tuple) and any(np.ndim(_values(part)) for part in L))
    is_matrix = isinstance(L, list | tuple) and is_list and all(isinstance(part, list | tuple) for part in L)
    names = tuple(L) if isinstance(L, Mapping) else None
    parts = [L] if not is_list or is_matrix else list(L.values()) if isinstance(L, Mapping) else list(L)
    joint = truth(joint, "if (joint) {")
    with_interval = not joint and truth(confint, "if (confint) {")
    how = _How(ddf, rhs, checked_level(level, with_interval), check_estimability)
    fitted = _coerced(fit)
    tables = [how.joint(fitted, part) if joint else how.single(fitted, part) for part in parts]
    if not truth(collect, "if (collect) rbindall(res) else res") and ((is_list and not is_matrix) or not joint):
        return RList(values=tuple(tables), names=names)
    return ContestTable(table=_stacked(tables, names))


def _values(part: Any) -> Any:
    return part.data if isinstance(part, Vector) else part


class _How:
    """The arguments that all tests of one call of `contest` share."""

    __slots__ = ("check", "ddf", "level", "rhs")

    def __init__(self, ddf: str | None, rhs: Any, level: float | None, check: bool) -> None:
        self.ddf = ddf
        self.rhs = rhs
        self.level = level
        self.check = check

    def joint(self, fit: LmerTestFit, part: Any) -> Any:
        with running(*_CONTEST_MD):
            return _f_frame(fit, part, self.rhs, self.ddf, _EPS, _CONTEST_CALL)

    def single(self, fit: LmerTestFit, part: Any) -> Any:
        matrix, names = contrast_matrix(part)
        how = (match_arg(self.ddf, DDF_METHODS, "ddf"), _CONTEST_1D_CALL)
        if not (self.check and fit.spec.dropped):
            return _t_frame(fit, list(matrix), self.rhs, how, self.level, names)
        space: EstimableSpace = estimable_space(fit)
        kept = [row[space.kept] if space.holds(row) else np.full(fit.spec.p, math.nan) for row in matrix]
        frames = [_t_frame(fit, [row], self.rhs, how, self.level) for row in kept if not np.isnan(row).any()]
        found = iter([[float(frame[name][0]) for name in frame] for frame in frames])
        heads = T_COLUMNS if self.level is None else T_CI_COLUMNS
        rows = [(None,) * len(heads) if np.isnan(row).any() else next(found) for row in kept]
        return make_frame(heads, rows, names)


def _stacked(tables: Sequence[Any], names: Sequence[str] | None) -> Any:
    """Tables under one another; rows take the names of their list elements, numbered where there are several."""
    if len(tables) == 1 and names is None:
        return tables[0]
    heads = tables[0].names
    rows = [[table[name][i] for name in heads] for table in tables for i in range(table.n)]
    labels: list[str] = []
    for k, table in enumerate(tables):
        own = table.row_names
        name = names[k] if names is not None else ""
        for i in range(table.n):
            part = own[i] if own is not None else (str(i + 1) if table.n > 1 else "")
            labels.append(f"{name}.{part}" if name and part else name or part)
    is_named = names is not None or any(table.row_names is not None for table in tables)
    integers = [name for name in heads if tables[0][name].dtype == np.int32]
    return make_frame(heads, rows, labels if is_named else None, integers)


def calcSatterth(fit: MerFit, L: Any) -> RList:
    """Satterthwaite's F test of contrasts (rows, p) as a list: denom, Fstat, pvalue, ndf.

    R: lmerTest::calcSatterth.
    """
    if not isinstance(fit, MerFit):
        raise RError('inherits(model, "lmerMod") is not TRUE', call_text("calcSatterth", (fit, L)))
    if not isinstance(fit, LmerTestFit):
        message("Coercing model to class 'lmerModLmerTest'")
    with running(*_CONTEST_MD):
        frame = _f_frame(fit, L, 0, None, _EPS, "contestMD.lmerModLmerTest(model, L)")
    ndf, denom, f, p_value = (float(frame[name][0]) for name in F_COLUMNS[2:])

    def single(value: float) -> Vector:
        return Vector(data=np.array([value]))

    def square(value: float) -> Vector:
        return Vector(data=np.array([[value]]), dimnames=(None, None))

    values = (single(denom), square(f), square(p_value), Vector(data=np.array([int(ndf)], dtype=np.int32)))
    return RList(values=values, names=("denom", "Fstat", "pvalue", "ndf"))
