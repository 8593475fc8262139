"""Compare text of numbers, tables, calls, programs and formulas with live R, character by character.

    setarch -R python scripts/verify_text.py numbers --count 1000000
    setarch -R python scripts/verify_text.py tables calls programs formulas --count 10000

`numbers`: so many doubles at 1 to 15 digits, alone, in vectors, printed, by formatC, as words, and rounded.
`tables`: so many random vectors, matrices, data frames, tables and coefficient tables, printed with random options.
`calls`: so many random calls of each of format, formatC, prettyNum, sprintf, round, format.pval, encodeString.
`programs`: random programs, half of them damaged: R's parse error, or `deparse()` at widths 20, 60 and 500.
`formulas`: random formulas: what `terms()` makes of them.
`malformed`: scraps of R's grammar in any order: R's parse error, or `deparse()`, as for programs.

The exit status is 1 if anything differs.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "rcompat" / "base"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "rcompat" / "language"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "rcompat" / "text"))

from language_answers import ANSWERS, escape
from number_questions import KINDS, answer, questions
from printed_cases import our_lines, read_cases
from random_source import damaged, expression, formula, malformed

from rcompat.harness.live_r import RSession, r_command, r_environment
from rcompat.harness.number_streams import compare_block, number_block

Outcomes = Iterator[tuple[int, list[str]]]
"""How many were compared, and a text for each that differs."""
_R_SCRIPTS = Path(__file__).resolve().parent / "golden_r"
_BLOCK = 10_000
_SHOWN = 20


def _r_script(name: str, *arguments: object) -> None:
    command = r_command("Rscript", "--vanilla", str(_R_SCRIPTS / name), *map(str, arguments))
    subprocess.run(command, check=True, env=r_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _numbers(count: int, seed: int) -> Outcomes:
    with RSession(packages=()) as session:
        for start in range(0, count, _BLOCK):
            block = number_block(seed + start // _BLOCK, min(_BLOCK, count - start))
            compared, found = compare_block(session, block)
            yield compared, list(map(str, found))


def _tables(count: int, seed: int) -> Outcomes:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "cases.jsonl"
        for start in range(0, count, _BLOCK):
            _r_script("values.R", path, "random", min(_BLOCK, count - start), seed + start // _BLOCK)
            with path.open(encoding="utf-8") as lines:
                cases = list(read_cases(lines))
            wrong = [case for case in cases if our_lines(case) != case["lines"]]
            yield len(cases), ["\n".join([case["what"], *case["lines"]]) for case in wrong]


def _ask(script: str, kind: tuple[str, ...], lines: list[str]) -> list[str]:
    """R's answers, line by line."""
    with tempfile.TemporaryDirectory() as scratch:
        there, back = Path(scratch) / "questions", Path(scratch) / "answers"
        there.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        _r_script(script, *kind, there, back)
        return back.read_text(encoding="utf-8", errors="surrogateescape").split("\n")[:-1]


def _calls(count: int, seed: int) -> Outcomes:
    for kind in KINDS:
        answers = _ask("number_text.R", (), questions(kind, count, random.Random(seed)))
        pairs = [line.split("\t", 1) for line in answers]
        yield (
            len(pairs),
            [f"{call}: R {theirs}, ours {answer(call)}" for call, theirs in pairs if answer(call) != theirs],
        )


def _source_texts(kind: str, make: Callable[[random.Random], str]) -> Callable[[int, int], Outcomes]:
    def compare(count: int, seed: int) -> Outcomes:
        source = random.Random(seed)
        for start in range(0, count, _BLOCK):
            texts = [make(source) for _ in range(min(_BLOCK, count - start))]
            pairs = zip(texts, _ask("language.R", (kind,), texts), strict=True)
            wrong = [(text, theirs) for text, theirs in pairs if ANSWERS[kind](text) != theirs]
            yield len(texts), [f"{text}\nR {theirs}\nours {ANSWERS[kind](text)}" for text, theirs in wrong]

    return compare


def _program(source: random.Random) -> str:
    text = expression(source, source.randint(2, 5))
    return escape(damaged(source, text) if source.random() < 0.5 else text)


PARTS: dict[str, Callable[[int, int], Outcomes]] = {
    "numbers": _numbers,
    "tables": _tables,
    "calls": _calls,
    "programs": _source_texts("expressions", _program),
    "malformed": _source_texts("expressions", lambda source: escape(malformed(source))),
    "formulas": _source_texts("formulas", lambda source: f"y ~ {formula(source, source.randint(1, 4))}"),
}


def _run(part: str, count: int, seed: int) -> int:
    """Print what one part finds; return the number of differences."""
    start, compared, found = time.monotonic(), 0, 0
    for number, wrong in PARTS[part](count, seed):
        for line in wrong[: max(0, _SHOWN - found)]:
            print(line, flush=True)
        compared += number
        found += len(wrong)
    print(f"{part}: {compared} comparisons, {found} differences, {round(time.monotonic() - start)} s", flush=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="+", choices=PARTS)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    return int(sum(_run(part, given.count, given.seed) for part in given.parts) > 0)


if __name__ == "__main__":
    sys.exit(main())
