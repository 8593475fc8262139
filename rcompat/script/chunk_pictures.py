"""The pictures of a page's chunk: what is drawn, when it counts as finished, and its files and lines of Markdown.

A picture is finished when the next one begins or when its expression ends; what later expressions add to it makes a new
picture in its place (`fig.keep = "high"`). Only pages have a device: in scripts graphics calls draw nothing.
R: knitr's chunk options for plots.
"""

from __future__ import annotations

import html
from io import BytesIO
from pathlib import Path
from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.chunk_layout import Piece
from rcompat.script.chunk_options import ChunkOptions
from rcompat.script.values import Vec

__all__ = ["Device", "save_pictures"]

_SIDE = 7.0
_DOTS = 72
_MARGINS = {"left": "auto auto auto 0", "center": "auto", "right": "auto 0 auto auto"}


class Device:
    """What a chunk draws on."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.options = ChunkOptions(values={})
        self.figure: Any = None
        self.grid: tuple[int, int] = (1, 1)
        self.left_out: list[str] = []
        self._changed = False
        self._placed: Piece | None = None

    def start(self, pieces: list[Piece], options: ChunkOptions) -> None:
        """Begin a chunk."""
        self.pieces, self.options = pieces, options
        self.figure, self.grid = None, (1, 1)
        self._changed, self._placed = False, None

    def begin(self, figure: Any) -> None:
        """Begin a picture; the one before is finished, ahead of the text written since."""
        text = self.pieces.pop() if self.pieces and not self.pieces[-1].closed else None
        self.settle()
        if text is not None:
            text.closed = True
            self.pieces.append(text)
        self.figure, self._placed, self._changed = figure, None, True

    def axes(self) -> Any:
        """Where the next high-level call draws: the next part of the figure, or a figure of its own."""
        down, across = self.grid
        count = len(self.figure.axes) if self.figure is not None else 0
        if count == 0 or count >= down * across:
            count = 0
            try:
                from matplotlib.figure import Figure
            except ImportError:
                self.leave_out("any picture (matplotlib is not installed)")
                return None
            self.begin(Figure(layout="constrained"))
        self._changed = True
        return self.figure.add_subplot(down, across, count + 1)

    def current(self) -> Any:
        """Where a low-level call draws."""
        if self.figure is None or not self.figure.axes:
            if self.left_out:
                return None
            raise RError("plot.new has not been called yet", "plot.xy(xy.coords(x, y), type = type, ...)")
        self._changed = True
        return self.figure.axes[-1]

    def settle(self) -> None:
        """An expression ended: a picture that is new or changed takes its place."""
        if not self._changed:
            return
        if self._placed is not None and self.options.word("fig.keep") != "all":
            self.pieces[:] = [piece for piece in self.pieces if piece is not self._placed]
        self._placed = Piece("picture", "", closed=True)
        self._placed.picture = _file_bytes(self.figure, self.options)
        self.pieces.append(self._placed)
        self._changed = False

    def leave_out(self, what: str) -> None:
        """Remember what was not drawn."""
        if what not in self.left_out:
            self.left_out.append(what)


def _number(options: ChunkOptions, name: str, default: float) -> float:
    value = options.values.get(name)
    return float(value.data[0]) if isinstance(value, Vec) and value.kind != "character" and len(value) else default


def _file_bytes(figure: Any, options: ChunkOptions) -> bytes:
    figure.set_size_inches(_number(options, "fig.width", _SIDE), _number(options, "fig.height", _SIDE))
    written = BytesIO()
    figure.savefig(written, format=_format(options), dpi=_number(options, "dpi", _DOTS))
    return written.getvalue()


def _format(options: ChunkOptions) -> str:
    device = options.word("dev") or "png"
    return device if device in ("png", "svg", "pdf") else "png"


def _kept(pictures: list[Piece], options: ChunkOptions) -> list[Piece]:
    keep = options.word("fig.keep") or "high"
    return {"none": [], "first": pictures[:1], "last": pictures[-1:]}.get(keep, pictures)


def save_pictures(pieces: list[Piece], options: ChunkOptions, label: str, folder: str) -> list[Piece]:
    """Write the files of a chunk's pictures and return the pieces, with the pictures' lines, that the page shows."""
    pictures = _kept([piece for piece in pieces if piece.kind == "picture"], options)
    start = options.word("fig.path") or "figure/"
    is_shown = options.word("fig.show") != "hide"
    for number, piece in enumerate(pictures, 1):
        name = f"{start}{label}-{number}.{_format(options)}"
        _write(folder, name, piece.picture)
        piece.text = _line(name, options, number, label) if is_shown else ""
    return [piece for piece in pieces if piece.kind != "picture" or (piece in pictures and is_shown)]


def _write(folder: str, name: str, picture: bytes) -> None:
    base = Path(folder).resolve()
    path = (base / name).resolve()
    if not path.is_relative_to(base):
        raise RError(f"cannot open file '{name}': pages write below their own folder only")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)


def _line(name: str, options: ChunkOptions, number: int, label: str) -> str:
    """The line of Markdown, or of HTML where Markdown cannot say it."""
    caption = _nth(options, "fig.cap", number)
    shown = caption if caption is not None else f"plot of chunk {label}"
    alternative = _nth(options, "fig.alt", number)
    margin = _MARGINS.get(options.word("fig.align") or "")
    sizes = [f'{side}="{text}"' for side in ("width", "height") if (text := options.word(f"out.{side}"))]
    extra = options.word("out.extra")
    if not sizes and margin is None and alternative is None and extra is None:
        return f"![{shown}]({name})"
    style = f'style="display: block; margin: {margin};"' if margin else ""
    words = " ".join(word for word in (*sizes, style, extra) if word)
    return f'<img src="{name}" alt="{_escaped(alternative or shown)}" {words} />'


def _escaped(text: str) -> str:
    return html.escape(text).replace("&#x27;", "'")


def _nth(options: ChunkOptions, name: str, number: int) -> str | None:
    """The element of an option that belongs to a picture; they are used again from the start."""
    value = options.values.get(name)
    if not isinstance(value, Vec) or value.kind != "character" or not len(value):
        return None
    found = value.data[(number - 1) % len(value)]
    return None if found is None else str(found)
