"""Formula and data to a `ModelSpec`: model frame, random-effects terms, fixed design, response, all checked.

The order of the steps is the order in which lme4 finds fault, so that the first complaint is R's first complaint.
R: lme4::lFormula and the response module.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.control import LmerControl
from pylmer.structure.bars import bars_only, expand_double_verts, find_bars, formula_sides, has_bars, no_bars, sub_bars
from pylmer.structure.checks import (
    check_factor_levels,
    check_term_sizes,
    check_z_rank,
    kept_columns,
    scale_columns,
)
from pylmer.structure.re_terms import ReTerms, make_re_terms
from pylmer.structure.set_up_calls import SET_UP, model_frame_text, set_up_text
from rcompat.base.conditions import RError, RWarning, collect_conditions, running, shown_call, signal, warning
from rcompat.base.frame import Factor, Frame, kind_of
from rcompat.base.number_reading import read_number
from rcompat.base.options import get_options
from rcompat.design.model_frame import (
    ModelFrame,
    make_model_frame,
    model_offset,
    model_response,
    model_weights,
)
from rcompat.design.model_matrix import model_matrix
from rcompat.language.expressions import Call, Expr
from rcompat.language.terms import Terms, make_terms

__all__ = ["ModelSpec", "make_spec"]

_RESPONSE_CALL = "mkRespMod(fr, REML = REMLpass)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelSpec:
    """A model before it is fitted.

    Attributes:
        call: the call as R would have it.
        formula: the formula, `||` expanded.
        frame: the model frame with all variables.
        terms: terms of the fixed part.
        y: response (n,).
        x: fixed design (n, p), rank-deficient columns dropped.
        x_names, x_assign: names (p,) and term numbers (p,) of its columns.
        dropped: names of the dropped columns, with their positions in the full design.
        contrasts: factor name to contrast used.
        weights: prior weights (n,).
        offset: offset (n,).
        re: random-effects terms.
        reml: whether the REML criterion is asked for.
        control: lmerControl's settings.
        reml_columns: columns that REML takes off n; None for p.
        notes: the sentences printed under "fit warnings:".
        warnings: the warnings that setting up the model again would repeat.
    """

    call: Call
    formula: Expr
    frame: ModelFrame
    terms: Terms
    y: NDArray[np.float64]
    x: NDArray[np.float64]
    x_names: tuple[str, ...]
    x_assign: NDArray[np.int_]
    dropped: Mapping[str, int]
    contrasts: Mapping[str, object]
    weights: NDArray[np.float64]
    offset: NDArray[np.float64]
    re: ReTerms
    reml: bool
    control: LmerControl
    notes: tuple[str, ...]
    warnings: tuple[RWarning, ...] = ()
    reml_columns: int | None = None

    @property
    def n(self) -> int:
        """Number of observations."""
        return len(self.y)

    @property
    def p(self) -> int:
        """Number of fixed-effects coefficients."""
        return len(self.x_names)


def make_spec(
    formula: Expr,
    data: Frame | None,
    *,
    call: Call,
    control: LmerControl,
    reml: bool = True,
    subset: object = None,
    weights: object = None,
    offset: object = None,
    na_action: str | None = None,
    contrasts: Mapping[str, object] | None = None,
    environment: Mapping[str, object] | None = None,
) -> ModelSpec:
    """Turn a formula and data into a checked `ModelSpec`.

    Args:
        formula: a two-sided formula with at least one bar.
        data: the data frame, or None (variables come from `environment`).
        call: the call, for the page.
        control: settings, among them the actions of all checks.
        reml: REML instead of maximum likelihood.
        subset, weights, offset: R expressions or arrays of one value per row of the data.
        na_action: "na.omit", "na.exclude", "na.pass", "na.fail", or None for the option in force.
        contrasts: factor name to contrast (name or matrix).
        environment: where variables are looked up that the data lack.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: lme4 1.1-31, lFormula. Theory: Bates et al. 2015, JSS 67(1), s. 2.
    """
    na_action = get_options().na_action if na_action is None else na_action
    rows: dict[str, Any] = {"subset": subset, "weights": weights, "offset": offset, "na_action": na_action}
    evaluate = partial(make_model_frame, data=data, **rows, drop_unused_levels=True, environment=environment)
    expanded = expand_double_verts(formula)
    with running(*SET_UP):
        _check_formula(formula, control)
        with running(*SET_UP), shown_call("model.frame.default", lambda: model_frame_text(call)):
            frame = _evaluate_as_often_as_r(evaluate, formula)
        n = _count_rows(frame, call)
        re = make_re_terms(_bars_of(expanded), frame.frame, environment)
        _check_random_part(re, n, control, call)
        fixed = make_terms(no_bars(formula), data_names=None if data is None else data.names)
        design = _fixed_design(fixed, frame, contrasts, control)
    return ModelSpec(
        call=call,
        formula=expanded,
        frame=frame,
        terms=fixed,
        **design,
        y=_response(frame),
        weights=_weights(frame, n),
        offset=_offset(frame, n),
        re=re,
        reml=reml,
        control=control,
    )


def _bars_of(formula: Expr) -> tuple[Call, ...]:
    if not has_bars(formula_sides(formula)[1]):
        raise RError("No random effects terms specified in formula")
    return find_bars(formula)


def _count_rows(frame: ModelFrame, call: Call) -> int:
    if frame.frame.n == 0:
        raise RError("0 (non-NA) cases", set_up_text(call))
    return frame.frame.n


def _check_formula(formula: Expr, control: LmerControl) -> None:
    if formula_sides(formula)[0] is None and control.check_formula_LHS == "stop":
        with running("checkFormulaData"):
            raise RError(
                "!checkLHS || length(as.formula(formula, env = denv)) == 3 is not TRUE",
                "checkFormulaData(formula, data, checkLHS = control$check.formula.LHS == ",
            )


@shown_call("model.matrix.default", lambda: "model.matrix.default(fixedform, fr, contrasts)")
def _fixed_design(
    fixed: Terms, frame: ModelFrame, contrasts: Mapping[str, object] | None, control: LmerControl
) -> dict[str, Any]:
    """The fields of a spec that describe X, after the checks of rank and scale."""
    design = model_matrix(fixed, frame.frame, contrasts)
    keep, rank_note = kept_columns(design.x, control.check_rankX)
    x = design.x if len(keep) == len(design.names) else design.x[:, keep]
    x, scale_note = scale_columns(x, control.check_scaleX)
    kept = set(keep)
    return {
        "x": x,
        "x_names": tuple(design.names[j] for j in keep),
        "x_assign": np.asarray(design.assign)[keep],
        "dropped": {name: j for j, name in enumerate(design.names) if j not in kept},
        "contrasts": design.contrasts,
        "notes": tuple(note for note in (rank_note, scale_note) if note is not None),
    }


def _evaluate_as_often_as_r(evaluate_frame: Callable[[Expr], ModelFrame], formula: Expr) -> ModelFrame:
    """The model frame of all variables; R then evaluates the fixed and the random part once more, warnings and all."""
    try:
        with collect_conditions() as noted:
            frame = evaluate_frame(sub_bars(formula))
    finally:
        for condition in noted:
            signal(condition)
    if noted and frame.frame.n > 0:
        evaluate_frame(no_bars(formula))
        evaluate_frame(sub_bars(bars_only(formula)))
    return frame


def _check_random_part(re: ReTerms, n: int, control: LmerControl, call: Call) -> None:
    actions = {
        "check.nlev.gtr.1": control.check_nlev_gtr_1,
        "check.nobs.vs.nlev": control.check_nobs_vs_nlev,
        "check.nlev.gtreq.5": control.check_nlev_gtreq_5,
    }
    check_factor_levels(re, n, actions)
    check_term_sizes(re.terms, n, control.check_nobs_vs_nRE)
    if np.isnan(re.zt_values).any():
        raise RError(
            "NA in Z (random-effects model matrix): please use \"na.action='na.omit'\" or \"na.action='na.exclude'\"",
            set_up_text(call),
        )
    check_z_rank(re, n, control.check_nobs_vs_rankZ)


@running("do.call", "<Anonymous>", "mkRespMod")
def _response(frame: ModelFrame) -> NDArray[np.float64]:
    column = model_response(frame)
    if column is None or kind_of(column) not in ("double", "integer", "logical"):
        raise RError("response must be numeric", _RESPONSE_CALL)
    y = np.ascontiguousarray(column, dtype=np.float64)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0].copy()
    if y.ndim != 1:
        raise RError("non-conformable arrays", "v/v.e")
    if not np.isfinite(y).all():
        raise RError("NA/NaN/Inf in 'y'", _RESPONSE_CALL)
    return y


@running("do.call", "<Anonymous>", "mkRespMod")
def _weights(frame: ModelFrame, n: int) -> NDArray[np.float64]:
    given = model_weights(frame)
    if given is None:
        return np.ones(n)
    if isinstance(given, Factor):
        warning("‘>=’ not meaningful for factors", "Ops.factor(weights, 0)")
        raise RError("all(weights >= 0) is not TRUE", _RESPONSE_CALL)
    weights = _numbers(given.tolist()) if given.dtype == object else np.asarray(given, dtype=np.float64)
    if not bool((weights >= 0.0).all()):
        raise RError("all(weights >= 0) is not TRUE", _RESPONSE_CALL)
    return weights


def _numbers(texts: Iterable[str]) -> NDArray[np.float64]:
    """Weights given as text; what is no number is NaN, and not negative: R compares with 0 before."""
    numbers = [read_number(text) for text in texts]
    if any(number is None for number in numbers):
        warning("NAs introduced by coercion", "callSuper(...)")
    return np.array([math.inf if number is None else number for number in numbers])


def _offset(frame: ModelFrame, n: int) -> NDArray[np.float64]:
    given = model_offset(frame)
    return np.zeros(n) if given is None else np.asarray(given, dtype=np.float64)
