"""The plugin in a project that is not ours: tests/plugin_example, copied to a folder of its own and run there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "tests" / "plugin_example"
MODULE = "rcompat.harness.pytest_plugin"
# An installed package brings the plugin by itself; from the source tree it is named.
IS_INSTALLED = any(point.value == MODULE for point in entry_points(group="pytest11"))
PLUGIN = (*(() if IS_INSTALLED else ("-p", MODULE)), "-p", "no:cacheprovider")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder that holds the example and nothing else."""
    if not IS_INSTALLED:
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for path in EXAMPLE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            target = pytester.path / path.relative_to(EXAMPLE)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
    return pytester


def test_recorded_answers_are_enough_where_there_is_no_r(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    project.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=2, skipped=3)
    project.runpytest_subprocess(*PLUGIN, "--require-r").assert_outcomes(failed=2, errors=3)
    (project.path / "r_answers" / "test_means.json").unlink()
    project.runpytest_subprocess(*PLUGIN).assert_outcomes(skipped=5)


@pytest.mark.r
def test_live_r_answers_and_is_recorded(project: pytest.Pytester) -> None:
    record = project.path / "r_answers" / "test_means.json"
    shipped = json.loads(record.read_text())
    project.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=5)
    record.unlink()
    project.runpytest_subprocess(*PLUGIN, "--r-record", "--require-r").assert_outcomes(passed=5)
    assert json.loads(record.read_text()) == shipped


@pytest.mark.r
def test_differences_are_named(project: pytest.Pytester) -> None:
    program = project.path / "means.py"
    program.write_text(program.read_text().replace("8.6f", "8.5f").replace('["score"].mean()', '["score"].median()'))
    found = project.runpytest_subprocess(*PLUGIN, "-k", "not random")
    found.assert_outcomes(failed=2, deselected=3)
    found.stdout.fnmatch_lines(
        [
            "number 2: R has 2.533*, ours is 3.0: 0 correct digits, 15 wanted",
            "line 2, column *: width differs: R has ' ', ours '  '",
            "  R    |1      a 1.875000",
            "  ours |1      a  1.87500",
        ]
    )


@pytest.mark.r
def test_an_answer_other_than_the_recorded_one_is_an_error(project: pytest.Pytester) -> None:
    record = project.path / "r_answers" / "test_means.json"
    record.write_text(record.read_text().replace("2.533333", "2.533334"))
    found = project.runpytest_subprocess(*PLUGIN, "-k", "page")
    found.assert_outcomes(failed=1, deselected=4)
    found.stdout.fnmatch_lines(["R now answers otherwise than recorded; *--r-record*"])


_ISOLATED = """
import pytest

def test_one(r):
    r.run("x <- 1; options(digits = 3); library(stats4); set.seed(1)")
    assert r("x").stdout == "[1] 1\\n"

def test_two(r, assert_same_output):
    assert r('exists("x"); getOption("digits"); "package:stats4" %in% search(); exists(".Random.seed")').stdout == (
        "[1] FALSE\\n[1] 7\\n[1] FALSE\\n[1] FALSE\\n")
    assert_same_output(lambda: print("[1] 2"), "2")
    assert r.frame("data.frame(a = 1:2)")["a"].tolist() == [1, 2]
    assert r.setting["environment"]["width"] == 80
    answer = r("message('m'); warning('w'); c(1, NA)")
    assert (answer.messages, answer.warnings, answer.values[0]) == (("m",), ("w",), 1.0)

def test_chance_is_not_recorded(assert_same_output):
    assert_same_output("", "runif(1)")
"""


@pytest.mark.r
@pytest.mark.parametrize("inside", [False, True])
def test_r_is_clear_before_every_test(pytester: pytest.Pytester, inside: bool) -> None:
    pytester.makepyfile(_ISOLATED)
    # setarch and pytest are one command, so that rpy2's R has fixed addresses.
    options = [*PLUGIN, "--r-record", *(["--r-inside"] if inside else [])]
    done = pytester.run("setarch", "-R", sys.executable, "-m", "pytest", *options)
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["R gave two different answers: nothing was recorded"])
    assert all("runif" not in path.read_text() for path in (pytester.path / "r_answers").iterdir())


@pytest.mark.r
def test_golden_cases_of_a_project(pytester: pytest.Pytester) -> None:
    case = pytester.path / "golden" / "cases" / "area" / "name"
    case.mkdir(parents=True)
    (case / "case.R").write_text("cat(pi, '\\n')\n")
    (case / "case.py").write_text("print('3.141593 ')\n")
    command = [sys.executable, "-I", "-m", "rcompat.command", "record", "--dirty", "--in-ci"]
    subprocess.run(command, cwd=pytester.path, check=True)
    pytester.makepyfile("def test_case(golden):\n    golden.assert_agrees('area/name')\n")
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=1)
    (case / "case.py").write_text("print('3.141592 ')\n")
    found = pytester.runpytest_subprocess(*PLUGIN)
    found.assert_outcomes(failed=1)
    found.stdout.fnmatch_lines(["*number differs: R has '3.141593', ours '3.141592'*"])
    (case / "stdout.txt").write_text("3.141592 \n")
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(errors=1)


def test_plugin_loads_nothing_heavy(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n\ndef test_light():\n"
        "    assert not {'numpy', 'pandas', 'scipy', 'rpy2', 'polars', 'rcompat.harness.live_r'} & set(sys.modules)\n"
    )
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=1)


def test_plugin_loads_in_thirty_milliseconds() -> None:
    code = (
        "import pytest, time; start = time.process_time(); import rcompat.harness.pytest_plugin; "
        "print(time.process_time() - start)"
    )
    seconds = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        for _ in range(3)
    ]
    assert min(seconds) < 0.030
