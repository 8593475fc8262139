"""The data sets of R's package datasets, and of packages that are taken as attached; read when first named."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from rcompat.language.syntax import parse_expression
from rcompat.script.evaluator import evaluate
from rcompat.script.machine import Machine
from rcompat.script.values import Value

__all__ = ["offer_package_data", "offer_standard_data"]

_FOLDER = Path(__file__).parent / "data"
_PACKAGES = frozenset(("MASS",))
"""Packages with a folder of their own."""


@cache
def _names(package: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (_FOLDER / package).glob("*.R")))


def _reader(it: Machine, package: str, name: str) -> Callable[[], Value]:
    path = _FOLDER / package / f"{name}.R"
    return lambda: evaluate(it, parse_expression(path.read_text(encoding="utf-8")), it.base)


def offer_standard_data(it: Machine) -> None:
    """Make the names of R's data sets known to a machine.

    R: package datasets.
    """
    for name in _names(""):
        it.datasets.setdefault(name, _reader(it, "", name))


def offer_package_data(it: Machine, package: str) -> None:
    """Make the names of a package's data sets known to a machine."""
    for name in _names(package) if package in _PACKAGES else ():
        it.datasets[name] = _reader(it, package, name)
