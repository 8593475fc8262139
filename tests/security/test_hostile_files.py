"""Hostile files and addresses: text is text, a file is opened and nothing else, nothing is unpickled or fetched."""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from audit import watched

from pylmer.lme4 import lmer
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.delimited import read_csv, read_table_file
from rcompat.script.transcript import run_script

_CELLS = (
    "=cmd|'/c calc'!A0", "`id`", "$(id)", "__import__('os')", "\x00", "a" * 100_000, '"""', "'; DROP TABLE d; --",
    "%s%n", "../../etc/passwd", "{{7*7}}", "\ufeff", "\u202e", "-" * 5000, "1e999999999", "0x" + "f" * 500, "NA" * 1000,
)  # fmt: skip
_ADDRESSES = (
    "http://127.0.0.1:9/d.csv", "https://127.0.0.1:9/d.csv", "ftp://127.0.0.1/d.csv", "file:///etc/passwd", "|id", "s3://d",
    "//127.0.0.1/d.csv", "data:text/csv,x", "sqlite:///d", "/nowhere/../nowhere/d.csv", "~nobody/d.csv", "$HOME/d.csv",
)  # fmt: skip
_STARTERS = (
    "system('id')", "system2('id')", "shell('id')", "pipe('id')", "download.file('http://127.0.0.1:9', 'x')",
    "url('http://127.0.0.1:9')", "socketConnection(port = 9)", "dyn.load('evil.so')", "install.packages('evil')",
    "browseURL('http://127.0.0.1:9')", ".Call('evil')", "readLines(pipe('id'))",
)  # fmt: skip
_STARTING = ("subprocess.", "socket.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.", "urllib.")


class _Payload:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path, ("/owned",)


@pytest.mark.parametrize("cell", _CELLS)
def test_cells_are_text(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(f"x,s\n1,{cell}\n2,b\n", encoding="utf-8")
    with suppress(RError):
        read_csv(path)  # lazy imports of our own are done
    with watched() as events:
        try:
            frame = read_csv(path)
        except RError:
            frame = None
    assert [event for event in events if str(path) not in event] == []
    assert frame is None or "x" in frame.names


@pytest.mark.parametrize(
    "suffix", [".csv", ".tsv", ".txt", ".pkl", ".rds", ".RData", ".parquet", ".feather", ".npy", ".xlsx"]
)
def test_a_pickled_file_is_not_unpickled(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"d{suffix}"
    path.write_bytes(pickle.dumps(_Payload()))
    with suppress(RError):
        read_table_file(path)  # lazy imports of our own are done
    with watched() as events, suppress(RError):
        read_table_file(path)
    found = [event for event in events if event.startswith(("pickle.", "marshal.", "exec", "os.system", "socket."))]
    assert found == []


@pytest.mark.parametrize("address", _ADDRESSES)
def test_addresses_are_no_files(address: str) -> None:
    with suppress(RError):
        read_csv("/nowhere.csv")
    for read in (read_csv, read_table_file):
        with watched() as events, pytest.raises((RError, OSError)):
            read(address)
        assert [event for event in events if not event.startswith("open")] == []


@pytest.mark.parametrize("call", _STARTERS)
def test_scripts_start_no_program_and_no_connection(call: str) -> None:
    with watched() as events, collect_conditions():
        run_script(call, lambda stream, text: None)
    assert [event for event in events if event.startswith(_STARTING)] == []


def test_names_of_columns_are_names(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("y,system('id'),g\n" + "".join(f"{i % 5},{i},{'ab'[i % 2]}\n" for i in range(12)), encoding="utf-8")
    frame = read_csv(path, check_names=False)
    with collect_conditions():
        lmer("y ~ `system('id')` + (1 | g)", data=frame)
        with watched() as events, pytest.raises(RError):
            lmer("y ~ system('id') + (1 | g)", data=frame)
    assert events == []
