"""Double quotation marks for Python text, as code formatters like them."""

from __future__ import annotations

import io
import tokenize

__all__ = ["double_quoted"]


def double_quoted(program: str) -> str:
    """The program with 'text' as "text" wherever the text holds no quotation marks."""
    lines = program.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(program).readline):
        is_plain = token.type == tokenize.STRING and token.string[0] == "'" and '"' not in token.string
        if is_plain and token.start[0] == token.end[0] and not token.string.startswith("'''"):
            row = token.start[0] - 1
            inner = token.string[1:-1]
            lines[row] = f'{lines[row][: token.start[1]]}"{inner}"{lines[row][token.end[1] :]}'
    return "\n".join(lines)
