"""Files that a command cannot read or write: one line, status 2, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from rcompat.command import main

LATIN = b'x <- 1\ny <- "caf\xe9"\n'


@pytest.mark.parametrize("command", ["run", "translate"])
@pytest.mark.parametrize("name", ["missing.R", "folder", "latin.R", "latin.qmd"])
def test_files_that_are_no_scripts(command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    for latin in ("latin.R", "latin.qmd"):
        (tmp_path / latin).write_bytes(LATIN)
    assert main([command, str(tmp_path / name)]) == 2
    captured = capsys.readouterr()
    reason = "line 2 is not UTF-8 text" if "latin" in name else {"folder": "Is a directory"}.get(name, "No such file")
    assert captured.out == ""
    assert reason in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "latin.R", "latin.qmd"]


def test_output_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "ok.R"
    script.write_text("x <- 1\n", encoding="utf-8")
    for output, reason in ((tmp_path, "Is a directory"), (script / "below.py", "Not a directory")):
        assert main(["translate", str(script), "--output", str(output)]) == 2
        assert capsys.readouterr().err == f"cannot open file '{output}': {reason}\n"
    assert script.read_text(encoding="utf-8") == "x <- 1\n"


@pytest.mark.parametrize("content", [b"[cases", b"\xff\xfe\x00"])
def test_damaged_stores(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "cases" / "area" / "name"
    case.mkdir(parents=True)
    for name in ("case.R", "case.py", "stdout.txt", "stderr.txt"):
        (case / name).write_text("", encoding="utf-8")
    (case / "values.json").write_bytes(content)
    (tmp_path / "tolerances.toml").write_bytes(content)
    for words in (["report"], ["diff", "area/name"]):
        assert main([*words, "--golden", str(tmp_path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert (case / "values.json").read_bytes() == content


def test_reports_on_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--golden", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: holds no case\n"
    page = tmp_path / "page.html"
    page.mkdir()
    assert main(["report", "--golden", str(tmp_path), "--html", str(page)]) == 2
    assert capsys.readouterr().err == f"cannot open file '{page}': Is a directory\n"
