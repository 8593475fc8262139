"""How far a golden case's twin agrees with R: the texts byte by byte, the values by correct digits."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import is_na_real
from rcompat.harness.compare import MOST_DIGITS, TextDifference, compare_text, same_printed_digits, ulp_distance
from rcompat.harness.exact_numbers import write_number
from rcompat.harness.golden import case_directories, case_name
from rcompat.harness.tolerances import ToleranceTable, read_tolerances
from rcompat.harness.twins import read_values, run_twin, twin_values
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.language.syntax import parse

__all__ = ["CaseAgreement", "ValueAgreement", "called_functions", "compare_case", "compare_cases", "find_case"]

_COUNTED = 10**6  # so many doubles between two numbers are told


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAgreement:
    """How one kept value agrees.

    Attributes:
        name: its name in the script.
        quantity: its line in the table of tolerances.
        count: how many numbers or texts it has.
        identical: whether all are the same (numbers: the same bits, NA apart from NaN).
        within: whether all are within the tolerance of the quantity.
        lre: least number of correct digits; 0 for texts that differ.
        difference: the element that is farthest off, in words; "" if all are the same.
    """

    name: str
    quantity: str
    count: int
    identical: bool
    within: bool
    lre: float
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAgreement:
    """How one case agrees.

    Attributes:
        name: area/name.
        functions: names that the R script calls.
        stdout, stderr: first differences, or None.
        values: one entry for each kept value.
        error: what stopped the twin, or None.
    """

    name: str
    functions: tuple[str, ...]
    stdout: TextDifference | None = None
    stderr: TextDifference | None = None
    values: tuple[ValueAgreement, ...] = ()
    error: str | None = None

    @property
    def is_identical(self) -> bool:
        """Whether every byte and every bit is the same."""
        texts = self.stdout is None and self.stderr is None and self.error is None
        return texts and all(value.identical for value in self.values)

    @property
    def is_explained(self) -> bool:
        """Whether every byte is the same, and every number within the tolerance that the table gives a reason for."""
        texts = self.stdout is None and self.stderr is None and self.error is None
        return texts and all(value.within for value in self.values)


def find_case(golden: Path, name: str) -> Path:
    """The directory of the case called `area/name`, or whose name alone is this.

    Raises:
        LookupError: none or several.
    """
    cases = case_directories(golden)
    found = [case for case in cases if name in (case_name(case), case.name)]
    if len(found) != 1:
        names = ", ".join(map(case_name, found))
        raise LookupError(f"{name}: {'several cases: ' + names if found else 'no such case'}")
    return found[0]


def compare_cases(golden: Path, only: str = "") -> list[CaseAgreement]:
    """Run the twins of all cases that R has run and whose path holds `only`."""
    cases = [case for case in case_directories(golden) if (case / "values.json").exists()]
    table = read_tolerances(golden)
    return [compare_case(case, table) for case in cases if only in str(case.relative_to(golden))]


def compare_case(case: Path, table: ToleranceTable) -> CaseAgreement:
    """Run the twin of a case and lay what it gave beside what R gave."""
    name = case_name(case)
    functions = called_functions((case / "case.R").read_text(encoding="utf-8"))
    try:
        with _directory(case.resolve().parents[3]):
            twin = run_twin(case.resolve() / "case.py")
        values = tuple(_values(twin.values, read_values(case / "values.json"), table))
        recorded = [(case / name).read_bytes() for name in ("stdout.txt", "stderr.txt")]
    except Exception as error:  # whatever stops a twin is a finding, not a fault of the comparison
        return CaseAgreement(name=name, functions=functions, error=f"{type(error).__name__}: {error}")
    return CaseAgreement(
        name=name,
        functions=functions,
        stdout=compare_text(twin.stdout, recorded[0]),
        stderr=compare_text(twin.stderr, recorded[1]),
        values=values,
    )


@contextlib.contextmanager
def _directory(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


def _values(
    found: Mapping[str, object], expected: Mapping[str, NDArray[np.float64] | list[str]], table: ToleranceTable
) -> Iterator[ValueAgreement]:
    for name, wanted in expected.items():
        if name not in found:
            yield _other(name, table, len(wanted), "the twin does not keep it")
            continue
        ours = twin_values(found[name])
        if isinstance(ours, list) or isinstance(wanted, list):
            yield _text_agreement(name, table, list(map(str, ours)), list(map(str, wanted)))
        else:
            yield _number_agreement(name, table, ours, wanted)
    for name in found:
        if name not in expected:
            yield _other(name, table, 0, "R does not keep it")


def _other(name: str, table: ToleranceTable, count: int, difference: str) -> ValueAgreement:
    quantity = table.quantity(name)
    return ValueAgreement(
        name=name, quantity=quantity, count=count, identical=False, within=False, lre=0.0, difference=difference
    )


def _text_agreement(name: str, table: ToleranceTable, ours: list[str], wanted: list[str]) -> ValueAgreement:
    if ours != wanted:
        pairs = zip(ours, wanted, strict=False)
        place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(wanted)))
        return _other(name, table, len(wanted), f"[{place + 1}] is another text")
    quantity = table.quantity(name)
    return ValueAgreement(name=name, quantity=quantity, count=len(wanted), identical=True, within=True, lre=MOST_DIGITS)


def _number_agreement(
    name: str, table: ToleranceTable, ours: NDArray[np.float64], wanted: NDArray[np.float64]
) -> ValueAgreement:
    if len(ours) != len(wanted):
        return _other(name, table, len(wanted), f"{len(ours)} numbers, R has {len(wanted)}")
    a, b = ours.tolist(), wanted.tolist()
    gone = is_na_real(ours) == is_na_real(wanted)
    different = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if not (x == y or (x != x and y != y))]
    different += [i for i in np.flatnonzero(~gone).tolist() if i not in different]
    quantity = table.quantity(name)
    return ValueAgreement(
        name=name,
        quantity=quantity,
        count=len(b),
        identical=not different,
        within=bool(gone.all()) and table.is_within(quantity, a, b),
        lre=table.correct_digits(quantity, a, b),
        difference=_worst(a, b, different),
    )


def _worst(ours: Sequence[float], wanted: Sequence[float], different: Sequence[int]) -> str:
    """The element that is farthest off: its place, R's number, ours, how many doubles lie between, whether it shows."""
    if not different:
        return ""
    sizes = {i: abs(ours[i] - wanted[i]) if math.isfinite(ours[i] - wanted[i]) else math.inf for i in different}
    place = max(different, key=lambda i: sizes[i])
    pair = f"[{place + 1}] R {write_number(wanted[place])}, ours {write_number(ours[place])}"
    if not math.isfinite(ours[place] - wanted[place]):
        return pair
    distance = ulp_distance(ours[place], wanted[place])
    far = f", {distance} ulp" if distance <= _COUNTED else ""
    return pair + far + (", printed alike" if same_printed_digits(ours[place], wanted[place]) else "")


def called_functions(script: str) -> tuple[str, ...]:
    """Names of the functions that an R script calls, each once, in the order of their first call."""
    found: dict[str, None] = {}
    for expression in parse(script):
        for name in _called(expression):
            found.setdefault(name)
    return tuple(found)


def _called(expression: Expr | Argument | Sequence[Argument] | None) -> Iterator[str]:
    if isinstance(expression, Argument):
        yield from _called(expression.value)
    elif isinstance(expression, Call):
        function = expression.function
        if isinstance(function, Symbol):
            yield function.name
        else:
            yield from _qualified(function)
        for argument in expression.arguments:
            yield from _called(argument)


def _qualified(function: Expr) -> Iterator[str]:
    if isinstance(function, Call) and function.name in ("::", ":::"):
        last = function.arguments[-1].value
        if isinstance(last, Symbol):
            yield last.name
    else:
        yield from _called(function)
