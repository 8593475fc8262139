"""NLopt's C functions inside the Python package, so that it calls a compiled objective without Python in between."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import nlopt
import numpy as np

from pylmer.optim.outcome import Numbers

__all__ = ["CompiledRun", "minimise_compiled"]

_HANDLE = _DOUBLES = ctypes.c_void_p
_SIGNATURES: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "create": (_HANDLE, (ctypes.c_int, ctypes.c_uint)),
    "destroy": (None, (_HANDLE,)),
    "set_min_objective": (ctypes.c_int, (_HANDLE, ctypes.c_void_p, ctypes.c_void_p)),
    "set_lower_bounds": (ctypes.c_int, (_HANDLE, _DOUBLES)),
    "set_upper_bounds": (ctypes.c_int, (_HANDLE, _DOUBLES)),
    "set_stopval": (ctypes.c_int, (_HANDLE, ctypes.c_double)),
    "set_xtol_rel": (ctypes.c_int, (_HANDLE, ctypes.c_double)),
    "set_xtol_abs1": (ctypes.c_int, (_HANDLE, ctypes.c_double)),
    "set_ftol_rel": (ctypes.c_int, (_HANDLE, ctypes.c_double)),
    "set_ftol_abs": (ctypes.c_int, (_HANDLE, ctypes.c_double)),
    "set_maxtime": (ctypes.c_int, (_HANDLE, ctypes.c_double)),
    "set_maxeval": (ctypes.c_int, (_HANDLE, ctypes.c_int)),
    "optimize": (ctypes.c_int, (_HANDLE, _DOUBLES, _DOUBLES)),
    "get_numevals": (ctypes.c_int, (_HANDLE,)),
}


class CompiledRun(NamedTuple):
    """Where an optimisation ended, its value there, the number of evaluations and NLopt's status."""

    par: Numbers
    value: float
    evaluations: int
    status: int


@cache
def _functions() -> Mapping[str, Any] | None:
    """The functions by name, or None if this build of the package hides them."""
    try:
        # PyDLL keeps the interpreter's lock: the compiled objective holds Python objects.
        library = ctypes.PyDLL(nlopt._nlopt.__file__)
        found = {name: getattr(library, f"nlopt_{name}") for name in _SIGNATURES}
    except (AttributeError, OSError):
        return None
    for name, (result, arguments) in _SIGNATURES.items():
        found[name].restype, found[name].argtypes = result, arguments
    return found


def minimise_compiled(
    objective: Any,
    algorithm: int,
    start: Numbers,
    bounds: tuple[Numbers, Numbers | None],
    limits: Mapping[str, float],
    maxeval: int,
) -> CompiledRun | None:
    """Minimise a compiled objective.

    Args:
        objective: has `addresses` of a C function of NLopt's signature and of its data.
        algorithm: NLopt's number of it.
        start: (m,).
        bounds: lower and upper bounds (m,), or None for no upper ones.
        limits: stopping criteria under NLopt's names.
        maxeval: most evaluations.

    Returns:
        None if NLopt's functions are not at hand, or the run did not end as it should.
    """
    call = _functions()
    if call is None:
        return None
    par, value = np.array(start, dtype=np.float64), ctypes.c_double()
    lower = np.ascontiguousarray(bounds[0], dtype=np.float64)
    handle = call["create"](algorithm, len(par))
    try:
        call["set_lower_bounds"](handle, lower.ctypes.data)
        if bounds[1] is not None:
            upper = np.ascontiguousarray(bounds[1], dtype=np.float64)
            call["set_upper_bounds"](handle, upper.ctypes.data)
        for name, limit in limits.items():
            call[f"set_{name}" if name != "xtol_abs" else "set_xtol_abs1"](handle, limit)
        call["set_maxeval"](handle, maxeval)
        call["set_min_objective"](handle, *objective.addresses)
        status = call["optimize"](handle, par.ctypes.data, ctypes.byref(value))
        evaluations = call["get_numevals"](handle)
    finally:
        call["destroy"](handle)
    if status < 0 or value.value == -math.inf:
        return None
    return CompiledRun(par, value.value, evaluations, status)
