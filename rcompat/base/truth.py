"""What R makes of a value that `if` is asked about."""

from __future__ import annotations

import numpy as np

from rcompat.base.conditions import RError

__all__ = ["truth"]

_TRUE, _FALSE = frozenset(("T", "TRUE", "true", "True")), frozenset(("F", "FALSE", "false", "False"))


def truth(value: object, call: str) -> bool:
    """Whether R takes a value for true.

    Args:
        value: a truth value, number or text; "NA" and NaN are missing.
        call: the call that R's errors name, as "if (REML) p else 0L".

    Raises:
        RError: the value is missing, or neither true nor false.
    """
    if isinstance(value, str):
        if value in _TRUE or value in _FALSE:
            return value in _TRUE
        if value != "NA":
            raise RError("argument is not interpretable as logical", call)
    elif not isinstance(value, bool | int | float | np.bool_ | np.number):
        raise RError("argument is not interpretable as logical", call)
    elif value == value:
        return bool(value)
    raise RError("missing value where TRUE/FALSE needed", call)
