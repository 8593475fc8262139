"""What we print against what R printed: recorded cases and, with live R, fresh random ones."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame
from rcompat.base.options import local_options
from rcompat.base.render import render
from rcompat.base.vectors import RList, Vector
from rcompat.text.anova_table import anova_lines
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.filled_text import cat_fill
from rcompat.text.values import print_lines

DATA = Path(__file__).parent / "data" / "printed_values.jsonl.gz"
SCRIPT = Path(__file__).parents[3] / "scripts" / "golden_r" / "values.R"


def read_double(text: str) -> float:
    if text == "NA":
        return NA_REAL
    return float.fromhex(text.replace("Inf", "inf").replace("NaN", "nan"))


def read_data(record: dict[str, Any]) -> np.ndarray[Any, Any]:
    values = record["data"]
    match record["t"]:
        case "double":
            return np.array([read_double(value) for value in values], dtype=np.float64)
        case "integer":
            return np.array([NA_INTEGER if value is None else value for value in values], dtype=np.int32)
        case "logical":
            return np.array([NA_LOGICAL if value is None else value for value in values], dtype=np.int8)
    data = np.empty(len(values), dtype=object)
    data[:] = values
    return data


def read_names(names: list[str | None] | None) -> tuple[str | None, ...] | None:
    return None if names is None else tuple(names)


def read_value(record: Any) -> Any:
    if record is None:
        return None
    match record["t"]:
        case "factor":
            codes = np.array(record["codes"], dtype=np.int32)
            return Factor(codes=codes, levels=tuple(record["levels"]), ordered=record["ordered"])
        case "frame":
            columns = [read_column(column) for column in record["columns"]]
            names = record.get("row_names")
            row_names = None if names is None else tuple(names)
            return Frame(columns=dict(zip(record["names"], columns, strict=True)), n=record["n"], row_names=row_names)
    attributes = {name: read_value(value) for name, value in record.get("attr", {}).items()}
    if isinstance(attributes.get("class"), Vector) and attributes["class"].data[0] in ("table", "noquote"):
        attributes["class"] = tuple(attributes["class"].data)
    if record["t"] == "list":
        values = tuple([read_value(value) for value in record["values"]])
        return RList(values=values, names=read_names(record.get("names")), attributes=attributes)
    data = read_data(record)
    dimnames = record.get("dimnames")
    if "dnn" in record:
        attributes["dimnames_names"] = tuple(record["dnn"])
    if "dim" in record:
        data = data.reshape(record["dim"], order="F")
        names = None if dimnames is None else tuple([read_names(part) for part in dimnames])
        return Vector(data=data, dimnames=names, attributes=attributes)
    return Vector(data=data, names=read_names(record.get("names")), attributes=attributes)


def read_column(record: dict[str, Any]) -> Column:
    value = read_value(record)
    return value if isinstance(value, Factor) or value.dimnames else value.data


def positions(given: Any) -> tuple[int, ...]:
    return tuple([int(i) - 1 for i in (given if isinstance(given, list) else [given])])


def our_lines(case: dict[str, Any]) -> list[str]:
    given = case["args"]
    arguments = {name.lower().replace(".", "_"): value for name, value in given.items()}
    value = read_value(case["value"])
    settings = {name.replace(".", "_"): int(text) for name, text in case["options"].items()}
    with local_options(**settings):
        match case["what"]:
            case "print":
                return print_lines(value, **arguments)
            case "matrix":
                matrix = Vector(data=value.data, dimnames=value.dimnames, attributes={"class": (case["kind"],)})
                with collect_conditions():
                    return print_lines(matrix)
            case "fill":
                return cat_fill(
                    [element if element is not None else "NA" for element in value.data], int(given["fill"])
                )
            case "anova":
                return anova_lines(case.get("heading", []), value, **arguments)
        for name in ("cs_ind", "tst_ind", "zap_ind"):
            if name in arguments:
                arguments[name] = positions(arguments[name])
        arguments = {"has_p_value" if name == "has_pvalue" else name: part for name, part in arguments.items()}
        return coef_table_lines(value, **arguments)


def read_cases(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield json.loads(line)


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


QUANTILES = Vector(
    data=np.array([-3.9536, -0.4634, 0.0231, 0.4634, 5.1793]), names=("Min", "1Q", "Median", "3Q", "Max")
)


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
