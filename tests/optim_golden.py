"""What R's optimizers asked and got, from pylmer/optim/data/optim.json (written by scripts/golden_r/optim.R)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.control import LmerControl, lmerControl

__all__ = ["control_of", "golden", "numbers"]


@cache
def golden() -> dict[str, Any]:
    """The whole file."""
    path = Path(__file__).parent / "pylmer" / "optim" / "data" / "optim.json"
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored


def numbers(text: str) -> NDArray[np.float64]:
    """Hexadecimal numbers, separated by blanks."""
    return np.array([np.nan if part == "NA" else float.fromhex(part) for part in text.split()])


def control_of(given: dict[str, Any]) -> LmerControl:
    """The control record for arguments under R's names."""
    return lmerControl(**{name.replace(".", "_"): value for name, value in given.items()})
