from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rcompat.harness.golden import GoldenError, verify_store
from rcompat.harness.manifest import manifest_text, read_manifest
from rcompat.harness.record import record_store
from rcompat.harness.twins import read_values, run_twin, twin_values

_CASE_R = 'cat("one\\n")\nmessage("two")\nvalues <- list(x = c(0.1, NA, Inf), s = c("a", "\\"b\\""))\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one case not yet built."""
    case = tmp_path / "golden" / "cases" / "area" / "name"
    case.mkdir(parents=True)
    (case / "case.R").write_text(_CASE_R)
    (case / "case.py").write_text('print("one")\n')
    return tmp_path / "golden"


def test_store_without_manifest_is_faulty(store: Path) -> None:
    assert verify_store(store) == ["manifest.toml: missing, or lists no files"]


@pytest.mark.r
def test_build_writes_and_verify_finds_every_damage(store: Path) -> None:
    case = store / "cases" / "area" / "name"
    assert record_store(store) == ["area/name"]
    assert record_store(store) == []
    assert (case / "stdout.txt").read_bytes() == b"one\n"
    assert (case / "stderr.txt").read_bytes() == b"two\n"
    assert verify_store(store) == []
    assert read_manifest(store)["environment"]["randomised_addresses"] is False
    values = read_values(case / "values.json")
    assert np.array_equal(values["x"], [0.1, np.nan, np.inf], equal_nan=True)
    assert values["s"] == ["a", '"b"']

    (case / "stdout.txt").write_bytes(b"one\r\n")
    (case / "extra.txt").write_text("x")
    (case / "values.json").unlink()
    faults = "\n".join(verify_store(store))
    assert "stdout.txt: altered" in faults
    assert "stdout.txt: has CRLF" in faults
    assert "extra.txt: not a file of a store" in faults
    assert "values.json: missing" in faults
    with pytest.raises(GoldenError, match=r"extra\.txt: not a file"):
        record_store(store)
    (case / "extra.txt").unlink()
    assert record_store(store) == ["area/name"]
    assert verify_store(store) == []


@pytest.mark.r
def test_another_r_does_not_add_to_the_store(store: Path) -> None:
    record_store(store)
    manifest = read_manifest(store)
    other = {**manifest["environment"], "R": "R version 9"}
    text = manifest_text(other, {"nlme": "0.1"}, manifest["files"])
    (store / "manifest.toml").write_text(text)
    assert verify_store(store) == []
    with pytest.raises(GoldenError, match=r"R version 9 -> .*nlme 0.1 -> "):
        record_store(store)
    assert (store / "manifest.toml").read_text() == text
    assert record_store(store, everything=True) == ["area/name"]
    assert read_manifest(store)["environment"] == manifest["environment"]


@pytest.mark.r
def test_manifest_lists_the_packages_that_cases_load(store: Path) -> None:
    (store / "cases" / "area" / "name" / "case.R").write_text("x <- nlme::fixef; cat(1)")
    record_store(store)
    assert {"nlme", "lattice"} == set(read_manifest(store)["packages"])


@pytest.mark.r
@pytest.mark.parametrize("script", ["cat(Sys.time(), Sys.getpid(), '\\n')", "stop('no')"])
def test_build_refuses_what_differs_or_fails(store: Path, script: str) -> None:
    (store / "cases" / "area" / "name" / "case.R").write_text(script)
    with pytest.raises(GoldenError, match="area/name"):
        record_store(store)


def test_twin_runs_statement_by_statement(tmp_path: Path) -> None:
    path = tmp_path / "case" / "case.py"
    path.parent.mkdir()
    path.write_text(
        "from rcompat.base.conditions import message, warning\n"
        "warning('first', 'f()')\n"
        "message('now'); warning('second')\n"
        "print('é')\n"
        "values = {'x': [[1, 2], [3, 4]]}\n"
    )
    result = run_twin(path)
    assert result.stdout == "é\n".encode()
    assert result.stderr == b"Warning message:\nIn f() : first\nnow\nWarning message:\nsecond \n"
    assert list(twin_values(result.values["x"])) == [1, 3, 2, 4]
