"""What R says when a package is attached: the names it masks, and tidyverse's own page.

Which names of one package mask those of another stands in data/masks.txt, written by scripts/export_masks.R.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rcompat.base.string_text import squote

__all__ = ["PACKAGE_VERSIONS", "TIDYVERSE", "masked_texts", "tidyverse_text"]

PACKAGE_VERSIONS = {
    "Matrix": "1.5-3",
    "MASS": "7.3-58.2",
    "lattice": "0.20-45",
    "ggplot2": "3.4.1",
    "tibble": "3.1.8",
    "tidyr": "1.3.0",
    "readr": "2.1.4",
    "purrr": "1.0.1",
    "dplyr": "1.0.10",
    "stringr": "1.5.0",
    "forcats": "1.0.0",
    "magrittr": "2.0.3",
    "knitr": "1.42",
    "tidyverse": "1.3.2",
}
"""Versions of the packages that have no door of their own, as Debian 12 has them."""

TIDYVERSE = ("ggplot2", "tibble", "tidyr", "readr", "purrr", "dplyr", "stringr", "forcats")
"""The packages that tidyverse attaches, in its order."""


@cache
def _masks() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    text = (Path(__file__).parent / "data" / "masks.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        packages, _, names = line.partition(": ")
        package, other = packages.split()
        found.setdefault(package, {})[other] = tuple(names.split())
    return found


def masked_texts(package: str, searched: Sequence[str]) -> list[str]:
    """The messages about the names that a package masks in those behind it.

    Args:
        package: the package attached.
        searched: the packages behind it, in the order of the search path.
    """
    masks = _masks().get(package, {})
    blocks = []
    for other in searched:
        names = masks.get(other, ())
        if names:
            what = "objects are" if len(names) > 1 else "object is"
            blocks.append(
                f"The following {what} masked from {squote(f'package:{other}')}:\n\n    {', '.join(names)}\n\n"
            )
    return [f"\nAttaching package: {squote(package)}\n\n", *blocks] if blocks else []


def tidyverse_text(added: Sequence[str], searched: Sequence[str], width: int) -> str:
    """tidyverse's page: the packages it attached, in two columns, and the functions they mask.

    Args:
        added: the packages attached by it.
        searched: the packages behind them, in the order of the search path.
        width: columns of the page.
    """
    if not added:
        return ""
    lines = [_rule("Attaching packages", f"tidyverse {PACKAGE_VERSIONS['tidyverse']}", width)]
    names, versions = _padded(added), _padded([PACKAGE_VERSIONS[name] for name in added])
    cells = [f"✔ {name} {version}" for name, version in zip(names, versions, strict=True)]
    half = (len(cells) + 1) // 2
    right = [*cells[half:], ""][:half]
    lines += [f"{cell}     {other}" for cell, other in zip(cells[:half], right, strict=True)]
    conflicts = sorted(_conflicts(searched))
    if conflicts:
        lines.append(_rule("Conflicts", "tidyverse_conflicts()", width))
        winners = _padded([f"{package}::{name}()" for name, package, _ in conflicts])
        lines += [
            f"✖ {winner} masks {other}::{name}()" for winner, (name, _, other) in zip(winners, conflicts, strict=True)
        ]
    return "\n".join(lines) + "\n"


def _conflicts(searched: Sequence[str]) -> list[tuple[str, str, str]]:
    """Name, package and the package masked; R's base package does not count."""
    return [
        (name, package, other)
        for package in TIDYVERSE
        for other, names in _masks().get(package, {}).items()
        if other in searched and other != "base" and other not in TIDYVERSE
        for name in names
    ]


def _padded(texts: Sequence[str]) -> list[str]:
    width = max(map(len, texts))
    return [text.ljust(width) for text in texts]


def _rule(left: str, right: str, width: int) -> str:
    return f"── {left} {'─' * (width - len(left) - len(right) - 8)} {right} ──"
