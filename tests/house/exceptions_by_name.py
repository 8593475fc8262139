"""What may break a size rule, by name (or pattern), and why."""

from __future__ import annotations

__all__ = ["LARGE_CLASSES", "LONG_FILES", "MANY_PARAMETERS", "NESTED_DEEPLY", "ONE_LOOP_ALGORITHMS"]

LONG_FILES: dict[str, str] = {}

_KERNEL = "compiled loops; a function per loop level would hide the order of operations that gives R's bits"

ONE_LOOP_ALGORITHMS: dict[str, str] = {
    "pylmer/numerics/*_kernel.py::*": _KERNEL,
    "rcompat/maths/*_kernel.py::*": _KERNEL,
    "rcompat/base/*_kernel.py::*": _KERNEL,
}

LARGE_CLASSES: dict[str, str] = {}

MANY_PARAMETERS: dict[str, str] = {
    "rcompat/script/functions/*.py::*": "R's own argument lists, one Python parameter for each",
    "pylmer/numerics/*_kernel.py::*": "plain arrays in and out: the compiled loops know no records",
    "rcompat/maths/*_kernel.py::*": "a law, its arguments and R's two flags as plain numbers",
}

NESTED_DEEPLY: dict[str, str] = {}
