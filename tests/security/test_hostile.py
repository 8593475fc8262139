"""Hostile formulas and files: nothing is opened, imported, executed or connected; malformed ones end in typed errors.

`HYPOTHESIS_PROFILE=nightly` puts 100,000 malformed formulas to R instead of 2,000.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from pylmer.lme4 import lmer
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.delimited import read_csv
from rcompat.base.frame import Frame
from rcompat.base.frame_doors import as_frame
from rcompat.harness.live_r import RSession
from rcompat.language.syntax import RSyntaxError, parse

_EVENTS = (
    "open",
    "import",
    "exec",
    "compile",
    "os.",
    "subprocess.",
    "socket.",
    "ctypes.",
    "shutil.",
    "urllib.",
    "pty.",
)
_QUIET = ("os.fwalk",)
_CALLS = (
    "system('touch /tmp/owned')",
    "system2('id')",
    "shell('id')",
    "file('/etc/passwd')",
    "readLines('/etc/passwd')",
    "source('/etc/passwd')",
    "eval(parse(text = 'q()'))",
    "quit()",
    "q('no')",
    "Sys.setenv(A = 1)",
    "setwd('/')",
    "unlink('/', recursive = TRUE)",
    "file.remove('x')",
    "download.file('http://x', 'y')",
    "url('http://x')",
    "library(evil)",
    "require(evil)",
    "loadNamespace('os')",
    "dyn.load('evil.so')",
    ".Call('x')",
    ".C('x')",
    ".Internal(x)",
    "do.call('system', list('id'))",
    "Reduce(system, 'id')",
    "sapply('id', system)",
    "get('system')('id')",
    "match.fun('system')('id')",
    "base::system('id')",
    "os:::system('id')",
    "__import__('os').system('id')",
    "exec('import os')",
    "open('/etc/passwd')",
    "os.system('id')",
    "(function() system('id'))()",
    "assign('x', 1)",
    "environment()$x",
    "globalenv()",
    "parent.frame()",
    "attach(x)",
    "readRDS('x')",
    "load('x')",
    "save(x, file = 'y')",
    "write(x, 'y')",
    "sink('x')",
    "socketConnection('x')",
    "pipe('id')",
    "Sys.getenv('HOME')",
    "list.files('/')",
    "install.packages('x')",
    "while (TRUE) 1",
    "repeat {}",
    "for (i in 1:1e9) i",
    "x <<- 1",
)
_PLACES = ("y ~ {}", "{} ~ x", "y ~ x + ({} | g)", "y ~ x + (1 | {})", "y ~ log({})", "y ~ offset({})")
HOSTILE = [place.format(call) for place in _PLACES for call in _CALLS]
_GRAMMAR = "y ~ x + - * / : ^ %in% ( ) [ ] [[ { } | || ! && 1 1e5 0x1p3 1L 'a' \" ` , ; # if else <- = == $ @ :: NULL"
_PIECES = _GRAMMAR.split()
CASES = 100_000 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 2_000
_watched: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched is not None and event.startswith(_EVENTS) and event not in _QUIET:
        _watched.append(f"{event} {arguments!r}"[:200])


@pytest.fixture(scope="module", autouse=True)
def _audit() -> None:
    sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[str]]:
    global _watched
    _watched = events = []
    try:
        yield events
    finally:
        _watched = None


def _data() -> Frame:
    rng = np.random.default_rng(1)
    return as_frame({"y": rng.normal(size=24), "x": rng.normal(size=24), "g": ["a", "b", "c", "d"] * 6})


def test_there_are_enough() -> None:
    assert len(HOSTILE) >= 200


@pytest.fixture(scope="module")
def warm() -> Frame:
    """Data, after a fit and some errors: lazy imports of our own are done."""
    data = _data()
    with collect_conditions():
        lmer("y ~ log(abs(x)) + (1 | g)", data=data)
        for call in ("evil(1)", "base::evil(1)", "nowhere", "offset('a')"):
            for place in _PLACES:
                with pytest.raises((RError, Exception)):
                    lmer(place.format(call) + " + (1 | g)", data=data)
    return data


@pytest.mark.parametrize("formula", HOSTILE)
def test_hostile_formula_does_nothing(formula: str, warm: Frame) -> None:
    text = formula if "|" in formula else f"{formula} + (1 | g)"
    with watched() as events, collect_conditions():
        try:
            lmer(text, data=warm)
            stopped = False
        except RError:
            stopped = True
    assert events == []
    assert stopped, "a hostile formula was fitted"


@pytest.mark.parametrize(
    "cell", ["=cmd|'/c calc'!A0", "`id`", "$(id)", "__import__('os')", "\x00", "a" * 100_000, '"""']
)
def test_hostile_file_is_text(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(f"x,s\n1,{cell}\n2,b\n")
    with suppress(RError):
        read_csv(path)  # lazy imports of our own are done
    with watched() as events:
        try:
            frame = read_csv(path)
        except RError:
            frame = None
    assert [event for event in events if str(path) not in event] == []
    assert frame is None or "x" in frame.names


def _malformed(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(draw.choices(_PIECES, k=draw.randint(1, 12))) for _ in range(count)]


def _is_parsed(text: str) -> bool:
    try:
        parse(text)
    except RSyntaxError:
        return False
    return True


@pytest.mark.r
def test_r_judges_what_is_a_formula(live_r: RSession, tmp_path: Path) -> None:
    texts = _malformed(7, CASES)
    path = tmp_path / "texts"
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    code = (
        f"t <- readLines('{path}', encoding = 'UTF-8')\n"
        "cat(vapply(t, function(s) as.integer(!inherits(try(parse(text = s), TRUE), 'try-error')), 1L), sep = '\\n')"
    )
    result = live_r.run(code, timeout=600)
    judged = [word == b"1" for word in result.stdout.split()]
    assert len(judged) == len(texts)
    ours = [_is_parsed(text) for text in texts]
    assert [text for text, a, b in zip(texts, ours, judged, strict=True) if a != b] == []


_LONG = ["a"] * 3
FRAMES: dict[str, dict[str, Any]] = {
    "empty": {},
    "no rows": {"x": [], "y": []},
    "one row": {"y": [1.0], "x": [2.0], "g": ["a"]},
    "all missing": {"y": [None] * 3, "x": [1.0] * 3, "g": _LONG},
    "text response": {"y": _LONG, "x": [1.0] * 3, "g": _LONG},
    "constant": {"y": [1.0] * 3, "x": [1.0] * 3, "g": _LONG},
    "one group": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": _LONG},
    "groups of one": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": ["a", "b", "c"]},
    "infinite": {"y": [1.0, np.inf, 3], "x": [1.0, 2, 4], "g": ["a", "a", "b"]},
    "infinite x": {"y": [1.0, 2, 3], "x": [-np.inf, 2, 4], "g": ["a", "a", "b"]},
    "nan": {"y": [np.nan] * 3, "x": [np.nan] * 3, "g": _LONG},
    "missing groups": {"y": [1.0] * 3, "x": [1.0] * 3, "g": [None] * 3},
    "logical": {"y": [True, False, True], "x": [True] * 3, "g": [True, False, True]},
    "huge": {"y": [1e308, -1e308, 1e308], "x": [1e308, 1e-308, 1.0], "g": ["a", "b", "a"]},
    "tiny": {"y": [5e-324] * 3, "x": [5e-324, 0.0, 1.0], "g": ["a", "b", "a"]},
    "large integers": {"y": [2**31, 2**40, 1], "x": [2**53 + 1, 1, 2], "g": [1, 2, 1]},
    "no y": {"x": [1.0] * 3, "g": _LONG},
    "no x": {"y": [1.0] * 3, "g": _LONG},
    "no g": {"y": [1.0] * 3, "x": [1.0] * 3},
    "odd names": {"": [1.0] * 3, "y": [1.0] * 3, "x y": [1.0] * 3},
    "quote names": {"`": [1.0], '"': [2.0], "y": [1.0]},
    "newline name": {"y\n": [1.0], "y": [2.0]},
    "unicode name": {"é": [1.0], "日": [2.0]},
    "if": {"if": [1.0], "TRUE": [2.0]},
    "dots": {"..1": [1.0], "...": [2.0]},
    "null bytes": {"y": ["a\0b"], "x": [1.0]},
    "empty texts": {"y": [1.0] * 3, "x": ["", "", ""], "g": ["", " ", "\t"]},
    "NA texts": {"y": [1.0] * 3, "x": ["NA", "NaN", "NULL"], "g": ["NA"] * 3},
    "long text": {"y": [1.0], "x": ["a" * 10_000], "g": ["b"]},
    "collinear": {"y": [1.0, 2, 4, 3], "x": [1.0, 2, 3, 4], "g": ["a", "b", "c", "d"]},
    "two rows": {"y": [1.0, 2], "x": [1.0, 2], "g": ["a", "b"]},
    "zeros": {"y": [0.0] * 4, "x": [0.0] * 4, "g": ["a", "a", "b", "b"]},
    "negative zero": {"y": [-0.0, 0.0, 1.0], "x": [0.0, -0.0, 1.0], "g": ["a", "a", "b"]},
    "missing x": {"y": [1.0, 2, 3], "x": [None] * 3, "g": ["a", "a", "b"]},
    "one column": {"y": [1.0, 2.0]},
    "number groups": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": [0.1, 0.1, 0.2]},
    "nan groups": {"y": [1.0, 2, 3], "x": [1.0, 2, 4], "g": [np.nan, 1.0, 1.0]},
    "same names in case": {"Y": [1.0], "y": [2.0]},
    "spaces": {" y ": [1.0], "g ": ["a"]},
    "many": {f"x{i}": [1.0] for i in range(500)},
}


@pytest.mark.parametrize("library", ["dict", "pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("name", FRAMES)
def test_malformed_frame_ends_in_a_typed_error_or_a_fit(name: str, library: str) -> None:
    make = {
        "dict": dict,
        "pandas": pd.DataFrame,
        "polars": lambda d: pl.DataFrame(d, strict=False),
        "pyarrow": pa.table,
    }
    try:
        data = make[library](FRAMES[name])
    except (pa.ArrowException, pl.exceptions.PolarsError, OverflowError) as error:
        pytest.skip(f"{library} has no such frame: {error}")
    with collect_conditions(), np.errstate(all="ignore"):
        try:
            frame = as_frame(data)
            assert frame.names == tuple(FRAMES[name])
            lmer("y ~ x + (1 | g)", data=frame)
        except RError as error:
            assert error.message


def test_there_are_forty_frames() -> None:
    assert len(FRAMES) >= 40
