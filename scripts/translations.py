#!/usr/bin/env python3
"""Translate R scripts to Python, run the programs, and compare what they print with what R prints.

    python scripts/translations.py                  the recorded scripts that R runs without an error
    python scripts/translations.py FILE.R ...       these scripts
    python scripts/translations.py --record         ... and keep R's output of every script that agrees, for the tests

A program that marks something as untranslated is counted apart ("marked"); one that stops or prints something else is
"wrong". The ranking of the reasons of marks stands at the end. R's output comes from live R, once: with --save it is
kept in that folder by the script's text.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from rcompat.harness.live_r import RTimeoutError, run_r
from rcompat.harness.transcripts import mask
from rcompat.script.translation.program import Problem, translate_script

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "rcompat" / "script"
VERDICTS = ("same", "marked", "wrong", "error in R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a script fared: one of VERDICTS, the marks, and what differs."""

    script: Path
    kind: str
    problems: tuple[Problem, ...] = ()
    details: str = ""
    output: bytes = b""


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.R")
    parser.add_argument("--only", default="", metavar="TEXT", help="scripts whose name holds TEXT")
    parser.add_argument("--differences", action="store_true", help="show what differs and what is marked")
    parser.add_argument("--record", action="store_true", help="write R's output of scripts that agree")
    parser.add_argument("--limit", type=float, default=120.0, metavar="SECONDS", help="time for each side of a script")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="keep R's output here")
    return parser.parse_args()


def ask_r(script: Path, limit: float, store: Path | None) -> bytes | None:
    """What R prints; None if it stops."""
    source = script.read_bytes()
    place = None if store is None else store / f"{hashlib.sha256(source).hexdigest()[:16]}.stdout"
    if place is not None and place.is_file():
        return place.read_bytes()
    if place is not None and place.with_suffix(".failed").is_file():
        return None
    try:
        answer = run_r(source.decode(), timeout=limit, directory=script.parent)
    except RTimeoutError:
        return None
    finally:
        (script.parent / "Rplots.pdf").unlink(missing_ok=True)
    if place is not None:
        (place if answer.status == 0 else place.with_suffix(".failed")).write_bytes(answer.stdout)
    return answer.stdout if answer.status == 0 else None


def judge(script: Path, given: argparse.Namespace) -> Verdict:
    """Translate a script, run the program, compare."""
    expected = ask_r(script, given.limit, given.save)
    if expected is None:
        return Verdict(script=script, kind="error in R")
    try:
        translation = translate_script(script.read_text(encoding="utf-8"), script.name)
    except Exception as error:  # a translator that stops is wrong, and the ranking goes on
        return Verdict(script=script, kind="wrong", details=f"{type(error).__name__}: {error}")
    problems = tuple(translation.problems)
    if problems:
        return Verdict(script=script, kind="marked", problems=problems)
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program.py"
        program.write_text(translation.text, encoding="utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-I", program],
                capture_output=True,
                cwd=script.parent,
                timeout=given.limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Verdict(script=script, kind="wrong", details="not done in time")
    theirs, ours = mask(expected.decode()), mask(done.stdout.decode())
    if done.returncode == 0 and theirs == ours:
        return Verdict(script=script, kind="same", output=expected if expected == done.stdout else b"")
    lines = unified_diff(theirs.splitlines(), ours.splitlines(), "R", "Python", lineterm="", n=1)
    details = "\n".join([*lines, *done.stderr.decode().splitlines()[-12:]])
    return Verdict(script=script, kind="wrong", details=details)


def show(verdicts: list[Verdict], with_differences: bool) -> None:
    for verdict in verdicts:
        if verdict.kind in ("marked", "wrong"):
            print(f"{verdict.kind:7s} {verdict.script.stem}")
            if with_differences:
                for problem in verdict.problems:
                    print(f"    line {problem.line}: {problem.reason}: {problem.source.splitlines()[0]}")
                print("".join(f"    {line}\n" for line in verdict.details.splitlines()), end="")
    reasons = Counter(reason for item in verdicts for reason in {problem.reason for problem in item.problems})
    if reasons:
        print("\nNot translated (scripts):")
        for reason, count in reasons.most_common():
            print(f"{count:5d}  {reason}")
    counts = Counter(verdict.kind for verdict in verdicts)
    number = len(verdicts) - counts["error in R"]
    print(f"\n{number} scripts without an error: " + ", ".join(f"{counts[kind]} {kind}" for kind in VERDICTS[:3]))
    print(f"{100 * counts['same'] / max(number, 1):.1f} % print the same")


def main() -> int:
    given = read_arguments()
    if given.save is not None:
        given.save.mkdir(parents=True, exist_ok=True)
    scripts = [path.resolve() for path in given.files] or sorted((TESTS / "data").glob("*.R"))
    chosen = [path for path in scripts if given.only in path.stem]
    with ThreadPoolExecutor(given.jobs) as pool:
        verdicts = list(pool.map(lambda path: judge(path, given), chosen))
    if given.record:
        for verdict in verdicts:
            if verdict.kind == "same" and verdict.output and verdict.script.parent == TESTS / "data":
                (TESTS / "translation" / f"{verdict.script.stem}.stdout").write_bytes(verdict.output)
    show(verdicts, given.differences)
    counts = Counter(verdict.kind for verdict in verdicts)
    return 0 if counts["wrong"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
