"""Comparison of a model with a smaller one inside it: Kenward-Roger, Satterthwaite and likelihood-ratio tests.

R: pbkrtest 0.5.2, KRmodcomp, SATmodcomp, getLRT.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.contest import f_test
from pylmer.inference.denominator import make_denominator
from pylmer.inference.kenward_roger import KrTest, kr_test
from pylmer.inference.likelihood import isREML
from pylmer.inference.restrictions import compare_column_space, full_rank_rows, make_restriction_matrix
from pylmer.inference.satterthwaite import with_derivatives
from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, running, warning
from rcompat.base.conditions import message as message_again
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.generics import Asks, answers, ask
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.language.expressions import Call, Expr, is_call
from rcompat.language.syntax import parse_expression
from rcompat.linear.lm_fit import LmFit
from rcompat.maths.distributions import pchisq, pf

__all__ = [
    "KRmodcomp",
    "KrComparison",
    "KrSummary",
    "SATmodcomp",
    "SatComparison",
    "as_data_frame",
    "getKR",
    "getLRT",
    "getSAT",
]

Array = NDArray[np.float64]

_NOT_A_MODEL = "Model m2 smallModel is not merMod or restriction matrix\n"
_NOT_A_MODEL_CALL = "modcomp_init.merMod(largeModel, smallModel, matrixOK = TRUE)"
_SAT_CALL = "SATmodcomp_internal(largeModel = largeModel, smallModel = smallModel, "
_KR_NAMES = ("ndf", "ddf", "Fstat", "p.value", "F.scaling", "FstatU", "p.valueU", "aux")
_SAT_NAMES = ("ndf", "ddf", "Fstat", "p.value")
_EPS = math.sqrt(2.0**-52)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KrComparison(Printable, Asks):
    """A Kenward-Roger test of a smaller model. R: class KRmodcomp.

    Attributes:
        large: formula of the large model.
        small: formula of the small model; None if a restriction matrix was given.
        restriction: L (rows, p).
        beta: hypothetical coefficients, as they were given.
        stats: the test.
        seconds: time it took.
    """

    large: Expr
    small: Expr | None
    restriction: Vector
    beta: Vector
    stats: KrTest
    seconds: float

    def to_frame(self) -> Frame:
        """Rows Ftest and FtestU: stat, ndf, ddf, F.scaling, p.value.

        R: as.data.frame.KRmodcomp.
        """
        stats = self.stats
        rows = [
            (stats.statistic, stats.ndf, stats.ddf, stats.scaling, stats.p_value),
            (stats.unscaled, stats.ndf, stats.ddf, NA_REAL, stats.p_unscaled),
        ]
        names = ("stat", "ndf", "ddf", "F.scaling", "p.value")
        columns = {name: np.array([row[j] for row in rows]) for j, name in enumerate(names)}
        columns["ndf"] = columns["ndf"].astype(np.int32)
        return Frame(columns=columns, n=2, row_names=("Ftest", "FtestU"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KrSummary(Printable):
    """The long page of a Kenward-Roger test. R: summary.KRmodcomp."""

    comparison: KrComparison

    @property
    def is_written_at_once(self) -> bool:
        """R's summary writes the page itself and returns the table unseen."""
        return True

    def to_frame(self) -> Frame:
        """The table as a data frame."""
        return self.comparison.to_frame()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SatComparison(Printable, Asks):
    """A Satterthwaite test of a smaller model. R: class SATmodcomp.

    Attributes:
        large: formula of the large model.
        restriction: L (rows, p).
        statistic, ndf, ddf, p_value: the F test.
        sigma: residual standard deviation of the large model.
        seconds: time it took.
    """

    large: Expr
    restriction: Vector
    statistic: float
    ndf: int
    ddf: float
    p_value: float
    sigma: float
    seconds: float

    def to_frame(self) -> Frame:
        """One row: statistic, ndf, ddf, p.value.

        R: as.data.frame.SATmodcomp.
        """
        columns = {
            "statistic": np.array([self.statistic]),
            "ndf": np.array([self.ndf], dtype=np.int32),
            "ddf": np.array([self.ddf]),
            "p.value": np.array([self.p_value]),
        }
        return Frame(columns=columns, n=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Pair:
    """The two models in the right order; `small` is None if the restriction was given."""

    large: MerFit
    small: MerFit | None
    restriction: Vector


def _pair(large: MerFit, small: Any, not_nested: tuple[str, str]) -> _Pair:
    """Put the models in order and find the restriction matrix.

    Raises:
        RError: the models are not nested, or `small` is neither model nor matrix.
    """
    if isinstance(small, str | Call):
        formula = parse_expression(small) if isinstance(small, str) else small
        if not is_call(formula, "~"):
            raise _not_a_model()
        small = ask("update", large, formula)
    if isinstance(small, MerFit):
        if small.spec.n != large.spec.n:
            raise RError("number of rows of matrices must match (see arg 2)", "cbind(Xlarge, Xsmall)")
        order = compare_column_space(large.spec.x, small.spec.x)
        if order < 0:
            raise RError(*not_nested)
        first, second = (large, small) if order else (small, large)
        return _Pair(large=first, small=second, restriction=make_restriction_matrix(first.spec.x, second.spec.x))
    if isinstance(small, np.ndarray | Vector | list | tuple | float | int) and _is_numeric(small):
        with running("modcomp_init", "modcomp_init.merMod"):
            return _Pair(large=large, small=None, restriction=full_rank_rows(small, large.spec.p))
    raise _not_a_model()


def _not_a_model() -> RError:
    with running("modcomp_init", "modcomp_init.merMod"):
        return RError(_NOT_A_MODEL, _NOT_A_MODEL_CALL)


def _is_numeric(value: Any) -> bool:
    return np.asarray(value).dtype.kind in "fiu"


@answers("KRmodcomp", MerFit)
def KRmodcomp(largeModel: MerFit, smallModel: Any, betaH: Any = 0.0, details: int = 0) -> KrComparison:
    """F test of a smaller model by the method of Kenward and Roger.

    A large model fitted by maximum likelihood is fitted again by REML; models in the wrong order change places.

    Args:
        largeModel: a fitted model.
        smallModel: a fitted model, the text of a formula, or a restriction matrix L (rows, p).
        betaH: the hypothesis is L (beta - betaH) = 0; repeated to the length of beta.
        details: of no effect.

    Raises:
        RError: the models are not nested.

    R: pbkrtest::KRmodcomp. Theory: Kenward & Roger 1997.
    """
    started = time.perf_counter()
    message = "Models have equal mean stucture or are not nested!"
    pair = _pair(largeModel, smallModel, (message, "KRmodcomp.lmerMod(largeModel, smallModel)"))
    fit = pair.large if isREML(pair.large) else ask("update", pair.large, ". ~ .", REML=True)
    hypothesis = _hypothesis(betaH)
    beta = _repeated(hypothesis.data, fit.spec.p)
    stats = kr_test(fit, pair.restriction.data, beta)
    return KrComparison(
        large=fit.spec.formula,
        small=None if pair.small is None else pair.small.spec.formula,
        restriction=pair.restriction,
        beta=hypothesis,
        stats=stats,
        seconds=time.perf_counter() - started,
    )


def _hypothesis(given: Any) -> Vector:
    if isinstance(given, Vector):
        return given
    return Vector(data=np.atleast_1d(np.asarray(given, dtype=np.float64)))


def _repeated(values: Array, p: int) -> Array:
    if values.ndim != 1:
        text = f"dims [product {values.size}] do not match the length of object [{p}]"
        raise RError(text, "cbind(beta - betaH)")
    if p % len(values):
        warning("longer object length is not a multiple of shorter object length", "beta - betaH")
    return np.resize(values, p)


@answers("SATmodcomp", MerFit)
def SATmodcomp(largeModel: MerFit, smallModel: Any, details: int = 0, eps: float = _EPS) -> SatComparison:
    """F test of a smaller model with Satterthwaite's degrees of freedom.

    The large model is fitted again by REML; models in the wrong order change places.

    Args:
        largeModel: a fitted model.
        smallModel: a fitted model, the text of a formula, or a restriction matrix (rows, p).
        details: of no effect.
        eps: eigenvalues of the contrasts' covariance below this share of the largest count as zero.

    Raises:
        RError: the models are not nested.

    R: pbkrtest::SATmodcomp. Theory: Fai & Cornelius 1996.
    """
    started = time.perf_counter()
    message = "Models have equal mean stucture or are not nested..."
    pair = _pair(largeModel, smallModel, (message, _SAT_CALL))
    again = ask("update", pair.large, REML=True)
    if again.spec.dropped:
        message_again(again.spec.notes[0])  # R sets the model up once more
    fit = with_derivatives(again, 1e-6, "compute_auxiliary(largeModel)", counted=False)
    found = f_test(make_denominator(fit, "Satterthwaite"), pair.restriction.data, eps=eps, by_eigenvalue=True)
    row = (math.nan,) * 6 if found is None else tuple(math.nan if value is None else value for value in found[0])
    return SatComparison(
        large=pair.large.spec.formula,
        restriction=pair.restriction,
        statistic=row[4],
        ndf=0 if found is None else int(row[2]),
        ddf=row[3],
        # the upper tail as R takes it: small values have few digits
        p_value=1.0 - pf(row[4], row[2], row[3]),
        sigma=fit.sigma,
        seconds=time.perf_counter() - started,
    )


@answers("as_data_frame", KrComparison)
@answers("as_data_frame", SatComparison)
def as_data_frame(comparison: KrComparison | SatComparison) -> Frame:
    """The table of a comparison as a data frame.

    R: as.data.frame.KRmodcomp, as.data.frame.SATmodcomp.
    """
    return comparison.to_frame()


@answers("summary", KrComparison)
def _summary(comparison: KrComparison) -> KrSummary:
    return KrSummary(comparison=comparison)


def getKR(object: KrComparison, name: str | None = None) -> Any:
    """One number of a Kenward-Roger test, or all in a list.

    Args:
        object: what `KRmodcomp` gave.
        name: "ndf", "ddf", "Fstat", "p.value", "F.scaling", "FstatU", "p.valueU" or "aux".

    Raises:
        RError: unknown name, or not a Kenward-Roger test.

    R: pbkrtest::getKR.
    """
    if not isinstance(object, KrComparison):
        raise RError('is(object, "KRmodcomp") is not TRUE', "getKR(object)")
    stats = object.stats
    values: tuple[Any, ...] = (
        *(stats.ndf, stats.ddf, stats.statistic, stats.p_value),
        *(stats.scaling, stats.unscaled, stats.p_unscaled, stats.aux),
    )
    if name is None:
        return RList(values=values, names=_KR_NAMES)
    if not isinstance(name, str):
        raise RError("length(name <- as.character(name)) == 1 is not TRUE", "getKR(object, name)")
    return values[_KR_NAMES.index(match_arg(name, _KR_NAMES, "name"))]


def getSAT(object: SatComparison, name: str | None = None) -> Any:
    """One number of a Satterthwaite test, or its table.

    Args:
        object: what `SATmodcomp` gave.
        name: "ndf", "ddf" or "p.value"; "Fstat" gives None, as in R.

    Raises:
        RError: unknown name, or not a Satterthwaite test.

    R: pbkrtest::getSAT.
    """
    if not isinstance(object, SatComparison):
        raise RError('is(object, "SATmodcomp") is not TRUE', "getSAT(object)")
    if name is None:
        return object.to_frame()
    if not isinstance(name, str):
        raise RError("length(name <- as.character(name)) == 1 is not TRUE", "getSAT(object, name)")
    values = (object.ndf, object.ddf, None, object.p_value)
    return values[_SAT_NAMES.index(match_arg(name, _SAT_NAMES, "name"))]


@answers("getLRT", LmFit)
@answers("getLRT", MerFit)
def getLRT(largeModel: Any, smallModel: Any) -> Vector:
    """Likelihood-ratio statistic, its degrees of freedom and p value; fits by REML are fitted again.

    R: pbkrtest::getLRT.
    """
    logs = []
    for fit in (smallModel, largeModel):  # R asks the small one first
        if not isinstance(fit, MerFit | LmFit):
            raise RError("subscript out of bounds", "object[[name, exact = TRUE]]")
        by_reml = isinstance(fit, MerFit) and isREML(fit)
        logs.append(ask("logLik", ask("update", fit, REML=False) if by_reml else fit))
    statistic = 2.0 * (logs[1].value - logs[0].value)
    df = float(logs[1].df - logs[0].df)
    if df < 0.0:
        warning("NaNs produced", "pchisq(tobs, df11)")
    p_value = 1.0 - pchisq(statistic, df) if df >= 0.0 else math.nan
    return Vector(data=np.array([statistic, df, p_value]), names=("tobs", "df", "p.value"))
