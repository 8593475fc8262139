"""The golden store's command line: check, record, diff and report; and a recording killed at any moment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rcompat.command import main
from rcompat.harness import record
from rcompat.harness.golden import GoldenError, build_store, verify_store
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
    assert "a: 6 correct digits" in shown
    pages = [store.parent / "report.html", store.parent / "report.md"]
    assert main(["report", "--live", "--html", str(pages[0]), "--markdown", str(pages[1]), *where]) == 0
    assert "0 of 1 cases are identical" in pages[1].read_text() and "<svg" in pages[0].read_text()
    assert "differs from its record in 0 of 1 cases" in pages[1].read_text()
    assert list(store.parent.glob(".record-*")) == []


@pytest.mark.r
def test_every_tampering_is_found(store: Path) -> None:
    record_store(store)
    assert verify_store(store) == []
    files = [path for path in store.rglob("*") if path.is_file() and path.name not in ("case.py", "manifest.toml")]
    for path in files:
        before = path.read_bytes()
        for damaged in (before + b" ", before.replace(b"\n", b"\r\n"), b"", before[:-1]):
            if damaged != before:
                path.write_bytes(damaged)
                assert verify_store(store), path
        for place in range(0, len(before), max(1, len(before) // 20)):
            path.write_bytes(before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :])
            assert verify_store(store), path
        path.unlink()
        assert verify_store(store), path
        path.write_bytes(before)
    for extra in (store / "data" / "more.csv", store / "cases" / "area" / "one" / "more.txt"):
        extra.parent.mkdir(exist_ok=True)
        extra.write_text("x")
        assert verify_store(store), extra
        extra.unlink()
    assert verify_store(store) == []


class _KilledError(BaseException):
    """Stands for a kill."""


@pytest.mark.r
@pytest.mark.parametrize("step", ["copytree", "build_store", "verify_store", "exchange_directories"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_leaves_the_old_or_the_new_store(
    store: Path, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_store(store)
    old = _contents(store)
    _add_case(store, "two", "cat(1)\n", "print(1)\n")
    started = _contents(store)
    module = shutil if step == "copytree" else record
    original = getattr(module, step)

    def killed(*arguments: object, **options: object) -> object:
        if when == "after":
            original(*arguments, **options)
        raise _KilledError

    with monkeypatch.context() as patch:
        patch.setattr(module, step, killed)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # a killed process clears nothing away
        with pytest.raises(_KilledError):
            record_store(store)
    found = _contents(store)
    is_new = (step, when) == ("exchange_directories", "after")
    assert (found == started) is not is_new
    assert all(found[name] == content for name, content in old.items() if name != "manifest.toml")
    assert (verify_store(store) == []) is is_new
    for place in store.parent.glob(".record-*"):
        shutil.rmtree(place)
    record_store(store)
    assert verify_store(store) == []


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
    golden.mkdir()
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
