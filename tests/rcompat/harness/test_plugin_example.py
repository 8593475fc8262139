"""Worked example: a pandas function checked against an R function, in a project that is not ours.

A project writes such a file, installs `pylmer[live]`, and runs `pytest`; `pytest --r-record` keeps R's answers beside
the test, so that it runs where there is no R. The tests below run that very file with pytest.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

EXAMPLE = '''
import pandas as pd
import pytest

d = pd.DataFrame({"school": list("aabbbc"), "score": [1.5, 2.25, 3.0, 4.5, 0.1, 7.0]})


def group_means(frame):
    """What this project offers: means by group."""
    return frame.groupby("school")["score"].mean()


@pytest.mark.live_r
def test_means_have_rs_digits(r, assert_lre):
    from rcompat.base.frame_doors import as_frame
    from rcompat.harness.transport import send_frame

    send_frame(r, as_frame(d), "d")
    assert_lre(group_means(d), r.values("tapply(d$score, d$school, mean)"), at_least=15)


def test_page_is_rs(assert_same_output):
    lines = ["  school    score"]
    for i, (school, mean) in enumerate(group_means(d).items(), 1):
        lines.append(f"{i} {school:>6} {mean:8.6f}")
    assert_same_output("\\n".join(lines), "aggregate(score ~ school, d, mean)", data={"d": d})
'''
MODULE = "rcompat.harness.pytest_plugin"
# An installed package brings the plugin by itself; from the source tree it is named.
IS_INSTALLED = any(point.value == MODULE for point in entry_points(group="pytest11"))
PLUGIN = (*(() if IS_INSTALLED else ("-p", MODULE)), "-p", "no:cacheprovider")


@pytest.mark.r
def test_example_runs_and_names_the_first_difference(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pytester.makepyfile(test_means=EXAMPLE)
    first = pytester.runpytest_subprocess(*PLUGIN, "--r-record")
    first.assert_outcomes(passed=1, failed=1)
    first.stdout.fnmatch_lines(["*line 4, column *: line differs: R has '\\n', ours the end*"])
    path.write_text(path.read_text().replace('"\\n".join(lines)', '"\\n".join(lines) + "\\n"'))
    pytester.runpytest_subprocess(*PLUGIN, "--r-record", "--require-r").assert_outcomes(passed=2)
    monkeypatch.setenv("PATH", "/nonexistent")
    without = pytester.runpytest_subprocess(*PLUGIN)
    without.assert_outcomes(passed=1, skipped=1)
    pytester.runpytest_subprocess(*PLUGIN, "--require-r").assert_outcomes(failed=2)


def test_plugin_loads_nothing_heavy(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n\ndef test_light():\n"
        "    assert not {'numpy', 'pandas', 'scipy', 'rpy2', 'polars', 'rcompat.harness.live_r'} & set(sys.modules)\n"
    )
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=1)


def test_plugin_loads_in_thirty_milliseconds() -> None:
    import subprocess
    import sys

    code = (
        "import pytest, time; start = time.process_time(); import rcompat.harness.pytest_plugin; "
        "print(time.process_time() - start)"
    )
    root = Path(__file__).resolve().parents[3]
    seconds = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root).stdout)
        for _ in range(3)
    ]
    assert min(seconds) < 0.030
