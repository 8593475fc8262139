"""Questions to the linear models of the groups. R: lme4's methods for class lmList4."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import caller_names
from pylmer.fit.lm_list import LmListFit, fit_lm_list, updated_lm_list_request
from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, shown_call
from rcompat.base.factors import as_factor
from rcompat.base.frame import NA_REAL, Column, Factor, Frame
from rcompat.base.frame_doors import as_frame
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.design.evaluate import Scope, evaluate
from rcompat.language.expressions import Call, Expr
from rcompat.language.formulas import all_vars
from rcompat.linear.accessors import weighted_residuals
from rcompat.linear.intervals import confint as lm_confint
from rcompat.linear.intervals import percent_names
from rcompat.linear.likelihood import LogLik
from rcompat.linear.likelihood import logLik as lm_logLik
from rcompat.linear.prediction import predict as lm_predict
from rcompat.linear.summary import summary as lm_summary
from rcompat.linear.sums import column_mean
from rcompat.maths.distributions import pt

__all__ = [
    "AIC",
    "BIC",
    "LmListConfint",
    "LmListSummary",
    "coef",
    "coef_of_summary",
    "confint",
    "fitted",
    "fixef",
    "formula",
    "logLik",
    "pooled_df",
    "predict",
    "ranef",
    "residuals",
    "sigma",
    "summary",
    "update",
]

_COLUMNS = ("Estimate", "Std. Error", "t value", "Pr(>|t|)")
_TYPES = ("response", "pearson", "pooled.pearson")
_LABELS = {"response": "Residuals", "pearson": "Standardized residuals", "pooled.pearson": "Standardized residuals"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmListSummary(Printable, Asks):
    """Coefficients of every group with standard errors. R: class summary.lmList4.

    Attributes:
        fit: the models.
        coefficients: (groups, 4, coefficients).
        sigma: pooled residual standard deviation, or None.
        df: its degrees of freedom.
    """

    fit: LmListFit
    coefficients: Vector
    sigma: float | None
    df: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmListConfint(Printable, Asks):
    """Confidence intervals of every group. R: class lmList4.confint.

    Attributes:
        intervals: (groups, 2, coefficients).
    """

    intervals: Vector


def _names(fit: LmListFit) -> tuple[str, ...]:
    """Names of the coefficients: of all groups, in order of appearance."""
    return tuple(dict.fromkeys(name for item in fit.good_fits.values() for name in item.design.names))


def pooled_df(fit: LmListFit) -> tuple[int, int]:
    """Number of observations, and of those less the coefficients, independent or not."""
    total = sum(len(item.y) for item in fit.good_fits.values())
    return total, total - sum(len(item.design.names) for item in fit.good_fits.values())


@answers("sigma", LmListFit)
def sigma(fit: LmListFit) -> float:
    """Pooled residual standard deviation, in units of y.

    Raises:
        RError: there are no degrees of freedom left.

    R: sigma.lmList4.
    """
    total = sum(float((item.solution.residuals**2).sum()) for item in fit.good_fits.values())
    rest = pooled_df(fit)[1]
    if rest <= 0:
        raise RError("No degrees of freedom for estimating std. dev.", "pooledSD(object)")
    return math.sqrt(total / rest)


@answers("coef", LmListFit)
def coef(fit: LmListFit) -> Frame:
    """Coefficients, one row per group; NA where a fit failed. R: coef.lmList4."""
    names = _names(fit)
    table = {name: np.full(len(fit.fits), NA_REAL) for name in names}
    for row, item in enumerate(fit.fits.values()):
        for name, value in zip(*_estimates(item), strict=True):
            table[name][row] = value
    columns: dict[str, Column] = dict(table)
    return Frame(columns=columns, n=len(fit.fits), row_names=tuple(fit.fits), attributes=_labels("Coefficients", names))


def _labels(title: str, names: tuple[str, ...]) -> dict[str, object]:
    """What R's tables of coefficients know of themselves."""
    effects = Vector(data=np.array(names, dtype=object))
    return {"label": title, "effectNames": effects, "standardized": False}


@answers("ranef", LmListFit)
def ranef(fit: LmListFit) -> RList:
    """Deviations of every group's coefficients from their means; R lets the table fall back to a list.

    R: ranef.lmList.
    """
    table = coef(fit)
    columns = [np.asarray(column, dtype=np.float64) for column in table.columns.values()]
    values = tuple(Vector(data=column - mean) for column, mean in zip(columns, fixef(fit).data, strict=True))
    rows = Vector(data=np.array(table.row_names, dtype=object))
    extra = {"row.names": rows, **_labels("Random effects", table.names), "class": ("ranef.lmList",)}
    return RList(values=values, names=table.names, attributes=extra)


def _estimates(item: Any) -> tuple[tuple[str, ...], list[float]]:
    return ((), []) if item is None else (item.design.names, item.solution.coefficients.tolist())


@answers("fixef", LmListFit)
def fixef(fit: LmListFit) -> Vector:
    """Mean of every coefficient over the groups. R: fixef.lmList."""
    table = coef(fit)
    columns = [np.asarray(column) for column in table.columns.values()]
    return Vector(data=np.array([column_mean(values[~np.isnan(values)]) for values in columns]), names=table.names)


@answers("formula", LmListFit)
def formula(fit: LmListFit) -> Expr:
    """The formula with its groups. R: formula.lmList."""
    return fit.request.formula


def _in_order(fit: LmListFit, parts: dict[str, NDArray[np.float64]], groups: Factor, label: str) -> Vector:
    """Values of the groups one after another, groups in order of appearance, named by group.

    Raises:
        RError: rows with missing values were dropped; R's names do not fit then.
    """
    known = [code for code in dict.fromkeys(groups.codes.tolist()) if code >= 0]
    order = [groups.levels[code] for code in known if groups.levels[code] in parts]
    values = np.concatenate([parts[name] for name in order]) if order else np.zeros(0)
    names = [groups.levels[code] for name in order for code in groups.codes.tolist() if groups.levels[code] == name]
    rows = int((groups.codes >= 0).sum())
    if len(values) != rows:
        raise RError(f"'names' attribute [{rows}] must be the same length as the vector [{len(values)}]")
    return Vector(data=values, names=tuple(names), attributes={"label": Vector(data=np.array([label], dtype=object))})


def _as_list(parts: dict[str, Vector], label: str) -> RList:
    attributes = {"label": Vector(data=np.array([label], dtype=object))}
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes=attributes)


@answers("fitted", LmListFit)
def fitted(fit: LmListFit, asList: bool = False) -> Vector | RList:
    """Fitted values (n,), groups in order of appearance.

    Args:
        fit: the models.
        asList: one vector per group.

    R: fitted.lmList.
    """
    items = fit.good_fits
    if asList:
        return _as_list({name: item.fitted() for name, item in items.items()}, "Fitted values")
    parts = {name: item.solution.fitted for name, item in items.items()}
    return _in_order(fit, parts, fit.groups, "Fitted values")


def _spread(values: NDArray[np.float64], df: int) -> float:
    return math.sqrt(float((values**2).sum()) / df) if df else math.nan


@answers("residuals", LmListFit)
def residuals(fit: LmListFit, type: str = "response", asList: bool = False) -> Vector | RList:
    """Residuals (n,), groups in order of appearance.

    Args:
        fit: the models.
        type: "response", "pearson" (over each group's spread) or "pooled.pearson" (over the common one).
        asList: one vector per group.

    R: residuals.lmList.
    """
    kind = match_arg(type, _TYPES, "type")
    scales = dict.fromkeys(fit.good_fits, 1.0)
    if kind == "pearson":
        scales = {n: _spread(item.solution.residuals, item.solution.df_residual) for n, item in fit.good_fits.items()}
    elif kind == "pooled.pearson":
        scales = dict.fromkeys(scales, sigma(fit))
    parts = {name: item.solution.residuals / scales[name] for name, item in fit.good_fits.items()}
    if asList:
        named = {name: Vector(data=parts[name], names=item.residuals().names) for name, item in fit.good_fits.items()}
        return _as_list(named, _LABELS[kind])
    return _in_order(fit, parts, fit.groups, _LABELS[kind])


@answers("predict", LmListFit)
def predict(fit: LmListFit, newdata: Any = None) -> Vector | RList:
    """Predictions, groups in order of appearance; without new data the fitted values. R: predict.lmList."""
    if newdata is None:
        return fitted(fit)
    frame = as_frame(newdata)
    right = fit.request.formula
    assert isinstance(right, Call) and isinstance(right.values[1], Call)
    grouping = right.values[1].values[1]
    if not set(all_vars(grouping)) <= set(frame.columns):
        return _predict_everywhere(fit, frame)
    value = evaluate(grouping, Scope(frame=frame, environment=fit.request.environment))
    groups = value if isinstance(value, Factor) else as_factor(value)
    parts = {}
    for code, name in enumerate(groups.levels):
        item, rows = fit.fits.get(name), np.flatnonzero(groups.codes == code)
        if item is not None and len(rows):
            parts[name] = np.asarray(lm_predict(item, frame.take(rows)).data)  # type: ignore[union-attr]
    return _in_order(fit, parts, groups, "Predicted values")


def _predict_everywhere(fit: LmListFit, frame: Frame) -> Vector:
    """New data without groups: predictions of every group's model for all rows."""
    parts = {name: np.asarray(lm_predict(item, frame).data) for name, item in fit.good_fits.items()}  # type: ignore[union-attr]
    names = tuple(name for name, values in parts.items() for _ in values)
    label = Vector(data=np.array(["Predicted values"], dtype=object))
    return Vector(data=np.concatenate(list(parts.values())), names=names, attributes={"label": label})


@answers("confint", LmListFit)
def confint(fit: LmListFit, parm: Any = None, level: float = 0.95) -> LmListConfint:
    """Confidence intervals of every group, each from its own fit.

    Args:
        fit: the models.
        parm: coefficients by name or by position from 1; None takes all.
        level: coverage.

    R: confint.lmList4.
    """
    names = _names(fit)
    given: Sequence[Any] = names if parm is None else [parm] if isinstance(parm, str | int) else parm
    if any(isinstance(item, int) and not 0 < item <= len(names) for item in given):
        raise RError("subscript out of bounds", "confint.lmList4(object, parm)")
    wanted = tuple(item if isinstance(item, str) else names[item - 1] for item in given)
    table = np.full((len(fit.fits), 2, len(wanted)), NA_REAL)
    for row, item in enumerate(fit.fits.values()):
        if item is not None:
            table[row] = lm_confint(item, wanted, level).data.T
    return LmListConfint(intervals=Vector(data=table, dimnames=(tuple(fit.fits), percent_names(level), wanted)))


@answers("summary", LmListFit)
def summary(fit: LmListFit, pool: bool | None = None) -> LmListSummary:
    """Coefficients of every group with standard errors and t tests.

    Args:
        fit: the models.
        pool: take the pooled residual standard deviation; None: as the models were fitted.

    R: summary.lmList4.
    """
    pooled = fit.pool if pool is None else pool
    shown = [item.design.names[i] for item in fit.good_fits.values() for i in sorted(item.solution.kept.tolist())]
    names = tuple(name for name in _names(fit) if name in shown)
    spread, rest = sigma(fit), pooled_df(fit)[1]
    table = np.full((len(fit.fits), 4, len(names)), NA_REAL)
    for row, item in enumerate(fit.fits.values()):
        if item is None:
            continue
        with shown_call("summary.lm(object)", lambda: "summary.lm(el)"):
            found = lm_summary(item)
        values = found.coefficients.data
        if pooled:
            errors = np.sqrt(np.diag(found.cov_unscaled.data)) * spread
            statistics = values[:, 0] / errors
            tails = [2.0 * pt(abs(value), float(rest), False) for value in statistics.tolist()]
            values = np.column_stack([values[:, 0], errors, statistics, tails])
        kept = [names.index(item.design.names[i]) for i in item.solution.kept]
        table[row][:, kept] = values.T
    coefficients = Vector(data=table, dimnames=(tuple(fit.fits), _COLUMNS, names))
    return LmListSummary(fit=fit, coefficients=coefficients, sigma=spread if pooled else None, df=rest)


@answers("coef", LmListSummary)
def coef_of_summary(page: LmListSummary) -> Vector:
    """The coefficients with their tests (groups, 4, coefficients). R: coef.default."""
    return page.coefficients


@answers("logLik", LmListFit)
def logLik(fit: LmListFit, REML: bool = False, pool: bool | None = None) -> LogLik:
    """Log-likelihood of all groups, with a common residual variance if pooled. R: logLik.lmList."""
    items = list(fit.good_fits.values())
    if not items:
        raise RError("log-likelihood not available with NULL fits", "logLik.lmList(object)")
    if not (fit.pool if pool is None else pool):
        parts = [lm_logLik(item, REML) for item in items]
        n = sum(part.nobs for part in parts)
        return LogLik(value=sum(p.value for p in parts), df=sum(p.df for p in parts), nobs=n, nall=n, reml=REML)
    count = sum(len(item.y) for item in items)
    used = sum(len(item.design.names) for item in items)
    squares = sum(float((weighted_residuals(item) ** 2).sum()) for item in items)
    logs = sum(float(np.log(item.prior_weights).sum()) for item in items if item.prior_weights is not None)
    size = count - used if REML else count
    value = 0.5 * (logs - size * (math.log(2.0 * math.pi) + 1.0 - math.log(size) + math.log(squares)))
    if REML:
        value -= sum(float(np.log(np.abs(np.diag(i.solution.qr.qr)[: i.solution.rank])).sum()) for i in items)
    return LogLik(value=value, df=used + 1, nobs=size, nall=count, reml=REML)


@answers("AIC", LmListFit)
def AIC(fit: LmListFit, k: float = 2.0) -> float:
    """Akaike's criterion, -2 logLik + k df. R: stats::AIC."""
    found = logLik(fit)
    return -2.0 * found.value + k * found.df


@answers("BIC", LmListFit)
def BIC(fit: LmListFit) -> float:
    """Schwarz's criterion, -2 logLik + log(n) df. R: stats::BIC."""
    return AIC(fit, math.log(logLik(fit).nobs))


@answers("update", LmListFit)
def update(fit: LmListFit, formula: object = None, **changes: Any) -> LmListFit:
    """Fit again with other arguments; a changed formula comes in parentheses and is refused. R: update.lmList4."""
    return fit_lm_list(updated_lm_list_request(fit.request, formula, changes, caller_names()))
