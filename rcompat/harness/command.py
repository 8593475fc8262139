"""The commands of the harness: `rcompat record`, `check`, `diff`, `report` and `lre`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

__all__ = ["add_harness_commands"]


def add_harness_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the harness's commands to a command line."""
    check = _add(commands, "check", _check, "check every file of the golden store against its manifest; needs no R")
    record = _add(commands, "record", _record, "let R write the golden store anew; there is no other way to write it")
    record.add_argument("--all", action="store_true", help="run every case, not only new or changed ones")
    record.add_argument("--only", default="", metavar="TEXT", help="run the cases whose path holds TEXT")
    record.add_argument("--dirty", action="store_true", help="record though the working tree has changes")
    record.add_argument("--in-ci", action="store_true", help="record though this is a CI machine")
    diff = _add(commands, "diff", _diff, "run one case and name the first token that differs from R's")
    diff.add_argument("case", metavar="CASE", help="area/name, or the name alone")
    report = _add(commands, "report", _report, "run all cases and draw up the verdict")
    report.add_argument("--live", action="store_true", help="let R run every case again, too")
    report.add_argument("--only", default="", metavar="TEXT", help="the cases whose path holds TEXT")
    report.add_argument("--html", type=Path, metavar="FILE", help="write the report as one HTML page")
    report.add_argument("--markdown", type=Path, metavar="FILE", help="write the report as Markdown")
    lre = _add(commands, "lre", _lre, "correct digits of variances and criteria on certified data")
    lre.add_argument("--no-r", action="store_true", help="leave lme4 out")
    for parser in (check, record, diff, report):
        parser.add_argument("--golden", type=Path, default=Path("golden"), metavar="DIR", help="the store")


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=partial(_or_one_line, run))
    return parser


def _or_one_line(run: Callable[[argparse.Namespace], int], given: argparse.Namespace) -> int:
    """Run a command; a store or file that cannot be read, or is damaged, ends it with one line and status 2."""
    try:
        return run(given)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"cannot open file '{error.filename}': {error.strerror}", file=sys.stderr)
    except (ValueError, LookupError, RuntimeError) as error:
        store = getattr(given, "golden", given.command)
        print(f"{store}: cannot be used: {error}; `rcompat check` names damaged files", file=sys.stderr)
    return 2


def _check(given: argparse.Namespace) -> int:
    from rcompat.harness.golden import case_directories, verify_store

    faults = verify_store(given.golden)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{len(case_directories(given.golden))} cases, all files as the manifest says")
    return 1 if faults else 0


def _record(given: argparse.Namespace) -> int:
    from rcompat.harness.golden import GoldenError
    from rcompat.harness.live_r import RMissingError
    from rcompat.harness.record import record_store, refusal

    reason = refusal(given.golden, allow_dirty=given.dirty, allow_ci=given.in_ci)
    if reason is None:
        try:
            done = record_store(given.golden, everything=given.all, only=given.only)
        except (GoldenError, RMissingError) as error:
            reason = str(error)
    if reason is not None:
        print(reason, file=sys.stderr)
        return 1
    print(f"{len(done)} cases written by R")
    return 0


def _diff(given: argparse.Namespace) -> int:
    from rcompat.harness.agreement import compare_case, find_case
    from rcompat.harness.tolerances import read_tolerances

    try:
        case = compare_case(find_case(given.golden, given.case), read_tolerances(given.golden))
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    if case.error is not None:
        print(f"{case.name}: the twin stopped: {case.error}")
    for stream, difference in (("stdout", case.stdout), ("stderr", case.stderr)):
        if difference is not None:
            print(f"{case.name}: {stream}, {difference}")
    for value in case.values:
        if not value.identical:
            print(f"{case.name}: {value.name}: {int(value.lre)} correct digits at least: {value.difference}")
    if case.is_identical:
        print(f"{case.name}: identical")
    return 0 if case.is_identical else 1


def _report(given: argparse.Namespace) -> int:
    from rcompat.base.text_files import unwritable
    from rcompat.harness.agreement import compare_cases
    from rcompat.harness.doors import door_functions
    from rcompat.harness.live_cases import changed_cases
    from rcompat.harness.report import make_report
    from rcompat.harness.report_pages import html_page, markdown_page

    for path in (given.html, given.markdown):
        fault = None if path is None else unwritable(path)
        if fault is not None:
            print(fault, file=sys.stderr)
            return 2
    cases = compare_cases(given.golden, given.only)
    if not cases:
        print(f"{given.golden}: no such case" if given.only else f"{given.golden}: holds no case", file=sys.stderr)
        return 2
    live = changed_cases(given.golden, given.only) if given.live else None
    report = make_report(given.golden, cases, door_functions(), _command_text(given), live)
    for path, page in ((given.html, html_page), (given.markdown, markdown_page)):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(report), encoding="utf-8")
    print(report.verdict)
    for deviation in report.deviations:
        count, least = len(deviation.digits), int(deviation.digits[0])
        print(
            f"{deviation.quantity}: {count} values with other bits, {least} correct digits at least: {deviation.cause}"
        )
    for name, fault in report.open_cases:
        print(f"{name}: {fault}")
    return 1 if report.open_cases else 0


def _command_text(given: argparse.Namespace) -> str:
    words = ["rcompat", "report"] + (["--live"] if given.live else [])
    for name, value in (("--only", given.only), ("--html", given.html), ("--markdown", given.markdown)):
        words += [name, str(value)] if value else []
    return " ".join(words)


def _lre(given: argparse.Namespace) -> int:
    from rcompat.harness.correct_digits import lre_lines

    for line in lre_lines(with_r=not given.no_r):
        print(line)
    return 0
