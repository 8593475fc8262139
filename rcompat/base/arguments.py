"""What R's functions make of an argument: `match.arg`, a truth value, a whole number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, warning
from rcompat.base.vectors import Vector

__all__ = ["first_whole", "match_arg", "truth"]


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
