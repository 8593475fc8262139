"""The verbs of dplyr, tidyr, tibble, readr and magrittr: a table of their own, bound when their package is attached."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from rcompat.script.values import Builtin, Environment

__all__ = ["VERBS", "VERB_MASKS", "VERB_PACKAGES", "bind_verbs", "verb"]

VERBS: dict[str, Builtin] = {}
_PACKAGES: dict[str, frozenset[str]] = {}
_Function = TypeVar("_Function", bound=Callable[..., Any])

VERB_PACKAGES = frozenset(
    ("dplyr", "tidyr", "tibble", "readr", "magrittr", "tidyverse", "purrr", "stringr", "forcats", "tidyselect")
)
VERB_MASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "dplyr": {
        "MASS": ("select",),
        "stats": ("filter", "lag"),
        "base": ("intersect", "setdiff", "setequal", "union"),
    },
    "magrittr": {"purrr": ("set_names",), "tidyr": ("extract",)},
    "tidyr": {"Matrix": ("expand", "pack", "unpack")},
}


def verb(names: str, formals: str, packages: str = "dplyr", *, lazy: str = "") -> Callable[[_Function], _Function]:
    """Register a function of one or several packages.

    Args:
        names: R's names, separated by blanks.
        formals: R's parameters, separated by blanks.
        packages: the packages that have it; tidyverse has all.
        lazy: parameters that arrive as promises.
    """

    def register(run: _Function) -> _Function:
        for name in names.split():
            item = Builtin(name, run, tuple(formals.split()))
            item.python_names = tuple(inspect.signature(run).parameters)[1:]
            item.lazy = frozenset(lazy.split())
            VERBS[name] = item
            _PACKAGES[name] = frozenset((*packages.split(), "tidyverse"))
        return run

    return register


def bind_verbs(env: Environment, package: str) -> None:
    """Put a package's verbs into its environment."""
    env.values.update({name: item for name, item in VERBS.items() if package in _PACKAGES[name]})
