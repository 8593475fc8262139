"""read_csv against R's read.csv (recorded by scripts/golden_r/read_csv.R)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from r_values import escape, value_text

from rcompat.base.conditions import RError
from rcompat.base.delimited import FileError, read_csv, read_delimited_text, read_table_file
from rcompat.base.frame_doors import DuplicateNameError
from rcompat.base.number_reading import read_numbers
from rcompat.design.evaluate import Scope, evaluate
from rcompat.language.expressions import Call
from rcompat.language.syntax import parse_expression

DATA = Path(__file__).parent / "data"
NAMES = {
    "stringsAsFactors": "strings_as_factors",
    "na.strings": "na_strings",
    "check.names": "check_names",
    "strip.white": "strip_white",
    "row.names": "row_names",
    "col.names": "col_names",
}


def _cases() -> list[tuple[str, str, str]]:
    lines = (DATA / "csv_cases.tsv").read_text(encoding="utf-8").splitlines()
    results = (DATA / "csv_results.txt").read_text(encoding="utf-8").splitlines()
    return [(*line.split("\t"), result) for line, result in zip(lines, results, strict=True)]  # type: ignore[misc]


def _arguments(text: str) -> dict[str, Any]:
    if not text:
        return {}
    call = parse_expression(f"list({text})")
    assert isinstance(call, Call)
    found: dict[str, Any] = {}
    for argument in call.arguments:
        values = evaluate(argument.value, Scope()).tolist()
        name = argument.name or ""
        if name in ("na.strings", "col.names"):
            found[NAMES[name]] = values
        else:
            found[NAMES.get(name, name)] = values[0] if isinstance(values[0], str) else int(values[0])
    return found


def _page(text: str, arguments: dict[str, Any]) -> str:
    try:
        frame = read_delimited_text(text, **arguments)
    except DuplicateNameError:
        return "DUPLICATE"
    except RError as error:
        return "ERROR " + error.message
    rows = "automatic" if frame.row_names is None else " ".join(escape(name) for name in frame.row_names)
    rows = "" if frame.n == 0 else rows
    return " ; ".join([f"rows {rows}", *(f"{escape(name)} = {value_text(column)}" for name, column in frame.items())])


@pytest.mark.parametrize(("text", "arguments", "expected"), _cases())
def test_as_read_by_r(text: str, arguments: str, expected: str) -> None:
    plain = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
    ours = _page(plain, _arguments(arguments))
    if ours == "DUPLICATE":
        names = [part.partition(" = ")[0] for part in expected.split(" ; ")[1:]]
        assert len(set(names)) < len(names)
    else:
        assert ours.rstrip() == expected.rstrip()


def test_decimals_are_rounded_as_in_r() -> None:
    lines = [line.split() for line in (DATA / "decimals.txt").read_text().splitlines()]
    values, failed = read_numbers([text for text, _ in lines])
    assert not failed
    assert values.tolist() == [float.fromhex(bits) for _, bits in lines]


def test_missing_file() -> None:
    for door in (read_csv, read_table_file):
        with pytest.raises(FileError, match=r"cannot open file 'nowhere/x.csv': No such file or directory"):
            door("nowhere/x.csv")
    with pytest.raises(FileError, match=r"cannot open file 'nowhere/x.parquet'"):
        read_table_file("nowhere/x.parquet")


def test_files(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    parquet.write_table(pa.table({"a": [1, None], "s": ["x", "y"]}), tmp_path / "t.parquet")
    (tmp_path / "t.tsv").write_bytes(b"\xef\xbb\xbfa\ts\r\n1\tx\r\n\ty\r\n")
    for name in ("t.parquet", "t.tsv"):
        frame = read_table_file(tmp_path / name)
        assert [value_text(column) for column in frame.values()] == ["integer: 1 NA", "character: 'x' 'y'"]
    (tmp_path / "bad.csv").write_bytes(b"a\n\xff\n")
    with pytest.raises(FileError, match="invalid multibyte string"):
        read_csv(tmp_path / "bad.csv")
    (tmp_path / "bad.parquet").write_bytes(b"nothing")
    with pytest.raises(FileError, match="cannot read file"):
        read_table_file(tmp_path / "bad.parquet")
