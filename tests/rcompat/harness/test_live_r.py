from __future__ import annotations

import math
import os
import shutil
import sys
from pathlib import Path

import pytest

from rcompat.harness.live_r import RMissingError, RSession, RTimeoutError, r_command, r_environment, run_r


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_missing_r_is_an_error_that_helps(programs: Path) -> None:
    with pytest.raises(RMissingError, match=r"Rscript was not found.*apt-get install r-base-core"):
        RSession().run("1")
    _program(programs / "Rscript", "exit 0")
    with pytest.raises(RMissingError, match=r"setarch was not found.*util-linux"):
        r_command("R")


def test_r_that_does_not_start_is_an_error(programs: Path) -> None:
    for name in ("Rscript", "setarch"):
        _program(programs / name, "echo 'setarch: failed to set personality' >&2; exit 1")
    with pytest.raises(RMissingError, match="R did not start: setarch: failed"):
        RSession(packages=()).run("1")


@pytest.mark.r
def test_missing_package_is_an_error_that_helps() -> None:
    with pytest.raises(RMissingError, match=r"(?s)no package called ‘absent’.*r-cran-absent"):
        RSession(packages=("absent",)).run("1")


@pytest.mark.r
@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("options(width = 100)", "width is 100, not 80"),
        ("options(digits = 10)", "digits is 10, not 7"),
        ("Sys.setenv(TZ = 'Asia/Tokyo')", "timezone is Asia/Tokyo"),
        ("Sys.setlocale('LC_CTYPE', 'C')", "locale is C, not C.UTF-8"),
    ],
)
def test_r_that_is_not_pinned_is_refused(
    profile: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = [shutil.which(name) for name in ("R", "setarch")]
    (tmp_path / "profile").write_text(f"invisible({profile})\n")
    # An R that reads a profile, though it was told not to.
    _program(tmp_path / "R", f"R_PROFILE_USER={tmp_path}/profile exec {real[0]} --no-echo --no-save --no-environ")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(RMissingError, match=words):
        RSession(packages=()).run("1")


@pytest.mark.r
def test_randomised_addresses_are_refused_by_the_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary = "import ctypes, os, sys; ctypes.CDLL(None).personality(0); os.execvp(sys.argv[2], sys.argv[2:])"
    _program(tmp_path / "setarch", f"exec {sys.executable} -c '{ordinary}' \"$@\"")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(RMissingError, match="randomised_addresses is True"):
        RSession(packages=()).run("1")


@pytest.mark.r
def test_setting_is_recorded() -> None:
    with RSession(packages=("nlme",)) as session:
        assert session.setting["environment"]["locale"] == "C.UTF-8"
        assert "blas" in str(session.setting["environment"]["blas"])
        assert list(session.setting["packages"]) == ["nlme"]


@pytest.mark.r
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


@pytest.mark.r
def test_values_are_exact() -> None:
    with RSession(packages=()) as session:
        values = session.values("c(0.1, 1/3, NA, -Inf)")
    assert values[:2] == [0.1, 1 / 3]
    assert math.isnan(values[2])
    assert values[3] == -math.inf


@pytest.mark.r
def test_timeout_ends_the_snippet_not_the_session() -> None:
    with RSession(packages=()) as session:
        session.run("1")
        with pytest.raises(RTimeoutError):
            session.run("Sys.sleep(20)", timeout=0.2)
        assert session.run("2").stdout == b"[1] 2\n"


@pytest.mark.r
def test_r_is_pinned() -> None:
    script = 'cat(Sys.getenv("TZ"), getOption("width"), getOption("digits"), readLines("/proc/self/personality"))'
    assert run_r(script).stdout == b"UTC 80 7 00040000"
    assert r_environment()["LC_ALL"] == "C.UTF-8"


@pytest.mark.r
def test_error_gives_status() -> None:
    result = run_r("stop('x')")
    assert result.status == 1
    assert result.stderr.startswith(b"Error: x\n")
