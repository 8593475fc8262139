"""The functions of base, stats, utils and dplyr by topic; `offer_all` makes them and the operators known by name."""

from functools import cache
from pathlib import Path

from rcompat.script.registry import promise_builtins

__all__ = ["INDEX", "offer_all", "read_index"]

INDEX = Path(__file__).with_name("index.txt")
"""One line per function: its name, and the module below `rcompat.script` that defines it. `scripts/write_indexes.py`
writes it; a test compares it with the modules."""


def read_index(text: str) -> dict[str, str]:
    """The index as a mapping from names to modules."""
    return {name: f"rcompat.script.{module}" for name, module in (line.split() for line in text.splitlines())}


@cache
def offer_all() -> None:
    """Make all functions known; the module of each is imported when the function is first looked at."""
    promise_builtins(read_index(INDEX.read_text(encoding="utf-8")).items())
