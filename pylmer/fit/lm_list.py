"""`lmList()`: one linear model per group. R: lme4::lmList."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import CallerNames, argument_expr, as_formula, caller_names, data_expr
from rcompat.base.conditions import RError, collect_conditions, running, signal, warning
from rcompat.base.factors import as_factor, droplevels
from rcompat.base.frame import Column, Factor, Frame, take_rows
from rcompat.base.frame_doors import as_column, as_frame
from rcompat.base.generics import Asks
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.design.callers import needed_names
from rcompat.design.evaluate import Scope, evaluate
from rcompat.design.model_frame import make_model_frame
from rcompat.design.row_choice import subset_rows
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Expr, Symbol, call, is_call
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression
from rcompat.linear.fitting import fit_lm_request
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.request import LmRequest

__all__ = ["LmListFit", "LmListRequest", "fit_lm_list", "lmList", "read_lm_list_request", "updated_lm_list_request"]

_ORDER = ("family", "subset", "weights", "na.action", "offset", "pool", "warn")
_EXPRESSIONS = ("subset", "weights", "offset")
_ROWS = "(row)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmListRequest:
    """What was asked of `lmList()`.

    Attributes:
        formula: y ~ x | g.
        data: the data, or None.
        options: further arguments under R's names; those not given are absent.
        shown: R expressions of the data and the options, for the page.
        environment: the caller's variables that the models use and the data lack.
    """

    formula: Expr
    data: Frame | None
    options: Mapping[str, Any]
    shown: Mapping[str, Expr]
    environment: Mapping[str, object]

    @property
    def call(self) -> Call:
        """The matched call."""
        arguments = [Argument(self.shown[name], name) for name in ("data", *_ORDER) if name in self.shown]
        return Call(Symbol("lmList"), (Argument(self.formula, "formula"), *arguments))

    @property
    def typed_call(self) -> str:
        """The call as one types it: formula and data without names."""
        first = [Argument(self.formula), *([Argument(self.shown["data"])] if "data" in self.shown else [])]
        rest = [Argument(self.shown[name], name) for name in _ORDER if name in self.shown]
        return deparse_one(Call(Symbol("lmList"), (*first, *rest)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmListFit(Printable, Asks):
    """Linear models of the groups of a data frame. R: class lmList4.

    Attributes:
        request: what was asked for.
        model: y ~ x.
        groups: group of every row (n,).
        fits: model of every group, None where it failed.
        pool: whether the groups share one residual standard deviation.
    """

    request: LmListRequest
    model: Expr
    groups: Factor
    fits: Mapping[str, LmFit | None]
    pool: bool

    @property
    def good_fits(self) -> dict[str, LmFit]:
        """The models that did not fail."""
        return {name: fit for name, fit in self.fits.items() if fit is not None}

    def __getitem__(self, name: str) -> LmFit | None:
        return self.fits[name]

    def __len__(self) -> int:
        return len(self.fits)


def read_lm_list_request(
    names: CallerNames, formula: object, data: object, options: Mapping[str, Any], data_name: str | None = None
) -> LmListRequest:
    """Read the arguments of `lmList()`.

    Args:
        names: the caller's variables.
        formula: text or expression.
        data: any data frame, or None.
        options: further arguments under R's names; None means not given.
        data_name: what the page calls the data; None: the caller's name.
    """
    expression = as_formula(formula)
    given = {name: options[name] for name in _ORDER if options.get(name) is not None}
    shown = {name: argument_expr(value, names) for name, value in given.items()}
    if data is not None:
        shown["data"] = data_expr(data, names, data_name)
    code = {name: parse_expression(v) if isinstance(v, str) else v for name, v in given.items() if name in _EXPRESSIONS}
    frame = None if data is None else as_frame(data)
    return LmListRequest(
        formula=expression,
        data=frame,
        options=MappingProxyType({**given, **code}),
        shown=MappingProxyType(shown),
        environment=needed_names((expression, *code.values()), names, frame),
    )


def updated_lm_list_request(
    request: LmListRequest, formula: object, changes: Mapping[str, Any], names: CallerNames
) -> LmListRequest:
    """The request with another formula or other arguments."""
    data_name = changes.get("data_name")
    data = changes.get("data", request.data)
    others = {name.replace("_", "."): v for name, v in changes.items() if name not in ("data", "data_name")}
    new = request.formula if formula is None else update_formula(request.formula, as_formula(formula))
    read = read_lm_list_request(names, new, data, {**request.options, **others}, data_name)
    kept = {name: expr for name, expr in request.shown.items() if name in read.shown and name not in changes}
    return replace(read, shown={**read.shown, **kept}, environment={**request.environment, **read.environment})


@running("modelFormula")
def _model_and_group(formula: Expr) -> tuple[Expr, Expr]:
    """y ~ x and g of y ~ x | g."""
    if not is_call(formula, "~", 2) or not isinstance(formula, Call):
        raise RError("formula must be a two-sided formula object", "lmList(...)")
    left, right = formula.values
    if not is_call(right, "|", 2) or not isinstance(right, Call):
        raise RError("rhs of formula must be a conditioning expression", "modelFormula(formula)")
    return call("~", left, right.values[0]), right.values[1]


def _sides(model: Expr, grouping: Expr) -> tuple[Expr, Expr]:
    """Both sides of y ~ x + g: R evaluates all variables once before it fits group by group."""
    assert isinstance(model, Call)
    left, right = model.values
    return left, call("+", right, grouping)


def _value(given: Any, scope: Scope, n: int) -> Column | None:
    """An argument given as an expression or as data, as a column."""
    if given is None:
        return None
    value = evaluate(given, scope) if isinstance(given, Expr) else given
    column = value.data if isinstance(value, Vector) else value
    made: Column = column if isinstance(column, Factor | np.ndarray) else as_column(column)
    return made


def fit_lm_list(request: LmListRequest) -> LmListFit:
    """Fit one linear model per group.

    Raises:
        RError: the formula has no `|`, a variable is missing, or the family is not gaussian.

    R: lme4::lmList.
    """
    family = request.options.get("family")
    if family is not None and family != "gaussian":
        raise RError(f"family '{family}' is not supported by lmList", "lmList(...)")
    model, grouping = _model_and_group(request.formula)
    frame = request.data if request.data is not None else Frame(columns={}, n=0)
    environment = request.environment
    sides = call("~", *_sides(model, grouping))
    with running("eval", "<Anonymous>"):
        make_model_frame(sides, request.data, na_action="na.pass", environment=environment)
    frame, extras = _chosen_rows(request, frame)
    scope = Scope(frame=frame if request.data is not None else None, environment=request.environment)
    group = _value(grouping, scope, frame.n)
    groups = droplevels(group if isinstance(group, Factor) else as_factor(group))  # type: ignore[arg-type]
    if request.data is None:
        frame = Frame(columns={_ROWS: np.arange(len(groups), dtype=np.float64)}, n=len(groups))
    fits, failures = _fit_groups(request, model, frame, extras, groups)
    _report(failures, request)
    pool = request.options.get("pool")
    return LmListFit(
        request=request, model=model, groups=groups, fits=MappingProxyType(fits), pool=True if pool is None else pool
    )


def _chosen_rows(request: LmListRequest, frame: Frame) -> tuple[Frame, dict[str, Column]]:
    """The rows that `subset` chooses, and weights and offset on them."""
    scope = Scope(frame=frame, environment=request.environment)
    options = request.options
    extras = {name: _value(options.get(name), scope, frame.n) for name in ("weights", "offset")}
    known = {name: column for name, column in extras.items() if column is not None}
    subset = _value(options.get("subset"), scope, frame.n)
    if subset is None:
        return frame, known
    numbered = replace(frame, columns={**frame.columns, _ROWS: np.arange(frame.n, dtype=np.float64)})
    chosen = subset_rows(numbered, subset)
    rows: NDArray[np.intp] = np.asarray(chosen[_ROWS]).astype(np.intp)
    kept = replace(chosen, columns={name: column for name, column in chosen.items() if name != _ROWS})
    return kept, {name: take_rows(column, rows) for name, column in known.items()}


def _fit_groups(
    request: LmListRequest, model: Expr, frame: Frame, extras: Mapping[str, Column], groups: Factor
) -> tuple[dict[str, LmFit | None], list[RError]]:
    fits: dict[str, LmFit | None] = {}
    failures: list[RError] = []
    for code, label in enumerate(groups.levels):
        rows = np.flatnonzero(groups.codes == code)
        options = {name: take_rows(column, rows) for name, column in extras.items()}
        part = LmRequest(
            formula=model,
            data=frame.take(rows),
            options=options,
            extra=(),
            shown={"data": Symbol("data")},
            environment=request.environment,
        )
        try:
            with collect_conditions() as said:
                fits[label] = fit_lm_request(part)
        except RError as error:
            fits[label] = None
            failures.append(error)
        for condition in said:
            signal(condition)
    return fits, failures


def _report(failures: Sequence[RError], request: LmListRequest) -> None:
    """R's warning about the groups that could not be fitted."""
    if not failures or request.options.get("warn") is False:
        return
    if any(error.message.startswith("contrasts can be applied only") for error in failures):
        text = (
            f"Fitting failed for {len(failures)} group(s), probably because a factor only had one level:\n"
            f"  {failures[0].message}"
        )
        warning(text, request.typed_call)
        return
    counts = Counter(error.message for error in failures)
    number, first = len(failures), failures[0]
    where = first.call or ""
    if len(counts) == 1:
        caught = "1 error caught" if number == 1 else f"{number} times caught the same error"
        warning(f"{caught} in {where}: {first.message}", request.typed_call)
        return
    lines = "\n".join(f"{message}: {count}" for message, count in counts.items())
    warning(
        f"{number} errors caught in {where}.  The error messages and their frequencies are\n{lines}", request.typed_call
    )


def lmList(
    formula: Any,
    data: Any = None,
    family: Any = None,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    offset: Any = None,
    pool: bool | None = None,
    warn: bool | None = None,
    data_name: str | None = None,
) -> LmListFit:
    """Fit one linear model per group.

    Args:
        formula: R formula as text, such as "y ~ x | g".
        data: any data frame.
        family: only "gaussian".
        subset, weights, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: accepted; each group leaves out its rows with missing values.
        pool: whether summaries use one residual standard deviation for all groups (default).
        warn: whether to warn of groups that cannot be fitted (default).
        data_name: what the page calls the data; default: the caller's name for the object.

    Raises:
        RError: the formula has no `|`, or a variable is missing.

    R: lme4::lmList.
    """
    options = {
        "family": family,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "offset": offset,
        "pool": pool,
        "warn": warn,
    }
    return fit_lm_list(read_lm_list_request(caller_names(), formula, data, options, data_name))
