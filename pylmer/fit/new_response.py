"""Another response for a fitted model, checked as R checks it: put into the model frame first, then looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.conditions import RError, running
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Factor, Frame
from rcompat.base.number_text import format_doubles
from rcompat.base.string_text import quote_string
from rcompat.base.vectors import RList, Vector
from rcompat.language.deparse import deparse
from rcompat.language.syntax import parse_expression

__all__ = ["check_rows", "new_response", "without_dropped"]

_MODULE_CALL = "mkRespMod(model.frame(object), REML = isREML(object))"
_CALL = "refit.merMod(fit, newresp)"


def new_response(fit: MerFit, newresp: Any) -> NDArray[np.float64]:
    """The response (n,) that `refit` is given.

    Args:
        fit: the model.
        newresp: n numbers, or as many as the data had rows before those with NA were dropped; alone in a list or data
            frame, too. None is the old response.

    Raises:
        RError: no numbers, not finite, or of another length.

    R: lme4::refit.
    """
    if newresp is None:
        return fit.spec.y
    is_omitted = "na.action" in getattr(newresp, "attributes", {})
    parts = _list_parts(newresp)
    if parts is not None:
        if len(parts) != 1:
            text = "refit not implemented for 'newresp' lists of length > 1: consider ‘lapply(object,refit)’"
            raise RError(text, _CALL)
        newresp = parts[0]
    if callable(newresp):
        with running("[<-", "[<-.data.frame"):
            raise RError("attempt to replicate an object of type 'closure'", "rep(value, length.out = n)")
    values = _values(newresp)
    return _checked(values if is_omitted else without_dropped(fit, values), fit.spec.n)


def without_dropped(fit: MerFit, values: NDArray[Any]) -> NDArray[Any]:
    """A response without the rows that the fit left out: R takes it for one of all rows of the data."""
    dropped = fit.spec.frame.dropped
    return np.delete(values, dropped[dropped < len(values)])


def check_rows(values: NDArray[Any], n: int) -> None:
    """Compare a response with the number of rows used, as R puts a column into a data frame.

    Raises:
        RError: it does not fit in a whole number of times.
    """
    size = len(values)
    if not size or n % size == 0:
        return
    call = parse_expression(f"`[<-.data.frame`(`*tmp*`, , rcol, value = {_shown(values)})")
    with running("[<-"):
        text = f"replacement has {size} row{'s' if size != 1 else ''}, data has {n}"
        raise RError(text, "\n".join(deparse(call)))


def _list_parts(newresp: Any) -> list[Any] | None:
    """The elements of a list or data frame; None for what is neither."""
    if isinstance(newresp, RList):
        return list(newresp.values)
    if isinstance(newresp, Frame | Mapping):
        return list(newresp.values())
    is_nested = isinstance(newresp, list | tuple) and any(np.ndim(part) for part in newresp)
    return list(newresp) if is_nested else None


def _values(newresp: Any) -> NDArray[Any]:
    if isinstance(newresp, Factor):
        return np.array(["factor"] * len(newresp), dtype=object)
    values = np.asarray(newresp.data if isinstance(newresp, Vector) else newresp).ravel(order="F")
    missing = {np.dtype(np.int8): NA_LOGICAL, np.dtype(np.int32): NA_INTEGER}.get(values.dtype)
    return np.where(values == missing, np.nan, values) if missing is not None and missing in values else values


def _checked(values: NDArray[Any], n: int) -> NDArray[np.float64]:
    """The numbers as doubles, after R's checks in R's order."""
    check_rows(values, n)
    size = len(values)
    with running("mkRespMod"):
        if values.dtype.kind not in "fiub" and size:
            raise RError("response must be numeric", _MODULE_CALL)
        numbers = np.ascontiguousarray(values, dtype=np.float64)
        if not size or not np.isfinite(numbers).all():
            raise RError("NA/NaN/Inf in 'y'", _MODULE_CALL)
    if size != n:
        raise RError("length(newresp <- as.numeric(as.vector(newresp))) == length(rr$y) is not TRUE", _CALL)
    return numbers


def _shown(values: NDArray[Any]) -> str:
    """The value as R writes it: a range as one, other numbers one by one."""
    numbers = values.tolist()
    if values.dtype.kind in "iu":
        is_range = len(numbers) > 1 and bool((np.diff(values) == 1).all())
        return f"{numbers[0]}:{numbers[-1]}" if is_range else f"c({', '.join(f'{number}L' for number in numbers)})"
    if values.dtype.kind == "f":
        return f"c({', '.join(format_doubles([number], digits=15)[0] for number in numbers)})"
    return f"c({', '.join(quote_string(str(item), chr(34)) for item in numbers)})"
