"""Every golden case: the twin's text compared as bytes, its values by the table of tolerances."""

from __future__ import annotations

import difflib
from pathlib import Path

import numpy as np
import pytest
from tolerances import TABLE, assert_close

from rcompat.harness.golden import case_directories, verify_store
from rcompat.harness.twins import TwinResult, read_values, run_twin, twin_values

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
CASES = {str(case.relative_to(GOLDEN / "cases")): case for case in case_directories(GOLDEN)}


def test_store_is_whole() -> None:
    assert verify_store(GOLDEN) == []
    assert len(CASES) >= 60


@pytest.fixture(scope="module")
def results() -> dict[str, TwinResult | Exception]:
    return {}


@pytest.fixture
def result(name: str, results: dict[str, TwinResult | Exception], monkeypatch: pytest.MonkeyPatch) -> TwinResult:
    case = CASES[name]
    if "PYLMER_DATA" in (case / "case.R").read_text(encoding="utf-8"):
        from pylmer.datasets import fetch_path

        try:
            fetch_path("schoolmot")
            fetch_path("classroom")
        except (FileNotFoundError, OSError) as error:
            pytest.skip(str(error))
    if name not in results:
        monkeypatch.chdir(GOLDEN.parent)
        try:
            results[name] = run_twin(case / "case.py")
        except Exception as error:  # kept, so that a failing twin runs once and not once per test
            results[name] = error
    found = results[name]
    if isinstance(found, Exception):
        raise found
    return found


@pytest.mark.parametrize("name", CASES)
def test_stdout(name: str, result: TwinResult) -> None:
    _assert_same_text(result.stdout, (CASES[name] / "stdout.txt").read_bytes())


@pytest.mark.parametrize("name", CASES)
def test_stderr(name: str, result: TwinResult) -> None:
    _assert_same_text(result.stderr, (CASES[name] / "stderr.txt").read_bytes())


@pytest.mark.parametrize("name", CASES)
def test_values(name: str, result: TwinResult) -> None:
    expected = read_values(CASES[name] / "values.json")
    assert sorted(result.values) == sorted(expected)
    for key, wanted in expected.items():
        found = twin_values(result.values[key])
        if isinstance(wanted, list) or isinstance(found, list):
            assert found == wanted, key
            continue
        assert np.array_equal(np.isnan(found), np.isnan(wanted)), key
        assert_close(found, wanted, TABLE.quantity(key))


def _assert_same_text(found: bytes, wanted: bytes) -> None:
    if found == wanted:
        return
    lines = difflib.unified_diff(
        wanted.decode().splitlines(), found.decode().splitlines(), "R", "Python", lineterm="", n=2
    )
    pytest.fail("\n".join(line.replace(" ", "·") for line in lines) or repr(found), pytrace=False)
