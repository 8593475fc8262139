"""Complex vectors: their text and their arithmetic. R: formatComplex, Arithmetic."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options

__all__ = ["complex_binary", "complex_cells", "complex_function", "complex_words"]

_FULL = 15


def _rounded(value: complex, digits: int) -> complex:
    """Both parts rounded to the decimals that the larger one has at so many significant digits."""
    top = max(abs(value.real), abs(value.imag))
    if top == 0.0 or not math.isfinite(top):
        return value
    places = digits - 1 - math.floor(math.log10(top))
    return complex(round(value.real, places), round(value.imag, places))


def complex_cells(data: NDArray[Any], digits: int | None = None) -> list[str]:
    """Cells of one width, as they are printed."""
    wanted = get_options().digits if digits is None else digits
    known = [_rounded(z, wanted) for z in data.tolist() if z == z]
    if not known:
        return ["NA"] * len(data)
    left = iter(format_doubles([z.real + 0.0 for z in known], digits=wanted))
    right = iter(text.strip() for text in format_doubles([abs(z.imag) for z in known], digits=wanted))
    signs = iter("-" if z.imag < 0.0 else "+" for z in data.tolist() if z == z)
    cells = [f"{next(left)}{next(signs)}{next(right)}i" if z == z else "NA" for z in data.tolist()]
    width = max(len(cell) for cell in cells)
    return [cell.rjust(width) for cell in cells]


def complex_words(data: NDArray[Any], digits: int = _FULL) -> list[str | None]:
    """Each number by itself, as `as.character` has it; None for NA."""
    return [complex_cells(data[i : i + 1], digits)[0] if z == z else None for i, z in enumerate(data.tolist())]


def _power(left: Any, right: Any) -> Any:
    """Whole powers by multiplication, as R has them; others by logarithms."""
    if bool((right.imag == 0.0).all()) and bool((right.real == np.floor(right.real)).all()):
        found = np.ones(np.broadcast(left, right).shape, dtype=np.complex128)
        base, counts = np.broadcast_arrays(left, right.real)
        for place, (z, count) in enumerate(zip(base.tolist(), counts.tolist(), strict=True)):
            value = complex(1.0)
            for _ in range(int(abs(count))):
                value *= z
            found[place] = value if count >= 0 else 1.0 / value
        return found
    return np.power(left, right)


def complex_binary(operator: str, left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """An operator on two vectors of which one is complex.

    Raises:
        RError: complex numbers have no order.
    """
    if left.dtype == object or right.dtype == object:
        raise RError("non-numeric argument to binary operator")
    if operator in ("<", ">", "<=", ">="):
        raise RError("invalid comparison with complex values")
    size = max(len(left), len(right)) if len(left) and len(right) else 0
    a, b = (np.resize(side, size).astype(np.complex128) for side in (left, right))
    with np.errstate(all="ignore"):
        if operator in ("==", "!="):
            return np.asarray((a == b) if operator == "==" else (a != b), dtype=np.int8)
        plain: dict[str, Any] = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": _power}
        if operator not in plain:
            raise RError("invalid operation on complex numbers")
        return np.asarray(plain[operator](a, b))


_FUNCTIONS: dict[str, Any] = {
    name: getattr(np, name) for name in ("sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh")
}
_FUNCTIONS |= {"abs": np.abs, "sum": lambda z: np.sum(z, keepdims=True), "prod": lambda z: np.prod(z, keepdims=True)}
_FUNCTIONS |= {"mean": lambda z: np.mean(z, keepdims=True), "cumsum": np.cumsum, "cumprod": np.cumprod}


def complex_function(name: str) -> Any:
    """What a mathematical function does with complex numbers, or None."""
    return _FUNCTIONS.get(name)
