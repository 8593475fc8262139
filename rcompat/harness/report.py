"""The verdict: what was compared with R, how far it agrees, and every exception with its cause.

`make_report` counts; report_pages.py writes the verdict as Markdown and as one HTML page.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rcompat.base.number_text import encode_number, number_format
from rcompat.harness.agreement import CaseAgreement, ValueAgreement
from rcompat.harness.live_cases import ChangedCases
from rcompat.harness.manifest import read_manifest
from rcompat.harness.tolerances import ToleranceTable, read_tolerances

__all__ = ["Deviation", "Report", "Share", "Table", "digits_text", "make_report"]

_MANY = 12
_PYTHON_PACKAGES = ("pylmer", "numpy", "scipy", "nlopt", "narwhals", "pandas", "polars", "pyarrow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the report: all cells are text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the things of one kind are identical, explained (a known cause, within its tolerance) or open."""

    name: str
    identical: int
    explained: int
    unexplained: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.identical + self.explained + self.unexplained


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """All values of one quantity that have not R's bits, within tolerance.

    Attributes:
        quantity: its name.
        cause: why it has not R's bits.
        digits: correct digits of each value, ascending.
        cases: where they are.
        same: how many other values of the quantity have R's bits.
    """

    quantity: str
    cause: str
    digits: tuple[float, ...]
    cases: tuple[str, ...]
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The verdict.

    Attributes:
        verdict: in a sentence or two.
        shares: identical, explained and open: pages, messages, values.
        areas: the same for the cases of each area.
        deviations: what differs for a known reason.
        open_cases: case and what is wrong with it, without a known reason.
        tables: in the order of reading.
        origin: which R it was compared with.
        command: the command that makes this report.
    """

    verdict: str
    shares: tuple[Share, ...]
    areas: tuple[Share, ...]
    deviations: tuple[Deviation, ...]
    open_cases: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    origin: str
    command: str


def make_report(
    golden: Path,
    cases: Sequence[CaseAgreement],
    functions: Iterable[str],
    command: str,
    live: ChangedCases | None = None,
) -> Report:
    """Draw up the verdict.

    Args:
        golden: the store.
        cases: agreement of every case.
        functions: names that count as functions of the product; all that are called if no case calls one of them.
        command: the command that makes the report.
        live: cases where R now differs from R as recorded; None if R was not asked.
    """
    open_cases = [(case.name, _fault(case)) for case in cases if not case.is_explained]
    open_cases += [
        (name, "R today gives something else than R as recorded") for name in (live.unexplained if live else ())
    ]
    deviations = _deviations(cases, read_tolerances(golden))
    shares = (
        _share("printed pages", [(case.error is None and case.stdout is None,) * 2 for case in cases]),
        _share("messages and warnings", [(case.error is None and case.stderr is None,) * 2 for case in cases]),
        _share("kept values", [(value.identical, value.within) for case in cases for value in case.values]),
        _share("cases as a whole", [(case.is_identical, case.is_explained) for case in cases]),
    )
    return Report(
        verdict=_verdict(shares, deviations, open_cases, live),
        shares=shares,
        areas=_areas(cases),
        deviations=deviations,
        open_cases=tuple(open_cases),
        tables=(
            _group_table("Agreement by function", "function", cases, _listed(frozenset(functions), cases)),
            _value_table("Agreement by quantity", [value for case in cases for value in case.values]),
            _group_table("Agreement by area", "area", cases, lambda case: (case.name.split("/")[0],)),
            _environment_table(golden),
        ),
        origin=_origin(golden),
        command=command,
    )


def _verdict(
    shares: Sequence[Share],
    deviations: Sequence[Deviation],
    open_cases: Sequence[tuple[str, str]],
    live: ChangedCases | None,
) -> str:
    pages, messages, values, cases = shares
    parts = [
        f"{pages.identical} of {pages.total} printed pages and {messages.identical} of {messages.total} sets of "
        f"messages are R's, byte for byte; {values.identical} of {values.total} kept values have R's bits."
    ]
    if values.explained:
        digits = [digits for deviation in deviations for digits in deviation.digits]
        many = sum(each >= _MANY for each in digits)
        worst = deviations[0]
        parts.append(
            f"{values.explained} more have a known cause: {many} of them agree to {_MANY} digits or more, the least "
            f"({worst.quantity}) to {int(worst.digits[0])}."
        )
    parts.append(f"{len(open_cases) or 'No'} difference{'' if len(open_cases) == 1 else 's'} without explanation.")
    if live is not None:
        parts.append(f"R, run again today, repeats its record in {cases.total - live.count} of {cases.total} cases.")
        if live.by_machine:
            parts.append(
                f"{len(live.by_machine)} more have other last bits because this machine's first-level cache is not "
                "that of the record (sums over more than 816 rows); ours, told to follow this machine, agree with R "
                "in all of them."
            )
    return " ".join(parts)


def _share(name: str, things: Sequence[tuple[bool, bool]]) -> Share:
    same = sum(identical for identical, _ in things)
    known = sum(not identical and within for identical, within in things)
    return Share(name=name, identical=same, explained=known, unexplained=len(things) - same - known)


def _areas(cases: Sequence[CaseAgreement]) -> tuple[Share, ...]:
    groups: dict[str, list[tuple[bool, bool]]] = {}
    for case in cases:
        groups.setdefault(case.name.split("/")[0], []).append((case.is_identical, case.is_explained))
    return tuple(_share(name, group) for name, group in sorted(groups.items(), key=lambda item: -len(item[1])))


def _deviations(cases: Sequence[CaseAgreement], table: ToleranceTable) -> tuple[Deviation, ...]:
    found: dict[str, list[tuple[float, str]]] = {}
    same: dict[str, int] = {}
    for case in cases:
        for value in case.values:
            name = _known_name(value)
            if value.identical:
                same[name] = same.get(name, 0) + 1
            elif value.within:
                found.setdefault(name, []).append((value.lre, case.name))
    deviations = [
        Deviation(
            quantity=table.names.get(name, name),
            cause=table.tolerance(table.quantity(name)).reason,
            digits=tuple(sorted(digits for digits, _ in group)),
            cases=tuple(dict.fromkeys(case for _, case in group)),
            same=same.get(name, 0),
        )
        for name, group in found.items()
    ]
    return tuple(sorted(deviations, key=lambda deviation: deviation.digits[0]))


def _known_name(value: ValueAgreement) -> str:
    """Quantity of a value; its own name, without digits, where the table has no line for it."""
    return value.quantity if value.quantity != "default" else value.name.rstrip("0123456789").rstrip("_")


def _fault(case: CaseAgreement) -> str:
    if case.error is not None:
        return f"the twin stopped: {case.error}"
    parts = [
        f"{stream}, {str(difference).splitlines()[0]}"
        for stream, difference in (("stdout", case.stdout), ("stderr", case.stderr))
        if difference is not None
    ]
    return "; ".join(parts + [f"{value.name}: {value.difference}" for value in case.values if not value.within])


def _listed(functions: frozenset[str], cases: Sequence[CaseAgreement]) -> Callable[[CaseAgreement], tuple[str, ...]]:
    called = {name for case in cases for name in case.functions}
    known = functions & called or called
    return lambda case: tuple(name for name in case.functions if name in known)


def _group_table(
    title: str, key: str, cases: Sequence[CaseAgreement], keys: Callable[[CaseAgreement], tuple[str, ...]]
) -> Table:
    groups: dict[str, list[CaseAgreement]] = {}
    for case in cases:
        for name in keys(case):
            groups.setdefault(name, []).append(case)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    head = (key, "cases", "pages identical", "messages identical", "values", "same bits", "LRE least", "LRE 5 %")
    note = "Values of all cases that call the function; a value counts by its worst number."
    rows = tuple((name, *_counts(group)) for name, group in ordered)
    return Table(title=title, head=head, rows=rows, note=note if key == "function" else "")


def _counts(group: Sequence[CaseAgreement]) -> tuple[str, ...]:
    values = [value for case in group for value in case.values]
    digits = sorted(value.lre for value in values)
    pages = sum(case.error is None and case.stdout is None for case in group)
    messages = sum(case.error is None and case.stderr is None for case in group)
    same = sum(value.identical for value in values)
    shown = [digits_text(_quantile(digits, share)) if digits else "" for share in (0.0, 0.05)]
    return (str(len(group)), str(pages), str(messages), str(len(values)), str(same), *shown)


def _value_table(title: str, values: Sequence[ValueAgreement]) -> Table:
    groups: dict[str, list[ValueAgreement]] = {}
    for value in values:
        groups.setdefault(_known_name(value), []).append(value)
    rows = []
    for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        digits = sorted(value.lre for value in group)
        same = sum(value.identical for value in group)
        count = sum(value.count for value in group)
        quantiles = [digits_text(_quantile(digits, share)) for share in (0.0, 0.05, 0.5)]
        rows.append((name, str(len(group)), str(count), str(same), *quantiles))
    head = ("quantity", "values", "numbers", "same bits", "LRE least", "LRE 5 %", "LRE median")
    note = "LRE: number of correct digits (log relative error, 15 at most); a value counts by its worst number."
    return Table(title=title, head=head, rows=tuple(rows), note=note)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]


def digits_text(value: float) -> str:
    """A number of digits as the report shows it."""
    return encode_number(value, number_format([value], digits=3)).strip()


def _origin(golden: Path) -> str:
    found = read_manifest(golden).get("environment", {})
    return f"{found.get('R', 'R')}, {found.get('platform', '')}, BLAS {found.get('blas', '')}"


def _environment_table(golden: Path) -> Table:
    manifest: Mapping[str, Mapping[str, object]] = read_manifest(golden)
    rows = [(name, str(value)) for name, value in manifest.get("environment", {}).items()]
    rows += [(f"R package {name}", str(value)) for name, value in manifest.get("packages", {}).items()]
    rows += [("Python", sys.version.split()[0]), ("machine", f"{platform.system()} {platform.machine()}")]
    for name in _PYTHON_PACKAGES:
        try:
            rows.append((f"Python package {name}", version(name)))
        except PackageNotFoundError:
            continue
    return Table(title="Versions", head=("what", "version"), rows=tuple(rows))
