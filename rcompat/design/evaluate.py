"""Evaluation of R expressions on a data frame, by R's rules and from a fixed list of functions.

Nothing else is ever called: text from a user reaches no Python function except those in `function_table`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame
from rcompat.base.frame_doors import ColumnTypeError, as_column, as_frame
from rcompat.base.script_names import ScriptFunction
from rcompat.base.vectors import RList, Vector
from rcompat.design.argument_calls import blame_closure
from rcompat.design.arithmetic import ARITHMETIC, COMPARISON, LOGIC, binary, negate, unary
from rcompat.design.builtins import Builtin, Given, match_arguments
from rcompat.design.function_table import find_function
from rcompat.design.functions_contrast import CONTRAST_NAMES, CONTRASTED
from rcompat.design.functions_math import SINGLE
from rcompat.design.indexing import element, member, subset
from rcompat.design.values import Array, as_logical, calling, flat, one_flag, warn
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import MISSING, Call, Constant, Expr, Missing, Symbol

__all__ = ["ObjectNotFoundError", "Scope", "UnknownFunctionError", "evaluate"]

# These name their columns after the variables given.
_NAMING = frozenset(("cbind", "data.frame"))
_BINARY = ARITHMETIC | COMPARISON | LOGIC
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class UnknownFunctionError(RError, NameError):
    """A function that is not on the list of R functions that formulas may use.

    Expressions are evaluated by this library's own versions of R's functions, never by Python's, so a function
    defined in the caller's program is unknown too: compute such a variable first and put it into the data.
    """


class ObjectNotFoundError(RError, NameError):
    """A variable that is neither in the data nor in the environment."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scope:
    """Where names are looked up.

    Attributes:
        frame: the data, looked up first.
        environment: variables of the caller: numbers, strings, arrays, lists, series, data frames. They come in by
            the rules of `as_column`; a `Vector`, `Factor`, `RList` or `Frame` is taken as it is.
    """

    frame: Frame | None = None
    environment: Mapping[str, object] = field(default_factory=dict)


def evaluate(expr: Expr, scope: Scope) -> Any:
    """Return the value of an expression: a column, 2-D array, `Vector`, `Frame`, `RList`, or None for NULL.

    Raises:
        ObjectNotFoundError: unknown variable.
        UnknownFunctionError: a function outside the list.
        RError: whatever R would stop with.

    R: base::eval(expr, data, environment).
    """
    if isinstance(expr, Symbol):
        return _look_up(expr.name, scope)
    if isinstance(expr, Constant):
        return _constant(expr)
    if isinstance(expr, Call):
        return _call(expr, scope)
    raise RError("argument is missing, with no default")


def _constants() -> dict[str, Array]:
    small = np.array(list(_LETTERS), dtype=object)
    large = np.array(list(_LETTERS.upper()), dtype=object)
    truth = {"T": np.array([1], dtype=np.int8), "F": np.array([0], dtype=np.int8)}
    return {"pi": np.array([np.pi]), "letters": small, "LETTERS": large, **truth}


_CONSTANTS = _constants()


def _look_up(name: str, scope: Scope) -> Any:
    if scope.frame is not None and (name in scope.frame.columns or name in scope.frame.refused):
        return scope.frame[name]
    if name in scope.environment:
        found = _value_of(scope.environment[name], name)
        if found is not NotImplemented:
            return found
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    raise ObjectNotFoundError(f"object '{name}' not found")


def _value_of(value: object, name: str) -> Any:
    """An environment variable as an R value; NotImplemented when it is nothing that R could hold."""
    if isinstance(value, Vector) and value.names is None and value.dimnames is None and not value.attributes:
        return value.data
    if value is None or isinstance(value, Factor | Vector | RList | Frame):
        return value
    try:
        if isinstance(value, Mapping) or hasattr(value, "columns") or hasattr(value, "column_names"):
            return as_frame(value)
        if callable(value) and not hasattr(value, "__array__"):
            return NotImplemented
        return as_column(value, name)
    except ColumnTypeError:
        return NotImplemented


_NA = {"logical": NA_LOGICAL, "integer": NA_INTEGER, "double": NA_REAL, "character": None}
_DTYPES: dict[str, Any] = {"logical": np.int8, "integer": np.int32, "double": np.float64, "character": object}


def _constant(expr: Constant) -> Column | None:
    if expr.kind == "null":
        return None
    if expr.kind not in _DTYPES:
        raise RError("complex numbers are not supported here")
    value = _NA[expr.kind] if expr.value is None else expr.value
    result: Column = np.array([value], dtype=_DTYPES[expr.kind])
    return result


def _call(expr: Call, scope: Scope) -> Any:
    name = _function_name(expr.function)
    special = _SPECIALS.get(name)
    try:
        with calling(expr):
            if special is not None:
                return special(expr, scope)
            if name in _BINARY and 1 <= len(expr.arguments) <= 2:
                return _operate(name, expr, scope)
            known = deparse_one(expr.function)
            own = scope.environment.get(known)
            if isinstance(own, ScriptFunction):
                return own.run(expr, scope.frame)
            return _apply(find_function(name), name, expr, scope)
    except RError as error:
        if isinstance(error, ObjectNotFoundError):
            blame_closure(error, expr, name)
        elif error.call is None:
            error.call = deparse_one(expr)
        raise


def _function_name(function: Expr) -> str:
    if isinstance(function, Symbol):
        return function.name
    if isinstance(function, Constant) and isinstance(function.value, str):
        return function.value
    if isinstance(function, Call) and function.name in ("::", ":::") and isinstance(function.values[-1], Symbol):
        return function.values[-1].name
    if isinstance(function, Call):
        raise UnknownFunctionError(f'could not find function "{deparse_one(function)}"')
    raise RError("attempt to apply non-function")


def _operate(name: str, expr: Call, scope: Scope) -> Any:
    values = [evaluate(value, scope) for value in expr.values]
    if len(values) == 2:
        return binary(name, *values)
    if name not in ("+", "-"):
        raise RError("invalid unary operator")
    return unary(name, values[0])


def _apply(builtin: Builtin | None, name: str, expr: Call, scope: Scope) -> Any:
    if builtin is None:
        raise UnknownFunctionError(f'could not find function "{name}"')
    given = _arguments(expr, scope)
    if name in SINGLE:
        _check_single(name, given)
    try:
        positional, keywords = match_arguments(builtin, given)
    except RError as error:
        if error.message == "unused argument":
            raise RError(_unused(expr, builtin)) from None
        raise
    with calling(expr):
        return _run(builtin, positional, keywords)


def _check_single(name: str, given: Given) -> None:
    if len(given) != 1:
        raise RError(f"{len(given)} arguments passed to '{name}' which requires 1")
    label = given[0][0]
    if label and label != "x":
        raise RError(f"supplied argument name '{label}' does not match 'x'")


def _run(builtin: Builtin, positional: list[Any], keywords: dict[str, Any]) -> Any:
    needed = builtin.run.__code__.co_argcount - len(builtin.run.__defaults__ or ())
    missing = [
        formal for formal in builtin.formals[len(positional) : needed] if builtin.python_names[formal] not in keywords
    ]
    if missing:
        raise RError(f'argument "{missing[0]}" is missing, with no default')
    return builtin.run(*positional, **keywords)


def _unused(expr: Call, builtin: Builtin) -> str:
    """R names the first argument beyond the parameters."""
    for place, argument in enumerate(expr.arguments):
        if argument.name is not None and argument.name not in builtin.formals:
            return f"unused argument ({argument.name} = {deparse_one(argument.value)})"
        if argument.name is None and place >= len(builtin.formals):
            return f"unused argument ({deparse_one(argument.value)})"
    return "unused argument"


def _arguments(expr: Call, scope: Scope) -> Given:
    named = expr.name in _NAMING
    return [
        (argument.name or (_own_name(argument.value) if named else None), evaluate(argument.value, scope))
        for argument in expr.arguments
        if not isinstance(argument.value, Missing)
    ]


def _own_name(expr: Expr) -> str | None:
    return expr.name if isinstance(expr, Symbol) else None


def _first(expr: Call, scope: Scope) -> Any:
    if not expr.arguments:
        raise RError(f"0 arguments passed to '{expr.name}' which requires 1")
    return evaluate(expr.values[0], scope)


def _block(expr: Call, scope: Scope) -> Any:
    result = None
    for value in expr.values:
        result = evaluate(value, scope)
    return result


def _if(expr: Call, scope: Scope) -> Any:
    condition = flat(as_logical(evaluate(expr.values[0], scope)))
    if not len(condition):
        raise RError("argument is of length zero")
    if len(condition) > 1:
        raise RError("the condition has length > 1")
    if condition[0] == NA_LOGICAL:
        raise RError("missing value where TRUE/FALSE needed")
    if condition[0]:
        return evaluate(expr.values[1], scope)
    return evaluate(expr.values[2], scope) if len(expr.values) > 2 else None


def _and_or(expr: Call, scope: Scope) -> Any:
    """`&&` and `||` look at first elements and leave the right side alone when the left decides."""
    decided = 0 if expr.name == "&&" else 1
    left = _single_truth(evaluate(expr.values[0], scope))
    if left == decided:
        return np.array([decided], dtype=np.int8)
    right = _single_truth(evaluate(expr.values[1], scope))
    result = right if right == decided or left != NA_LOGICAL else NA_LOGICAL
    return np.array([result], dtype=np.int8)


def _single_truth(value: Any) -> int:
    data = flat(as_logical(value))
    if len(data) > 1:
        warn(f"'length(x) = {len(data)} > 1' in coercion to 'logical(1)'")
    return int(data[0]) if len(data) else NA_LOGICAL


def _dollar(expr: Call, scope: Scope) -> Any:
    key = expr.values[1]
    name = key.name if isinstance(key, Symbol) else key.value if isinstance(key, Constant) else None
    if not isinstance(name, str):
        raise RError("invalid subscript type 'language'")
    return member(evaluate(expr.values[0], scope), name)


def _bracket(expr: Call, scope: Scope) -> Any:
    value = evaluate(expr.values[0], scope)
    drop = [argument for argument in expr.arguments if argument.name == "drop"]
    keys = [argument.value for argument in expr.arguments[1:] if argument.name not in ("drop", "exact")]
    indices = [None if key is MISSING else evaluate(key, scope) for key in keys]
    missing = [key is MISSING for key in keys]
    keep = not drop or one_flag(evaluate(drop[0].value, scope), "drop")
    return subset(value, indices, missing, drop=keep)


def _double_bracket(expr: Call, scope: Scope) -> Any:
    value = evaluate(expr.values[0], scope)
    return element(value, [evaluate(key, scope) for key in expr.values[1:]])


def _namespace(expr: Call, scope: Scope) -> Any:
    name = expr.values[-1]
    if isinstance(name, Symbol) and name.name in _CONSTANTS:
        return _CONSTANTS[name.name]
    raise ObjectNotFoundError(f"object '{deparse_one(expr)}' not found")


def _contrasted(expr: Call, scope: Scope) -> Any:
    """`C(f, contr.sum)`: the contrasts are a function's name, never evaluated, or a matrix."""
    given: Given = []
    for place, argument in enumerate(expr.arguments):
        value = argument.value
        is_name = isinstance(value, Symbol) and value.name in CONTRAST_NAMES
        if is_name and (argument.name == "contr" or (argument.name is None and place > 0)):
            given.append((argument.name, value))
        else:
            given.append((argument.name, evaluate(value, scope)))
    positional, keywords = match_arguments(CONTRASTED, given)
    return CONTRASTED.run(*positional, **keywords)


_SPECIALS: dict[str, Callable[[Call, Scope], Any]] = {
    "(": _first,
    "{": _block,
    "if": _if,
    "&&": _and_or,
    "||": _and_or,
    "$": _dollar,
    "[": _bracket,
    "[[": _double_bracket,
    "::": _namespace,
    ":::": _namespace,
    "!": lambda expr, scope: negate(_first(expr, scope)),
    "C": _contrasted,
}
