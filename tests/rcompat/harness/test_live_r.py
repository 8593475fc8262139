from __future__ import annotations

import math

import pytest

from rcompat.harness.live_r import RSession, RTimeoutError, r_environment, run_r

pytestmark = pytest.mark.r


def test_session_separates_streams_and_survives_errors() -> None:
    with RSession(packages=()) as session:
        assert session.run("1 + 1").stdout == b"[1] 2\n"
        mixed = session.run("f <- function() warning('oops'); f(); message('hi')\ncat('no newline')")
        assert mixed.stdout == b"no newline"
        assert mixed.stderr == b"Warning message:\nIn f() : oops\nhi\n"
        failed = session.run("stop('bad')\n3")
        assert (failed.stdout, failed.stderr, failed.status) == (b"[1] 3\n", b"Error: bad\n", 1)
        assert session.run("x <- ) 2").status == 1
        assert session.run("'on'").stdout == b'[1] "on"\n'


def test_values_are_exact() -> None:
    with RSession(packages=()) as session:
        values = session.values("c(0.1, 1/3, NA, -Inf)")
    assert values[:2] == [0.1, 1 / 3]
    assert math.isnan(values[2])
    assert values[3] == -math.inf


def test_timeout_ends_the_snippet_not_the_session() -> None:
    with RSession(packages=()) as session:
        session.run("1")
        with pytest.raises(RTimeoutError):
            session.run("Sys.sleep(20)", timeout=0.2)
        assert session.run("2").stdout == b"[1] 2\n"


def test_r_is_pinned() -> None:
    script = 'cat(Sys.getenv("TZ"), getOption("width"), getOption("digits"), readLines("/proc/self/personality"))'
    assert run_r(script).stdout == b"UTC 80 7 00040000"
    assert r_environment()["LC_ALL"] == "C.UTF-8"


def test_error_gives_status() -> None:
    result = run_r("stop('x')")
    assert result.status == 1
    assert result.stderr.startswith(b"Error: x\n")
