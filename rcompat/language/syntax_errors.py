"""R's sentences for syntax errors: what was unexpected, where, and the last two lines read, with a caret."""

from __future__ import annotations

from typing import Final

from rcompat.language.tokens import RSyntaxError, Token

__all__ = ["unexpected"]

_WORDS: Final[dict[str, str]] = {
    "end": "end of input", "newline": "end of line", "bad": "input", "placeholder": "input",
    "string": "string constant", "number": "numeric constant", "null": "'NULL'", "symbol": "symbol",
    "<-": "assignment", "<<-": "assignment", ":=": "assignment", "->>": "'->'", "special": "SPECIAL",
    "incomplete": "INCOMPLETE_STRING", "\\": "'\\\\'",
}  # fmt: skip
_TAB: Final = 8
_CONTEXT_BYTES: Final = 256
# Tokens that R knows only by the character behind them; it has a place in R's memory though it is put back.
_READ_AHEAD: Final = frozenset(("=", "<", ">", "!", "&", "|", "-", ":", "*", "[", "->", "::"))
_LINE_BYTES: Final = 192


def unexpected(text: str, token: Token, *, line_end: bool = False) -> RSyntaxError:
    """The error R reports on meeting `token`.

    Args:
        text: the whole source, closed by a line break.
        token: the token that cannot stand where it does.
        line_end: call it an end of line, whatever it is.
    """
    if token.kind == "error":
        return RSyntaxError(str(token.value))
    words = _WORDS.get("newline" if line_end else token.kind, f"'{token.kind}'")
    line, column = _place(text, token)
    seen = text[: len(text) if token.kind in ("end", "newline", "incomplete") else token.end]
    if token.kind == "newline":
        seen = text[: token.start]
    lines = _context(seen, _CONTEXT_BYTES - _is_read_ahead(text[token.start : token.end]))
    last = seen.removesuffix("\n").count("\n") + 1
    width = len(f"{last}: ")
    message = f"<text>:{line}:{column}: unexpected {words}\n"
    if len(lines) > 1:
        message += f"{last - 1}: {lines[-2]}\n{last}: {lines[-1]}\n"
        return RSyntaxError(message + "^".rjust(width + column))
    return RSyntaxError(message + f"{last}: {lines[-1]}\n" + "^".rjust(width + 1 + column))


def _is_read_ahead(token: str) -> bool:
    return token in _READ_AHEAD or token[-1:].isalnum() or token[-1:] in (".", "_")


def _context(seen: str, size: int) -> list[str]:
    """The lines read so far; R keeps the last bytes only, counts tab stops in bytes, and cuts long lines."""
    kept = seen.removesuffix("\n").encode("utf-8", "surrogatepass")
    lines = kept.expandtabs(_TAB)[-size:].split(b"\n")
    return [line[:_LINE_BYTES].decode("utf-8", "ignore") for line in lines[-2:]]


def _place(text: str, token: Token) -> tuple[int, int]:
    """Line and column of the first character; a line break and the end stand before the next line."""
    line = text.count("\n", 0, token.start) + 1
    if token.kind == "newline":
        return line + 1, 0
    if token.kind == "end":
        return line, 0
    column = 0
    for character in text[text.rfind("\n", 0, token.start) + 1 : token.start + 1]:
        column = (column // _TAB + 1) * _TAB if character == "\t" else column + 1
    return line, column
