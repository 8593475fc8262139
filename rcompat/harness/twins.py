"""Run a golden case's Python twin and lay what it gave beside what R gave.

The twin is run statement by statement, as R runs a script: warnings of one top-level statement come as one block
on standard error.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.condition_text import conditions_text
from rcompat.base.conditions import collect_conditions
from rcompat.base.options import local_options
from rcompat.harness.exact_numbers import read_numbers

__all__ = ["TwinResult", "read_values", "run_twin", "twin_values"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinResult:
    """What a twin printed, signalled and kept.

    Attributes:
        stdout: bytes printed.
        stderr: messages and warnings as R would write them.
        values: the script's dict `values`, or an empty one.
    """

    stdout: bytes
    stderr: bytes
    values: Mapping[str, Any]


def run_twin(path: Path) -> TwinResult:
    """Run case.py in a fresh module.

    Args:
        path: the script.

    Raises:
        Exception: whatever the script raises.
    """
    module = types.ModuleType(f"golden_{path.parent.name}")
    module.__file__ = str(path)
    printed, signalled = io.StringIO(), ""
    with contextlib.redirect_stdout(printed), local_options():
        for statement in ast.parse(path.read_text(encoding="utf-8"), filename=str(path)).body:
            code = compile(ast.Module(body=[statement], type_ignores=[]), str(path), "exec")
            with collect_conditions() as conditions:
                _run_code(code, module)
            signalled += conditions_text(conditions)
    values = getattr(module, "values", {})
    return TwinResult(stdout=printed.getvalue().encode(), stderr=signalled.encode(), values=values)


def read_values(path: Path) -> dict[str, NDArray[np.float64] | list[str]]:
    """Return R's values of a case: numbers read back exactly, texts as lists."""
    record = json.loads(path.read_text(encoding="utf-8"), strict=False)  # R leaves control characters as they are
    return {name: _read_entry(entry) for name, entry in record.items()}


def twin_values(value: Any) -> NDArray[np.float64] | list[str]:
    """Return a twin's value in the form `read_values` gives R's: R's order of elements (columns first)."""
    if isinstance(value, str):
        return [value]
    array = np.asarray(value)
    if array.dtype.kind in "OUS":
        return [str(item) for item in array.ravel(order="F")]
    return np.asarray(array, dtype=np.float64).ravel(order="F")


def _run_code(code: types.CodeType, module: types.ModuleType) -> None:
    # The scripts are the project's own files, never text from a user.
    exec(code, module.__dict__)  # noqa: S102


def _read_entry(entry: Mapping[str, Sequence[str]] | Sequence[str]) -> NDArray[np.float64] | list[str]:
    if isinstance(entry, Mapping):
        return list(entry["text"])
    return np.array(read_numbers(entry), dtype=np.float64)
