"""The verbs of dplyr, tidyr, tibble, readr, magrittr and knitr: a table of their own, bound with their package.

The modules that define verbs are imported when a package of theirs is first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from rcompat.script.registry import parameters_of
from rcompat.script.values import Builtin, Environment

__all__ = ["VERB_PACKAGES", "bind_verbs", "known_verbs", "verb"]

_VERBS: dict[str, Builtin] = {}
_PACKAGES: dict[str, frozenset[str]] = {}
_Function = TypeVar("_Function", bound=Callable[..., Any])

_TOPICS = (
    "column_splits",
    "column_verbs",
    "computing_verbs",
    "joins",
    "mapping",
    "markup_tables",
    "older_pivots",
    "pivots",
    "row_groups",
    "row_verbs",
    "simple_verbs",
    "text_verbs",
    "tibbles",
    "tidy_vectors",
)

VERB_PACKAGES = frozenset(
    ("dplyr", "tidyr", "tibble", "readr", "magrittr", "tidyverse", "purrr", "stringr", "forcats", "tidyselect", "knitr")
)


def verb(
    names: str, formals: str, packages: str = "dplyr", *, lazy: str = "", special: bool = False
) -> Callable[[_Function], _Function]:
    """Register a function of one or several packages.

    Args:
        names: R's names, separated by blanks.
        formals: R's parameters, separated by blanks.
        packages: the packages that have it; tidyverse has all but those of knitr.
        lazy: parameters that arrive as promises.
        special: the function takes the interpreter, the unevaluated call and its environment.
    """

    def register(run: _Function) -> _Function:
        for name in names.split():
            item = Builtin(name, run, tuple(formals.split()))
            item.python_names = parameters_of(run)[1:]
            item.lazy = frozenset(lazy.split())
            item.special = item.primitive = special
            _VERBS[name] = item
            homes = packages.split()
            _PACKAGES[name] = frozenset(homes if homes == ["knitr"] else (*homes, "tidyverse"))
        return run

    return register


@cache
def known_verbs() -> dict[str, Builtin]:
    """All verbs by name."""
    for topic in _TOPICS:
        import_module(f"rcompat.script.functions.{topic}")
    return _VERBS


def bind_verbs(env: Environment, package: str) -> None:
    """Put a package's verbs into its environment."""
    env.values.update({name: item for name, item in known_verbs().items() if package in _PACKAGES[name]})
