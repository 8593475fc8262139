"""From the arguments of `lm()` as Python gives them to a record that `update()` can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from rcompat.base.conditions import RError, running
from rcompat.base.frame import Frame
from rcompat.base.frame_doors import NotAFrameError, as_frame
from rcompat.design.callers import (
    CallerNames,
    argument_expr,
    as_model_formula,
    data_expr,
    given_expression,
    needed_names,
)
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression

__all__ = ["FRAME_CALLS", "LmRequest", "frame_call_text", "read_lm_request", "updated_lm_request"]

FRAME_CALLS = ("eval", "eval", "<Anonymous>")
"""The functions between `lm` and model.frame."""

_ORDER = (
    *("subset", "weights", "na.action", "start", "etastart", "mustart", "method", "model", "x", "y", "qr"),
    *("singular.ok", "contrasts", "offset", "control"),
)
_FRAME_ARGUMENTS = ("data", "subset", "weights", "na.action", "offset")
_EXPRESSIONS = ("subset", "weights", "offset")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmRequest:
    """What was asked of `lm()`.

    Attributes:
        formula: the formula as given.
        data: the data, or None.
        options: further arguments under R's names; those not given are absent.
        extra: arguments that `lm()` does not know and disregards.
        shown: R expressions of the data and the options, for the page.
        environment: the caller's variables that the model uses and the data lack.
        function: the function that was called: "lm" or "aov".
        called: what a script called it as: `FUN`, `stats::lm`; None for its name.
    """

    formula: Expr
    data: Frame | None
    options: Mapping[str, Any]
    extra: tuple[str, ...]
    shown: Mapping[str, Expr]
    environment: Mapping[str, object]
    function: str = "lm"
    called: Expr | None = None

    @property
    def call(self) -> Call:
        """The matched call."""
        order = ("family", "data", *_ORDER, *self.extra)
        arguments = [Argument(self.shown[name], name) for name in order if name in self.shown]
        return Call(self.called or Symbol(self.function), (Argument(self.shown_formula, "formula"), *arguments))

    @property
    def shown_formula(self) -> Expr:
        """The formula as a script wrote it: also a variable that holds one."""
        return self.shown.get("formula", self.formula)


def read_lm_request(
    names: CallerNames,
    formula: object,
    data: object,
    options: Mapping[str, Any],
    data_name: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> LmRequest:
    """Read the arguments of `lm()`.

    Args:
        names: the caller's variables: for names on the page and for variables that the data lack.
        formula: text or expression.
        data: any data frame, or None.
        options: further arguments under R's names; None means not given.
        data_name: what the page calls the data; None: the caller's name.
        extra: arguments that `lm()` does not know.

    Raises:
        RError: R's message for a malformed formula.
    """
    expression = _formula(formula)
    given = {name: options[name] for name in ("family", *_ORDER) if options.get(name) is not None}
    unknown = dict(extra or {})
    shown = {name: argument_expr(value, names) for name, value in {**given, **unknown}.items()}
    written = given_expression(formula)
    if written is not None:
        shown["formula"] = written
    if data is not None:
        shown["data"] = data_expr(data, names, data_name)
    code = {name: parse_expression(v) if isinstance(v, str) else v for name, v in given.items() if name in _EXPRESSIONS}
    frame = None if data is None else _frame(data, shown.get("formula", expression), shown)
    return LmRequest(
        formula=expression,
        data=frame,
        options=MappingProxyType({**given, **code}),
        extra=tuple(unknown),
        shown=MappingProxyType(shown),
        environment=needed_names((expression, *code.values()), names, frame),
    )


def _formula(given: object) -> Expr:
    """The formula, or R's error where `lm` makes its model frame."""
    if given is None:
        with running(*FRAME_CALLS, "model.frame.default", "terms"):
            raise RError("argument is not a valid model", "terms.formula(formula, data = data)")
    with running(*FRAME_CALLS, "model.frame.default", "as.formula", "formula"):
        return as_model_formula(given)


def _frame(data: object, formula: Expr, shown: Mapping[str, Expr]) -> Frame:
    try:
        return as_frame(data)
    except NotAFrameError:
        text = "'data' must be a data.frame, environment, or list"
        with running(*FRAME_CALLS):
            raise RError(text, frame_call_text(formula, shown)) from None


def frame_call_text(formula: Expr, shown: Mapping[str, Expr]) -> str:
    """The first line of the call of model.frame.default that `lm` makes.

    Args:
        formula: the formula as the call shows it.
        shown: the expressions of the other arguments.
    """
    given = [Argument(shown[name], name) for name in _FRAME_ARGUMENTS if name in shown]
    dropped = Argument(Constant(True, "logical"), "drop.unused.levels")
    return deparse(Call(Symbol("model.frame.default"), (Argument(formula, "formula"), *given, dropped)))[0]


def updated_lm_request(
    request: LmRequest, formula: object, changes: Mapping[str, Any], names: CallerNames
) -> LmRequest:
    """The request with another formula (`.` stands for the old parts) and other arguments.

    R: stats::update.default.
    """
    data = changes.get("data", request.data)
    options = {**request.options, **{name.replace("_", "."): v for name, v in changes.items() if name != "data"}}
    new = request.formula
    if formula is not None:
        with running("update.formula", "as.formula", "formula"):
            new = update_formula(request.formula, as_model_formula(formula))
    read = read_lm_request(names, new, data, options)
    kept = {name: expr for name, expr in request.shown.items() if name in read.shown and name not in changes}
    same = {"formula": request.shown["formula"]} if formula is None and "formula" in request.shown else {}
    return replace(
        read,
        shown={**read.shown, **kept, **same},
        environment={**request.environment, **read.environment},
        function=request.function,
        called=request.called,
    )
