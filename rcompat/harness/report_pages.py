"""The verdict on paper: one Markdown text, or one HTML page that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from rcompat.harness.report import Deviation, Report, Share, Table, digits_text
from rcompat.harness.report_pictures import digits_picture, shares_picture

__all__ = ["html_page", "markdown_page"]

_TITLE = "Agreement with R"
_OPEN = "Without explanation"
_KNOWN = "Other bits than R's, and why"
_LEGEND = "identical: every byte, every bit; explained: within a tolerance that has a reason; open: neither"
_KNOWN_HEAD = ("quantity", "values with other bits", "with R's bits", "correct digits, least", "median", "cause")
_SHOWN_CASES = 2


def markdown_page(report: Report) -> str:
    """The report as Markdown."""
    lines = [
        f"# {_TITLE}",
        "",
        f"**{report.verdict}**",
        "",
        f"Compared with {report.origin}. Made by `{report.command}`.",
        "",
    ]
    lines += _markdown_rows(("what", "identical", "explained", "open", "of"), map(_share_row, report.shares))
    lines += ["", f"({_LEGEND}.)", "", f"## {_OPEN}", ""]
    lines += [f"- `{name}`: {_escaped(fault)}" for name, fault in report.open_cases] or ["None."]
    lines += ["", f"## {_KNOWN}", ""]
    rows = [(*_deviation_row(deviation), _some_cases(deviation)) for deviation in report.deviations]
    lines += _markdown_rows((*_KNOWN_HEAD, "cases"), rows) if rows else ["None."]
    for table in report.tables:
        lines += ["", f"## {table.title}", ""] + ([table.note, ""] if table.note else [])
        lines += _markdown_rows(table.head, table.rows)
    return "\n".join(lines) + "\n"


def _share_row(share: Share) -> tuple[str, ...]:
    counts = (share.identical, share.explained, share.unexplained, share.total)
    return (share.name, *map(str, counts))


def _deviation_row(deviation: Deviation) -> tuple[str, ...]:
    digits = deviation.digits
    least, median = digits_text(digits[0]), digits_text(digits[(len(digits) - 1) // 2])
    return (deviation.quantity, str(len(digits)), str(deviation.same), least, median, deviation.cause)


def _some_cases(deviation: Deviation) -> str:
    more = len(deviation.cases) - _SHOWN_CASES
    return ", ".join(deviation.cases[:_SHOWN_CASES]) + (f" and {more} more" if more > 0 else "")


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _markdown_rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows]


_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:66em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;margin:1em 0;font-size:14px}"
    "td,th{padding:.25em .8em;border-bottom:1px solid #ddd;text-align:right;vertical-align:top}"
    "th{font-weight:600;border-bottom:2px solid #bbb}td.text,th.text{text-align:left}"
    ".verdict{font-size:1.25em;font-weight:600}.note{color:#666}code{background:#f4f4f4;padding:0 .2em}"
    "svg text{font:13px system-ui,sans-serif;fill:#222}details{margin:1em 0}"
    "summary{cursor:pointer;font-size:1.2em;font-weight:600}"
)


def html_page(report: Report) -> str:
    """The report as one HTML page that needs nothing else."""
    faults = "".join(
        f"<li><code>{html.escape(name)}</code>: {html.escape(fault)}</li>" for name, fault in report.open_cases
    )
    rows = [(*_deviation_row(deviation), _some_cases(deviation)) for deviation in report.deviations]
    parts = [
        f"<h1>{_TITLE}</h1>",
        f"<p class='verdict'>{html.escape(report.verdict)}</p>",
        f"<p class='note'>Compared with {html.escape(report.origin)}.",
        f"Made by <code>{html.escape(report.command)}</code>.</p>",
        shares_picture(report.shares),
        f"<p class='note'>{html.escape(_LEGEND)}.</p>",
        f"<h2>{_OPEN}</h2>" + (f"<ul>{faults}</ul>" if faults else "<p>None.</p>"),
        f"<h2>{html.escape(_KNOWN)}</h2>",
        digits_picture(report.deviations) + _html_table((*_KNOWN_HEAD, "cases"), rows, texts=(0, 5, 6))
        if rows
        else "<p>None.</p>",
        "<h2>Cases by area</h2>" + shares_picture(report.areas),
    ]
    parts += [_details(table) for table in report.tables]
    head = f"<meta charset='utf-8'><title>{_TITLE}</title><style>{_STYLE}</style>"
    body = "\n".join(parts)
    return f"<!doctype html>\n<html lang='en'><head>{head}</head>\n<body>\n{body}\n</body></html>\n"


def _details(table: Table) -> str:
    note = f"<p class='note'>{html.escape(table.note)}</p>" if table.note else ""
    texts = (0, 1) if len(table.head) == 2 else (0,)
    inside = note + _html_table(table.head, table.rows, texts=texts)
    return f"<details open><summary>{html.escape(table.title)}</summary>{inside}</details>"


def _html_table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: Sequence[int]) -> str:
    def cells(tag: str, row: Sequence[str]) -> str:
        kinds = [" class='text'" if i in texts else "" for i in range(len(row))]
        return "".join(f"<{tag}{kind}>{html.escape(cell)}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    lines = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table><tr>{cells('th', head)}</tr>{lines}</table>"
