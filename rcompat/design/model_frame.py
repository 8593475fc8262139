"""The model frame: every variable of a formula evaluated, rows chosen, missing values dealt with.

Order of events as in R: evaluate, check types and lengths, take the subset, apply the NA action, then settle the
levels of factors. Answers to R's `model.frame` and its extractors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, running, warning
from rcompat.base.factors import as_factor, droplevels
from rcompat.base.frame import Column, Factor, Frame, kind_of
from rcompat.base.frame_doors import as_column
from rcompat.base.vectors import RList, Vector
from rcompat.design.evaluate import ObjectNotFoundError, Scope, evaluate
from rcompat.design.function_types import function_type
from rcompat.design.model_matrix import matrix_names
from rcompat.design.predvars import make_predvars
from rcompat.design.row_choice import omit_rows, subset_rows
from rcompat.language.expressions import Call, Expr, Symbol
from rcompat.language.terms import Terms, make_terms

__all__ = [
    "OFFSET_NAME",
    "WEIGHTS_NAME",
    "ModelFrame",
    "delete_response",
    "evaluate_variable",
    "make_model_frame",
    "model_offset",
    "model_response",
    "model_weights",
    "xlevels",
]

WEIGHTS_NAME = "(weights)"
OFFSET_NAME = "(offset)"
_CALL = "model.frame.default"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelFrame:
    """The evaluated variables of a formula.

    Attributes:
        frame: variables under their deparsed names, then "(weights)" and "(offset)"; its attribute "matrix_names"
            maps matrix variables to their column names.
        terms: the formula's terms.
        predvars: expressions that code new data as these data were coded.
        dropped: rows (of the subset) that the NA action left out, from 0.
        dropped_names: their names.
        na_action: name of the NA action.
        weights: case weights, or None.
        offset: the offset argument, or None; see `model_offset` for the sum with the formula's offsets.

    R: stats::model.frame.
    """

    frame: Frame
    terms: Terms
    predvars: tuple[Expr, ...]
    dropped: NDArray[np.intp]
    dropped_names: tuple[str, ...] = ()
    na_action: str | None = "na.omit"
    weights: Column | None = None
    offset: Column | None = None


@running("model.frame.default")
def make_model_frame(
    formula: Expr | Terms,
    data: Frame | Mapping[str, object] | None = None,
    *,
    subset: object = None,
    weights: object = None,
    offset: object = None,
    na_action: str | None = "na.omit",
    drop_unused_levels: bool = False,
    xlev: Mapping[str, Sequence[str]] | None = None,
    environment: Mapping[str, object] | None = None,
    predvars: Sequence[Expr] | None = None,
) -> ModelFrame:
    """Evaluate the variables of a formula.

    Args:
        formula: a formula, or its terms.
        data: the data frame, a mapping used as an environment, or None.
        subset: rows to keep: an expression evaluated like a variable, or a column.
        weights: case weights: an expression or a column.
        offset: an offset: an expression or a column.
        na_action: "na.omit", "na.exclude", "na.pass", "na.fail", or None.
        drop_unused_levels: whether factors lose levels without rows.
        xlev: levels of factors (of earlier data); new levels are an error.
        environment: where names are looked up that are not in the data.
        predvars: expressions evaluated in place of the variables (those of an earlier model frame).

    Raises:
        RError: in R's words for unknown names, wrong types, unequal lengths, NAs under na.fail, new levels.

    R: stats::model.frame.default.
    """
    frame, scope = _scope(data, environment)
    terms = formula if isinstance(formula, Terms) else make_terms(formula, _known_names(frame))
    expressions = tuple(predvars) if predvars is not None else terms.variables
    found = _Variables()
    for name, expression in zip(terms.variable_names, expressions, strict=True):
        found.add(name, evaluate_variable(expression, scope, name))
    for name, extra in ((WEIGHTS_NAME, weights), (OFFSET_NAME, offset)):
        if extra is not None:
            value = _value_of(extra, scope, "eval(extras, data, env)")
            if value is not None:
                found.add(name, value)
    whole = found.frame(frame)
    rows = None if subset is None else _value_of(subset, scope, "eval(substitute(subset), data, env)")
    if rows is not None:
        whole = subset_rows(whole, _subscript(rows))
    kept, dropped = omit_rows(whole, na_action)
    kept = _settle_levels(kept, xlev, drop_unused_levels)
    return ModelFrame(
        frame=kept,
        terms=terms,
        predvars=expressions if predvars is not None else found.prediction_calls(expressions),
        dropped=dropped,
        dropped_names=_names_of(whole, dropped),
        na_action=na_action,
        weights=kept.columns.get(WEIGHTS_NAME),
        offset=kept.columns.get(OFFSET_NAME),
    )


def _known_names(frame: Frame | None) -> tuple[str, ...] | None:
    """What `.` in a formula may stand for."""
    return None if frame is None else (*frame.names, *frame.refused)


def _scope(data: object, environment: Mapping[str, object] | None) -> tuple[Frame | None, Scope]:
    if isinstance(data, Frame) and data.attributes.get("matrix_names"):
        # Matrix columns with column names are looked up as such; everything else in the frame itself.
        names = {name: matrix_names(data, name) for name in data.names}
        named = {
            name: Vector(data=np.asarray(data[name]), dimnames=(None, part)) for name, part in names.items() if part
        }
        bare = replace(data, columns={name: data[name] for name in data.names if name not in named})
        return data, Scope(frame=bare, environment={**(environment or {}), **named})
    if data is None or isinstance(data, Frame):
        return data, Scope(frame=data, environment=environment or {})
    if isinstance(data, Mapping):
        return None, Scope(frame=None, environment={**(environment or {}), **data})
    kind = "a data.frame, not a matrix or an array" if isinstance(data, np.ndarray) and data.ndim > 1 else None
    raise RError(f"'data' must be {kind or 'a data.frame, environment, or list'}", _CALL)


def _evaluate(expression: Expr, scope: Scope, call: str) -> object:
    """Evaluate; an error that names no call came from the lookup itself."""
    try:
        # R's NA is a signalling NaN, and R does not warn
        with running("eval", "eval"), np.errstate(all="ignore"):
            return evaluate(expression, scope)
    except RError as error:
        if error.call is None:
            error.call = call
        raise


def evaluate_variable(expression: Expr, scope: Scope, name: str) -> object:
    """Evaluate a variable; where R would find a function of that name its type is what is wrong."""
    try:
        return _evaluate(expression, scope, "eval(predvars, data, env)")
    except ObjectNotFoundError:
        kind = function_type(expression.name) if isinstance(expression, Symbol) else None
        if kind is None:
            raise
        raise RError(f"invalid type ({kind}) for variable '{name}'", _CALL) from None


def _value_of(extra: Any, scope: Scope, call: str) -> object:
    """The value of an argument given as an expression or as data."""
    if isinstance(extra, Expr):
        return _evaluate(extra, scope, call)
    is_value = isinstance(extra, Factor | Vector | RList | Frame | np.ndarray) or callable(extra)
    return extra if is_value else as_column(extra)


class _Variables:
    """Evaluated variables on the way to a frame."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.columns: dict[str, Column] = {}
        self.matrix_names: dict[str, tuple[str | None, ...]] = {}

    def add(self, name: str, value: object) -> None:
        """Keep one variable as a column."""
        self.values[name] = value
        if isinstance(value, Vector):
            if value.dimnames is not None and len(value.dimnames) == 2 and value.dimnames[1] is not None:
                self.matrix_names[name] = value.dimnames[1]
            value = value.data
        self.columns[name] = _as_variable(value, name)

    def frame(self, data: Frame | None) -> Frame:
        """Check the lengths and build the frame; the data's row names stay if they fit."""
        columns = self.columns
        n = len(next(iter(columns.values()))) if columns else 0 if data is None else data.n
        for name, column in columns.items():
            if len(column) != n:
                raise RError(f"variable lengths differ (found for '{name}')", _CALL)
        row_names = data.row_names if data is not None and data.n == n else None
        attributes = {"matrix_names": self.matrix_names} if self.matrix_names else {}
        return Frame(columns=columns, n=n, row_names=row_names, attributes=attributes)

    def prediction_calls(self, expressions: tuple[Expr, ...]) -> tuple[Expr, ...]:
        """The variables' expressions with the training data's constants in them."""
        return make_predvars(expressions, list(self.values.values())[: len(expressions)])


def _as_variable(value: object, name: str) -> Column:
    if isinstance(value, Factor):
        return value
    if isinstance(value, np.ndarray):
        if value.ndim == 0 or value.dtype.kind not in "fibOc" or value.dtype == np.bool_:
            return _plain_column(value, name)
        return value
    if isinstance(value, bool | int | float | str | np.generic):
        return _plain_column(np.array([value]), name)
    kind = "NULL" if value is None else "closure" if callable(value) else "list"
    if value is not None and isinstance(value, Mapping) and not isinstance(value, Frame | RList):
        kind = "environment"
    raise RError(f"invalid type ({kind}) for variable '{name}'", _CALL)


def _plain_column(values: NDArray[Any], name: str) -> Column:
    """A NumPy array of another type as a column."""
    values = np.atleast_1d(values)
    if values.dtype.kind == "b":
        return values.astype(np.int8)
    if values.dtype.kind in "iu":
        fits = values.size == 0 or (values.min() > -(2**31) and values.max() < 2**31)
        return values.astype(np.int32) if fits else values.astype(np.float64)
    if values.dtype.kind == "f":
        return values.astype(np.float64)
    if values.dtype.kind in "US":
        return values.astype(object)
    raise RError(f"invalid type (list) for variable '{name}'", _CALL)


def _subscript(value: object) -> Column:
    if isinstance(value, Vector):
        value = value.data
    if isinstance(value, RList | Frame) or callable(value):
        raise RError(f"invalid subscript type '{'closure' if callable(value) else 'list'}'", "xj[i]")
    return _as_variable(value, "(subset)")


def _names_of(frame: Frame, rows: NDArray[np.intp]) -> tuple[str, ...]:
    names = frame.row_names
    return tuple(str(i + 1) if names is None else names[i] for i in rows.tolist())


def _settle_levels(frame: Frame, xlev: Mapping[str, Sequence[str]] | None, drop_unused: bool) -> Frame:
    changed: dict[str, Column] = {}
    for name, levels in (xlev or {}).items():
        column = frame.columns.get(name)
        if column is None or not (isinstance(column, Factor) or column.dtype == object):
            warning(f"variable '{name}' is not a factor", _CALL)
        else:
            changed[name] = _with_levels(name, column, tuple(levels))
    if drop_unused and not xlev:
        changed = _without_unused_levels(frame)
    return replace(frame, columns={**frame.columns, **changed}) if changed else frame


def _without_unused_levels(frame: Frame) -> dict[str, Column]:
    changed: dict[str, Column] = {}
    for name, column in frame.columns.items():
        dropped = droplevels(column) if isinstance(column, Factor) else None
        if dropped is None or not isinstance(column, Factor) or len(dropped.levels) == len(column.levels):
            continue
        changed[name] = dropped
        if column.contrasts is not None:
            warning(f"contrasts dropped from factor {name} due to missing levels")
    return changed


def _with_levels(name: str, column: Column, levels: tuple[str, ...]) -> Factor:
    """The column under the levels of earlier data."""
    factor = column if isinstance(column, Factor) else as_factor(column)
    used = droplevels(factor)
    known = {level: code for code, level in enumerate(levels)}
    new = [level for level in used.levels if level not in known]
    if new:
        noun = "level" if len(used.levels) == 1 else "levels"
        raise RError(f"factor {name} has new {noun} {', '.join(new)}", _CALL)
    if factor.contrasts is not None:
        warning(f"contrasts dropped from factor {name}")
    place = np.array([*(known[level] for level in used.levels), -1], dtype=np.int32)
    return Factor(codes=place[used.codes], levels=levels, ordered=factor.ordered)


def delete_response(model_frame: ModelFrame) -> tuple[Terms, tuple[Expr, ...]]:
    """Return terms and prediction expressions without the response, for new data.

    R: stats::delete.response.
    """
    terms, predvars = model_frame.terms, model_frame.predvars
    if not terms.response:
        return terms, predvars
    place = terms.response - 1
    kept = [i for i in range(len(terms.variables)) if i != place]
    formula = terms.formula
    if isinstance(formula, Call) and len(formula.arguments) == 2:
        formula = replace(formula, arguments=formula.arguments[1:])
    plain = replace(
        terms,
        formula=formula,
        variables=tuple(terms.variables[i] for i in kept),
        variable_names=tuple(terms.variable_names[i] for i in kept),
        factors=terms.factors[kept] if len(terms.factors) else terms.factors,
        response=0,
        offsets=tuple(i - (i > place + 1) for i in terms.offsets),
    )
    return plain, tuple(predvars[i] for i in kept)


def xlevels(model_frame: ModelFrame) -> dict[str, tuple[str, ...]]:
    """Return the levels of every factor or character predictor.

    R: stats::.getXlevels.
    """
    found = {}
    for place, name in enumerate(model_frame.terms.variable_names, start=1):
        column = model_frame.frame.columns[name]
        if place == model_frame.terms.response:
            continue
        if isinstance(column, Factor):
            found[name] = column.levels
        elif kind_of(column) == "character":
            found[name] = as_factor(column).levels
    return found


def model_response(model_frame: ModelFrame) -> Column | None:
    """Return the response, or None.

    R: stats::model.response.
    """
    place = model_frame.terms.response
    return model_frame.frame.columns[model_frame.terms.variable_names[place - 1]] if place else None


def model_weights(model_frame: ModelFrame) -> Column | None:
    """Return the case weights, or None.

    R: stats::model.weights.
    """
    return model_frame.weights


def model_offset(model_frame: ModelFrame) -> NDArray[np.float64] | None:
    """Return the sum of the offset argument and the formula's offsets, or None without any.

    Raises:
        RError: an offset is not numeric.

    R: stats::model.offset.
    """
    terms = model_frame.terms
    parts = [] if model_frame.offset is None else [model_frame.offset]
    parts += [model_frame.frame.columns[terms.variable_names[place - 1]] for place in terms.offsets]
    total: NDArray[np.float64] | None = None
    for part in parts:
        if isinstance(part, Factor) and terms.offsets:
            warning("\u2018+\u2019 not meaningful for factors", "Ops.factor(ans, x[[i]])")
        is_alone = not terms.offsets
        if isinstance(part, Factor) or part.dtype == object or (is_alone and part.dtype == np.int8):
            is_sum = bool(terms.offsets) and not isinstance(part, Factor)
            text = "non-numeric argument to binary operator" if is_sum else "'offset' must be numeric"
            raise RError(text, "model.offset(mf)")
        values = np.asarray(part, dtype=np.float64)
        total = values if total is None else total + values
    return total
