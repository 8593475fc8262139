"""Comments as statements, so that the parser keeps them in their places.

A comment on its own line, or behind a complete statement, becomes a call of the function `#`; the line count stays the
same. Comments inside the parentheses of a call have no place of their own among Python's statements: they are handed
back to be written before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["COMMENT", "TRAILING", "Marked", "mark_comments"]

COMMENT = "#"
TRAILING = "#>"
_OPEN_ENDED = (*"+-*/^=<>&|~,({[!?:%", "else")


@dataclass(slots=True)
class Marked:
    """The source with its comments as statements, and by line those that could not be kept in place."""

    text: str
    loose: dict[int, str] = field(default_factory=dict)


def mark_comments(source: str) -> Marked:
    """Turn the comments of R source into statements where one may stand."""
    marked = Marked("")
    lines: list[str] = []
    brackets: list[str] = []
    quote = ""
    before = ""
    for number, line in enumerate(source.split("\n"), start=1):
        code, comment, quote = _split(line, brackets, quote)
        if comment is None:
            lines.append(line)
        elif brackets and brackets[-1] != "{":
            marked.loose[number] = comment
            lines.append(code)
        else:
            lines.append(_marked_line(code, comment, before, number, marked))
        before = code.strip() or before
    marked.text = "\n".join(lines)
    return marked


def _marked_line(code: str, comment: str, before: str, number: int, marked: Marked) -> str:
    if not code.strip():
        if _goes_on(before):
            marked.loose[number] = comment
            return ""
        return f"{code}{_call(COMMENT, comment)}"
    if code.strip() == "}" or not _goes_on(code.strip()):
        return f"{code}; {_call(TRAILING, comment)}"
    if code.strip().endswith("{"):
        return f"{code}{_call(COMMENT, comment)}"
    marked.loose[number] = comment
    return code


def _goes_on(code: str) -> bool:
    """Whether a statement that ends like this continues on the next line."""
    return code.endswith(_OPEN_ENDED) and not code.endswith("{")


def _call(name: str, comment: str) -> str:
    text = comment.replace("\\", "\\\\").replace('"', '\\"')
    return f'`{name}`("{text}")'


def _split(line: str, brackets: list[str], quote: str) -> tuple[str, str | None, str]:
    """Code and comment of a line; `brackets` are the open ones, `quote` the open quotation mark."""
    place = 0
    while place < len(line):
        sign = line[place]
        if quote:
            if sign == "\\" and quote != "`":
                place += 1
            elif sign == quote:
                quote = ""
        elif sign in "\"'`":
            quote = sign
        elif sign == "#":
            return line[:place], line[place:], quote
        elif sign in "([{":
            brackets.append(sign)
        elif sign in ")]}" and brackets:
            brackets.pop()
        place += 1
    return line, None, quote
