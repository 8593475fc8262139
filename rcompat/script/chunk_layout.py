"""How a chunk's sources, outputs and conditions are laid out in Markdown.

R: knitr's hooks of render_markdown.
"""

from __future__ import annotations

from dataclasses import dataclass

from rcompat.base.line_wrap import strwrap
from rcompat.script.chunk_options import ChunkOptions
from rcompat.script.values import Vec

__all__ = ["Piece", "chunk_text"]

_WIDTH = 80


@dataclass(slots=True)
class Piece:
    """Something to show: a source, an output, a message, a warning or an error.

    Attributes:
        kind: "source", "output", "message", "warning", "error", "asis" or "picture".
        text: what to show.
        number: of a source: the number of its first expression.
        closed: whether later output stands apart.
        picture: of a picture: its file.
    """

    kind: str
    text: str
    number: int = 0
    closed: bool = False
    picture: bytes = b""


def chunk_text(pieces: list[Piece], options: ChunkOptions) -> str:
    """The Markdown of a chunk."""
    shown = _joined_sources(_held(_wanted(pieces, options), options), options)
    text = ""
    is_plain = True
    for block, is_raw in _blocks(shown, options):
        if is_raw:
            text += block if is_plain else "\n" + block
        else:
            text = (_ended(text.rstrip("\n")) if text and is_plain else text) + block
        is_plain = is_raw
    return text.rstrip("\n")


def _blocks(shown: list[Piece], options: ChunkOptions) -> list[tuple[str, bool]]:
    """The pieces as Markdown, each with whether it stands as it is, without a fence."""
    if not options.flag("collapse") or options.results == "asis":
        return [(_block(piece, options), _is_raw(piece, options)) for piece in shown]
    found: list[tuple[str, bool]] = []
    run: list[Piece] = []
    for piece in [*shown, None]:
        if piece is not None and not _is_raw(piece, options):
            run.append(piece)
            continue
        if run:
            found.append((_collapsed(run, options), False))
        run = []
        if piece is not None:
            found.append((piece.text, True))
    return found


def _is_raw(piece: Piece, options: ChunkOptions) -> bool:
    return piece.kind in ("asis", "picture") or (piece.kind == "output" and options.results == "asis")


def _wanted(pieces: list[Piece], options: ChunkOptions) -> list[Piece]:
    echo = options.choice("echo")
    found = []
    for piece in pieces:
        if piece.kind == "source":
            keep = echo.takes(piece.number)
        elif piece.kind == "output":
            # Line breaks alone are no output, except where they stand as they are.
            text = piece.text if options.results == "asis" else piece.text.strip("\n")
            keep = options.results != "hide" and bool(text)
        elif piece.kind in ("error", "asis", "picture"):
            keep = True
        else:
            keep = options.flag(piece.kind)
        if keep:
            found.append(piece)
    return found


def _held(pieces: list[Piece], options: ChunkOptions) -> list[Piece]:
    """With results = "hold", all output at the end and in one; with fig.show = "hold", the pictures at the very end."""
    if options.word("fig.show") == "hold":
        pieces = sorted(pieces, key=lambda piece: piece.kind == "picture")
    if options.results != "hold":
        return pieces
    text = "".join(_ended(piece.text) for piece in pieces if piece.kind == "output")
    rest = [piece for piece in pieces if piece.kind != "output"]
    return [*rest, Piece("output", text)] if text else rest


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _joined_sources(pieces: list[Piece], options: ChunkOptions) -> list[Piece]:
    """Sources with nothing between them are one; blank lines around them go."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind == "source" and found and found[-1].kind == "source":
            found[-1].text += "\n" + piece.text
        else:
            found.append(Piece(piece.kind, piece.text))
    for piece in found:
        if piece.kind == "source" and options.flag("strip.white"):
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
    lines = (text.rstrip() if mark else text.rstrip("\n")).split("\n")
    return "\n".join(f"{mark} {line}" if mark else line for line in lines)


def _block(piece: Piece, options: ChunkOptions) -> str:
    if _is_raw(piece, options):
        return piece.text
    text = piece.text if piece.kind == "source" else _commented(piece, options)
    return f"\n```{_language(piece.kind, options)}\n{text}\n```\n"


def _language(kind: str, options: ChunkOptions) -> str:
    """What stands behind the fence: R for sources, or the classes that the page gives."""
    language = ("r" if options.flag("highlight") else "text") if kind == "source" else ""
    given = options.values.get(f"class.{kind}")
    if not isinstance(given, Vec) or given.kind != "character":
        return language
    names = [language, *(word for item in given.data for word in str(item).split())]
    return "{" + " ".join(f".{name.removeprefix('.')}" for name in names if name) + "}"


def _collapsed(pieces: list[Piece], options: ChunkOptions) -> str:
    lines = [piece.text if piece.kind == "source" else _commented(piece, options) for piece in pieces]
    return f"\n```{_language('source', options)}\n" + "\n".join(lines) + "\n```\n"
