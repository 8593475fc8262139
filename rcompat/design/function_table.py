"""The list of functions that expressions may call."""

from __future__ import annotations

from rcompat.design.builtins import Builtin
from rcompat.design.functions_basis import BASES
from rcompat.design.functions_contrast import CONTRAST_CALLS
from rcompat.design.functions_convert import CONVERSIONS
from rcompat.design.functions_factor import FACTORS
from rcompat.design.functions_logic import LOGICAL
from rcompat.design.functions_math import MATH
from rcompat.design.functions_matrix import MATRICES
from rcompat.design.functions_summary import SUMMARY
from rcompat.design.functions_text import TEXT
from rcompat.design.functions_vector import VECTORS

__all__ = ["find_function", "function_names"]

_FUNCTIONS: dict[str, Builtin] = {
    **MATH,
    **SUMMARY,
    **VECTORS,
    **CONVERSIONS,
    **FACTORS,
    **TEXT,
    **MATRICES,
    **BASES,
    **LOGICAL,
    **CONTRAST_CALLS,
}


def find_function(name: str) -> Builtin | None:
    """Return the builtin of R's name, or None."""
    return _FUNCTIONS.get(name)


def function_names() -> tuple[str, ...]:
    """Return the names of all functions, in no order."""
    return tuple(_FUNCTIONS)
