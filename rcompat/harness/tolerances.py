"""The one table of tolerances of a project: quantity -> how far it may be from R's value, and why.

The table is `tolerances.toml` in the golden store: lines `name = { rtol = ..., atol = ..., reason = "..." }` under
`[each]` (number by number) or `[largest]` (in units of the largest number, for values that hold exact zeros); `what`
may name the quantity in plain words. What is not in it belongs to `default`; without a table nothing may differ.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rcompat.harness.compare import MOST_DIGITS, least_lre, log_relative_error

__all__ = ["Tolerance", "ToleranceTable", "read_tolerances"]

_FILE = "tolerances.toml"
_DEFAULT = "default"


class Tolerance(NamedTuple):
    """Relative and absolute tolerance, and why they are not zero."""

    rtol: float
    atol: float
    reason: str


_NOTHING = Tolerance(0.0, 0.0, "no tolerance is given")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceTable:
    """All tolerances.

    Attributes:
        lines: quantity -> tolerance.
        by_largest: quantities measured in units of their largest number.
        names: quantity -> its name in plain words.
    """

    lines: Mapping[str, Tolerance]
    by_largest: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def quantity(self, name: str) -> str:
        """The quantity that a value of this name belongs to: "theta_2" is a "theta"."""
        base = name.rstrip("0123456789").rstrip("_")
        return base if base in self.lines else _DEFAULT

    def tolerance(self, quantity: str) -> Tolerance:
        """The tolerance of a quantity."""
        return self.lines.get(quantity, self.lines.get(_DEFAULT, _NOTHING))

    def allowed(self, quantity: str, expected: Sequence[float]) -> list[float]:
        """The largest allowed distance from each of R's numbers; NaN for those that are not finite."""
        rtol, atol, _ = self.tolerance(quantity)
        sizes = [abs(value) if math.isfinite(value) else math.nan for value in expected]
        if quantity in self.by_largest:
            most = max((size for size in sizes if size == size), default=0.0)
            sizes = [most if size == size else size for size in sizes]
        return [atol + rtol * size for size in sizes]

    def is_within(self, quantity: str, found: Sequence[float], expected: Sequence[float]) -> bool:
        """Whether all numbers agree within the tolerance of the quantity; NaN agrees with NaN."""
        if len(found) != len(expected):
            return False
        allowed = self.allowed(quantity, expected)
        return all(
            a == b or (a != a and b != b) or abs(a - b) <= most
            for a, b, most in zip(found, expected, allowed, strict=True)
        )

    def correct_digits(self, quantity: str, found: Sequence[float], expected: Sequence[float]) -> float:
        """The least number of correct digits, as the quantity is measured."""
        if quantity not in self.by_largest or len(found) != len(expected):
            return least_lre(found, expected)
        most = max((abs(value) for value in expected if math.isfinite(value)), default=0.0) or 1.0
        digits = [
            log_relative_error(1.0 + (a - b) / most, 1.0)
            if math.isfinite(a) and math.isfinite(b)
            else log_relative_error(a, b)
            for a, b in zip(found, expected, strict=True)
        ]
        return min(digits, default=MOST_DIGITS)


def read_tolerances(golden: Path) -> ToleranceTable:
    """The table of a golden store; an empty one, which allows nothing, where there is none.

    Raises:
        ValueError: a tolerance without a reason.
    """
    path = golden / _FILE
    record = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    lines: dict[str, Tolerance] = {}
    names: dict[str, str] = {}
    for section in ("each", "largest"):
        for name, line in record.get(section, {}).items():
            if not str(line.get("reason", "")).strip():
                raise ValueError(f"{path}: {name} has no reason")
            lines[name] = Tolerance(float(line.get("rtol", 0.0)), float(line.get("atol", 0.0)), str(line["reason"]))
            names[name] = str(line.get("what", name))
    return ToleranceTable(lines=lines, by_largest=frozenset(record.get("largest", {})), names=names)
