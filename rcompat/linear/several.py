"""Questions to linear models with several responses. R: methods for class mlm of stats."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, running
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.generics import Asks, answers, ask
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Expr
from rcompat.linear import accessors
from rcompat.linear.anova import LmAnova
from rcompat.linear.intervals import percent_names
from rcompat.linear.prediction import predict as predict_one
from rcompat.linear.several_fit import SeveralFit, side_by_side
from rcompat.linear.summary import LmSummary, unscaled_covariance
from rcompat.linear.summary import summary as summary_one
from rcompat.maths.distributions import pf, qt
from rcompat.maths.linear_algebra import product

__all__ = ["SeveralSummary", "anova", "residual_products"]

_TESTS = ("Pillai", "Wilks", "Hotelling-Lawley", "Roy")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeveralSummary(Printable, Asks):
    """The summaries of all responses. R: class summary.mlm.

    Attributes:
        names: of the responses.
        parts: their summaries.
    """

    names: tuple[str, ...]
    parts: tuple[LmSummary, ...]


@answers("summary", SeveralFit)
def summary(fit: SeveralFit) -> SeveralSummary:
    """The summary of every response. R: summary.mlm."""
    return SeveralSummary(names=fit.names, parts=tuple(summary_one(part) for part in fit.parts))


@answers("coef", SeveralSummary)
def summary_coefficients(page: SeveralSummary) -> RList:
    """The tables of coefficients. R: coef of class summary.mlm."""
    names = tuple(f"Response {name}" for name in page.names)
    values = tuple(part.coefficients for part in page.parts)
    return RList(values=values, names=names, attributes={"class": ("listof",)})


@answers("coef", SeveralFit)
def coef(fit: SeveralFit) -> Vector:
    """Coefficients (p, responses). R: coef."""
    return side_by_side(fit, [part.solution.coefficients for part in fit.parts], fit.first.design.names)


@answers("residuals", SeveralFit)
def residuals(fit: SeveralFit) -> Vector:
    """Residuals (n, responses). R: residuals."""
    rows = accessors.padded_names(fit.first)
    return side_by_side(fit, [accessors.padded_rows(part, part.solution.residuals) for part in fit.parts], rows)


@answers("fitted", SeveralFit)
def fitted(fit: SeveralFit) -> Vector:
    """Fitted values (n, responses). R: fitted."""
    rows = accessors.padded_names(fit.first)
    return side_by_side(fit, [accessors.padded_rows(part, part.solution.fitted) for part in fit.parts], rows)


@answers("predict", SeveralFit)
def predict(fit: SeveralFit, newdata: Any = None, se_fit: bool = False, **more: Any) -> Vector:
    """Predictions (rows, responses).

    Raises:
        RError: standard errors are asked for.

    R: predict.mlm; it takes no notice of `interval`.
    """
    if se_fit:
        raise RError("the 'se.fit' argument is not yet implemented for \"mlm\" objects", "predict.mlm(...)")
    if newdata is None:
        return fitted(fit)
    found = [predict_one(part, newdata) for part in fit.parts]
    return side_by_side(fit, [np.asarray(one.data) for one in found], found[0].names)  # type: ignore[union-attr, arg-type]


@answers("df_residual", SeveralFit)
def df_residual(fit: SeveralFit) -> int:
    """Residual degrees of freedom. R: df.residual."""
    return fit.first.solution.df_residual


@answers("nobs", SeveralFit)
def nobs(fit: SeveralFit) -> int:
    """Number of rows. R: nobs."""
    return accessors.nobs(fit.first)


@answers("formula", SeveralFit)
def formula(fit: SeveralFit) -> Expr:
    """The formula. R: formula."""
    return fit.request.formula


@answers("model_frame", SeveralFit)
def model_frame(fit: SeveralFit) -> Frame:
    """The variables; the responses as a matrix with names. R: model.frame."""
    frame = accessors.model_frame(fit.first)
    columns = {
        name: Vector(data=column, dimnames=(None, fit.names)) if np.ndim(column) == 2 else column  # type: ignore[arg-type]
        for name, column in frame.columns.items()
    }
    return replace(frame, columns=columns)  # type: ignore[arg-type]


@answers("model_matrix", SeveralFit)
def model_matrix(fit: SeveralFit) -> Vector:
    """The design (n, p). R: model.matrix."""
    return accessors.model_matrix(fit.first)


@answers("variable_names", SeveralFit)
def variable_names(fit: SeveralFit) -> Vector:
    """Names of the columns of the design. R: variable.names."""
    return accessors.variable_names(fit.first)


@answers("effects", SeveralFit)
def effects(fit: SeveralFit) -> Vector:
    """Q'y (n, responses). R: effects."""
    rows = accessors.plain_effects(fit.first).names
    return Vector(data=np.column_stack([part.solution.effects for part in fit.parts]), dimnames=(rows, fit.names))


@answers("hatvalues", SeveralFit)
def hatvalues(fit: SeveralFit) -> Vector:
    """Leverages (n,), without names. R: hatvalues."""
    found: Vector = ask("hatvalues", fit.first)
    return Vector(data=found.data)


@answers("rstandard", SeveralFit)
def rstandard(fit: SeveralFit) -> Vector:
    """Standardised residuals (n, responses). R: rstandard."""
    columns: list[Vector] = [ask("rstandard", part) for part in fit.parts]
    return side_by_side(fit, [column.data for column in columns], columns[0].names)  # type: ignore[arg-type]


@answers("drop1", SeveralFit)
def drop1(fit: SeveralFit, **unused: Any) -> None:
    """R has none.

    Raises:
        RError: always.
    """
    raise RError("no 'drop1' method for \"mlm\" models", "drop1.mlm(...)")


@answers("deviance", SeveralFit)
def deviance(fit: SeveralFit) -> Vector:
    """Weighted sums of squares. R: deviance.mlm."""
    return Vector(data=np.array([accessors.deviance(part) for part in fit.parts]), names=fit.columns)


@answers("sigma", SeveralFit)
def sigma(fit: SeveralFit) -> Vector:
    """Residual standard deviations. R: sigma.mlm."""
    return Vector(data=np.array([accessors.sigma(part) for part in fit.parts]), names=fit.columns)


@answers("logLik", SeveralFit)
def log_likelihood(fit: SeveralFit) -> None:
    """R has none.

    Raises:
        RError: always.
    """
    raise RError("'logLik.lm' does not support multiple responses", "logLik.lm(...)")


def residual_products(fit: SeveralFit) -> Array:
    """Sums of squares and products of the residuals (responses, responses).

    Raises:
        RError: the model has weights.

    R: SSD of class mlm.
    """
    if fit.first.prior_weights is not None:
        with running("SSD"):
            raise RError("'mlm' objects with weights are not supported", "SSD.mlm(object)")
    rows = np.column_stack([accessors.weighted_residuals(part) for part in fit.parts])
    return product(rows.T, rows)


@answers("vcov", SeveralFit)
def vcov(fit: SeveralFit) -> Vector:
    """Covariances of all coefficients, response by response. R: vcov.mlm."""
    unscaled = unscaled_covariance(fit.first)
    names = tuple(f"{response}:{name}" for response in fit.names for name in (unscaled.dimnames or ((),))[0] or ())
    data = np.kron(residual_products(fit) / df_residual(fit), unscaled.data)
    return Vector(data=data, dimnames=(names, names))


@answers("confint", SeveralFit)
def confint(fit: SeveralFit, level: float = 0.95) -> Vector:
    """Intervals of all coefficients, response by response. R: confint.lm."""
    covariance = vcov(fit)
    half = qt((1.0 + level) / 2.0, float(df_residual(fit))) * np.sqrt(np.diag(covariance.data))
    estimates = np.concatenate([part.solution.coefficients[sorted(part.solution.kept)] for part in fit.parts])
    rows = (covariance.dimnames or (None,))[0]
    return Vector(data=np.column_stack([estimates - half, estimates + half]), dimnames=(rows, percent_names(level)))


@answers("anova", SeveralFit)
def anova(fit: SeveralFit, *others: SeveralFit, test: str = "Pillai") -> LmAnova:
    """Tests of the terms by the roots of their sums of squares in those of the residuals.

    Args:
        fit: the model.
        *others: models to compare with, one after another.
        test: "Pillai", "Wilks", "Hotelling-Lawley" or "Roy".

    Raises:
        RError: the residuals are not of full rank.

    R: anova.mlm, anova.mlmlist. Theory: Rencher 2002, Methods of Multivariate Analysis, s. 6.1.
    """
    kind = match_arg(test, _TESTS, "test")
    if others:
        return _comparison((fit, *others), kind)
    solution, design = fit.first.solution, fit.first.design
    effects = np.column_stack([part.solution.effects[: solution.rank] for part in fit.parts])
    assign = design.assign[solution.kept]
    products, rest = residual_products(fit), df_residual(fit)
    if np.linalg.matrix_rank(products) < len(fit.names):
        raise RError(f"residuals have rank {np.linalg.matrix_rank(products)} < {len(fit.names)}", "anova.mlm(...)")
    labels = ("(Intercept)", *fit.first.frame.terms.term_labels)
    rows: list[list[float]] = []
    names: list[str] = []
    for term in sorted(set(assign.tolist())):
        part = effects[assign == term]
        roots = np.linalg.eigvals(np.linalg.solve(products, product(part.T, part))).real
        names.append(labels[term])
        rows.append([float(len(part)), *_STATISTICS[kind](roots, len(part), rest)])
    for row in rows:
        row.append(float(pf(row[2], row[3], row[4], False)))
    rows.append([float(rest), *[NA_REAL] * 5])
    heads = ("Df", kind, "approx F", "num Df", "den Df", "Pr(>F)")
    columns = {head: np.array([row[j] for row in rows]) for j, head in enumerate(heads)}
    table = Frame(columns=dict(columns), n=len(rows), row_names=(*names, "Residuals"))
    return LmAnova(heading=("Analysis of Variance Table\n",), table=table)


def _comparison(fits: tuple[SeveralFit, ...], kind: str) -> LmAnova:
    """One row for every model, tested against the one before with the residuals of the largest."""
    products = [residual_products(fit) for fit in fits]
    rests = [df_residual(fit) for fit in fits]
    largest = min(range(len(fits)), key=lambda i: rests[i])
    k = len(fits[0].names)
    rows = []
    for i, (own, rest) in enumerate(zip(products, rests, strict=True)):
        size = float(np.linalg.det(own / rest) ** (1.0 / k))
        row = [float(rest), NA_REAL, size, *[NA_REAL] * 5]
        if i and rest != rests[i - 1]:
            change = rest - rests[i - 1]
            gain = (products[i - 1] - own) * (1.0 if change < 0 else -1.0)
            roots = np.linalg.eigvals(np.linalg.solve(products[largest], gain)).real
            found = _STATISTICS[kind](roots, abs(change), rests[largest])
            row = [float(rest), float(change), size, *found, float(pf(found[1], found[2], found[3], False))]
        rows.append(row)
    heads = ("Res.Df", "Df", "Gen.var.", kind, "approx F", "num Df", "den Df", "Pr(>F)")
    columns = {head: np.array([row[j] for row in rows]) for j, head in enumerate(heads)}
    texts = [deparse_one(fit.request.formula) for fit in fits]
    note = "\n".join(f"Model {i}: {text}" for i, text in enumerate(texts, start=1))
    names = tuple(str(i + 1) for i in range(len(fits)))
    table = Frame(columns=dict(columns), n=len(rows), row_names=names)
    return LmAnova(heading=("Analysis of Variance Table\n", note), table=table)


def _pillai(roots: Array, q: int, rest: int) -> list[float]:
    p = len(roots)
    s, m, n = min(p, q), (abs(p - q) - 1) / 2, (rest - p - 1) / 2
    trace = float((roots / (1.0 + roots)).sum())
    first, second = 2 * m + s + 1, 2 * n + s + 1
    return [trace, second / first * trace / (s - trace), s * first, s * second]


def _wilks(roots: Array, q: int, rest: int) -> list[float]:
    p = len(roots)
    ratio = float((1.0 / (1.0 + roots)).prod())
    inner = p * p + q * q - 5
    power = math.sqrt((p * p * q * q - 4) / inner) if inner > 0 else 1.0
    df = (rest - (p - q + 1) / 2) * power - (p * q - 2) / 2
    return [ratio, (ratio ** (-1.0 / power) - 1.0) * df / (p * q), float(p * q), df]


def _hotelling(roots: Array, q: int, rest: int) -> list[float]:
    p = len(roots)
    s, m, n = min(p, q), (abs(p - q) - 1) / 2, (rest - p - 1) / 2
    trace = float(roots.sum())
    first, second = 2 * m + s + 1, 2 * (s * n + 1)
    return [trace, second * trace / (s * s * first), s * first, second]


def _roy(roots: Array, q: int, rest: int) -> list[float]:
    largest, first = float(roots.max()), max(len(roots), q)
    second = rest - first + q
    return [largest, second * largest / first, float(first), float(second)]


_STATISTICS: dict[str, Callable[[Array, int, int], list[float]]] = {
    "Pillai": _pillai,
    "Wilks": _wilks,
    "Hotelling-Lawley": _hotelling,
    "Roy": _roy,
}


@answers("r_value", SeveralSummary)
def _summaries(page: SeveralSummary) -> RList:
    names = tuple(f"Response {name}" for name in page.names)
    return RList(values=page.parts, names=names, attributes={"class": ("summary.mlm", "listof")})


@answers("r_value", SeveralFit)
def _parts(fit: SeveralFit) -> RList:
    """The elements of the first model, with the matrices of all."""
    first: RList = ask("r_value", fit.first)
    rows = accessors.row_names(fit.first)
    effects = np.column_stack([part.solution.effects for part in fit.parts])
    own = {
        "coefficients": coef(fit),
        "residuals": side_by_side(fit, [part.solution.residuals for part in fit.parts], rows),
        "effects": Vector(data=effects, dimnames=(accessors.plain_effects(fit.first).names, fit.columns)),
        "fitted.values": side_by_side(fit, [part.solution.fitted for part in fit.parts], rows),
        "call": fit.request.call,
    }
    values = tuple(own.get(str(name), value) for name, value in zip(first.names or (), first.values, strict=True))
    return RList(values=values, names=first.names, attributes={"class": ("mlm", "lm")})
