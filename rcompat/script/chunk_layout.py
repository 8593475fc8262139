"""How a chunk's sources, outputs and conditions are laid out in Markdown.

R: knitr's hooks of render_markdown.
"""

from __future__ import annotations

from dataclasses import dataclass

from rcompat.base.line_wrap import strwrap
from rcompat.script.chunk_options import ChunkOptions

__all__ = ["Piece", "chunk_text"]

_WIDTH = 80


@dataclass(slots=True)
class Piece:
    """Something to show: a source, an output, a message, a warning or an error.

    Attributes:
        kind: "source", "output", "message", "warning", "error" or "asis".
        text: what to show.
        number: of a source: the number of its first expression.
        closed: whether later output stands apart.
    """

    kind: str
    text: str
    number: int = 0
    closed: bool = False


def chunk_text(pieces: list[Piece], options: ChunkOptions) -> str:
    """The Markdown of a chunk."""
    shown = _joined_sources(_held(_wanted(pieces, options), options))
    if options.flag("collapse") and options.word("results") != "asis":
        return _collapsed(shown, options)
    return "".join(_block(piece, options) for piece in shown).removesuffix("\n")


def _wanted(pieces: list[Piece], options: ChunkOptions) -> list[Piece]:
    echo = options.choice("echo")
    found = []
    for piece in pieces:
        if piece.kind == "source":
            keep = echo.takes(piece.number)
        elif piece.kind == "output":
            keep = options.word("results") != "hide" and bool(piece.text)
        elif piece.kind == "error":
            keep = True
        else:
            keep = options.flag(piece.kind)
        if keep:
            found.append(piece)
    return found


def _held(pieces: list[Piece], options: ChunkOptions) -> list[Piece]:
    """With results = "hold", all output at the end and in one."""
    if options.word("results") != "hold":
        return pieces
    text = "".join(_ended(piece.text) for piece in pieces if piece.kind == "output")
    rest = [piece for piece in pieces if piece.kind != "output"]
    return [*rest, Piece("output", text)] if text else rest


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _joined_sources(pieces: list[Piece]) -> list[Piece]:
    """Sources with nothing between them are one; blank lines around them go."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind == "source" and found and found[-1].kind == "source":
            found[-1].text += "\n" + piece.text
        else:
            found.append(Piece(piece.kind, piece.text))
    for piece in found:
        if piece.kind == "source":
            piece.text = _stripped(piece.text)
    return [piece for piece in found if piece.kind != "source" or piece.text]


def _stripped(text: str) -> str:
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def _commented(piece: Piece, options: ChunkOptions) -> str:
    text = piece.text
    if piece.kind in ("warning", "error", "message"):
        lines: list[str] = []
        for line in text.rstrip("\n").split("\n"):
            lines += strwrap(line, _WIDTH) if piece.kind == "warning" and len(line) >= _WIDTH else [line]
        text = "\n".join(lines)
    mark = options.word("comment")
    lines = text.rstrip().split("\n")
    return "\n".join(f"{mark} {line}" if mark else line for line in lines)


def _block(piece: Piece, options: ChunkOptions) -> str:
    if piece.kind == "source":
        return f"\n```r\n{piece.text}\n```\n"
    if piece.kind == "asis" or (piece.kind == "output" and options.word("results") == "asis"):
        return "\n" + _ended(piece.text)
    return f"\n```\n{_commented(piece, options)}\n```\n"


def _collapsed(pieces: list[Piece], options: ChunkOptions) -> str:
    if not pieces:
        return ""
    lines = [piece.text if piece.kind == "source" else _commented(piece, options) for piece in pieces]
    return "\n```r\n" + "\n".join(lines) + "\n```"
