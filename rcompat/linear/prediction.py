"""Predictions of a linear model: values, standard errors, intervals, contributions of the terms. R: predict.lm."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import match_arg, truth
from rcompat.base.conditions import RError, running, shown_call, warning
from rcompat.base.frame import Factor, Frame, kind_of
from rcompat.base.frame_doors import as_frame
from rcompat.base.generics import answers
from rcompat.base.string_text import quote_string
from rcompat.base.vectors import RList, Vector
from rcompat.design.callers import argument_expr, caller_names, data_expr
from rcompat.design.evaluate import Scope, evaluate
from rcompat.design.model_frame import delete_response, make_model_frame, xlevels
from rcompat.design.model_matrix import model_matrix
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Expr
from rcompat.language.syntax import parse_expression
from rcompat.linear.accessors import padded_names, padded_rows, row_names
from rcompat.linear.intervals import t_quantiles
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import shown_name
from rcompat.linear.sums import sum_of, times
from rcompat.linear.triangular import upper_inverse
from rcompat.maths.linpack import q_times

__all__ = ["partial_residuals", "predict"]

_INTERVALS = ("none", "confidence", "prediction")
_FRAME_CALL = "model.frame.default(Terms, newdata, na.action = na.action, xlev = object$xlevels)"
_DEFAULTS = {
    "se.fit": "FALSE",
    "scale": "",
    "df": "Inf",
    "interval": '"none"',
    "level": "0.95",
    "type": '"response"',
    "weights": "1",
}
_BOUNDS = ("fit", "lwr", "upr")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Points:
    """Where to predict: design (m, p), names of the rows, offset (m,), and whether they are new data."""

    x: NDArray[np.float64]
    names: tuple[str, ...]
    offset: NDArray[np.float64] | None
    is_new: bool
    scope: Scope = field(default_factory=lambda: Scope(frame=None, environment={}))


def _points(fit: LmFit, newdata: object, na_action: str) -> _Points:
    if newdata is None:
        return _Points(x=fit.design.x, names=row_names(fit), offset=fit.total_offset, is_new=False)
    if isinstance(newdata, bool | int | float | str):
        with running("model.frame"):
            raise RError("'data' must be a data.frame, environment, or list", _FRAME_CALL)
    given = as_frame(newdata)
    terms, predvars = delete_response(fit.frame)
    environment = fit.request.environment
    with running("model.frame"), shown_call("model.frame.default", lambda: _FRAME_CALL):
        frame = make_model_frame(
            terms, given, na_action=na_action, xlev=xlevels(fit.frame), environment=environment, predvars=predvars
        )
    _check_kinds(fit, frame.frame)
    design = model_matrix(terms, frame, dict(fit.design.contrasts) or None)
    if given.n and given.n != len(design.x) and not len(frame.dropped):
        found = f"'newdata' had {_rows(given.n)} but variables found have {_rows(len(design.x))}"
        warning(found)
    names = design.row_names or tuple(str(i + 1) for i in range(len(design.x)))
    scope = Scope(frame=given, environment=environment)
    return _Points(x=design.x, names=names, offset=_new_offset(fit, scope, len(design.x)), is_new=True, scope=scope)


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _check_kinds(fit: LmFit, new: Frame) -> None:
    """A number where the fit had a factor, or the other way round, is an error."""
    old = fit.frame.frame
    for name in fit.frame.terms.variable_names[fit.frame.terms.response :]:
        before, after = _kind(old[name]), _kind(new[name])
        if before != after and not {before, after} <= {"factor", "ordered", "character"}:
            raise RError(f'variable \'{name}\' was fitted with type "{before}" but type "{after}" was supplied')


def _kind(column: Any) -> str:
    if isinstance(column, Factor):
        return "ordered" if column.ordered else "factor"
    if column.ndim > 1:
        return f"nmatrix.{column.shape[1]}"
    kind = kind_of(column)
    return "numeric" if kind in ("double", "integer") else kind


def _new_offset(fit: LmFit, scope: Scope, rows: int) -> NDArray[np.float64] | None:
    """The sum of the formula's offsets and the offset argument on new data; an array is recycled."""
    terms = fit.frame.terms
    expressions: list[Expr] = [terms.variables[place - 1] for place in terms.offsets]
    given = fit.request.options.get("offset")
    if isinstance(given, Expr):
        expressions.append(given)
    parts = [np.asarray(evaluate(item, scope), dtype=np.float64) for item in expressions]
    if given is not None and not isinstance(given, Expr):
        values = np.asarray(given, dtype=np.float64)
        if max(rows, len(values)) % max(1, min(rows, len(values))):
            warning("longer object length is not a multiple of shorter object length", "predictor + offset")
        parts.append(np.resize(values, rows))
    return None if not parts else np.asarray(sum(parts[1:], parts[0]))


@answers("predict", LmFit)
def predict(
    fit: LmFit,
    newdata: Any = None,
    se_fit: bool = False,
    scale: float | None = None,
    df: float = math.inf,
    interval: str = "none",
    level: float = 0.95,
    type: str = "response",
    terms: Sequence[str] | str | None = None,
    na_action: str = "na.pass",
    pred_var: Any = None,
    weights: Any = 1.0,
) -> Vector | RList:
    """Predict from a linear model.

    Args:
        fit: a fitted model.
        newdata: data to predict for; None: the data of the fit.
        se_fit: add standard errors.
        scale: residual standard deviation to use, with `df` degrees of freedom.
        df: see `scale`.
        interval: "none", "confidence" or "prediction".
        level: coverage of the interval.
        type: "response", or "terms" for the contributions of the terms.
        terms: which terms; None takes all.
        na_action: what becomes of new rows with missing values.
        pred_var: variance of future observations; None: the residual variance over `weights`.
        weights: weights of future observations: numbers, or an R expression as text, evaluated in `newdata`.

    Returns:
        Vector: predictions (m,) or (m, 3) with the interval, or (m, terms); with standard errors a list.

    Raises:
        RError: new factor levels, missing variables, wrong types.

    R: predict.lm.
    """
    shown = _call_text(fit, newdata, (se_fit, scale, df, interval, level, type, weights))
    points = _points(fit, newdata, na_action)
    chosen = match_arg(interval, _INTERVALS, "interval")
    kind = match_arg(type, ("response", "terms"), "type")
    if points.is_new and fit.solution.rank < fit.design.x.shape[1]:
        warning("prediction from a rank-deficient fit may be misleading", shown)
    left, freedom = _scale(fit, scale, df)
    se_fit = _wants_errors(se_fit)
    if kind == "terms":
        return _term_answer(fit, points, terms, se_fit, left, freedom)
    kept = fit.solution.kept
    values = times(points.x[:, kept], fit.solution.coefficients[kept])
    if points.offset is not None:
        values = values + points.offset
    squares = _mean_variance(fit, points, left) if se_fit or chosen != "none" else None
    answer = _named(fit, points, values, None)
    if chosen != "none" and squares is not None:
        spread = squares
        if chosen == "prediction":
            spread = squares + _future_variance(fit, points, left, (pred_var, weights), shown)
        quantile = t_quantiles(((1.0 - level) / 2.0,), freedom, "qt((1 - level)/2, df)")[0]
        half = quantile * np.sqrt(spread)
        answer = _named(fit, points, np.column_stack([values, values + half, values - half]), _BOUNDS)
    if not se_fit or squares is None:
        return answer
    return _with_errors(answer, _named_errors(fit, points, np.sqrt(squares)), freedom, left)


def _wants_errors(se_fit: Any) -> bool:
    if isinstance(se_fit, str) or se_fit is None:
        raise RError("invalid 'x' type in 'x || y'", 'se.fit || interval != "none"')
    return truth(se_fit, 'if (se.fit || interval != "none") {')


def _named_errors(fit: LmFit, points: _Points, errors: NDArray[np.float64]) -> Vector:
    """Standard errors; R loses their names on its way through Q, and with a single column."""
    has_names = fit.solution.rank > 1 and len(errors) > 1 and (points.is_new or fit.prior_weights is not None)
    if points.is_new:
        return Vector(data=errors, names=points.names if has_names else None)
    return Vector(data=padded_rows(fit, errors), names=padded_names(fit) if has_names else None)


def _with_errors(answer: Vector, errors: Vector, freedom: float, left: float) -> RList:
    df = Vector(data=np.array([freedom]))
    scale = Vector(data=np.array([math.sqrt(left)]))
    return RList(values=(answer, errors, df, scale), names=("fit", "se.fit", "df", "residual.scale"))


def _scale(fit: LmFit, scale: float | None, df: float) -> tuple[float, float]:
    """Error variance and its degrees of freedom."""
    if scale is not None:
        return scale * scale, df
    squares = fit.solution.residuals**2
    rss = sum_of(squares if fit.prior_weights is None else squares * fit.prior_weights)
    rest = fit.solution.df_residual
    return (rss / rest if rest else math.nan if rss == 0.0 else math.inf), float(rest)


def _named(fit: LmFit, points: _Points, data: NDArray[np.float64], columns: tuple[str, ...] | None) -> Vector:
    names = points.names
    if not points.is_new:
        data, names = padded_rows(fit, data), padded_names(fit)
    if columns is None:
        return Vector(data=data, names=names)
    return Vector(data=data, dimnames=(names, columns))


def _directions(fit: LmFit, points: _Points) -> NDArray[np.float64]:
    """X R^-1 (m, rank): squared lengths of its rows are the unscaled variances."""
    rank = fit.solution.rank
    if not points.is_new and fit.prior_weights is None:
        start = np.zeros((len(fit.y), rank))
        np.fill_diagonal(start, 1.0)
        return q_times(fit.solution.qr, start)
    inverse = upper_inverse(fit.solution.qr.qr[:rank, :rank])
    x = points.x[:, fit.solution.kept]
    return np.column_stack([times(x, column) for column in inverse.T]) if rank else x


def _mean_variance(fit: LmFit, points: _Points, left: float) -> NDArray[np.float64]:
    """Variances of the predicted means (m,)."""
    if not fit.solution.rank:
        return np.zeros(len(fit.y))  # R's length, even for new data
    directions = _directions(fit, points)
    with np.errstate(all="ignore"):
        return times(directions**2, np.full(directions.shape[1], left)) if left == left else directions[:, 0] * math.nan


def _call_text(fit: LmFit, newdata: object, values: tuple[Any, ...]) -> str:
    """The call of `predict` as one types it: arguments that differ from their defaults."""
    names = caller_names()
    parts = [shown_name(fit)]
    if newdata is not None:
        parts.append(deparse_one(data_expr(newdata, names, None)))
    for (name, default), value in zip(_DEFAULTS.items(), values, strict=True):
        if isinstance(value, str):
            shown = quote_string(value)
        else:
            shown = "" if value is None else deparse_one(argument_expr(value, names))
        if shown != default:
            parts.append(f"{name} = {shown}")
    return f"predict.lm({', '.join(parts)})"


def _future_variance(fit: LmFit, points: _Points, left: float, given: tuple[Any, Any], call: str) -> Any:
    """Variance of future observations about their means, with R's warnings."""
    pred_var, weights = given
    if not points.is_new:
        warning("predictions on current data refer to _future_ responses\n", call)
    is_default = isinstance(weights, float) and weights == 1.0
    if fit.prior_weights is not None and is_default and pred_var is None:
        if points.is_new:
            warning("Assuming constant prediction variance even though model fit is weighted\n", call)
        else:
            warning("assuming prediction variance inversely proportional to weights used for fitting\n", call)
            weights = fit.prior_weights
    if pred_var is not None:
        return np.asarray(pred_var, dtype=np.float64)
    if isinstance(weights, str):
        expression = parse_expression(weights)
        if isinstance(expression, Call) and expression.name == "~":
            expression = expression.values[-1]
        weights = evaluate(expression, points.scope)
    with np.errstate(divide="ignore"):
        return left / np.asarray(weights, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _TermParts:
    """Centred contributions of the terms (m, terms), their variances, and what was taken out."""

    values: NDArray[np.float64]
    variances: NDArray[np.float64]
    labels: tuple[str, ...]
    constant: float


def _term_parts(fit: LmFit, points: _Points, left: float) -> _TermParts:
    solution, labels = fit.solution, fit.frame.terms.term_labels
    kept = solution.kept
    beta = solution.coefficients
    has_mean = fit.frame.terms.intercept
    centre = fit.design.x.mean(axis=0) if has_mean else np.zeros(fit.design.x.shape[1])
    x = points.x - centre
    rank = solution.rank
    inverse = upper_inverse(solution.qr.qr[:rank, :rank])
    values = np.zeros((len(x), len(labels)))
    variances = np.zeros_like(values)
    assign = fit.design.assign[kept]
    for number in range(1, len(labels) + 1):
        mine = np.flatnonzero(assign == number)
        if len(mine):
            part = x[:, kept[mine]]
            values[:, number - 1] = times(part, beta[kept[mine]])
            variances[:, number - 1] = ((part @ inverse[mine]) ** 2 * left).sum(axis=1)
    constant = sum_of(centre[kept] * beta[kept]) if has_mean else 0.0
    return _TermParts(values=values, variances=variances, labels=labels, constant=constant)


def _term_answer(
    fit: LmFit, points: _Points, terms: Sequence[str] | str | None, se_fit: bool, left: float, freedom: float
) -> Vector | RList:
    parts = _term_parts(fit, points, left)
    wanted = parts.labels if terms is None else (terms,) if isinstance(terms, str) else tuple(terms)
    places = [parts.labels.index(label) for label in wanted]
    labels = tuple(parts.labels[i] for i in places)
    answer = _with_constant(fit, points, parts.values[:, places], labels, parts.constant)
    if not se_fit:
        return answer
    errors = _with_constant(fit, points, np.sqrt(parts.variances[:, places]), labels, None)
    return _with_errors(answer, errors, freedom, left)


def _with_constant(
    fit: LmFit, points: _Points, data: NDArray[np.float64], labels: tuple[str, ...], constant: float | None
) -> Vector:
    """A table by term, with the constant taken out as an attribute, which R loses when it pads rows."""
    if not labels:
        data = np.zeros((len(fit.y), 0))  # R's size, even for new data
    full = data if points.is_new and labels else padded_rows(fit, data)
    is_padded = len(full) != len(data)
    attributes = {} if constant is None or is_padded else {"constant": Vector(data=np.array([constant]))}
    names = points.names if points.is_new else padded_names(fit)
    return Vector(data=full, dimnames=(names, labels) if labels else (None, None), attributes=attributes)


@answers("partial_residuals", LmFit)
def partial_residuals(fit: LmFit) -> Vector:
    """Residuals plus the contribution of each term (n, terms). R: residuals.lm with type = "partial"."""
    points = _points(fit, None, "na.pass")
    parts = _term_parts(fit, points, 1.0)
    data = fit.solution.residuals[:, None] + parts.values
    return _with_constant(fit, points, data, parts.labels, parts.constant if parts.labels else None)
