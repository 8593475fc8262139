"""What we print against what R printed: recorded cases and, with live R, fresh random ones."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from printed_cases import our_lines, read_cases

from rcompat.base.render import render
from rcompat.base.vectors import Vector
from rcompat.text.values import print_lines

DATA = Path(__file__).parent / "data" / "printed_values.jsonl.gz"
SCRIPT = Path(__file__).parents[3] / "scripts" / "golden_r" / "values.R"
QUANTILES = Vector(
    data=np.array([-3.9536, -0.4634, 0.0231, 0.4634, 5.1793]), names=("Min", "1Q", "Median", "3Q", "Max")
)


def differences(cases: Iterator[dict[str, Any]]) -> tuple[int, list[tuple[int, dict[str, Any], list[str]]]]:
    count = 0
    found = []
    for count, case in enumerate(cases, 1):
        ours = our_lines(case)
        if ours != case["lines"]:
            found.append((count, case, ours))
    return count, found


def report(found: list[tuple[int, dict[str, Any], list[str]]]) -> str:
    parts = []
    for number, case, ours in found[:5]:
        head = f"case {number}: {case['what']} {case['args']} {case['options']}"
        parts.append("\n".join([head, "R:", *case["lines"], "ours:", *ours]))
    return f"{len(found)} differences\n" + "\n\n".join(parts)


def test_recorded_values_print_as_in_r() -> None:
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        count, found = differences(read_cases(lines))
    assert count > 500
    assert not found, report(found)


@pytest.mark.r
@pytest.mark.parametrize("seed", range(5))
def test_random_values_print_as_in_r(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    command = ["setarch", "-R", "Rscript", "--vanilla", str(SCRIPT), str(path), "random", "1000", str(1000 + seed)]
    subprocess.run(command, check=True, capture_output=True)
    with path.open(encoding="utf-8") as lines:
        count, found = differences(read_cases(lines))
    assert count > 900
    assert not found, report(found)


def test_render_ends_with_one_line_break() -> None:
    assert render(QUANTILES, digits=2) == "   Min     1Q Median     3Q    Max \n-3.954 -0.463  0.023  0.463  5.179 \n"
    assert render(None) == "NULL\n"
    assert render(True) == "[1] TRUE\n"
    assert render(2.5) == "[1] 2.5\n"
    assert render("a") == '[1] "a"\n'
    assert render(np.array([1, 2])) == "[1] 1 2\n"


def test_unknown_type_is_an_error() -> None:
    with pytest.raises(TypeError, match="no printed form for object"):
        print_lines(object())
