"""The verdict: counts, causes from the table of tolerances, and pages that a browser reads."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from rcompat.harness.agreement import CaseAgreement, ValueAgreement, compare_case, compare_cases
from rcompat.harness.compare import compare_text
from rcompat.harness.live_cases import ChangedCases
from rcompat.harness.report import make_report
from rcompat.harness.report_pages import html_page, markdown_page
from rcompat.harness.tolerances import Tolerance, ToleranceTable, read_tolerances

_TABLE = """
[each]
theta = { rtol = 1e-6, atol = 0.0, what = "theta of <an> optimizer", reason = "another method | than R's" }
[largest]
weights = { rtol = 1e-12, reason = "zeros are noise" }
"""


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    (tmp_path / "tolerances.toml").write_text(_TABLE)
    return tmp_path


def _value(name: str, *, identical: bool = True, within: bool = True, lre: float = 15.0) -> ValueAgreement:
    return ValueAgreement(
        name=name, quantity="theta", count=1, identical=identical, within=within, lre=lre, difference="[1] R 1, ours 2"
    )


def _cases() -> list[CaseAgreement]:
    return [
        CaseAgreement(name="fit/one", functions=("lmer", "cat"), values=(_value("theta"), _value("theta_2"))),
        CaseAgreement(name="fit/two", functions=("lmer",), values=(_value("theta", identical=False, lre=7.5),)),
        CaseAgreement(name="text/three", functions=("print",), stdout=compare_text("a 1", "a 2")),
        CaseAgreement(name="text/four", functions=("print",), values=(_value("theta", identical=False, within=False),)),
        CaseAgreement(name="text/five", functions=(), error="TypeError: no"),
    ]


def test_verdict_tells_identical_explained_and_open(golden: Path) -> None:
    report = make_report(golden, _cases(), ["lmer"], "rcompat report", live=ChangedCases(unexplained=("fit/one",)))
    assert [(share.identical, share.explained, share.unexplained) for share in report.shares] == [
        (3, 0, 2),
        (4, 0, 1),
        (2, 1, 1),
        (1, 1, 3),
    ]
    assert [deviation.cause for deviation in report.deviations] == ["another method | than R's"]
    assert report.deviations[0].cases == ("fit/two",) and report.deviations[0].digits == (7.5,)
    assert [name for name, _ in report.open_cases] == ["text/three", "text/four", "text/five", "fit/one"]
    assert "4 differences without explanation" in report.verdict and "4 of 5 cases" in report.verdict
    assert [row[0] for row in report.tables[0].rows] == ["lmer"]
    changed = ChangedCases(unexplained=(), by_machine=("fit/one", "fit/two"))
    explained = make_report(golden, _cases(), ["lmer"], "rcompat report", live=changed)
    assert "3 of 5 cases. 2 more have other last bits" in explained.verdict
    assert "3 differences without explanation" in explained.verdict
    everything = make_report(golden, _cases(), ["not_called"], "rcompat report")
    assert {row[0] for row in everything.tables[0].rows} == {"lmer", "cat", "print"}


def test_pages_hold_the_verdict_and_are_well_formed(golden: Path) -> None:
    report = make_report(golden, _cases(), ["lmer"], "rcompat report --html <file>")
    page = html_page(report)
    for start in [place for place in range(len(page)) if page.startswith("<svg", place)]:
        picture = ET.fromstring(page[start : page.index("</svg>", start) + 6])
        assert picture.tag.endswith("svg")
    assert page.count("<svg") == 3
    assert "&lt;file&gt;" in page and "theta of &lt;an&gt; optimizer" in page
    text = markdown_page(report)
    assert "another method \\| than R's" in text and "`text/five`: the twin stopped: TypeError: no" in text
    assert all(line.count("|") >= 3 for line in text.splitlines() if line.startswith("|"))


def test_tolerance_table(golden: Path) -> None:
    table = read_tolerances(golden)
    assert table.quantity("theta_12") == "theta" and table.quantity("other1") == "default"
    assert table.tolerance("default").rtol == 0.0
    assert table.is_within("theta", [1.0000001, math.nan, math.inf], [1.0, math.nan, math.inf])
    assert not table.is_within("theta", [1.00001], [1.0])
    assert not table.is_within("theta", [1.0, 2.0], [1.0])
    assert not table.is_within("theta", [math.nan], [1.0])
    assert not table.is_within("theta", [math.inf], [1.0])
    assert table.is_within("weights", [100.0, 3e-15], [100.0, -1e-15])
    assert table.correct_digits("weights", [100.0, 3e-15], [100.0, -1e-15]) == 15.0
    assert table.correct_digits("theta", [100.0, 3e-15], [100.0, -1e-15]) == 0.0
    assert table.correct_digits("weights", [100.0, 1e-4], [100.0, 0.0]) // 1 == 6
    (golden / "tolerances.toml").write_text("[each]\nx = { rtol = 1.0 }\n")
    with pytest.raises(ValueError, match="no reason"):
        read_tolerances(golden)


def test_values_of_a_case_are_laid_beside_rs(tmp_path: Path) -> None:
    case = tmp_path / "golden" / "cases" / "area" / "name"
    case.mkdir(parents=True)
    (case / "case.R").write_text("f(g(1))\nstats::sd(2)\n")
    twin = 'values = {"a": [1.0, 2.0], "b": [1.0], "c": ["x"], "d": 1.0, "e": 1.0, "n": float("nan")}\n'
    (case / "case.py").write_text(f"print('p')\n{twin}")
    (case / "stdout.txt").write_text("p\n")
    (case / "stderr.txt").write_text("")
    r = '{"a": ["0x1p+0", "0x1p+1"], "b": ["0x1p+0", "0x1p+0"], "c": {"text": ["y"]}, "n": ["NA"],'
    (case / "values.json").write_text(r + ' "d": ["0x1.0000000000001p+0"], "f": ["0x1p+0"]}')
    found = compare_case(case, ToleranceTable(lines={"d": Tolerance(1e-15, 0.0, "last bit")}))
    assert found.functions == ("f", "g", "sd") and found.stdout is None
    values = {value.name: value for value in found.values}
    assert values["a"].identical
    assert {name: value.difference for name, value in values.items() if not value.identical} == {
        "b": "1 numbers, R has 2",
        "c": "[1] is another text",
        "d": "[1] R 0x1.0000000000001p+0, ours 0x1.0000000000000p+0, 1 ulp, printed alike",
        "n": "[1] R NA, ours NaN",
        "f": "the twin does not keep it",
        "e": "R does not keep it",
    }
    assert [name for name, value in values.items() if value.within] == ["a", "d"]
    assert not compare_cases(tmp_path / "golden", "name")[0].is_explained
