"""What a public function says when an argument is of a kind that it cannot use: R's words, not Python's.

Functions check what R checks. What nobody foresaw (a data frame for a flag, text for a number) ends in an exception of
Python's or NumPy's somewhere inside; here the argument that must have caused it is found by the kinds that the
function's signature declares, and refused as R refuses such values in `if ()`, in arithmetic and in `match.arg`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from types import TracebackType
from typing import Any, TypeVar

from rcompat.base.conditions import RError, UnusedArgumentError

__all__ = ["FOREIGN", "BadArgumentError", "SignatureError", "in_r_words", "of_declared_kinds", "r_length", "refusal"]

_Function = TypeVar("_Function", bound=Callable[..., Any])

FOREIGN = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError)
_PLAIN = frozenset(("bool", "float", "int", "str", "None", "Any", "object"))


class BadArgumentError(RError, TypeError):
    """An argument is of a kind that the function cannot use."""


class SignatureError(UnusedArgumentError, TypeError):
    """A call that does not fit the function's arguments."""


_made: set[Callable[..., Any]] = set()


@cache
def in_r_words(function: _Function) -> _Function:
    """Make the exceptions of the decorated function that bad arguments cause errors in R's words.

    Raises:
        BadArgumentError: an argument is of a wrong kind.
        SignatureError: an argument is unknown, missing or given twice.
    """
    if function in _made:
        return function

    @wraps(function)
    def refusing(*arguments: Any, **named: Any) -> Any:
        from numpy import errstate  # late: importing a door stays light

        try:
            with errstate(all="ignore"):  # R has no warnings of a division by zero
                return function(*arguments, **named)
        except FOREIGN as error:
            if isinstance(error, RError):
                raise
            raise refusal(function, arguments, named, error) from error

    _made.add(refusing)
    return refusing  # type: ignore[return-value]


def of_declared_kinds(function: _Function) -> _Function:
    """Refuse before the call flags, numbers and texts of wrong kinds: for functions that only keep them for a page.

    Raises:
        BadArgumentError: an argument is of a wrong kind.
    """

    @wraps(function)
    def checked(*arguments: Any, **named: Any) -> Any:
        signature = inspect.signature(function)
        try:
            given = signature.bind(*arguments, **named).arguments
        except TypeError:
            return function(*arguments, **named)
        for name, value in _flat(signature, given):
            found = _refused(name, value, _declared(signature, name))
            if found is not None:
                raise BadArgumentError(found)
        return function(*arguments, **named)

    return checked  # type: ignore[return-value]


def refusal(
    function: Callable[..., Any], arguments: tuple[Any, ...], named: Mapping[str, Any], error: Exception
) -> Exception:
    """The error to raise for an exception that is not R's.

    It is the exception itself when a function of the caller's raised it, or when no argument can be to blame.
    """
    if _is_callers(error.__traceback__, (*arguments, *named.values())):
        return error
    signature = inspect.signature(function)
    try:
        given = signature.bind(*arguments, **named).arguments
    except TypeError as unfit:
        return SignatureError(_signature_text(signature, named, unfit))
    unclear = []
    for name, value in _flat(signature, given):
        declared = _declared(signature, name)
        found = _refused(name, value, declared)
        if found is not None:
            return BadArgumentError(found)
        if declared - _PLAIN or not declared or declared & {"Any", "object"}:
            unclear.append((name, value))
    first = next(iter(signature.parameters), "")
    suspects = [(name, value) for name, value in unclear if name != first or not _is_answer(value)]
    if not suspects:
        return error  # nothing unclear but the result of ours that is asked: the fault is ours, and shows
    odd = [name for name, value in suspects if not _is_ordinary(value)] or [name for name, _ in suspects]
    return BadArgumentError(f"invalid '{odd[0]}' argument" if len(odd) == 1 else f"invalid arguments ({error})")


def _is_callers(trace: TracebackType | None, values: tuple[Any, ...]) -> bool:
    """Whether the exception passed through a function that is among the arguments."""
    codes = {code for value in values if (code := getattr(value, "__code__", None)) is not None}
    while trace is not None:
        if trace.tb_frame.f_code in codes:
            return True
        trace = trace.tb_next
    return False


def _signature_text(signature: inspect.Signature, named: Mapping[str, Any], unfit: TypeError) -> str:
    unknown = [name for name in named if name not in signature.parameters]
    if unknown:
        shown = ", ".join(f"{name} = {_shown(named[name])}" for name in unknown)
        return f"unused argument{'s' if len(unknown) > 1 else ''} ({shown})"
    text = str(unfit)
    if text.startswith("missing a required argument: "):
        name = text.rsplit("'", 2)[-2]
        return f'argument "{name}" is missing, with no default'
    return "unused argument" if text.startswith("too many") else text


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return f'"{value}"' if isinstance(value, str) else str(value) if isinstance(value, int | float) else "..."


def _flat(signature: inspect.Signature, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The arguments that differ from their default; those behind `*` and `**` one by one."""
    for name, value in given.items():
        parameter = signature.parameters[name]
        if parameter.kind is parameter.VAR_KEYWORD:
            yield from value.items()
        elif parameter.kind is parameter.VAR_POSITIONAL:
            yield from ((name, item) for item in value)
        elif value is not parameter.default:
            yield name, value


def _declared(signature: inspect.Signature, name: str) -> frozenset[str]:
    """The names of the classes that a parameter is declared to take; none of what is behind `**`."""
    parameter = signature.parameters.get(name)
    if parameter is None or not isinstance(parameter.annotation, str) or "[" in parameter.annotation:
        return frozenset()
    return frozenset(part.strip() for part in parameter.annotation.split("|"))


def _refused(name: str, value: Any, declared: frozenset[str]) -> str | None:
    """Why a value is not of a declared kind, or None."""
    if not declared or declared & {"Any", "object"} or ("None" in declared and value is None):
        return None
    if declared - {"None"} == {"bool"}:
        return _not_flag(value)
    if declared - {"None"} <= {"float", "int"}:
        return _not_number(value)
    if declared - {"None"} == {"str"}:
        return _not_text(value)
    if declared & _PLAIN - {"None"} or declared & {ancestor.__name__ for ancestor in type(value).__mro__}:
        return None
    return f"invalid '{name}' argument" if any(part[:1].isupper() for part in declared) else None


def _not_flag(value: Any) -> str | None:
    size = r_length(value)
    if size != 1:
        return "the condition has length > 1" if size else "argument is of length zero"
    import numpy as np

    item = np.ravel(value)[0] if isinstance(value, list | tuple | np.ndarray) else value
    if not isinstance(item, bool | int | float | np.generic):
        return "argument is not interpretable as logical"
    return "missing value where TRUE/FALSE needed" if item != item else None


def _not_number(value: Any) -> str | None:
    import numpy as np

    size = r_length(value)
    if value is None or not size:
        return "argument is of length zero"
    if size > 1 and not isinstance(value, str):
        return "the condition has length > 1"
    try:
        number = float(value) if isinstance(value, bool | int | float | np.number) else None
    except (OverflowError, TypeError):
        return "non-numeric argument to binary operator"
    if number is None:
        return "non-numeric argument to binary operator"
    return "missing value where TRUE/FALSE needed" if number != number else None


def _not_text(value: Any) -> str | None:
    if isinstance(value, str):
        return None
    texts = isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    return "'arg' must be of length 1" if texts and value else "'arg' must be NULL or a character vector"


def r_length(value: Any) -> int:
    """R's length of an argument: of a text, a number or a function 1."""
    if value is None:
        return 0
    if isinstance(value, str | bytes) or not hasattr(value, "__len__"):
        return 1
    return int(getattr(value, "size", len(value))) if hasattr(value, "dtype") else len(value)


def _is_ordinary(value: Any) -> bool:
    """Whether a value is what most calls pass: text, a number, a table, a record of ours."""
    return isinstance(value, str | bool | int | float) or _is_record(value) or hasattr(value, "columns")


def _is_record(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] in ("rcompat", "pylmer")


def _is_answer(value: Any) -> bool:
    """Whether a value is a result of ours, such as a fit, rather than data that a caller made up."""
    return _is_record(value) and not type(value).__module__.startswith(("rcompat.base", "rcompat.language"))
