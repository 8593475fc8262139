"""R's functions on text that formulas use.

R: paste, paste0, nchar, substr, toupper, tolower, trimws, startsWith, endsWith.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, Factor
from rcompat.design.builtins import Builtin, make_table, sequence
from rcompat.design.values import Array, as_integer, as_text, flat, like, make_text, one_text

__all__ = ["TEXT"]


def _paste(*dots: Any, sep: object = " ", collapse: object = None) -> Any:
    parts = [["NA" if text is None else text for text in flat(as_text(value))] for value in sequence(list(dots))]
    n = max((len(part) for part in parts), default=0)
    parts = [part or [""] for part in parts]
    glue = one_text(sep, "sep")
    joined = [glue.join(part[i % len(part)] for part in parts) for i in range(n)]
    return make_text(joined if collapse is None else [one_text(collapse, "collapse").join(joined)])  # type: ignore[arg-type]


def _paste0(*dots: Any, collapse: object = None) -> Any:
    return _paste(*dots, sep="", collapse=collapse)


def _nchar(x: object, type: object = None) -> Any:
    if isinstance(x, Factor):
        raise RError("'nchar()' requires a character vector")
    return like(np.array([NA_INTEGER if text is None else len(text) for text in flat(as_text(x))], dtype=np.int32), x)


def _substr(x: object, start: object, stop: object) -> Any:
    texts, first, last = flat(as_text(x)), flat(as_integer(start)), flat(as_integer(stop))
    n = len(texts)
    ends = zip(texts, np.resize(first, n).tolist(), np.resize(last, n).tolist(), strict=True)
    return make_text([None if text is None else text[max(a, 1) - 1 : max(b, 0)] for text, a, b in ends])


def _mapped(function: Callable[[str], str]) -> Callable[..., Any]:
    def run(x: object) -> Any:
        return like(make_text([None if text is None else function(text) for text in flat(as_text(x))]), x)

    return run


def _trim(x: object) -> Any:
    return like(make_text([None if text is None else text.strip(" \t\r\n") for text in flat(as_text(x))]), x)


def _starts(x: object, prefix: object) -> Any:
    return _truths([text.startswith(one_text(prefix)) for text in flat(as_text(x))])


def _ends(x: object, suffix: object) -> Any:
    return _truths([text.endswith(one_text(suffix)) for text in flat(as_text(x))])


def _truths(values: list[bool]) -> Array:
    return np.array(values, dtype=np.int8)


TEXT: dict[str, Builtin] = make_table(
    [
        ("paste", _paste),
        ("paste0", _paste0),
        ("nchar", _nchar),
        ("substr", _substr),
        ("substring", _substr),
        ("toupper", _mapped(str.upper)),
        ("tolower", _mapped(str.lower)),
        ("trimws", _trim),
        ("startsWith", _starts),
        ("endsWith", _ends),
    ]
)
