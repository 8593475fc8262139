"""The parameters of a fit in one table: estimates, standard errors, intervals and tests.

R: parameters 0.20.2, model_parameters for merMod.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import CovarianceBlock, VarCorr, fixed_covariance
from pylmer.inference.kenward_roger import as_reml, coefficient_variances
from pylmer.inference.likelihood import df_residual
from pylmer.inference.parameter_names import pretty_names
from pylmer.inference.satterthwaite import LmerTestFit, as_lmerModLmerTest, satterthwaite_df
from pylmer.structure.bars import no_bars
from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, message
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks, answers, ask
from rcompat.base.line_wrap import strwrap
from rcompat.base.options import get_options
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.syntax import parse_expression
from rcompat.maths.distributions import pt, qt

__all__ = [
    "CI_METHODS",
    "Interval",
    "ModelParameters",
    "RandomParameter",
    "finished",
    "interval_levels",
    "model_parameters",
    "wald_limits",
    "wrapped_message",
]

Array = NDArray[np.float64]
Interval = tuple[float, float]

CI_METHODS = (
    *("wald", "normal", "residual", "ml1", "betwithin", "satterthwaite", "kenward", "kr"),
    *("boot", "profile", "uniroot"),
)
_NO_INTERVALS = "Package 'merDeriv' needs to be installed to compute confidence intervals for random effect parameters."
_EFFECTS = ("fixed", "random", "all")
_FROM_CONFINT = ("profile", "boot")


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomParameter:
    """A standard deviation or correlation of the random effects.

    Attributes:
        name: as in the data frame, "SD (Intercept)" or "Cor (Intercept~Days)".
        group: its grouping factor, or "Residual".
        value: its estimate.
        interval: limits, or None.
    """

    name: str
    group: str
    value: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelParameters(Printable, Asks):
    """The parameters of a fit. R: class parameters_model.

    Attributes:
        names, labels: of the coefficients; `labels` for the page.
        table: Coefficient, SE, t, df_error, p of each coefficient (p, 5).
        levels: confidence levels.
        limits: for each level lower and upper limits (p, 2).
        random: parameters of the random effects.
        effects: "fixed", "random" or "all".
        method: how intervals and tests were made.
        given: whether `method` was asked for by name.
        class_name: R's class of the fit.
        response: the response as text.
        digits, ci_digits, p_digits: decimals of the page.
        verbose: whether the page ends with its notes.
        is_mixed: whether the page has headings of effects.
        footer: lines below the tables.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    table: Array
    levels: tuple[float, ...]
    limits: tuple[Array, ...]
    random: tuple[RandomParameter, ...]
    effects: str
    method: str
    class_name: str
    response: str
    digits: int
    ci_digits: int
    p_digits: int
    verbose: bool
    is_mixed: bool = True
    footer: tuple[str, ...] = ()

    def to_frame(self) -> Frame:
        """One row per parameter.

        R: as.data.frame of a parameters_model.
        """
        fixed, varying = self.effects != "random", self.effects != "fixed"
        missing = np.full(len(self.random) if varying else 0, NA_REAL)
        values = [each.value for each in self.random] if varying else []
        part = self.table if fixed else self.table[:0]
        columns: dict[str, Column] = {
            "Parameter": _texts([*(self.names if fixed else ()), *(each.name for each in self.random if varying)]),
            "Coefficient": np.append(part[:, 0], values),
            "SE": np.append(part[:, 1], missing),
            **self._interval_columns(fixed, varying),
        }
        if fixed:
            for name, column in zip(("t", "df_error", "p"), part.T[2:], strict=True):
                columns[name] = np.append(column, missing)
        n = len(part) + len(missing)
        if self.is_mixed:
            columns["Effects"] = _texts(["fixed"] * len(part) + ["random"] * len(missing))
        if varying:
            columns["Group"] = _texts([""] * len(part) + [each.group for each in self.random])
        return Frame(columns=columns, n=n)

    def _interval_columns(self, fixed: bool, varying: bool) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        if len(self.levels) == 1:
            rows = len(self.table) * fixed + len(self.random) * varying
            columns["CI"] = np.full(rows, self.levels[0])
        for level, limits in zip(self.levels, self.limits, strict=True):
            ending = "" if len(self.levels) == 1 else f"_{deparse_one_number(level)}"
            bounds = limits if fixed else limits[:0]
            if varying:
                intervals = [each.interval or (NA_REAL, NA_REAL) for each in self.random]
                bounds = np.vstack([bounds, np.array(intervals).reshape(-1, 2)])
            columns[f"CI_low{ending}"] = bounds[:, 0].copy()
            columns[f"CI_high{ending}"] = bounds[:, 1].copy()
        return columns


def deparse_one_number(level: float) -> str:
    """A level as part of a column's name."""
    from rcompat.base.number_text import format_doubles

    return format_doubles([level], digits=15)[0]


def _texts(values: Sequence[str]) -> NDArray[np.object_]:
    return np.array(list(values), dtype=object)


@answers("model_parameters", MerFit)
def model_parameters(
    model: MerFit,
    ci: float | Sequence[float] | None = 0.95,
    ci_method: str | None = None,
    effects: str = "all",
    digits: int = 2,
    ci_digits: int = 2,
    p_digits: int = 3,
    ci_random: bool | None = None,
    iterations: int = 1000,
    verbose: bool = True,
    **changes: Any,
) -> ModelParameters:
    """Estimates, standard errors, confidence intervals and tests of a fit's parameters.

    Args:
        model: a fitted model.
        ci: confidence level, several of them, or None.
        ci_method: "wald", "residual", "normal", "satterthwaite", "kenward" or "kr", "profile", "boot".
        effects: "fixed", "random" or "all".
        digits, ci_digits, p_digits: decimals of the page.
        ci_random: whether intervals of the random effects are wanted.
        iterations: bootstrap samples.
        verbose: whether to show messages.
        **changes: keep, drop (patterns), p_adjust, exponentiate, summary (lines about the model); others are ignored.

    Raises:
        RError: unknown method or effects.

    R: parameters::model_parameters.
    """
    method = "residual" if ci_method is None else _matched(ci_method, CI_METHODS, "ci_method")
    chosen = _matched(effects, _EFFECTS, "effects")
    levels = interval_levels(ci)
    table = _table(model, method)
    found = _confint(model, method, levels, iterations) if method in _FROM_CONFINT else None
    random = _random_parameters(model, found)
    wants_limits = _is_simple(model) if ci_random is None else ci_random
    if verbose and wants_limits and found is None and chosen != "fixed" and len(_levels(ci)) == 1:
        message(wrapped_message(_NO_INTERVALS))
    answer = ModelParameters(
        names=model.spec.x_names,
        labels=pretty_names(model.spec.x_names, model.spec.frame.frame),
        table=table,
        levels=levels,
        limits=tuple(wald_limits(table, level, method) if found is None else found[level][0] for level in levels),
        random=random,
        effects=chosen,
        method=method,
        class_name=model.class_name,
        response=deparse_one(model.spec.formula.values[0]),  # type: ignore[union-attr]
        digits=digits,
        ci_digits=ci_digits,
        p_digits=p_digits,
        verbose=verbose,
    )
    formula = deparse_one(no_bars(model.shown_formula))
    return finished(answer, changes, (formula, model.spec.n, model.sigma, float(df_residual(model))))


def finished(
    answer: ModelParameters, changes: Mapping[str, Any], model: tuple[str, int, float, float]
) -> ModelParameters:
    """The table after the changes that were asked for; `model` is formula, rows, sigma and degrees of freedom."""
    from pylmer.inference import parameter_changes as change

    if changes.get("exponentiate") is True:
        answer = change.exponentiated(answer)
    if changes.get("summary"):
        answer = replace(answer, footer=tuple(change.model_footer(*model)))
    if changes.get("p_adjust") is not None:
        answer = change.adjusted_p(answer, str(changes["p_adjust"]))
    if changes.get("keep") is not None or changes.get("drop") is not None:
        answer = change.kept_rows(answer, changes.get("keep"), changes.get("drop"))
    return answer


def interval_levels(ci: float | Sequence[float] | None) -> tuple[float, ...]:
    """The confidence levels that give intervals."""
    return tuple(level for level in _levels(ci) if 0.0 < level < 1.0)


def _matched(given: str, choices: Sequence[str], name: str) -> str:
    """R's match.arg with its choices written out, as its error shows."""
    try:
        return match_arg(given, choices, name)
    except RError as error:
        shown = ", ".join(f'"{choice}"' for choice in choices)
        call = parse_expression(f"match.arg({name}, choices = c({shown}))")
        raise RError(error.message, "\n".join(deparse(call))) from None


def _is_simple(fit: MerFit) -> bool:
    """Whether R would think of intervals for the random effects: few observations, few terms."""
    re = fit.spec.re
    if any(term.columns != ("(Intercept)",) for term in re.terms):
        return len(re.factor_names) == 1 and fit.spec.n < 500
    return len(re.factor_names) <= 2 and fit.spec.n < 1000


def _levels(ci: float | Sequence[float] | None) -> tuple[float, ...]:
    if ci is None:
        return ()
    return (float(ci),) if isinstance(ci, int | float) else tuple(float(level) for level in ci)


def wrapped_message(text: str) -> str:
    """A message in lines of nine tenths of the page, all but the first indented by two."""
    return "\n  ".join(strwrap(text, width=int(0.9 * get_options().width) + 1))


def _table(fit: MerFit, method: str) -> Array:
    """Coefficient, SE, t, degrees of freedom and p (p, 5)."""
    rows = []
    for estimate, (variance, df) in zip(fit.state.beta.tolist(), _variances(fit, method), strict=True):
        error = math.sqrt(variance)
        t = estimate / error if error else math.nan
        test_df = math.inf if method == "normal" else df
        rows.append([estimate, error, t, df, 2.0 * pt(abs(t), test_df, lower_tail=False)])
    return np.array(rows, dtype=np.float64).reshape(len(rows), 5)


def _variances(fit: MerFit, method: str) -> list[tuple[float, float]]:
    """Variance and degrees of freedom of each coefficient.

    Raises:
        RError: degrees of freedom that are not available.
    """
    if method in ("kenward", "kr"):
        return coefficient_variances(fit, as_reml(fit))
    if method == "satterthwaite":
        with_df = fit if isinstance(fit, LmerTestFit) else as_lmerModLmerTest(fit)
        return [satterthwaite_df(with_df, unit) for unit in np.eye(fit.spec.p)]
    if method in ("ml1", "betwithin", "uniroot"):
        raise RError(f"ci_method '{method}' is not available")
    df = float(df_residual(fit))
    return [(variance, df) for variance in np.diag(fixed_covariance(fit)).tolist()]


def wald_limits(table: Array, level: float, method: str) -> Array:
    """Lower and upper limits (p, 2)."""
    prob = (1.0 + level) / 2.0
    quantiles = [qt(prob, math.inf if method == "normal" else df) for df in table[:, 3].tolist()]
    half = np.array(quantiles) * table[:, 1]
    return np.column_stack([table[:, 0] - half, table[:, 0] + half])


_Found = Mapping[float, tuple[Array, Array]]


def _confint(fit: MerFit, method: str, levels: Sequence[float], iterations: int) -> _Found:
    """For each level the limits of the coefficients and those of the random effects, as `confint` orders them."""
    found = {}
    count = len(fit.state.theta) + 1
    for level in levels:
        if method == "profile":
            message("Computing profile confidence intervals ...")
            answer: Vector = ask("confint", fit, level=level, method="profile", quiet=True)
        else:
            answer = ask("confint", fit, level=level, method="boot", nsim=iterations, quiet=True)
        found[level] = (np.asarray(answer.data[count:]), np.asarray(answer.data[:count]))
    return found


def _random_parameters(fit: MerFit, found: _Found | None) -> tuple[RandomParameter, ...]:
    """Standard deviations of the intercepts, of the other coefficients, correlations, and the residual one."""
    table = VarCorr(fit)
    limits: list[Interval | None] = [None] * (len(fit.state.theta) + 1)
    if found:
        limits = [(low, high) for low, high in next(iter(found.values()))[1].tolist()]
    cells = [
        (block, term.group, i, j)
        for term, block in zip(fit.spec.re.terms, table, strict=True)
        for j in range(term.k)
        for i in range(j, term.k)
    ]
    ranked = [_random_parameter(*cell, limit) for cell, limit in zip(cells, limits, strict=False)]
    residual = RandomParameter(name="SD (Observations)", group="Residual", value=table.sigma, interval=limits[-1])
    return (*(each for _, each in sorted(ranked, key=lambda pair: pair[0])), residual)


def _random_parameter(
    block: CovarianceBlock, group: str, i: int, j: int, interval: Interval | None
) -> tuple[int, RandomParameter]:
    """One parameter and its place: intercepts first, then other deviations, then correlations."""
    first, second = _effect_name(block.names[j]), _effect_name(block.names[i])
    if i == j:
        found = RandomParameter(name=f"SD ({first})", group=group, value=float(block.stddev[i]), interval=interval)
        return int(block.names[i] != "(Intercept)"), found
    value = float(block.correlation[i, j])
    return 2, RandomParameter(name=f"Cor ({first}~{second})", group=group, value=value, interval=interval)


def _effect_name(name: str) -> str:
    return "Intercept" if name == "(Intercept)" else name
