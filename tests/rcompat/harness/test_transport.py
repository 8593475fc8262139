from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor, Frame
from rcompat.harness.compare import compare_frames
from rcompat.harness.live_r import RResult, RSession
from rcompat.harness.questions import ask
from rcompat.harness.transport import TransportError, decode_frame, encode_frame, receive_frame, send_frame


def _texts(*values: str | None) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


EVERYTHING = Frame(
    columns={
        "x": np.array([0.1, -0.0, 5e-324, 1.7e308, np.nan, NA_REAL, np.inf, -np.inf]),
        "i": np.array([1, NA_INTEGER, 3, -4, 5, 6, 7, 2**31 - 1], dtype=np.int32),
        "l": np.array([1, 0, NA_LOGICAL, 1, 1, 0, 0, 0], dtype=np.int8),
        "a b": _texts("a\n", "N", None, "%0A", "é", "日", "", "\r%25"),
        "f": Factor(codes=np.array([0, 1, -1, 2, 0, 0, 1, 2], dtype=np.int32), levels=("b", "a", "NA")),
        "o": Factor(codes=np.zeros(8, dtype=np.int32), levels=("z", "y"), ordered=True),
        "m": np.arange(16.0).reshape(8, 2),
    },
    n=8,
    row_names=tuple("abcdefgh"),
)


def test_text_form_is_exact() -> None:
    back = decode_frame(encode_frame(EVERYTHING))
    assert compare_frames(back, EVERYTHING) == []
    assert back.row_names == EVERYTHING.row_names


FRAMES = {
    "everything": EVERYTHING,
    "no rows": EVERYTHING.take(np.empty(0, dtype=np.intp)),
    "no rows, no levels": Frame(columns={"f": Factor(codes=np.empty(0, dtype=np.int32), levels=())}, n=0),
    "no columns": Frame(columns={}, n=3),
    "nothing": Frame(columns={}, n=0),
    "all missing": Frame(
        columns={
            "s": _texts(None, None),
            "x": np.full(2, NA_REAL),
            "i": np.full(2, NA_INTEGER, dtype=np.int32),
            "l": np.full(2, NA_LOGICAL, dtype=np.int8),
            "f": Factor(codes=np.full(2, -1, dtype=np.int32), levels=()),
        },
        n=2,
    ),
    "odd names": Frame(columns=dict.fromkeys(["", " ", "a\nb", "if", "é", "N", "\ufeffx", "%0A"], np.ones(1)), n=1),
    "odd texts": Frame(
        columns={"s": _texts("NA", "SN", "\t", "\x0b", "\x85", "\u2028", "\x1c", "𝔘", " ", "\r\n", "\\", "'\"")}, n=12
    ),
}


@pytest.mark.r
@pytest.mark.parametrize("name", FRAMES)
def test_frames_travel_exactly(live_r: RSession, name: str) -> None:
    frame = FRAMES[name]
    send_frame(live_r, frame, "odd name")
    back = receive_frame(live_r, "`odd name`")
    assert compare_frames(back, frame) == []
    assert (back.names, back.n, back.row_names) == (frame.names, frame.n, frame.row_names)


class _Altering:
    """An R that changes the frame on its way."""

    def __init__(self, session: RSession, change: str) -> None:
        self._session, self._change = session, change

    def run(self, snippet: str, *, timeout: float = 120.0) -> RResult:
        changed = snippet.replace(".rcompat_write <- ", f"{self._change}\n.rcompat_write <- ", 1)
        return self._session.run(changed, timeout=timeout)


@pytest.mark.r
@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("d$x[1] <- d$x[1] * (1 + .Machine$double.eps)", "x"),
        ("d$x[5] <- NA", "x"),
        ("d$i <- as.double(d$i)", "i"),
        ("d$l[3] <- FALSE", "l"),
        ("d$`a b`[5] <- 'e'", "a b"),
        ("levels(d$f)[1] <- 'c'", "f"),
        ("d$o <- factor(d$o, ordered = FALSE)", "o"),
        ("d$m[1, 2] <- 0", "m"),
        ("names(d)[1] <- 'y'", "x"),
        ("d <- d[8:1, ]", "x"),
    ],
)
def test_a_frame_altered_on_its_way_is_an_error(live_r: RSession, change: str, column: str) -> None:
    with pytest.raises(TransportError, match=f"column='{column}'"):
        send_frame(_Altering(live_r, change), EVERYTHING)


@pytest.mark.r
def test_what_cannot_travel_is_refused(live_r: RSession) -> None:
    for text in ("a\0b", "\ud800"):
        with pytest.raises(TransportError, match="'s'"):
            send_frame(live_r, Frame(columns={"s": _texts(text)}, n=1))
    for code in ("Sys.Date()", "Sys.time()", "1i", "I(list(1))"):
        with pytest.raises(TransportError, match="cannot travel"):
            receive_frame(live_r, f"data.frame(a = {code})")
    with pytest.raises(TransportError, match="not_there"):
        receive_frame(live_r, "not_there")


@pytest.mark.r
def test_answers_hold_everything(live_r: RSession) -> None:
    answer = ask(live_r, "message('hi'); 1:2\nwarning('w')\nf <- function() warning('in f')\nf()\nc(0.1, NA)")
    assert answer.stdout == "[1] 1 2\n[1] 0.1  NA\n"
    assert answer.stderr == "hi\nWarning message:\nw \nWarning message:\nIn f() : in f\n"
    assert (answer.messages, answer.warnings, answer.error) == (("hi",), ("w", "in f"), None)
    assert answer.values is not None and answer.values[0] == 0.1 and np.isnan(answer.values[1])
    assert ask(live_r, "stop('no')").error == "no"
    assert "unexpected" in str(ask(live_r, "y ~ ~ )").error)


@pytest.mark.r
def test_r_inside_this_process_answers_alike() -> None:
    code = textwrap.dedent("""
        import numpy as np
        from rcompat.base.frame import Frame
        from rcompat.harness.embedded_r import EmbeddedR
        from rcompat.harness.questions import ask
        from rcompat.harness.transport import receive_frame, send_frame
        with EmbeddedR(packages=()) as session:
            send_frame(session, Frame(columns={"x": np.array([0.1, 1e-300])}, n=2))
            print(receive_frame(session, "d")["x"].tolist(), session.values("pi"), ask(session, "message(1); 2"))
    """)
    done = subprocess.run(
        ["setarch", "-R", sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert "[0.1, 1e-300] [3.141592653589793] RAnswer(stdout='[1] 2\\n', stderr='1\\n'" in done.stdout, done.stderr


def test_randomised_addresses_are_refused() -> None:
    code = "from rcompat.harness.embedded_r import EmbeddedR; EmbeddedR().run('1')"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    if not int(Path("/proc/self/personality").read_text(encoding="ascii"), 16) & 0x0040000:
        assert "setarch -R python" in done.stderr
