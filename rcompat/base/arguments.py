"""What R's functions make of an argument: `match.arg`, a truth value, a whole number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, warning
from rcompat.base.vectors import Vector

__all__ = ["either", "first_whole", "is_text", "match_arg", "negated", "truth"]


def match_arg(given: object, choices: Sequence[str], name: str = "arg") -> str:
    """Return the choice that `given` abbreviates; None takes the first.

    Args:
        given: text, or None.
        choices: what is allowed.
        name: the argument's name in R, for the message's call.

    Raises:
        RError: `given` is no text, or the beginning of none of the choices, or of several.

    R: base::match.arg.
    """
    call = f"match.arg({name})"
    if given is None:
        return choices[0]
    if isinstance(given, list | tuple) and given and all(isinstance(item, str) for item in given):
        if list(given) == list(choices):
            return choices[0]
        if len(given) != 1:
            raise RError("'arg' must be of length 1", call)
        given = given[0]
    if not isinstance(given, str):
        raise RError("'arg' must be NULL or a character vector", call)
    if given in choices:
        return given
    matches = [choice for choice in choices if choice.startswith(given)]
    if len(matches) != 1:
        raise RError("'arg' should be one of " + ", ".join(f"“{choice}”" for choice in choices), call)
    return matches[0]


def truth(value: Any, call: str) -> bool:
    """What `if (value)` decides.

    Args:
        value: an argument.
        call: the condition as R shows it, such as "if (REML) {".

    Raises:
        RError: `value` is missing, empty, too long, or neither logical nor a number.
    """
    if value is True or value is False:
        return value
    if isinstance(value, list | tuple | Mapping) and len(value) != 1:
        raise RError("the condition has length > 1" if value else "argument is of length zero", call)
    given = np.atleast_1d(np.asarray(value.data if isinstance(value, Vector) else value)).ravel()
    if value is None or not len(given):
        raise RError("argument is of length zero", call)
    if len(given) > 1:
        raise RError("the condition has length > 1", call)
    (item,) = given.tolist()
    if item == "NA" or item != item or (given.dtype == np.int8 and item not in (0, 1)):
        raise RError("missing value where TRUE/FALSE needed", call)
    if isinstance(item, str) and item in _TRUE + _FALSE:
        return item in _TRUE
    if not isinstance(item, bool | int | float):
        raise RError("argument is not interpretable as logical", call)
    return bool(item)


def either(value: Any, call: str, place: str = "x", operator: str = "&&") -> bool:
    """What `value && ...` makes of a value: text and NULL are no operands; then as `truth` of the first element.

    Args:
        value: an argument.
        call: the expression as R shows it.
        place: the side on which it stands, "x" or "y".
        operator: "&&" or "||".

    Raises:
        RError: `value` is neither logical nor a number, or missing.
    """
    if value is None or _is_real_text(value):
        raise RError(f"invalid '{place}' type in 'x {operator} y'", call)
    return truth(value, call)


def _is_real_text(value: Any) -> bool:
    """Whether a value is text other than R's NA."""
    return (
        value != "NA" if isinstance(value, str) else isinstance(value, list) and any(isinstance(x, str) for x in value)
    )


def is_text(value: Any) -> bool:
    """Whether a value is what R calls a character vector."""
    if isinstance(value, Vector):
        value = value.data
    if isinstance(value, np.ndarray):
        value = value.tolist()
    return isinstance(value, str) or (isinstance(value, list | tuple) and all(isinstance(x, str) for x in value))


def negated(value: Any, name: str, call: str) -> bool:
    """What `if (!value)` decides.

    Args:
        value: an argument.
        name: its name in R.
        call: the condition as R shows it.

    Raises:
        RError: text and NULL cannot be negated; else as for `truth`.
    """
    if value is None or _is_real_text(value):
        raise RError("invalid argument type", f"!{name}")
    return not truth(value, call)


_TRUE = ("T", "TRUE", "true", "True")
_FALSE = ("F", "FALSE", "false", "False")


def first_whole(value: Any, call: str) -> int | None:
    """The first element as `as.integer` has it; None is R's NA.

    Args:
        value: an argument.
        call: the call that R warns from.

    Warns:
        RWarning: text that is no number.
    """
    given = np.atleast_1d(np.asarray(value.data if isinstance(value, Vector) else value)).ravel()
    if value is None or not len(given):
        return None
    item = given.tolist()[0]
    try:
        number = float(item)
    except (TypeError, ValueError):
        if item != "NA":
            warning("NAs introduced by coercion", call)
        return None
    return None if number != number or abs(number) >= 2.0**31 else int(number)
