"""The call as R would have it: Python arguments become R expressions, data take the caller's name for them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from types import FrameType
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.base.script_names import offered_names
from rcompat.base.string_text import quote_string
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, call
from rcompat.language.formulas import all_vars, called_functions
from rcompat.language.syntax import parse_expression

__all__ = [
    "CallerNames",
    "argument_expr",
    "as_formula",
    "as_model_formula",
    "called_function",
    "caller_names",
    "data_expr",
    "given_expression",
    "needed_names",
]

_UNKNOWN = "data"
_OUR_PACKAGE = "rcompat"


class CallerNames(Mapping[str, object]):
    """The variables of the calling code, local ones first; read only while a model is set up."""

    __slots__ = ("_global", "_local")

    def __init__(self, frame: FrameType) -> None:
        self._local = frame.f_locals
        self._global = frame.f_globals

    def __getitem__(self, name: str) -> object:
        return self._local[name] if name in self._local else self._global[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._local
        yield from (name for name in self._global if name not in self._local)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def name_of(self, value: object) -> str | None:
        """The name under which the caller knows this very object; names without underscore come first."""
        found = [name for names in (self._local, self._global) for name, item in names.items() if item is value]
        return next((name for name in found if not name.startswith("_")), found[0] if found else None)

    def expression_of(self, value: object) -> Expr | None:
        """The name of `name_of` as an expression."""
        known = self.name_of(value)
        return None if known is None else Symbol(known)


def caller_names(*packages: str) -> Any:
    """The variables of the running R script, or of the nearest calling code outside this package and the given ones."""
    offered = offered_names()
    if offered is not None:
        return offered
    ours = (_OUR_PACKAGE, *packages)
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] in ours:
        if frame.f_back is None:
            break
        frame = frame.f_back
    assert frame is not None
    return CallerNames(frame)


def as_formula(formula: object) -> Expr:
    """Parse a formula given as text; expressions pass through.

    Raises:
        RError: neither text nor expression, or malformed text (R's parse error).
    """
    if isinstance(formula, str):
        return parse_expression(formula)
    if isinstance(formula, Symbol | Call):
        return formula
    raise RError("invalid formula", "formula.default(object, env = baseenv())")


def as_model_formula(formula: object, call: str = "formula.character(object, env = baseenv())") -> Expr:
    """`as_formula` for a model: text must be a call; `call` is what R's error shows.

    Raises:
        RError: as `as_formula`, and for text that is a name or a constant.
    """
    found = as_formula(formula)
    if isinstance(formula, str) and not isinstance(found, Call):
        text = f"invalid formula {quote_string(formula)}: not a call"
        raise RError(text, call)
    return found


def called_function() -> Expr | None:
    """What a running script called the function as: its name, `package::name`, `FUN`; None outside scripts."""
    offered = offered_names()
    found = None if offered is None else offered.matched_call(None, ())
    return found.function if isinstance(found, Call) and isinstance(found.function, Symbol | Call) else None


def given_expression(value: object) -> Expr | None:
    """What a running script wrote for an argument: a variable, a call or a constant; None outside scripts."""
    offered = offered_names()
    found = None if offered is None else offered.expression_of(value)
    return found if isinstance(found, Symbol | Call | Constant) else None


def argument_expr(value: object, names: CallerNames) -> Expr:
    """The R expression of a Python argument: text is R code, arrays take the caller's name."""
    if isinstance(value, str):
        return parse_expression(value)
    if isinstance(value, Symbol | Call | Constant):
        return value
    known = names.expression_of(value)
    if known is not None and not isinstance(value, bool | int | float):
        return known
    return _literal(value)


def _literal(value: Any) -> Expr:
    if isinstance(value, bool | np.bool_):
        return Constant(bool(value), "logical")
    if isinstance(value, int | float | np.integer | np.floating):
        return Constant(float(value), "double")
    if isinstance(value, Mapping):
        items = tuple(Argument(_literal(item), str(name)) for name, item in value.items())
        return Call(Symbol("list"), items)
    if isinstance(value, list | tuple | np.ndarray) and len(value) <= 10 and np.ndim(value) == 1:
        return call("c", *(_literal(item) for item in value))
    if isinstance(value, str):
        return Constant(value, "character")
    return Symbol(_UNKNOWN)


def data_expr(data: object, names: CallerNames, data_name: str | None) -> Expr:
    """What the page calls the data: `data_name` (R code), or the caller's name for the object."""
    if data_name is None:
        return names.expression_of(data) or Symbol(_UNKNOWN)
    try:
        return parse_expression(data_name)
    except RError:
        return Symbol(data_name)


def needed_names(expressions: Iterable[object], names: Any, frame: Frame | None) -> dict[str, object]:
    """The caller's variables that expressions use and the data lack; of a running script its functions, too."""
    trees = [expr for expr in expressions if isinstance(expr, Call | Symbol)]
    used = {name for expr in trees for name in all_vars(expr)}
    found = {name: names[name] for name in used if (frame is None or name not in frame) and name in names}
    offered = offered_names()
    if offered is None:
        return found
    texts = {deparse_one(function) for expr in trees for function in called_functions(expr)}
    functions = {text: offered.get(text) for text in texts}
    return found | {text: known for text, known in functions.items() if known is not None}
