"""A whole script as a Python program: imports, statements with their comments, marks where there is no Python."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from rcompat.language.expressions import Call, Expr, Formals, Symbol, is_call
from rcompat.language.syntax import ParsedExpression, RSyntaxError, parse_program
from rcompat.script.functions import offer_all
from rcompat.script.translation import frames, programming
from rcompat.script.translation.blocks import Block, Line, block_lines, comment_line, comment_text
from rcompat.script.translation.comments import COMMENT, TRAILING, Marked, mark_comments
from rcompat.script.translation.definitions import assigned_names
from rcompat.script.translation.quotes import double_quoted
from rcompat.script.translation.scope import Project, Scope, Untranslatable
from rcompat.script.translation.statements import statement

__all__ = ["Problem", "Translation", "translate_script"]

_WIDTH = 88
_TOPICS = (frames, programming)
"""Imported for the calls that they register."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An R expression that has no Python: the line it starts on, its text, and why."""

    line: int
    source: str
    reason: str


@dataclass(slots=True)
class Translation:
    """The program's text and what is missing from it."""

    text: str
    problems: list[Problem] = field(default_factory=list)


def translate_script(source: str, title: str = "script.R") -> Translation:
    """Translate an R script.

    Args:
        source: its text.
        title: its name, for the first line of the program.

    Raises:
        RSyntaxError: text that R rejects.
    """
    offer_all()
    marked, program = _parsed(source)
    scope = Scope(_project([item.expr for item in program]))
    problems: list[Problem] = []
    source_lines = source.split("\n")
    body: list[Line | Block] = []
    end = 0
    for item in program:
        between = source_lines[end : item.first_line - 1]
        if body and any(not line.strip() for line in between):
            body.append(Line())
        body += _loose_comments(marked, item)
        body += _one(scope, item, source_lines, problems, body)
        end = item.last_line
    lines = _without_edges(block_lines(body))
    safe = "".join(sign if sign.isprintable() and sign not in '"\\' else "_" for sign in title)
    head = [f'"""From {safe}."""', "", *_imports(scope.project, lines)]
    gap = [""] * (3 if lines and lines[0].startswith(("def ", "@")) else 1)
    text = "\n".join([*_without_edges(head), *gap, *lines]) + "\n"
    return Translation(double_quoted(text), problems)


def _parsed(source: str) -> tuple[Marked, tuple[ParsedExpression, ...]]:
    """The program with comments as statements where that parses, else with the code alone."""
    marked = mark_comments(source)
    try:
        return marked, parse_program(marked.text)
    except RSyntaxError:
        return Marked(source), parse_program(source)


def _loose_comments(marked: Marked, item: ParsedExpression) -> list[Line | Block]:
    places = [number for number in marked.loose if item.first_line <= number <= item.last_line]
    return [comment_line(marked.loose.pop(number)) for number in sorted(places)]


def _one(
    scope: Scope, item: ParsedExpression, lines: list[str], problems: list[Problem], before: list[Line | Block]
) -> list[Line | Block]:
    if is_call(item.expr, TRAILING) and isinstance(item.expr, Call):
        return _trailing(item.expr, before)
    try:
        found = statement(scope, item.expr)
    except Untranslatable as problem:
        return _marked(scope, item, str(problem), lines, problems)
    except RecursionError:
        return _marked(scope, item, "nested too deeply", lines, problems)
    return found


def _trailing(expr: Call, before: list[Line | Block]) -> list[Line | Block]:
    text = str(getattr(expr.values[0], "value", ""))
    last = before[-1] if before else None
    if isinstance(last, Line) and last.node is not None and not last.trailing:
        last.trailing = comment_text(text)
        return []
    return [comment_line(text)]


def _marked(
    scope: Scope, item: ParsedExpression, reason: str, lines: list[str], problems: list[Problem]
) -> list[Line | Block]:
    source = item.source_text
    if f"`{COMMENT}" in source:
        source = "\n".join(lines[item.first_line - 1 : item.last_line])
    problems.append(Problem(item.first_line, source, reason))
    scope.project.failed.update(assigned_names(item.expr))
    for name in assigned_names(item.expr):
        scope.kinds.pop(name, None)
    shown = [comment_line(f"# R: {line}") for line in source.split("\n")]
    return [comment_line(f"# Not translated: {reason}"), *shown]


def _project(program: list[Expr]) -> Project:
    from rcompat.script.session import make_machine

    project = Project()
    project.datasets = frozenset(make_machine(lambda stream, text: None).datasets)
    changed: set[str] = set()
    for expr in program:
        changed |= _changed(expr)
        if _mentions(expr, "lm"):
            from rcompat.linear import lm

            project.linear = lm
    project.changed = frozenset(changed)
    project.taken = _called(program)
    return project


def _walk(expr: Expr) -> list[Expr]:
    found: list[Expr] = [expr]
    for item in found:
        if isinstance(item, Call):
            found += [item.function, *item.values]
        elif isinstance(item, Formals):
            found += [parameter.value for parameter in item.parameters]
    return found


def _mentions(expr: Expr, name: str) -> bool:
    return any(item == Symbol(name) for item in _walk(expr))


def _changed(expr: Expr) -> set[str]:
    """Variables of which some part is replaced somewhere."""
    found: set[str] = set()
    for item in _walk(expr):
        if isinstance(item, Call) and item.name in ("<-", "=", "<<-") and isinstance(item.values[0], Call):
            target: Expr = item.values[0]
            while isinstance(target, Call):
                target = target.values[0]
            if isinstance(target, Symbol):
                found.add(target.name)
    return found


def _called(program: list[Expr]) -> frozenset[str]:
    """Names that calls use: a variable of the same name would hide the import."""
    offered = _offered(program)
    return frozenset(
        item.name.replace(".", "_")
        for expr in program
        for item in _walk(expr)
        if isinstance(item, Call) and item.name is not None and _is_import(item.name, offered)
    )


def _offered(program: list[Expr]) -> frozenset[str]:
    """What the packages that a program names offer."""
    from importlib import import_module

    from rcompat.script.packages import known_packages

    known = known_packages()
    words = {str(getattr(item, "name", getattr(item, "value", ""))) for expr in program for item in _walk(expr)}
    modules = [import_module(known[word]) for word in sorted(words) if word in known]
    return frozenset(name for module in modules for name in getattr(module, "__all__", ()))


def _is_import(name: str, offered: frozenset[str]) -> bool:
    from rcompat.linear import lm

    return name.replace(".", "_") in lm.__all__ or name.replace(".", "_") in offered


def _without_edges(lines: list[str]) -> list[str]:
    """Lines without blank ones at the beginning and the end."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _imports(project: Project, lines: list[str]) -> list[str]:
    """What the program needs to import, in the order that formatters sort it."""
    used = {node.id for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, ast.Name)}
    found = [f"import {name}" for name in sorted(project.plain_imports) if name in used]
    if found:
        found.append("")
    if "r" in used:
        project.need("rcompat", "r")
    for module in sorted(project.imports):
        names = [name for name in sorted(project.imports[module]) if name in used]
        if names:
            found += _import_lines(module, names)
    return found


def _import_lines(module: str, names: list[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return [line]
    row = f"    {', '.join(names)}"
    if len(row) <= _WIDTH:
        return [f"from {module} import (", row, ")"]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]
