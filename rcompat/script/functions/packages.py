"""library, require, data and their like. R: base::library, utils::data."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.string_text import squote
from rcompat.language.expressions import Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import string, strings
from rcompat.script.evaluator import force
from rcompat.script.machine import Context
from rcompat.script.packages import attach, known_packages
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_message, raise_warning
from rcompat.script.values import Value, chr, lgl, scalar

__all__: list[str] = []


def _package_name(context: Context, promise: Any, literal: Any) -> str:
    expr = plain(promise)
    if isinstance(expr, Symbol) and not literal:
        return expr.name
    return string(force(context.it, promise))


@builtin("library", "package help pos lib.loc character.only quietly warn.conflicts verbose", lazy="package")
def _library(
    context: Context,
    package: Any = None,
    help_: Any = None,
    pos: Any = None,
    lib_loc: Any = None,
    character_only: Any = None,
    quietly: Any = None,
    warn_conflicts: Any = None,
    verbose: Any = None,
) -> Value:
    context.it.visible = False
    if package is None:
        return None
    name = _package_name(context, package, character_only is not None and bool(character_only.data[0]))
    told = warn_conflicts is None or bool(warn_conflicts.data[0])
    if not attach(context.it, name, warns=told):
        raise RError(f"there is no package called {squote(name)}")
    context.it.visible = False
    return chr([name])


@builtin("require", "package lib.loc quietly warn.conflicts character.only", lazy="package")
def _require(
    context: Context,
    package: Any,
    lib_loc: Any = None,
    quietly: Any = None,
    warn_conflicts: Any = None,
    character_only: Any = None,
) -> Value:
    it = context.it
    name = _package_name(context, package, character_only is not None and bool(character_only.data[0]))
    if name not in it.packages["attached"]:
        if name not in known_packages():
            from rcompat.script.packages import is_silent

            if not is_silent(name):
                raise_message(it, f"Loading required package: {name}\n", None)
                text = f"there is no package called {squote(name)}"
                call = "library(package, lib.loc = lib.loc, character.only = TRUE, logical.return = TRUE, "
                from rcompat.language.syntax import parse

                raise_warning(it, text, parse(call + "warn.conflicts = warn.conflicts, quietly = quietly)")[0])
                it.visible = False
                return lgl([0])
        attach(it, name, required=True)
    it.visible = False
    return lgl([1])


@builtin("requireNamespace loadNamespace", "package ... quietly")
def _require_namespace(context: Context, package: Value, dots: Any = (), quietly: Value = None) -> Value:
    from rcompat.script.packages import is_silent

    name = string(package)
    context.it.visible = False
    return scalar(name in known_packages() or is_silent(name))


@builtin("data", "... list package envir", lazy="...")
def _data(context: Context, dots: Any = (), list_: Value = None, package: Value = None, envir: Value = None) -> Value:
    it = context.it
    names = [_package_name(context, promise, False) for _, promise in dots]
    names += [] if list_ is None else [str(name) for name in strings(list_)]
    if package is not None:
        for name in strings(package):
            from rcompat.script.packages import load_datasets

            load_datasets(it, str(name))
    for name in names:
        if name in it.datasets:
            it.globals.values[name] = it.datasets[name]()
        else:
            raise_warning(it, f"data set ‘{name}’ not found", context.call)
    it.visible = False
    return chr(names)
