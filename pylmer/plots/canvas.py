"""Blank figures. matplotlib is imported when the first picture is drawn."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["blank", "panels"]

_SIDE = 7.0


def blank() -> tuple[Any, Any]:
    """A figure (7 by 7 inches, as R's devices are) and its only axes."""
    figure, grid = panels(1)
    return figure, grid[0]


def panels(count: int, columns: int | None = None) -> tuple[Any, list[Any]]:
    """A figure and its axes, row by row."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_SIDE, _SIDE), layout="constrained")
    across = columns or max(1, math.ceil(math.sqrt(count)))
    down = math.ceil(count / across)
    return figure, [figure.add_subplot(down, across, place + 1) for place in range(count)]
