"""Write the indexes that let modules be imported only when a name of theirs is first used.

    python scripts/write_indexes.py [--check]

Run it after adding, moving or renaming a function of `rcompat/script` or an answer to a generic;
`tests/house/test_indexes.py` says when.
With `--check` nothing is written: what would change is printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from typing import Any

import pylmer
import rcompat
from rcompat import design
from rcompat.base.generics import answer_index
from rcompat.design import function_table
from rcompat.design.builtins import Builtin
from rcompat.script import functions
from rcompat.script.registry import HOMES

_CORE = ("control", "operators", "replacement")
_LAST = "formula_functions"  # takes what no other topic has


def function_index() -> str:
    """The index of the interpreter's functions."""
    topics = sorted(module.name for module in iter_modules(functions.__path__))
    for name in (*_CORE, *(f"functions.{topic}" for topic in topics if topic != _LAST), f"functions.{_LAST}"):
        import_module(f"rcompat.script.{name}")
    lines = sorted(f"{name} {home.removeprefix('rcompat.script.')}" for name, home in HOMES.items())
    return "\n".join(lines) + "\n"


def design_index() -> str:
    """The index of the functions that formulas may call."""
    homes = {}
    for module in iter_modules(design.__path__):
        if module.name.startswith("functions_"):
            tables = vars(import_module(f"rcompat.design.{module.name}"))
            own = [(key, table) for key, table in tables.items() if key.isupper() and isinstance(table, dict)]
            homes.update({name: f"{module.name} {key}" for key, table in own for name in _builtins(table)})
    return "".join(f"{name} {home}\n" for name, home in sorted(homes.items()))


def _builtins(table: dict[Any, Any]) -> list[str]:
    return [name for name, item in table.items() if isinstance(item, Builtin)]


def answer_lines(package: Any) -> str:
    """The index of the answers that a package's modules register."""
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.startswith(("rcompat.harness", "rcompat.script")):
            import_module(module.name)
    return "\n".join(answer_index(package.__name__)) + "\n"


def texts() -> Iterator[tuple[Path, str]]:
    """Every index and its text; each must be written before the next is asked for, which reads it."""
    yield function_table.INDEX, design_index()
    yield functions.INDEX, function_index()
    for package in (rcompat, pylmer):
        yield Path(str(package.__file__)).with_name("answers.txt"), answer_lines(package)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="print what would change, write nothing")
    checking = parser.parse_args().check
    stale = 0
    for path, text in texts():
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == text:
            continue
        stale += 1
        changed = sorted(set(old.splitlines()) ^ set(text.splitlines()))
        print(f"{path}:", *changed, sep="\n  ")
        if not checking:
            path.write_text(text, encoding="utf-8")
    return 1 if checking and stale else 0


if __name__ == "__main__":
    sys.exit(main())
