"""Lines of a Python program: statements with their comments and inner blocks, and how they are laid out."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

__all__ = ["Block", "Line", "block_lines", "comment_line", "expression_line"]

_WIDTH = 100
_INDENT = "    "


@dataclass(slots=True)
class Line:
    """One statement; `text` starts a comment of its own if there is no statement."""

    node: ast.stmt | None = None
    text: str = ""
    trailing: str = ""


@dataclass(slots=True)
class Block:
    """A statement that holds others: the line that opens it, what is inside, and what follows, such as `else:`."""

    head: str
    body: list[Line | Block] = field(default_factory=list)
    after: Block | None = None
    before: list[str] = field(default_factory=list)
    trailing: str = ""


def comment_line(text: str) -> Line:
    """A comment on its own line."""
    return Line(text=text)


def expression_line(node: ast.expr) -> Line:
    """An expression as a statement."""
    return Line(ast.Expr(node))


def block_lines(items: list[Line | Block], depth: int = 0) -> list[str]:
    """The text of statements, indented."""
    found: list[str] = []
    for item in items:
        found += _line(item, depth) if isinstance(item, Line) else _block(item, depth)
    return found


def _line(item: Line, depth: int) -> list[str]:
    pad = _INDENT * depth
    if item.node is None:
        return [pad + item.text if item.text else ""]
    tail = f"  {item.trailing}" if item.trailing else ""
    lines = [pad + text for text in _statement(item.node, _WIDTH - len(pad))]
    lines[-1] += tail
    return lines


def _block(item: Block, depth: int) -> list[str]:
    pad = _INDENT * depth
    lines = [pad + text for text in item.before]
    lines.append(pad + item.head + (f"  {item.trailing}" if item.trailing else ""))
    inner = block_lines(item.body, depth + 1)
    if not any(line.strip() and not line.strip().startswith("#") for line in inner):
        inner.append(_INDENT * (depth + 1) + "pass")
    lines += inner
    if item.after is not None:
        lines += _block(item.after, depth)
    return lines


def _statement(node: ast.stmt, width: int) -> list[str]:
    """One statement; a call that does not fit the line has its arguments below it."""
    text = ast.unparse(ast.fix_missing_locations(node))
    if len(text) <= width or "\n" in text:
        return text.split("\n")
    value = getattr(node, "value", None)
    if not isinstance(value, ast.Call) or not (value.args or value.keywords):
        return [text]
    whole = ast.unparse(value)
    if not text.endswith(whole):
        return [text]
    return [text[: -len(whole)] + ast.unparse(value.func) + "(", *_arguments(value, width), ")"]


def _arguments(value: ast.Call, width: int) -> list[str]:
    pieces = [ast.unparse(item) for item in value.args]
    pieces += [f"**{ast.unparse(item.value)}" if item.arg is None else _keyword(item) for item in value.keywords]
    if len(", ".join(pieces)) + len(_INDENT) <= width:
        return [_INDENT + ", ".join(pieces)]
    return [f"{_INDENT}{piece}," for piece in pieces]


def _keyword(item: ast.keyword) -> str:
    return f"{item.arg}={ast.unparse(item.value)}"
