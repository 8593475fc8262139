"""The verdict: what was compared with R, how far it agrees, and every exception, as Markdown and as one HTML page."""

from __future__ import annotations

import html
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rcompat.base.number_text import encode_number, number_format
from rcompat.harness.agreement import CaseAgreement, ValueAgreement
from rcompat.harness.manifest import read_manifest

__all__ = ["Report", "Table", "html_page", "make_report", "markdown_page"]

_PYTHON_PACKAGES = ("numpy", "scipy", "nlopt", "narwhals", "pandas", "polars", "pyarrow")
_EDGES = (15, 12, 10, 8, 6, 4, 2, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the report: all cells are text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The verdict.

    Attributes:
        sentence: the verdict in one sentence.
        tables: in the order of reading.
        exceptions: one entry for each case that is not identical.
        histogram: least correct digits -> number of values.
        command: the command that makes this report.
    """

    sentence: str
    tables: tuple[Table, ...]
    exceptions: tuple[tuple[str, str], ...]
    histogram: tuple[tuple[str, int], ...]
    command: str


def make_report(
    golden: Path,
    cases: Sequence[CaseAgreement],
    functions: Iterable[str],
    command: str,
    live: Sequence[str] | None = None,
) -> Report:
    """Draw up the verdict.

    Args:
        golden: the store.
        cases: agreement of every case.
        functions: names that count as functions of the product; others are not listed.
        command: the command that makes the report.
        live: cases where R now differs from R as recorded; None if R was not asked.
    """
    same = sum(case.is_identical for case in cases)
    texts = sum(case.error is None and case.stdout is None for case in cases)
    values = [value for case in cases for value in case.values]
    identical = sum(value.identical for value in values)
    sentence = (
        f"{same} of {len(cases)} cases are identical with R in every byte and every bit; "
        f"{texts} of {len(cases)} printed pages and {identical} of {len(values)} kept values are."
    )
    if live is not None:
        sentence += f" R, run again today, differs from its record in {len(live)} of {len(cases)} cases."
    return Report(
        sentence=sentence,
        tables=(
            _case_table("Agreement by area", "area", cases, lambda case: (case.name.split("/")[0],)),
            _value_table("Agreement by quantity", values),
            _case_table("Agreement by function", "function", cases, _listed(frozenset(functions))),
            _environment_table(golden),
        ),
        exceptions=tuple((case.name, _cause(case)) for case in cases if not case.is_identical)
        + tuple((name, "R today differs from R as recorded") for name in live or ()),
        histogram=_histogram(values),
        command=command,
    )


def _listed(functions: frozenset[str]) -> Callable[[CaseAgreement], tuple[str, ...]]:
    return lambda case: tuple(name for name in case.functions if name in functions)


def _case_table(
    title: str, key: str, cases: Sequence[CaseAgreement], keys: Callable[[CaseAgreement], tuple[str, ...]]
) -> Table:
    groups: dict[str, list[CaseAgreement]] = {}
    for case in cases:
        for name in keys(case):
            groups.setdefault(name, []).append(case)
    rows = [
        (
            name,
            str(len(group)),
            str(sum(case.error is None and case.stdout is None for case in group)),
            str(sum(case.error is None and case.stderr is None for case in group)),
            str(sum(case.is_identical for case in group)),
        )
        for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    head = (key, "cases", "stdout identical", "stderr identical", "all identical")
    return Table(title=title, head=head, rows=tuple(rows))


def _value_table(title: str, values: Sequence[ValueAgreement]) -> Table:
    groups: dict[str, list[ValueAgreement]] = {}
    for value in values:
        groups.setdefault(value.name.rstrip("0123456789").rstrip("_"), []).append(value)
    rows = []
    for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        digits = sorted(value.lre for value in group)
        same = sum(value.identical for value in group)
        count = sum(value.count for value in group)
        quantiles = [_text(_quantile(digits, share)) for share in (0.0, 0.05, 0.5)]
        rows.append((name, str(len(group)), str(count), str(same), *quantiles))
    head = ("quantity", "values", "numbers", "same bits", "LRE least", "LRE 5 %", "LRE median")
    note = "LRE: number of correct digits (log relative error, 15 at most); a value counts by its worst number."
    return Table(title=title, head=head, rows=tuple(rows), note=note)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]


def _text(value: float) -> str:
    return encode_number(value, number_format([value], digits=3)).strip()


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


def _cause(case: CaseAgreement) -> str:
    if case.error is not None:
        return f"the twin stopped: {case.error}"
    parts = [
        f"{stream}, {str(difference).splitlines()[0]}"
        for stream, difference in (("stdout", case.stdout), ("stderr", case.stderr))
        if difference is not None
    ]
    worst = [value for value in case.values if not value.identical]
    parts += [f"{value.name}: {_text(value.lre)} correct digits, other bits" for value in worst]
    return "; ".join(parts)


def _histogram(values: Sequence[ValueAgreement]) -> tuple[tuple[str, int], ...]:
    bars = [("same bits", sum(value.identical for value in values))]
    upper = float("inf")
    for edge in _EDGES:
        count = sum(not value.identical and edge <= value.lre < upper for value in values)
        bars.append((f"{edge} digits" if edge else "below 2", count))
        upper = edge
    return tuple(bars)


def markdown_page(report: Report) -> str:
    """The report as Markdown."""
    lines = ["# Agreement with R", "", f"**{report.sentence}**", "", f"Made by `{report.command}`.", ""]
    lines += ["## Exceptions", ""]
    lines += [f"- `{name}`: {_escaped(cause)}" for name, cause in report.exceptions] or ["None."]
    lines += ["", "## Correct digits of the kept values", ""]
    lines += _markdown_rows(("agreement", "values"), [(name, str(count)) for name, count in report.histogram])
    for table in report.tables:
        lines += ["", f"## {table.title}", ""] + ([table.note, ""] if table.note else [])
        lines += _markdown_rows(table.head, table.rows)
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _markdown_rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows]


_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;margin:1em 0}td,th{padding:.2em .8em;border-bottom:1px solid #ddd;text-align:right}"
    "td:first-child,th:first-child{text-align:left}.verdict{font-size:1.2em;font-weight:600}code{background:#f4f4f4}"
)


def html_page(report: Report) -> str:
    """The report as one HTML page that needs nothing else."""
    parts = [f"<p class='verdict'>{html.escape(report.sentence)}</p>"]
    parts.append(f"<p>Made by <code>{html.escape(report.command)}</code>.</p>")
    parts.append("<h2>Correct digits of the kept values</h2>" + _picture(report.histogram))
    entries = "".join(
        f"<li><code>{html.escape(name)}</code>: {html.escape(cause)}</li>" for name, cause in report.exceptions
    )
    parts.append(f"<h2>Exceptions</h2><ul>{entries or '<li>None.</li>'}</ul>")
    for table in report.tables:
        parts.append(f"<h2>{html.escape(table.title)}</h2><p>{html.escape(table.note)}</p>{_html_table(table)}")
    body = "\n".join(parts)
    head = f"<meta charset='utf-8'><title>Agreement with R</title><style>{_STYLE}</style>"
    page = f"<body><h1>Agreement with R</h1>\n{body}\n</body>"
    return f"<!doctype html>\n<html lang='en'><head>{head}</head>\n{page}</html>\n"


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in table.head)
    rows = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in table.rows]
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _picture(bars: Sequence[tuple[str, int]]) -> str:
    most = max((count for _, count in bars), default=0) or 1
    parts = []
    for i, (name, count) in enumerate(bars):
        length, y = round(400 * count / most), 22 * i
        parts.append(f"<text x='90' y='{y + 15}' text-anchor='end'>{html.escape(name)}</text>")
        parts.append(f"<rect x='100' y='{y + 2}' width='{length}' height='16' fill='#3b6ea5'/>")
        parts.append(f"<text x='{106 + length}' y='{y + 15}'>{count}</text>")
    return f"<svg width='600' height='{22 * len(bars) + 4}' font-size='13' role='img'>{''.join(parts)}</svg>"
