"""Source text to expression trees, with R's own messages for text it rejects. Answers to R's `parse(text=)`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rcompat.language.cursor import Cursor
from rcompat.language.expressions import Expr
from rcompat.language.grammar import read_expression
from rcompat.language.syntax_errors import unexpected
from rcompat.language.tokens import RSyntaxError

__all__ = ["ParsedExpression", "RSyntaxError", "parse", "parse_expression", "parse_program"]

_TOO_DEEP: Final = "out of memory while parsing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedExpression:
    """A top-level expression with its place in the source (lines count from 1)."""

    expr: Expr
    first_line: int
    last_line: int
    source_text: str


def parse(text: str) -> tuple[Expr, ...]:
    """Parse R source text.

    Args:
        text: any number of R expressions.

    Returns:
        tuple[Expr, ...]: the top-level expressions in order.

    Raises:
        RSyntaxError: text that R rejects, with R's message.

    R: base `parse(text=)`.
    """
    return tuple([expr for expr, _, _ in _statements(Cursor(text))])


def parse_expression(text: str) -> Expr:
    """Parse text that holds exactly one R expression.

    Raises:
        RSyntaxError: text that R rejects, or that holds no or several expressions.

    R: base `str2lang`.
    """
    found = parse(text)
    if len(found) != 1:
        raise RSyntaxError(f"parsing result not of length one, but {len(found)}")
    return found[0]


def parse_program(text: str) -> tuple[ParsedExpression, ...]:
    """Parse R source text and keep the place of each top-level expression.

    R: base `parse(text=, keep.source = TRUE)` with its source references.
    """
    cursor = Cursor(text)
    source = cursor.text
    return tuple(
        [
            ParsedExpression(
                expr=expr,
                first_line=source.count("\n", 0, start) + 1,
                last_line=source.count("\n", 0, end) + 1,
                source_text=source[start:end],
            )
            for expr, start, end in _statements(cursor)
        ]
    )


def _statements(cursor: Cursor) -> list[tuple[Expr, int, int]]:
    """Read the whole program: each expression with its first and last offset."""
    found: list[tuple[Expr, int, int]] = []
    try:
        while True:
            token = cursor.peek()
            if token.kind == "end":
                return found
            if token.kind == "newline":
                cursor.index += 1
                continue
            expr = read_expression(cursor, 0, True)
            end = cursor.tokens[cursor.index - 1].end
            following = cursor.peek()
            if following.kind not in ("newline", ";", "end"):
                raise unexpected(cursor.text, following)
            if cursor.placeholders:
                raise RSyntaxError("invalid use of pipe placeholder")
            cursor.index += following.kind != "end"
            found.append((expr, token.start, end))
    except RecursionError:
        raise RSyntaxError(_TOO_DEEP) from None
