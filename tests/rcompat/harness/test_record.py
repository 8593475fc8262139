"""The golden store's command line: check, record, diff and report; and a recording killed at any moment."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rcompat.command import main
from rcompat.harness import record
from rcompat.harness.golden import GoldenError, verify_store
from rcompat.harness.record import exchange_directories, record_store, refusal

ROOT = Path(__file__).resolve().parents[3]


def _add_case(golden: Path, name: str, code: str, twin: str) -> Path:
    case = golden / "cases" / "area" / name
    case.mkdir(parents=True)
    (case / "case.R").write_text(code)
    (case / "case.py").write_text(twin)
    return case


@pytest.fixture
def store(tmp_path: Path) -> Path:
    golden = tmp_path / "project" / "golden"
    _add_case(golden, "one", 'cat("x 1.5\\n")\nvalues <- list(a = 0.1)\n', 'print("x 1.5")\nvalues = {"a": 0.1}\n')
    return golden


def _contents(golden: Path) -> dict[str, bytes]:
    return {str(path.relative_to(golden)): path.read_bytes() for path in golden.rglob("*") if path.is_file()}


@pytest.mark.r
def test_record_check_diff_report(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--golden", str(store)]
    assert main(["check", *where]) == 1
    assert main(["record", "--in-ci", "--dirty", *where]) == 0
    assert main(["check", *where]) == 0
    assert main(["diff", "area/one", *where]) == 0
    assert main(["diff", "other", *where]) == 2
    (store / "cases" / "area" / "one" / "case.py").write_text('print("x 1.4")\nvalues = {"a": 0.1000001}\n')
    capsys.readouterr()
    assert main(["diff", "one", *where]) == 1
    shown = capsys.readouterr().out
    assert "stdout, line 1, column 3: number differs: R has '1.5', ours '1.4'" in shown
    assert "a: 6 correct digits at least: [1] R 0x1.999999999999ap-4, ours 0x1.9999b" in shown
    pages = [store.parent / "report.html", store.parent / "report.md"]
    report = ["report", "--live", "--html", str(pages[0]), "--markdown", str(pages[1]), *where]
    assert main(report) == 1
    assert "area/one: stdout, line 1, column 3: number differs" in capsys.readouterr().out
    (store / "cases" / "area" / "one" / "case.py").write_text('print("x 1.5")\nvalues = {"a": 0.1000001}\n')
    (store / "tolerances.toml").write_text('[each]\na = { rtol = 1e-5, reason = "a coarse method" }\n')
    assert main(report) == 0
    assert "repeats its record in 1 of 1 cases" in pages[1].read_text() and "<svg" in pages[0].read_text()
    assert "a coarse method" in pages[0].read_text() and "a coarse method" in pages[1].read_text()
    assert list(store.parent.glob(".record-*")) == []


@pytest.mark.usefixtures("stub")
def test_every_tampering_is_found(store: Path) -> None:
    (store / "data").mkdir()
    (store / "data" / "d.csv").write_text("x\n1\n")
    record_store(store)
    assert verify_store(store) == []
    for path in [path for path in store.rglob("*") if path.is_file() and path.name != "case.py"]:
        before = path.read_bytes()
        for damaged in (before + b" ", before + b"\n", before.replace(b"\n", b"\r\n"), b"", before[:-1]):
            path.write_bytes(damaged)
            assert damaged == before or verify_store(store), (path, damaged)
        for place in range(len(before)):
            path.write_bytes(before[:place] + bytes([before[place] ^ 1 << place % 8]) + before[place + 1 :])
            assert verify_store(store), (path, place)
        path.unlink()
        assert verify_store(store), path
        path.write_bytes(before)
    assert verify_store(store) == []


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(
    "place", ["x", "data/x.csv", "cases/x", "cases/area/x", "cases/area/one/x", "cases/area/none/stdout.txt", "more/x"]
)
def test_every_added_file_is_found(store: Path, place: str) -> None:
    record_store(store)
    (store / place).parent.mkdir(exist_ok=True, parents=True)
    (store / place).write_text("x")
    assert [fault for fault in verify_store(store) if fault.startswith(place)]


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(("content", "fault"), [(b"", "empty"), (b"print(1)\r\n", "CRLF"), (None, "missing")])
def test_a_twin_may_be_edited_but_not_be_gone(store: Path, content: bytes | None, fault: str) -> None:
    record_store(store)
    twin = store / "cases" / "area" / "one" / "case.py"
    twin.write_bytes(b"print(1)\n")
    assert verify_store(store) == []
    twin.unlink() if content is None else twin.write_bytes(content)
    assert [text for text in verify_store(store) if fault in text]


# Stands for R where the question is not what R says: it prints and keeps a checksum of the script.
_STUB = """#!/bin/sh
[ "$1" = --vanilla ] || exit 1
if [ -z "$GOLDEN_VALUES" ]; then cat "$STUB_SETTING"; exit; fi
head -1 "$2" | cksum
printf '{\\n"a": ["0x1p+0"]\\n}\\n' >"$GOLDEN_VALUES"
echo nlme >"$GOLDEN_PACKAGES"
"""
_SETTING = """[environment]
R = "stub"
blas = "libblas"
locale = "C.UTF-8"
timezone = "UTC"
width = 80
digits = 7
randomised_addresses = false

[packages]
"nlme" = "1"
"""


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs `Rscript` and `setarch` that answer at once."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "setting").write_text(_SETTING)
    for name, text in (("Rscript", _STUB), ("setarch", '#!/bin/sh\nshift\nexec "$@"\n')):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("STUB_SETTING", str(tmp_path / "setting"))


@pytest.mark.slow
@pytest.mark.usefixtures("stub")
def test_a_kill_at_any_step_leaves_the_old_or_the_new_store(store: Path) -> None:
    record_store(store)
    (store / "cases" / "area" / "one" / "case.R").write_text("cat(2)\n")
    _add_case(store, "two", "cat(1)\n", "print(1)\n")
    command = [sys.executable, str(Path(__file__).with_name("killed_recording.py")), str(store.parents[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=_own_temporary(store))
    assert done.returncode == 0, done.stderr
    old, new = map(int, done.stdout.split())
    assert old > 40 and new > 1, done.stdout


def _own_temporary(store: Path) -> dict[str, str]:
    scratch = store.parents[1] / "scratch"
    scratch.mkdir()
    return {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)}


@pytest.mark.usefixtures("stub")
def test_changes_made_meanwhile_are_not_lost(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def edited(golden: Path) -> list[str]:
        (store / "cases" / "area" / "one" / "case.py").write_text("print('edited')\n")
        return verify_store(golden)

    monkeypatch.setattr(record, "verify_store", edited)
    with pytest.raises(GoldenError, match="changed while R ran"):
        record_store(store)
    assert "edited" in (store / "cases" / "area" / "one" / "case.py").read_text()


@pytest.mark.usefixtures("stub")
def test_one_recording_at_a_time(store: Path) -> None:
    handle = os.open(store.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(GoldenError, match="another recording"):
        record_store(store)
    os.close(handle)
    assert record_store(store) == ["area/one"]


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(
    ("line", "other", "words"),
    [
        ('blas = "libblas"', 'blas = "/usr/lib/openblas-pthread/libblas.so.3"', "not the reference BLAS"),
        ("width = 80", "width = 100", "width is 100, not 80"),
        ('locale = "C.UTF-8"', 'locale = "de_DE.UTF-8"', "locale is de_DE.UTF-8"),
        ("randomised_addresses = false", "randomised_addresses = true", "randomised_addresses is True"),
    ],
)
def test_an_r_that_is_not_pinned_records_nothing(
    store: Path, tmp_path: Path, line: str, other: str, words: str
) -> None:
    (tmp_path / "setting").write_text(_SETTING.replace(line, other))
    with pytest.raises(GoldenError, match=words):
        record_store(store)
    assert sorted(_contents(store)) == ["cases/area/one/case.R", "cases/area/one/case.py"]


@pytest.mark.r
def test_what_r_does_not_repeat_leaves_the_old_store(store: Path) -> None:
    record_store(store)
    before = _contents(store)
    _add_case(store, "two", "cat(Sys.getpid())\n", "print(1)\n")
    with pytest.raises(GoldenError, match="two different results"):
        record_store(store)
    assert {name: content for name, content in _contents(store).items() if "two" not in name} == before


def test_refusals(tmp_path: Path) -> None:
    golden = tmp_path / "golden"
    assert "holds no case" in str(refusal(golden, environment={}))
    _add_case(golden, "one", "cat(1)\n", "print(1)\n")
    assert "CI machine" in str(refusal(golden, environment={"CI": "true"}))
    assert refusal(golden, environment={}) is None
    for command in (["init", "-q"], ["add", "."]):
        (tmp_path / "file").write_text("x")
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert "not committed" in str(refusal(golden, environment={}))
    assert refusal(golden, environment={}, allow_dirty=True) is None


def test_exchange_is_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    exchange_directories(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "file").read_text() == "b"
    with pytest.raises(GoldenError):
        exchange_directories(tmp_path / "none", tmp_path / "b")


def test_command_line_is_light() -> None:
    code = "import sys, rcompat.harness.command; print([m for m in ('numpy', 'pandas', 'rpy2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
