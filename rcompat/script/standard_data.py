"""The data sets of R's package datasets, read when a script first names them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from rcompat.language.syntax import parse_expression
from rcompat.script.evaluator import evaluate
from rcompat.script.machine import Machine
from rcompat.script.values import Value

__all__ = ["offer_standard_data"]

_FOLDER = Path(__file__).parent / "data"


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.R")))


def _reader(it: Machine, name: str) -> Callable[[], Value]:
    return lambda: evaluate(it, parse_expression((_FOLDER / f"{name}.R").read_text(encoding="utf-8")), it.base)


def offer_standard_data(it: Machine) -> None:
    """Make the names of R's data sets known to a machine.

    R: package datasets.
    """
    for name in _names():
        it.datasets.setdefault(name, _reader(it, name))
