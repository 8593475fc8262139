"""A whole script as a Python program: imports, statements with their comments, marks where there is no Python."""

from __future__ import annotations

from dataclasses import dataclass, field

from rcompat.language.expressions import Call, Expr, Formals, Symbol, is_call
from rcompat.language.syntax import ParsedExpression, RSyntaxError, parse_program
from rcompat.script.functions import offer_all
from rcompat.script.translation import frames, programming
from rcompat.script.translation.blocks import Block, Line, block_lines, comment_line
from rcompat.script.translation.comments import COMMENT, TRAILING, Marked, mark_comments
from rcompat.script.translation.definitions import assigned_names
from rcompat.script.translation.quotes import double_quoted
from rcompat.script.translation.scope import Project, Scope, Untranslatable
from rcompat.script.translation.statements import statement

__all__ = ["Problem", "Translation", "translate_script"]

_WIDTH = 100
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
    lines = source.split("\n")
    body: list[Line | Block] = []
    end = 0
    for item in program:
        if body and item.first_line > end + 1 and any(not line.strip() for line in lines[end : item.first_line - 1]):
            body.append(Line())
        body += _loose_comments(marked, item)
        body += _one(scope, item, lines, problems, body)
        end = item.last_line
    text = "\n".join([f'"""From {title}."""', "", *_imports(scope.project, body), "", *block_lines(body)]) + "\n"
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
        last.trailing = text
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
    return frozenset(
        item.name.replace(".", "_")
        for expr in program
        for item in _walk(expr)
        if isinstance(item, Call) and item.name is not None and _is_import(item.name)
    )


def _is_import(name: str) -> bool:
    from rcompat.linear import lm

    return name.replace(".", "_") in lm.__all__ or name in ("lmer", "fixef", "ranef", "VarCorr", "confint")


def _imports(project: Project, body: list[Line | Block]) -> list[str]:
    text = "\n".join(block_lines(body))
    found = [f"import {name}" for name in sorted(project.plain_imports) if f"{name}." in text]
    if found:
        found.append("")
    if "pd." in text:
        found += ["import pandas as pd", ""]
    for module in sorted(project.imports):
        used = [name for name in sorted(project.imports[module]) if name in text]
        if used:
            found += _import_lines(module, used)
    if "r." in text:
        found.append("from rcompat import r")
    return found


def _import_lines(module: str, names: list[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return [line]
    found, row = [f"from {module} import ("], ""
    for name in names:
        if len(row) + len(name) > _WIDTH - 8:
            found.append(f"    {row.rstrip()}")
            row = ""
        row += f"{name}, "
    return [*found, f"    {row.rstrip()}", ")"]
