"""From the arguments of `lmer()` as Python gives them to a `ModelSpec`, and kept for `update()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pylmer.control import as_lmer_control, lmerControl
from pylmer.fit.callers import CallerNames, argument_expr, as_model_formula, data_expr
from pylmer.structure.bars import expand_double_verts
from pylmer.structure.set_up_calls import SET_UP
from pylmer.structure.spec import ModelSpec, make_spec
from rcompat.base.arguments import truth
from rcompat.base.conditions import RError, RWarning, UnusedArgumentError, collect_conditions, running, signal
from rcompat.base.frame import Frame
from rcompat.base.frame_doors import NotAFrameError, as_frame
from rcompat.base.script_names import offered_names
from rcompat.base.vectors import RList
from rcompat.design.callers import needed_names
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression

__all__ = ["LmerRequest", "read_request", "request_spec", "updated_request"]

_DEFAULT_CONTROL = lmerControl()
_ORDER = ("REML", "control", "start", "verbose", "subset", "weights", "na.action", "offset", "contrasts")
_FUNCTION = Symbol("lmer")
_CHECK_CALL = "checkFormulaData(formula, data, checkLHS = control$check.formula.LHS == "
_EXPRESSIONS = ("subset", "weights", "offset")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmerRequest:
    """What was asked of `lmer()`.

    Attributes:
        formula: the formula as given.
        data: the data, or None.
        options: further arguments under R's names; those not given are absent.
        shown: R expressions of the data and the options, for the page.
        environment: the caller's variables that the model uses and the data lack.
        function: the function as it was called: `lmer`, or `lme4::lmer`.
    """

    formula: Expr
    data: Frame | None
    options: Mapping[str, Any]
    shown: Mapping[str, Expr]
    environment: Mapping[str, object]
    function: Expr = _FUNCTION

    @property
    def call(self) -> Call:
        """The matched call."""
        order = ["data", *_ORDER]
        arguments = [Argument(self.shown[name], name) for name in order if name in self.shown]
        return Call(self.function, (Argument(self.shown.get("formula", self.formula), "formula"), *arguments))


def read_request(
    names: CallerNames,
    formula: object,
    data: object,
    options: Mapping[str, Any],
    data_name: str | None,
    unused: Mapping[str, Any],
) -> LmerRequest:
    """Read the arguments of `lmer()`.

    Args:
        names: the caller's variables: for names on the page and for variables that the data lack.
        formula: text or expression.
        data: any data frame, or None.
        options: further arguments under R's names; None means not given.
        data_name: what the page calls the data; None: the caller's name.
        unused: arguments that `lmer()` does not know.

    Raises:
        RError: R's message for malformed or unknown arguments.
    """
    expression = _formula(formula, data)
    given = {name: options[name] for name in _ORDER if name in options and _is_given(name, options[name])}
    shown_options = {name: argument_expr(value, names) for name, value in given.items()}
    if data is not None:
        shown_options["data"] = data_expr(data, names, data_name)
    code = {name: parse_expression(v) if isinstance(v, str) else v for name, v in given.items() if name in _EXPRESSIONS}
    frame = None if data is None else _frame(data)
    request = LmerRequest(
        formula=expression,
        data=frame,
        options=MappingProxyType({**given, **code}),
        shown=MappingProxyType(shown_options),
        environment=needed_names((expression, *code.values()), names, frame),
        function=_called_function(),
    )
    if unused:
        raise _unused_error(request.call, {name: argument_expr(value, names) for name, value in unused.items()})
    return request


def _formula(given: object, data: object) -> Expr:
    """The formula, or R's error where lFormula looks at it."""
    if given is None:
        inside = ("environment",) if data is None else ("stopifnot", "as.formula")
        with running(*SET_UP, "checkFormulaData", *inside):
            raise RError('argument "formula" is missing, with no default', _CHECK_CALL)
    with running(*SET_UP, "checkFormulaData", "stopifnot", "as.formula", "formula"):
        return as_model_formula(given)


def _called_function() -> Expr:
    """The function as the running script called it."""
    offered = offered_names()
    found = None if offered is None else offered.matched_call(None, ("formula", "data"))
    if isinstance(found, Call) and deparse_one(found.function).rpartition(":")[2] == "lmer":
        return found.function
    return _FUNCTION


def _unused_error(known: Call, unused: Mapping[str, Expr]) -> RError:
    """R's error for arguments that `lmer()` does not have."""
    shown = ", ".join(f"{name} = {deparse_one(expr)}" for name, expr in unused.items())
    call = Call(known.function, (*known.arguments, *(Argument(expr, name) for name, expr in unused.items())))
    return UnusedArgumentError(f"unused argument{'s' if len(unused) > 1 else ''} ({shown})", "\n".join(deparse(call)))


def _frame(data: object) -> Frame:
    try:
        return as_frame(data)
    except NotAFrameError:
        text = "first argument must be a named list"
        if isinstance(data, RList):
            text = "names(x) must be a character vector of the same length as x"
        with running(*SET_UP, "checkFormulaData"):
            raise RError(text, "list2env(data)") from None


def _is_given(name: str, value: object) -> bool:
    if name == "REML":
        return value is not True
    if name == "verbose":
        return value != 0
    return value is not None


def request_spec(request: LmerRequest) -> ModelSpec:
    """Set up the model that was asked for.

    Raises:
        RError: R's message for whatever is wrong with the input.
    """
    options = request.options
    call = request.call
    control = options.get("control")
    try:
        with collect_conditions() as noted:
            spec = make_spec(
                request.formula,
                request.data,
                call=call,
                control=_DEFAULT_CONTROL if control is None else as_lmer_control(control, deparse_one(call)),
                reml=_truth(options.get("REML", True)),
                subset=options.get("subset"),
                weights=options.get("weights"),
                offset=options.get("offset"),
                na_action=options.get("na.action"),
                contrasts=options.get("contrasts"),
                environment=request.environment,
            )
    finally:
        for condition in noted:
            signal(condition)
    return replace(spec, warnings=tuple(c for c in noted if isinstance(c, RWarning)))


def _truth(value: object) -> bool:
    with running("do.call", "<Anonymous>"):
        return truth(value, "if (REML) p else 0L")


def updated_request(
    request: LmerRequest, formula: object, changes: Mapping[str, Any], names: CallerNames
) -> LmerRequest:
    """The request with another formula (`.` stands for the old parts) and other arguments.

    R: update.merMod.
    """
    data = changes.get("data", request.data)
    options = {**request.options, **{name.replace("_", "."): v for name, v in changes.items() if name != "data"}}
    new = request.formula
    if formula is not None:
        method = () if isinstance(formula, str) else ("formula.default",)
        with running("update.formula", "as.formula", "formula", *method):
            change = as_model_formula(formula)
        new = update_formula(expand_double_verts(request.formula), change)
    unknown = {name: value for name, value in options.items() if name not in _ORDER}
    known = {name: value for name, value in options.items() if name in _ORDER}
    old = None if "data" in changes or "data" not in request.shown else deparse_one(request.shown["data"])
    read = read_request(names, new, data, known, old, unknown)
    kept = {name: expr for name, expr in request.shown.items() if name in read.shown and name not in changes}
    if formula is None and "formula" in request.shown:
        kept["formula"] = request.shown["formula"]
    shown, environment = {**read.shown, **kept}, {**request.environment, **read.environment}
    return replace(read, shown=shown, environment=environment, function=request.function)
