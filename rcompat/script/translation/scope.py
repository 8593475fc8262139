"""What the translator knows while it walks a script: names, what kind of value each holds, imports, packages."""

from __future__ import annotations

import ast
import keyword
from dataclasses import dataclass, field
from typing import Any

from rcompat.language.expressions import Expr
from rcompat.script.translation.names import variable_name

__all__ = ["Code", "Project", "Scope", "Untranslatable", "const", "function_call", "name_load", "r_call"]

# Kinds of values that decide how something is written. "any" is what nothing is known of.
# scalar: a Python number, text or truth value; value: an RValue; frame, series: pandas; record: a fit or an answer.


class Untranslatable(Exception):
    """There is no Python for this, for the reason given."""


@dataclass(frozen=True, slots=True)
class Code:
    """A Python expression and the kind of its value."""

    node: ast.expr
    kind: str = "any"


@dataclass(slots=True)
class Project:
    """What the whole program shares."""

    modules: dict[str, Any] = field(default_factory=dict)
    linear: Any = None
    imports: dict[str, set[str]] = field(default_factory=dict)
    plain_imports: set[str] = field(default_factory=set)
    packages: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    generics: set[str] = field(default_factory=set)
    taken: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    failed: set[str] = field(default_factory=set)
    formals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    datasets: frozenset[str] = frozenset()
    visibility: dict[str, frozenset[str]] = field(default_factory=dict)

    def door_of(self, name: str) -> str | None:
        """The module whose function an R name stands for, if a package or `lm` has it."""
        label = name.replace(".", "_")
        for package in reversed(self.packages):
            module = self.modules.get(package)
            if module is not None and label in module.__all__:
                return str(module.__name__)
        if self.linear is not None and label in self.linear.__all__:
            return str(self.linear.__name__)
        return None

    def need(self, module: str, name: str | None = None) -> None:
        """Note that the program imports a module, or a name from it."""
        if name is None:
            self.plain_imports.add(module)
        else:
            self.imports.setdefault(module, set()).add(name)


@dataclass(slots=True)
class Scope:
    """One function's or the program's names."""

    project: Project
    parent: Scope | None = None
    kinds: dict[str, str] = field(default_factory=dict)
    hoisted: list[Any] = field(default_factory=list)
    mask: ast.expr | None = None
    outer: set[str] = field(default_factory=set)
    parameters: tuple[str, ...] = ()
    defaults: dict[str, Expr] = field(default_factory=dict)
    count: int = 0
    hides_some: bool = False
    function: str = ""

    def kind_of(self, name: str) -> str | None:
        """What kind of value a variable holds; None if there is no such variable."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.kinds:
                return scope.kinds[name]
            scope = scope.parent
        return None

    def python(self, name: str) -> str:
        """The Python name of a variable."""
        labels = self.project.labels
        if name not in labels:
            first = label = variable_name(name, self.project.taken)
            number = 1
            while label in labels.values():
                number += 1
                label = f"{first}_{number}"
            labels[name] = label
        return labels[name]

    def set(self, name: str, kind: str) -> str:
        """A variable gets a value of this kind; its Python name."""
        self.kinds[name] = kind
        self.project.failed.discard(name)
        return self.python(name)

    def is_top(self) -> bool:
        """Whether this is the program itself."""
        return self.parent is None


def name_load(label: str) -> ast.Name:
    """A Python name that is read."""
    return ast.Name(label, ast.Load())


def const(value: Any) -> ast.Constant:
    """A Python literal."""
    return ast.Constant(value)


def function_call(function: ast.expr | str, /, *values: ast.expr, **named: ast.expr) -> ast.Call:
    """A Python call."""
    called = name_load(function) if isinstance(function, str) else function
    own = {key: value for key, value in named.items() if key != "**"}
    if all(key.isidentifier() and not keyword.iskeyword(key) for key in own):
        plain = [ast.keyword(key, value) for key, value in own.items()]
    else:  # names keep their order
        plain = [ast.keyword(None, ast.Dict([const(key) for key in own], list(own.values())))]
    if "**" in named:
        plain.append(ast.keyword(None, named["**"]))
    return ast.Call(called, list(values), plain)


def r_call(name: str, /, *values: ast.expr, **named: ast.expr) -> ast.Call:
    """A call of a function of `rcompat.r`."""
    return function_call(ast.Attribute(name_load("r"), name, ast.Load()), *values, **named)
