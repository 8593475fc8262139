"""The doors of the packages at hand: modules that stand for R packages, found as the script floor finds them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from rcompat.script.packages import known_packages

__all__ = ["door", "door_functions"]


def door(package: str) -> ModuleType:
    """The module that stands for an R package.

    Raises:
        LookupError: no module does.
    """
    known = known_packages()
    if package not in known:
        raise LookupError(f"no Python package stands for R's {package}")
    return import_module(known[package])


def door_functions() -> frozenset[str]:
    """All names that the doors offer, in R's spelling too: a dot for an underscore."""
    names: set[str] = set()
    for package in known_packages():
        names.update(getattr(door(package), "__all__", ()))
    return frozenset(names | {name.replace("_", ".") for name in names})
