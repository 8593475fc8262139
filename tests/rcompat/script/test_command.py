"""`rcompat run` as a command: its options, and what scripts may not do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REFUSED = (
    'system("touch made")',
    'system2("touch", "made")',
    'shell("touch made")',
    'pipe("touch made")',
    'source("http://localhost/x.R")',
    'download.file("http://localhost/x", "made")',
    'unlink("script.R")',
    'file.remove("script.R")',
    'setwd("/")',
    'install.packages("made")',
    'dyn.load("made.so")',
    '.Call("made")',
    'saveRDS(1, "made")',
)


def _run(folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    script = folder / "script.R"
    script.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", "-m", "rcompat.command", "run", *options, str(script)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_json_has_source_output_and_value(tmp_path: Path) -> None:
    done = _run(tmp_path, 'x <- c(a = 1.5, b = NA)\nx\nlist(1L, "a", TRUE, NULL, -Inf)\nstop("no")\n', "--json")
    record = json.loads(done.stdout)
    assert [block["value"] for block in record["blocks"]] == [
        None,
        {"a": 1.5, "b": None},
        [[1], ["a"], [True], None, ["-Inf"]],
        None,
    ]
    assert [block["failed"] for block in record["blocks"]] == [False, False, False, True]
    assert record["blocks"][1]["stdout"] == "  a   b \n1.5  NA \n"
    assert (record["status"], done.returncode) == (1, 1)


def test_a_run_ends_at_its_time_limit(tmp_path: Path) -> None:
    done = _run(tmp_path, 'cat("begun\\n")\nrepeat 1\n', "--no-echo", "--time-limit", "5")
    assert (done.stdout, done.returncode) == ("begun\n", 124)
    assert done.stderr == "rcompat: stopped at the time limit\n"


def test_memory_beyond_the_limit_is_an_error_of_the_script(tmp_path: Path) -> None:
    done = _run(tmp_path, 'y <- numeric(3e9)\ncat("after\\n")\n', "--no-echo", "--keep-going", "--memory-limit", "400")
    assert (done.stdout, done.stderr) == ("after\n", "Error: cannot allocate memory\n")


def test_quit_ends_the_run_with_its_status(tmp_path: Path) -> None:
    done = _run(tmp_path, "1\nquit(status = 4)\n2\n")
    assert (done.stdout, done.returncode) == ("> 1\n[1] 1\n> quit(status = 4)\n", 4)


def test_files_are_written_below_the_folder_of_the_script(tmp_path: Path) -> None:
    text = 'd <- data.frame(a = 1:2)\nwrite.csv(d, "d.csv", row.names = FALSE)\nread.csv("d.csv")$a\n'
    text += 'cat("x\\n", file = "t.txt"); cat("y\\n", file = "t.txt", append = TRUE); readLines("t.txt")\n'
    done = _run(tmp_path, text, "--no-echo")
    assert done.stdout == '[1] 1 2\n[1] "x" "y"\n'
    assert (tmp_path / "d.csv").read_bytes() == b'"a"\n1\n2\n'


@pytest.mark.parametrize("target", ["../made", "/tmp/made_by_a_script", "link/made"])
def test_files_elsewhere_are_refused(tmp_path: Path, target: str) -> None:
    folder, other = tmp_path / "own", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / "link").symlink_to(other)
    done = _run(folder, f'write.csv(1, "{target}")\ncat("a", file = "{target}")\n', "--keep-going")
    assert done.stderr.count(f"cannot open file '{target}': scripts write below their own folder only") == 2
    assert not list(other.iterdir())
    assert not (tmp_path / "made").exists()
    assert not Path("/tmp/made_by_a_script").exists()


@pytest.mark.parametrize("text", REFUSED)
def test_what_reaches_beyond_the_script_is_refused_by_name(tmp_path: Path, text: str) -> None:
    name = text.partition("(")[0]
    done = _run(tmp_path, text + "\n", "--keep-going")
    assert f"'{name}' is refused: scripts run no programs and touch no files but their own" in done.stderr
    assert f"rcompat: not supported: {name}\n" in done.stderr
    assert done.returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["script.R"]
