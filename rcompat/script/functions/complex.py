"""complex, Re, Im, Mod, Arg, Conj, as.complex, is.complex, polyroot. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.coercion import coerce, to_array
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, dbl, lgl

__all__: list[str] = []


def _numbers(z: Value) -> Any:
    if not isinstance(z, Vec) or z.kind == "character":
        raise RError("non-numeric argument to function")
    return coerce(z.data, "complex")


def _shape(z: Value) -> dict[str, Value]:
    return {name: item for name, item in z.attrs.items() if name in ("names", "dim", "dimnames")}


@builtin("Re Im Mod Arg", "z", primitive=True)
def _part(context: Context, z: Value) -> Value:
    data = _numbers(z)
    parts: dict[str, Any] = {"Re": np.real, "Im": np.imag, "Mod": np.abs, "Arg": np.angle}
    return dbl(np.asarray(parts[context.builtin.name](data), dtype=np.float64), _shape(z))


@builtin("Conj", "z", primitive=True)
def _conjugate(context: Context, z: Value) -> Value:
    return Vec(np.conj(_numbers(z)), _shape(z)) if z.kind == "complex" else z


@builtin("is.complex", "x", primitive=True)
def _is_complex(context: Context, x: Value) -> Value:
    return lgl([isinstance(x, Vec) and x.kind == "complex"])


@builtin("as.complex", "x ...", primitive=True)
def _as_complex(context: Context, x: Value, dots: Any = ()) -> Value:
    if isinstance(x, Vec) and x.kind == "character":
        words = [None if word is None else str(word).replace("i", "j").replace(" ", "") for word in x.data]
        return Vec(np.array([complex(word) if word is not None else np.nan for word in words], dtype=np.complex128))
    return Vec(to_array(x, "complex"))


@builtin("complex", "length.out real imaginary modulus argument")
def _complex(
    context: Context,
    length_out: Value = None,
    real: Value = None,
    imaginary: Value = None,
    modulus: Value = None,
    argument: Value = None,
) -> Value:
    if modulus is not None or argument is not None:
        size = max(1 if side is None else len(side) for side in (modulus, argument))
        radius = np.resize(np.ones(1) if modulus is None else to_array(modulus, "double"), size)
        angle = np.resize(np.zeros(1) if argument is None else to_array(argument, "double"), size)
        return Vec(radius * (np.cos(angle) + 1j * np.sin(angle)))
    parts = [np.zeros(0) if side is None else to_array(side, "double") for side in (real, imaginary)]
    wanted = 0 if length_out is None else int(to_array(length_out, "integer")[0])
    size = max(wanted, *(len(part) for part in parts))
    left, right = (np.resize(part, size) if len(part) else np.zeros(size) for part in parts)
    data = np.empty(size, dtype=np.complex128)
    data.real, data.imag = left, right
    return Vec(data)


@builtin("polyroot", "z")
def _polyroot(context: Context, z: Value) -> Value:
    """The zeros of a polynomial, coefficients in increasing order."""
    data = np.trim_zeros(_numbers(z), "b")
    found = np.roots(data[::-1]) if len(data) > 1 else np.zeros(0)
    roots = np.asarray(sorted(found.tolist(), key=lambda root: (abs(root), -root.imag)), dtype=np.complex128)
    return Vec(roots)
