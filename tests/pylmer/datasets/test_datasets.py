from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from pylmer.datasets import dataset_names, describe, load_dataset
from pylmer.datasets.bundled import DATA_DIRECTORY
from rcompat.base.frame import Factor, is_na, kind_of
from rcompat.harness.live_r import RSession

BUNDLED = [name for name in dataset_names() if describe(name).package]


def test_sleepstudy() -> None:
    frame = load_dataset("sleepstudy")
    assert (frame.n, frame.names, frame.row_names) == (180, ("Reaction", "Days", "Subject"), None)
    subject = frame["Subject"]
    assert isinstance(subject, Factor)
    assert (len(subject.levels), subject.ordered) == (18, False)


def test_checksums_match_provenance() -> None:
    for name in BUNDLED:
        entry = describe(name)
        assert hashlib.sha256((DATA_DIRECTORY / entry.file).read_bytes()).hexdigest() == entry.sha256, name


def test_package_data_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA_DIRECTORY.iterdir()) < 3_000_000


@pytest.mark.parametrize("name", ["nowhere", "../secret", "a/b", ""])
def test_unknown_name(name: str) -> None:
    with pytest.raises(KeyError, match="not found"):
        load_dataset(name)


def test_fetched_file_must_have_the_registered_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schoolmot.csv").write_text("a,b\n1,2\n")
    monkeypatch.setenv("PYLMER_DATA", str(tmp_path))
    with pytest.raises(ValueError, match="SHA-256 differs"):
        load_dataset("schoolmot")


@pytest.mark.r
@pytest.mark.parametrize("name", BUNDLED)
def test_every_column_is_as_in_r(name: str, live_r: RSession) -> None:
    frame = load_dataset(name)
    entry = describe(name)
    r_name = name.rpartition("::")[2]
    live_r.run(
        f'data(list = "{r_name}", package = "{entry.package}", envir = (home <- new.env())); d <- home[["{r_name}"]]'
    )
    assert live_r.run('cat(names(d), sep = "\\n")').stdout.decode().split("\n")[:-1] == list(frame.names)
    for position, (column_name, column) in enumerate(frame.items(), start=1):
        kind = live_r.run(f"cat(if (is.factor(d[[{position}]])) 'factor' else typeof(d[[{position}]]))").stdout.decode()
        assert kind_of(column) == kind, column_name
        assert list(is_na(column)) == [value == 1 for value in live_r.values(f"is.na(d[[{position}]])")]
        present = ~is_na(column)
        wanted = np.array(live_r.values(f"d[[{position}]]"))[present]
        if isinstance(column, Factor):
            levels = live_r.run(f'cat(levels(d[[{position}]]), sep = "\\n")').stdout.decode().rstrip("\n")
            assert "\n".join(column.levels) == levels
            assert column.ordered == (live_r.values(f"is.ordered(d[[{position}]])") == [1.0])
            assert np.array_equal(column.codes[present] + 1, wanted)
        else:
            assert np.array_equal(np.asarray(column, dtype=float)[present], wanted)
