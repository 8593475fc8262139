"""Lines of a Python program: statements with their comments and inner blocks, and how they are laid out."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from rcompat.script.translation.layout import statement_lines

__all__ = ["Block", "Line", "block_lines", "comment_line", "comment_text", "expression_line"]

_WIDTH = 88
_LONGEST = 120
"""A longer line has its comment above it."""

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")
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

    @property
    def is_definition(self) -> bool:
        """Whether it defines a function."""
        return self.head.startswith("def ")


def comment_text(text: str) -> str:
    """A comment that ends where its line ends: Python's lines end at a carriage return too."""
    line = _CONTROL.sub(" ", text).rstrip()
    return line if line.startswith("#") else f"# {line}"


def comment_line(text: str) -> Line:
    """A comment on its own line."""
    return Line(text=comment_text(text))


def expression_line(node: ast.expr) -> Line:
    """An expression as a statement."""
    return Line(ast.Expr(node))


def block_lines(items: list[Line | Block], depth: int = 0) -> list[str]:
    """The text of statements, indented."""
    found: list[str] = []
    gap = 1 if depth else 2
    after_definition = False
    for item in items:
        is_blank = isinstance(item, Line) and item.node is None and not item.text
        if after_definition and is_blank:
            continue
        if isinstance(item, Block) and item.is_definition:
            _open_gap(found, gap)
        elif after_definition:
            found += [""] * gap
        found += _line(item, depth) if isinstance(item, Line) else _block(item, depth)
        after_definition = isinstance(item, Block) and item.is_definition
    return found


def _open_gap(found: list[str], gap: int) -> None:
    """Blank lines before a definition and the comments that belong to it."""
    place = len(found)
    while place and found[place - 1].lstrip().startswith("#"):
        place -= 1
    end = place
    while place and not found[place - 1].strip():
        place -= 1
    found[place:end] = [""] * gap if place else []


def _line(item: Line, depth: int) -> list[str]:
    pad = _INDENT * depth
    if item.node is None:
        return [pad + item.text if item.text else ""]
    tail = f"  {item.trailing}" if item.trailing else ""
    lines = [pad + text for text in statement_lines(item.node, _WIDTH - len(pad))]
    if len(lines[-1]) + len(tail) > _LONGEST:
        return [pad + item.trailing, *lines]
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
