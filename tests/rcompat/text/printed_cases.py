"""Recorded cases of `scripts/golden_r/values.R`: the value read back bit for bit, and our printed lines of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from rcompat.base.c_format import format_values
from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame
from rcompat.base.options import local_options
from rcompat.base.string_text import quote_string
from rcompat.base.vectors import RList, Vector
from rcompat.text.anova_table import anova_lines
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.filled_text import cat_fill
from rcompat.text.values import print_lines

__all__ = ["our_lines", "read_cases", "read_value"]


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
            case "format":
                columns = list(value.values()) if isinstance(value, Frame) else [value]
                return [quote_string(cell, "") for column in columns for cell in format_values(column, **arguments)]
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
