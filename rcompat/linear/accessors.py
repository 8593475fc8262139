"""What a linear model holds, in R's shapes and under R's names."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import either, match_arg
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import RList, Vector
from rcompat.design.frame_names import with_bare_names
from rcompat.language.expressions import Call, Expr
from rcompat.language.terms import Terms
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.sums import sum_of

__all__ = [
    "coef",
    "deviance",
    "df_residual",
    "effects",
    "fitted",
    "formula",
    "labels",
    "model_frame",
    "model_matrix",
    "nobs",
    "padded",
    "padded_names",
    "padded_rows",
    "plain_effects",
    "residual_sum",
    "residuals",
    "response_expr",
    "row_names",
    "sigma",
    "terms",
    "variable_names",
    "weighted_residuals",
    "weighted_residuals_of",
    "weights",
]

_RESIDUAL_TYPES = ("working", "response", "deviance", "pearson", "partial")


def row_names(fit: LmFit) -> tuple[str, ...]:
    """Names of the observations used."""
    frame = fit.frame.frame
    return frame.row_names if frame.row_names is not None else tuple(str(i + 1) for i in range(frame.n))


def _kept_rows(fit: LmFit) -> NDArray[np.bool_] | None:
    """Which rows of the data were used; None unless the NA action is na.exclude and rows were dropped."""
    frame = fit.frame
    if frame.na_action != "na.exclude" or len(frame.dropped) == 0:
        return None
    kept = np.ones(frame.frame.n + len(frame.dropped), dtype=bool)
    kept[frame.dropped] = False
    return kept


def padded_names(fit: LmFit) -> tuple[str, ...]:
    """Names of the rows that answers have: under na.exclude the dropped ones as well."""
    names = row_names(fit)
    kept = _kept_rows(fit)
    if kept is None:
        return names
    used, lost = iter(names), iter(fit.frame.dropped_names)
    return tuple(next(used) if keep else next(lost) for keep in kept.tolist())


def padded_rows(fit: LmFit, values: NDArray[np.float64], missing: float = NA_REAL) -> NDArray[np.float64]:
    """Values (n,) or (n, k) with rows of NA for those dropped, under na.exclude.

    R: stats::naresid.
    """
    kept = _kept_rows(fit)
    if kept is None:
        return values
    full = np.full((len(kept), *values.shape[1:]), missing)
    full[kept] = values
    return full


def padded(fit: LmFit, values: NDArray[np.float64]) -> Vector:
    """Values (n,) named by observation; under na.exclude the dropped rows come back as NA."""
    return Vector(data=padded_rows(fit, values), names=padded_names(fit))


@answers("coef", LmFit)
def coef(fit: LmFit) -> Vector:
    """Coefficients (p,), named; NA where a column depends on earlier ones. R: coef.default."""
    return Vector(data=fit.solution.coefficients, names=fit.design.names or None)


@answers("fitted", LmFit)
def fitted(fit: LmFit) -> Vector:
    """Fitted values (n,), in units of y. R: fitted.default."""
    if not fit.design.names and fit.total_offset is not None:
        return Vector(data=padded_rows(fit, fit.solution.fitted))
    return padded(fit, fit.solution.fitted)


def weighted_residuals(fit: LmFit) -> NDArray[np.float64]:
    """Residuals (n,) times the roots of the weights."""
    values = fit.solution.residuals
    return values if fit.prior_weights is None else np.sqrt(fit.prior_weights) * values


@answers("residuals", LmFit)
def residuals(fit: LmFit, type: str = "working") -> Vector:
    """Residuals (n,), named by observation.

    Args:
        fit: a fitted model.
        type: "working", "response", or "deviance" and "pearson" (times the roots of the weights), or "partial".

    Raises:
        RError: unknown type.

    R: residuals.lm.
    """
    kind = match_arg(type, _RESIDUAL_TYPES, "type")
    if kind == "partial":
        partial: Vector = ask("partial_residuals", fit)
        return partial
    return padded(fit, weighted_residuals(fit) if kind in ("deviance", "pearson") else fit.solution.residuals)


@answers("df_residual", LmFit)
def df_residual(fit: LmFit) -> int:
    """Observations (of non-zero weight) less coefficients. R: df.residual.default."""
    return fit.solution.df_residual


@answers("deviance", LmFit)
def deviance(fit: LmFit) -> float:
    """Weighted sum of squared residuals, in squared units of y. R: deviance.lm."""
    return sum_of(weighted_residuals(fit) ** 2)


def residual_sum(fit: LmFit) -> float:
    """The same sum with the weights on the squares: other last digits. R: as summary.lm and anova.lm add."""
    squares = fit.solution.residuals**2
    return sum_of(squares if fit.prior_weights is None else fit.prior_weights * squares)


@answers("sigma", LmFit)
def sigma(fit: LmFit) -> float:
    """Residual standard deviation, in units of y. R: sigma.default."""
    rest = nobs(fit) - int((~np.isnan(fit.solution.coefficients)).sum())
    total = deviance(fit)
    return math.sqrt(total / rest) if rest else math.nan if total == 0.0 else math.inf


@answers("nobs", LmFit)
def nobs(fit: LmFit) -> int:
    """Number of observations of non-zero weight. R: nobs.default."""
    return len(fit.y) if fit.prior_weights is None else int((fit.prior_weights != 0.0).sum())


@answers("weights", LmFit)
def weights(fit: LmFit) -> Vector | None:
    """Case weights (n,), or None. R: weights.default."""
    if fit.prior_weights is None:
        return None
    return Vector(data=padded_rows(fit, fit.prior_weights))


@answers("formula", LmFit)
def formula(fit: LmFit) -> Expr:
    """The model formula, `.` written out. R: formula.lm."""
    return fit.frame.terms.formula


@answers("terms", LmFit)
def terms(fit: LmFit) -> Terms:
    """Terms of the formula. R: terms.default."""
    return fit.frame.terms


@answers("model_frame", LmFit)
def model_frame(fit: LmFit) -> Frame:
    """The model frame: all variables, rows with missing values gone. R: model.frame.lm."""
    return with_bare_names(fit.frame.frame)


@answers("model_matrix", LmFit)
def model_matrix(fit: LmFit) -> Vector:
    """Design (n, p), named, with the attributes "assign" and "contrasts". R: model.matrix.lm."""
    design = fit.design
    attributes: dict[str, object] = {"assign": Vector(data=design.assign.astype(np.int32))}
    if design.contrasts:
        values = tuple(
            Vector(data=np.array([item], dtype=object)) if isinstance(item, str) else item
            for item in design.contrasts.values()
        )
        attributes["contrasts"] = RList(values=values, names=tuple(design.contrasts))
    return Vector(data=design.x, dimnames=(row_names(fit), design.names), attributes=attributes)


@answers("variable_names", LmFit)
def variable_names(fit: LmFit) -> Vector:
    """Names of the independent columns. R: variable.names.lm."""
    kept = set(fit.solution.kept.tolist())
    return Vector(data=np.array([name for i, name in enumerate(fit.design.names) if i in kept], dtype=object))


@answers("labels", LmFit)
def labels(fit: LmFit) -> Vector:
    """The labels of the terms. R: labels.lm."""
    return Vector(data=np.array(fit.frame.terms.term_labels, dtype=object))


@answers("weighted_residuals", LmFit)
def weighted_residuals_of(fit: LmFit, drop0: bool = True) -> Vector:
    """Residuals times the roots of the weights, named; rows of weight zero are left out unless `drop0` is False.

    R: stats::weighted.residuals.
    """
    values, names = padded_rows(fit, weighted_residuals(fit)), padded_names(fit)
    if not either(drop0, "drop0 && !is.null(w)") or fit.prior_weights is None:
        return Vector(data=values, names=names)
    kept = padded_rows(fit, fit.prior_weights) != 0.0
    return Vector(data=values[kept], names=tuple(name for name, keep in zip(names, kept.tolist(), strict=True) if keep))


@answers("effects", LmFit)
def effects(fit: LmFit) -> Vector:
    """Q'y: the first `rank` named by their columns.

    Raises:
        RError: a model without columns has none.

    R: effects.lm.
    """
    if not fit.design.names:
        raise RError("'object' has no 'effects' component", "effects.lm(object)")
    solution, design = fit.solution, fit.design
    names = [design.names[i] for i in solution.kept]
    names += [""] * (len(solution.effects) - len(names))
    attributes = {
        "assign": Vector(data=design.assign.astype(np.int32)),
        "class": Vector(data=np.array(["coef"], dtype=object)),
    }
    return Vector(data=solution.effects, names=tuple(names), attributes=attributes)


def plain_effects(fit: LmFit) -> Vector:
    """Q'y as it stands in the fit, without a class."""
    found = effects(fit)
    return Vector(data=found.data, names=found.names)


def response_expr(fit: LmFit) -> Expr:
    """The left side of the formula."""
    expression = fit.frame.terms.formula
    assert isinstance(expression, Call)
    return expression.values[0]
