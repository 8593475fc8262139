"""New data coded as a model's own data were: the fixed design, the offset, and the random-effects terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.structure.bars import bars_only, expand_double_verts, find_bars, formula_sides, sub_bars
from pylmer.structure.re_terms import ReTerms, make_re_terms
from rcompat.base.conditions import RError, raised_again, running, shown_call
from rcompat.base.factors import as_factor
from rcompat.base.frame import NA_REAL, Column, Factor, Frame, is_na, kind_of
from rcompat.design.model_frame import ModelFrame, make_model_frame
from rcompat.design.model_matrix import model_matrix
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Expr, Symbol, call
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import Terms, make_terms

__all__ = ["RANDOM_CALL", "FixedDesign", "complete_rows", "fixed_design", "random_rows", "random_terms"]

_FRAME_CALL = "\n".join(
    deparse(parse_expression("model.frame.default(delete.response(terms(object, fixed.only = TRUE, data)), data)"))
)
"""The first line of the call that R's errors show."""

_RANDOM_FRAME_CALL = "model.frame.default(tt, newdata.NA, na.action = na.pass, xlev = orig.random.levs)"
_CONTRASTS_CALL = "`contrasts<-`(`*tmp*`, value = orig.random.cntr[[fn]])"
_LONGEST_LIST = 60
RANDOM_CALL = "mkNewReTrms(object, rfd, re.form, na.action = na.action, allow.new.levels = allow.new.levels)"

_LEVELS_CALL = "levelfun(r, n, allow.new.levels = allow.new.levels)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FixedDesign:
    """Fixed design (n, p) and offset (n,) of some data, with the evaluated variables."""

    x: NDArray[np.float64]
    offset: NDArray[np.float64]
    frame: Frame


def _coded(fit: MerFit, formula: Expr | Terms, data: Frame, call: str) -> ModelFrame:
    """The variables of a formula in new data, coded with the constants and levels of the model's data.

    New levels are an error in a computed factor; in a variable of the data they come after the model's own.
    """
    own = fit.spec.frame
    constants = dict(zip(own.terms.variable_names, own.predvars, strict=True))
    terms = formula if isinstance(formula, Terms) else make_terms(formula)
    named = list(zip(terms.variable_names, terms.variables, strict=True))
    computed = {name: own.frame.columns.get(name) for name, expr in named if not isinstance(expr, Symbol)}
    with shown_call("model.frame.default", lambda: call):
        made = make_model_frame(
            terms,
            data,
            na_action="na.pass",
            predvars=[constants.get(name, expr) for name, expr in named],
            environment=fit.request.environment,
            xlev={name: column.levels for name, column in computed.items() if isinstance(column, Factor)},
        )
    columns = {
        name: column if name in computed else _with_own_levels(column, own.frame.columns.get(name))
        for name, column in made.frame.items()
    }
    return replace(made, frame=replace(made.frame, columns=columns))


def _with_own_levels(column: Column, own: Column | None) -> Column:
    """A factor with the model's levels first and new ones after them."""
    known = _levels(own)
    if known is None or _levels(column) is None:
        return column
    factor = column if isinstance(column, Factor) else as_factor(column)
    used = [factor.levels[code] for code in sorted(set(factor.codes.tolist()) - {-1})]
    levels = (*known, *(level for level in used if level not in known))
    place = {level: code for code, level in enumerate(levels)}
    codes = [-1 if code < 0 else place[factor.levels[code]] for code in factor.codes.tolist()]
    ordered = own.ordered if isinstance(own, Factor) else False
    contrasts = own.contrasts if isinstance(own, Factor) else None
    return Factor(codes=np.array(codes, dtype=np.int32), levels=levels, ordered=ordered, contrasts=contrasts)


def _levels(column: Column | None) -> tuple[str, ...] | None:
    if isinstance(column, Factor):
        return column.levels
    return None if column is None or kind_of(column) != "character" else as_factor(column).levels


def _has_new_levels(fit: MerFit, frame: Frame, names: Iterable[str]) -> bool:
    """Whether a variable of the data has levels that the model's had not; to R, NA is one of them."""
    for name in names:
        column, known = frame.columns.get(name), _levels(fit.spec.frame.frame.columns.get(name))
        if known is None or not isinstance(column, Factor):
            continue
        if len(column.levels) > len(known) or bool((column.codes < 0).any()):
            return True
    return False


def fixed_design(fit: MerFit, data: Frame | None) -> FixedDesign:
    """The fixed design of new data, or of the model's own; an `offset` argument counts for the latter only.

    Raises:
        RError: a variable is missing, or a factor has levels that the model does not know.
    """
    spec = fit.spec
    if data is None:
        return FixedDesign(x=spec.x, offset=spec.offset, frame=spec.frame.frame)
    terms = _without_response(spec.terms)
    with raised_again():
        made = _coded(fit, terms, data, _FRAME_CALL)
    frame = made.frame if len(made.frame.names) else replace(made.frame, n=data.n, row_names=data.row_names)
    if _has_new_levels(fit, frame, _bare_names(terms.variables)):
        raise RError("non-conformable arguments", "X %*% fixef(object)")
    with running("model.matrix", "model.matrix.default", "contrasts<-"):
        design = model_matrix(terms, frame, spec.contrasts or None)
    keep = [j for j, name in enumerate(design.names) if name not in spec.dropped]
    if len(keep) != spec.p:
        raise RError("non-conformable arguments", "X %*% fixef(object)")
    offset = np.zeros(frame.n)
    for place in terms.offsets:
        offset = offset + np.asarray(frame.columns[terms.variable_names[place - 1]], dtype=np.float64)
    return FixedDesign(x=_with_missing(design.x[:, keep], frame), offset=offset, frame=frame)


def _without_response(terms: Terms) -> Terms:
    if not terms.response:
        return terms
    place = terms.response - 1
    kept = [i for i in range(len(terms.variables)) if i != place]
    formula = terms.formula
    if isinstance(formula, Call) and len(formula.arguments) == 2:
        formula = replace(formula, arguments=formula.arguments[1:])
    return replace(
        terms,
        formula=formula,
        variables=tuple(terms.variables[i] for i in kept),
        variable_names=tuple(terms.variable_names[i] for i in kept),
        factors=terms.factors[kept] if len(terms.factors) else terms.factors,
        response=0,
        offsets=tuple(i - (i > place + 1) for i in terms.offsets),
    )


def _with_missing(x: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """Rows with a missing factor have no design."""
    missing = np.zeros(len(x), dtype=bool)
    for column in frame.columns.values():
        if isinstance(column, Factor):
            missing |= column.codes < 0
    return np.where(missing[:, None], NA_REAL, x) if missing.any() else x


def _bare_names(variables: Iterable[Expr]) -> list[str]:
    return [variable.name for variable in variables if isinstance(variable, Symbol)]


def random_terms(fit: MerFit, re_form: Expr | None, data: Frame | None) -> ReTerms:
    """The terms of `re_form` (None: all of the model) for new data, or for the model's own.

    Raises:
        RError: no such variables, or no bars in `re_form`.
    """
    if re_form is None and data is None:
        return fit.spec.re
    formula = fit.spec.formula if re_form is None else expand_double_verts(re_form)
    bars = find_bars(formula)
    if not bars:
        raise RError("No random effects terms specified in formula")
    frame = fit.spec.frame.frame
    if data is not None:
        right = formula_sides(sub_bars(bars_only(fit.spec.formula)))[1]
        if data.n == 0:
            raise RError(f"Invalid grouping factor specification, {fit.spec.re.factor_names[0]}")
        with raised_again("mkNewReTrms"):
            frame = _coded(fit, call("~", right), data, _RANDOM_FRAME_CALL).frame
        _check_effect_levels(fit, frame)
    return make_re_terms(bars, frame, fit.request.environment)


@running("mkNewReTrms", "contrasts<-")
def _check_effect_levels(fit: MerFit, frame: Frame) -> None:
    """R puts the contrasts of the model's data on factors among the effects."""
    effects = [make_terms(call("~", bar.arguments[0].value)) for bar in find_bars(fit.spec.formula)]
    if any(_has_new_levels(fit, frame, _bare_names(terms.variables)) for terms in effects):
        raise RError("wrong number of contrast matrix rows", _CONTRASTS_CALL)


def random_rows(fit: MerFit, terms: ReTerms, allow_new_levels: bool) -> Any:
    """The design of the model's random effects for the data (n, q), sparse.

    Args:
        fit: a fitted model.
        terms: terms of the data, see `random_terms`.
        allow_new_levels: new levels get no effects.

    Raises:
        RError: new levels, missing levels, or effects that the model does not have.
    """
    from scipy import sparse

    parts = list(_places(fit, terms, allow_new_levels))
    shape = (len(terms.terms[0].factor), fit.spec.re.q)
    if not parts:
        return sparse.csr_array(shape)
    rows, columns, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return sparse.csr_array((weights, (rows, columns)), shape=shape)


_Places = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


def _places(fit: MerFit, terms: ReTerms, allow_new_levels: bool) -> Iterator[_Places]:
    """Row of the data, position among the model's random effects, and weight of every contribution."""
    own = fit.spec.re
    _check_levels(own, terms, allow_new_levels)
    for term in terms.terms:
        if term.group not in own.factor_names:
            raise RError("grouping factors specified in re.form that were not present in original model", RANDOM_CALL)
        known = {level: i for i, level in enumerate(own.factors[own.factor_names.index(term.group)].levels)}
        level = np.array([*(known.get(name, -1) for name in term.factor.levels), -1], dtype=np.int64)
        places = level[term.factor.codes]
        rows = np.flatnonzero(places >= 0)
        for c, name in enumerate(term.columns):
            base, k, at = _own_column(own, term.group, name)
            yield rows, base + places[rows] * k + at, term.design[rows, c]


def _own_column(own: ReTerms, group: str, name: str) -> tuple[int, int, int]:
    for term, base in zip(own.terms, own.block_starts, strict=False):
        if term.group == group and name in term.columns:
            return base, term.k, term.columns.index(name)
    with running("mkNewReTrms", "unlist", "Map", "mapply", "<Anonymous>"):
        text = f"random effects specified in re.form that were not present in original model {name}"
        raise RError(text, "(function (rname, cnms) ")


def _check_levels(own: ReTerms, terms: ReTerms, allow_new_levels: bool) -> None:
    if allow_new_levels:
        return
    for name, factor in zip(terms.factor_names, terms.factors, strict=True):
        if (factor.codes < 0).any():
            text = "NAs are not allowed in prediction data for grouping variables unless allow.new.levels is TRUE"
            raise RError(text, RANDOM_CALL)
        if name in own.factor_names:
            known = set(own.factors[own.factor_names.index(name)].levels)
            new = [factor.levels[code] for code in dict.fromkeys(factor.codes.tolist())]
            new = [level for level in new if level not in known]
            if new:
                raise _new_levels_error(new)


@running("mkNewReTrms", "Map", "mapply", "<Anonymous>", "levelfun")
def _new_levels_error(levels: Sequence[str]) -> RError:
    return RError(f"new levels detected in newdata: {_cut_list(levels)}", _LEVELS_CALL)


def _cut_list(names: Sequence[str]) -> str:
    text = ", ".join(names)
    if len(text) <= _LONGEST_LIST:
        return text
    head = text[:_LONGEST_LIST]
    return f"{head[: head.rindex(',')]}, ..." if "," in head else head


def complete_rows(frame: Frame) -> NDArray[np.bool_]:
    """Which rows have all their values."""
    complete = np.ones(frame.n, dtype=bool)
    for column in frame.columns.values():
        missing = is_na(column)
        complete &= ~(missing if missing.ndim == 1 else missing.any(axis=1))
    return complete
