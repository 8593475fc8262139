"""R's `sprintf` over vectors: recycling, positions, star widths, and R's spelling of NA, NaN and Inf."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite
from typing import Any, NamedTuple

from rcompat.base.c_format import atoms
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Factor
from rcompat.base.number_text import is_na_double, number_word

__all__ = ["sprintf_vector"]

_SPECIFICATION = re.compile(r"%(?:(\d+)\$)?([-+ #0]*)(\*(?:(\d+)\$)?|\d*)(?:\.(\*|\d*))?(.?)", re.DOTALL)
_WHOLE = "dioxX"
_REAL = "aAfeEgG"
_UNSIGNED = 2**32
_KIND_WORDS = {"double": "numeric", "integer": "integer", "logical": "logical"}
_KIND_FORMATS = {
    "double": "%f, %e, %g or %a",
    "integer": "%d, %i, %o, %x or %X",
    "logical": "%d or %i",
}


class _Piece(NamedTuple):
    text: str
    argument: int
    flags: str
    width: str
    star: int
    precision: str | None
    letter: str


class _Vector(NamedTuple):
    kind: str
    values: list[Any]
    labels: list[Any]


def sprintf_vector(fmt: object, *arguments: object) -> list[str]:
    """Return the formats filled with the arguments, all recycled to the longest.

    Args:
        fmt: one format or several.
        arguments: numbers, truth values, words, or vectors of them.

    Raises:
        RError: a format does not fit its argument, or there are too few.

    R: base::sprintf.
    """
    formats = [word if isinstance(word, str) else "NA" for word in atoms(fmt)[1]]
    vectors = [_vector(argument) for argument in arguments]
    lengths = [len(formats), *(len(vector.values) for vector in vectors)]
    if 0 in lengths:
        return []
    count = max(lengths)
    if any(count % length for length in lengths):
        raise RError("arguments cannot be recycled to the same length")
    used: set[int] = set()
    lines = [_line(formats[i % len(formats)], vectors, i, used) for i in range(count)]
    unused = len(vectors) - len(used)
    if unused:
        words = "one argument" if unused == 1 else f"{unused} arguments"
        shown = f"'{formats[0]}'" if len(formats) == 1 else "formats"
        warning(f"{words} not used by format {shown}" if len(formats) == 1 else f"{words} not used")
    return lines


def _vector(argument: object) -> _Vector:
    if isinstance(argument, Factor):
        codes = [NA_INTEGER if code < 0 else code + 1 for code in argument.codes.tolist()]
        return _Vector("integer", codes, atoms(argument)[1])
    kind, values = atoms(argument)
    return _Vector(kind, values, [_as_text(kind, value) for value in values])


@lru_cache(maxsize=256)
def _pieces(fmt: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = following = 0
    for found in _SPECIFICATION.finditer(fmt):
        position, flags, width, star_position, precision, letter = found.groups()
        pieces.append(_Piece(fmt[end : found.start()], -1, "", "", -1, None, ""))
        end = found.end()
        if letter == "%":
            pieces.append(_Piece("%", -1, "", "", -1, None, ""))
            continue
        if not letter or letter not in _WHOLE + _REAL + "s":
            raise RError(f"unrecognised format specification '{found[0]}'")
        star = -1
        if width.startswith("*") or precision == "*":
            star, following = (int(star_position) - 1, following) if star_position else (following, following + 1)
        argument, following = (int(position) - 1, following) if position else (following, following + 1)
        pieces.append(_Piece("", argument, flags, "" if width.startswith("*") else width, star, precision, letter))
    pieces.append(_Piece(fmt[end:], -1, "", "", -1, None, ""))
    return tuple(pieces)


def _line(fmt: str, vectors: list[_Vector], i: int, used: set[int]) -> str:
    parts: list[str] = []
    for piece in _pieces(fmt):
        if not piece.letter:
            parts.append(piece.text)
            continue
        if max(piece.argument, piece.star) >= len(vectors):
            raise RError("too few arguments")
        width = int(piece.width or 0)
        if piece.star >= 0:
            stars = vectors[piece.star].values
            piece, width = _starred(piece, int(stars[i % len(stars)]), width)
            used.add(piece.star)
        used.add(piece.argument)
        parts.append(_filled(piece, piece.flags, width, vectors[piece.argument], i))
    return "".join(parts)


def _starred(piece: _Piece, star: int, width: int) -> tuple[_Piece, int]:
    """The piece and its width with the number that an asterisk stands for."""
    if piece.precision == "*":
        return piece._replace(precision=str(star)), width
    return (piece._replace(flags=piece.flags + "-"), -star) if star < 0 else (piece, star)


def _filled(piece: _Piece, flags: str, width: int, vector: _Vector, i: int) -> str:
    place = i % len(vector.values)
    if piece.letter == "s":
        label = vector.labels[place]
        return _word("NA" if label is None else label, flags, width, piece.precision)
    value = _number(piece, f"%{flags}{width or ''}{_precision(piece)}{piece.letter}", vector, vector.values[place])
    if value is None or not isfinite(value):
        return _word(_special(value, flags), flags, width, None)
    if piece.letter in "aA":
        return _word(_hexadecimal(value, piece, flags), flags, width, None)
    if piece.letter not in _WHOLE:
        return str(f"%{flags}{width or ''}{_precision(piece)}{piece.letter}" % value)
    whole = int(value)
    if whole == 0 and piece.precision in ("", "0"):
        return " " * width
    if piece.letter not in "di":
        flags = flags.replace("+", "").replace(" ", "")
        whole += _UNSIGNED if whole < 0 else 0
    if piece.precision is not None:
        flags = flags.replace("0", "")
    text = str(f"%{flags}{width or ''}{_precision(piece)}{piece.letter}" % whole)
    return text.replace("0o", "0") if piece.letter == "o" else text


def _precision(piece: _Piece) -> str:
    return "" if piece.precision is None else "." + piece.precision


def _number(piece: _Piece, shape: str, vector: _Vector, value: Any) -> Any:
    """The number to print, None for NA of whole numbers; an error when the conversion does not fit."""
    kind = vector.kind
    if kind == "character":
        raise RError(f"invalid format '{shape}'; use format %s for character objects")
    is_missing = kind != "double" and value in (NA_INTEGER, NA_LOGICAL) and (kind == "logical" or value == NA_INTEGER)
    if piece.letter in _REAL:
        return None if is_missing else float(value)
    if kind == "integer" or (kind == "logical" and piece.letter in "di"):
        return None if is_missing else value
    if kind == "double" and all(_is_whole(entry) for entry in vector.values):
        return value if isfinite(value) else None
    raise RError(f"invalid format '{shape}'; use format {_KIND_FORMATS[kind]} for {_KIND_WORDS[kind]} objects")


def _is_whole(value: float) -> bool:
    return is_na_double(value) or (isfinite(value) and value == int(value) and abs(value) < -NA_INTEGER)


def _as_text(kind: str, value: Any) -> str:
    if kind == "double":
        return number_word(value)
    if kind == "integer":
        return "NA" if value == NA_INTEGER else str(value)
    if kind == "logical":
        return "NA" if value == NA_LOGICAL else "TRUE" if value else "FALSE"
    return "NA" if value is None else str(value)


def _special(value: float | None, flags: str) -> str:
    if value is None or is_na_double(value):
        return " NA" if " " in flags else "NA"
    if value != value:
        return " NaN" if " " in flags else "NaN"
    if value < 0:
        return "-Inf"
    return "+Inf" if "+" in flags else " Inf" if " " in flags else "Inf"


def _word(text: str, flags: str, width: int, precision: str | None) -> str:
    """Cut and pad a text; widths count bytes here."""
    if precision is not None:
        text = text.encode()[: int(precision or 0)].decode(errors="ignore")
    missing = width - len(text.encode())
    if missing <= 0:
        return text
    return text + " " * missing if "-" in flags else " " * missing + text


def _hexadecimal(value: float, piece: _Piece, flags: str) -> str:
    mantissa, _, power = float(value).hex().partition("p")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").removesuffix(".")
    sign = "" if value < 0 else "+" if "+" in flags else " " if " " in flags else ""
    text = f"{sign}{mantissa}p{power}"
    return text.upper() if piece.letter == "A" else text
