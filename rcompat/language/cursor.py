"""The parser's place in the tokens of a text: looking ahead, line breaks, open brackets."""

from __future__ import annotations

from typing import Final

from rcompat.language.syntax_errors import unexpected
from rcompat.language.tokens import RSyntaxError, Token, tokenize

__all__ = ["Cursor"]

_DEEPEST_CONTEXT: Final = 50
# In brackets a line break within the branch of an `if` must be followed by one of these, though elsewhere in
# brackets line breaks do not count. R does it so.
_AFTER_IF: Final = frozenset((")", "]", "}", ",", "else"))


class Cursor:
    """A place in the token list, whether line breaks count there, and how deep the brackets are."""

    __slots__ = ("context", "depth", "in_if", "index", "placeholders", "skip_lines", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text + "\n"
        self.tokens = tokenize(self.text)
        self.index = 0
        self.skip_lines = False
        self.in_if = False
        self.context = 0
        self.depth = 0
        self.placeholders = 0

    def peek(self) -> Token:
        """Look at the next token that counts here."""
        token = self.tokens[self.index]
        if token.kind != "newline" or not self.skip_lines:
            return token
        while token.kind == "newline":
            self.index += 1
            token = self.tokens[self.index]
        if self.in_if and token.kind not in _AFTER_IF:
            raise unexpected(self.text, token, line_end=True)
        return token

    def eat_lines(self) -> None:
        """Pass over line breaks, as R does after an operator."""
        while self.tokens[self.index].kind == "newline":
            self.index += 1

    def take(self, kind: str) -> Token:
        """Pass over a token that must be of this kind."""
        token = self.peek()
        if token.kind != kind:
            raise unexpected(self.text, token)
        self.index += 1
        return token

    def enter(self, levels: int, skip_lines: bool) -> tuple[bool, bool]:
        """Open a bracket; returns the former line mode for `leave`."""
        self.context += levels
        if self.context >= _DEEPEST_CONTEXT:
            line = self.text.count("\n", 0, self.tokens[self.index - 1].start) + 1
            raise RSyntaxError(f"contextstack overflow at line {line}")
        before = self.skip_lines, self.in_if
        self.skip_lines, self.in_if = skip_lines, False
        return before

    def leave(self, levels: int, before: tuple[bool, bool]) -> None:
        """Close a bracket."""
        self.context -= levels
        self.skip_lines, self.in_if = before
