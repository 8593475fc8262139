"""R's type of the functions whose names a formula may mention by mistake, as in `y ~ time` without such a column.

R finds the function and complains of its type. The names are those of the packages that R attaches at start-up,
written by R (scripts/export_function_names.R).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["function_type"]

_NAMES = Path(__file__).parent / "function_names.txt"


@cache
def _types() -> dict[str, str]:
    lines = _NAMES.read_text(encoding="utf-8").splitlines()
    return {name: kind for kind, _, name in (line.partition(" ") for line in lines)}


def function_type(name: str) -> str | None:
    """Return "closure", "builtin" or "special" for a function of R's, None for any other name.

    R: base::typeof.
    """
    return _types().get(name)
