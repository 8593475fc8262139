"""Read a bundled data set: a plain CSV (gzipped when large) and a JSON schema of its column types.

Cells never hold commas, quotes or line breaks (the exporter refuses them), so splitting is enough and fast.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame

__all__ = ["DATA_DIRECTORY", "attribute_texts", "load_bundled", "schema_path"]

DATA_DIRECTORY: Path = Path(__file__).parent / "data"
_LOGICAL = {"TRUE": 1, "FALSE": 0, "NA": NA_LOGICAL}


def schema_path(name: str) -> Path:
    """Where the schema of a bundled data set stands, if there is a set of that name."""
    return DATA_DIRECTORY / f"{name.replace('::', '.')}.json"


def attribute_texts(name: str) -> Mapping[str, str]:
    """Class and attributes of a bundled set that is more than a data frame, in R's order, each as R text."""
    found: Mapping[str, str] = json.loads(schema_path(name).read_bytes()).get("attributes", {})
    return found


def load_bundled(name: str) -> Frame:
    """Return the bundled data set `name` with R's column types, levels and row names.

    Raises:
        FileNotFoundError: no such file.
    """
    schema = json.loads(schema_path(name).read_bytes())
    content = (DATA_DIRECTORY / schema["file"]).read_bytes()
    if schema["file"].endswith(".gz"):
        content = gzip.decompress(content)
    header, body = content.decode("utf-8").split("\n", 1)
    names = header.split(",")
    cells = body.rstrip("\n").replace("\n", ",").split(",")
    if len(cells) != len(names) * schema["rows"]:
        raise ValueError(f"data file of '{name}' does not have {schema['rows']} rows of {len(names)} cells")
    columns = {
        column: _make_column(cells[position :: len(names)], schema["columns"][column])
        for position, column in enumerate(names)
    }
    row_names = schema["row_names"]
    return Frame(columns=columns, n=schema["rows"], row_names=None if row_names is None else tuple(row_names))


def _make_column(cells: Sequence[str], schema: Mapping[str, Any]) -> Column:
    kind = schema["type"]
    if kind == "factor":
        levels = tuple(schema["levels"])
        code = {level: position for position, level in enumerate(levels)} | {"NA": -1}
        codes = np.fromiter(map(code.__getitem__, cells), dtype=np.int32, count=len(cells))
        return Factor(codes=codes, levels=levels, ordered=schema["ordered"])
    if kind == "double":
        return np.array([NA_REAL if cell == "NA" else float(cell) for cell in cells], dtype=np.float64)
    if kind == "integer":
        return np.array([NA_INTEGER if cell == "NA" else int(cell) for cell in cells], dtype=np.int32)
    if kind == "logical":
        return np.array([_LOGICAL[cell] for cell in cells], dtype=np.int8)
    return np.array([None if cell == "NA" else cell for cell in cells], dtype=object)
