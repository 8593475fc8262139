#!/usr/bin/env python3
"""Run R scripts through live R and through `rcompat run`, and print the share of identical top-level expressions.

    python scripts/transcripts.py                                our recorded scripts
    python scripts/transcripts.py --golden                       ... and the R code of the golden cases
    python scripts/transcripts.py --help-pages                   examples of lme4's, lmerTest's, pbkrtest's help pages
    python scripts/transcripts.py --pages stats::lm,base::cut    examples of other help pages

Help pages are taken from the installed R packages as `tools::Rd2ex` gives them. A page is one on linear mixed models
unless its code calls glm, glmer, glmer.nb, glFormula or nlmer, or makes one of their response modules. Both sides go on
after errors. Expressions that R has not answered within --limit seconds for the page are not counted; ours count as
different then. With --save, pages and both transcripts stay in that folder, and R's are read from there next time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path

from rcompat.harness.transcripts import Answer, Comparison, compare_script, prepare, run_live_r

ROOT = Path(__file__).resolve().parents[1]
RECORDED = ROOT / "tests" / "rcompat" / "script" / "data"
PACKAGES = "lme4,lmerTest,pbkrtest"
NOT_LINEAR = frozenset(("glm", "glmer", "glmer.nb", "glFormula", "nlmer", "glmFamily", "glmResp", "nlsResp"))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--help-pages", action="store_true", help=f"the pages of {PACKAGES}")
    parser.add_argument("--pages", default="", metavar="PACKAGE[::TOPIC],...", help="these pages")
    parser.add_argument("--golden", action="store_true", help="the R code of the golden cases too")
    parser.add_argument("--only", default="", metavar="TEXT", help="scripts whose name holds TEXT")
    parser.add_argument("--differences", action="store_true", help="show what differs")
    parser.add_argument("--limit", type=float, default=120.0, metavar="SECONDS", help="time for each side of a script")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="keep scripts and transcripts here")
    return parser.parse_args()


def quoted(path: Path) -> str:
    return json.dumps(str(path))


def page_scripts(pages: str, folder: Path) -> list[Path]:
    """Let R write the examples of pages; return the scripts, not yet numbered."""
    calls = []
    for page in pages.split(","):
        package, _, topic = page.partition("::")
        calls.append(f"write_examples({json.dumps(package)}, {json.dumps(topic)}, {quoted(folder)})")
    prepare("\n".join(calls), directory=folder)
    return sorted(folder.glob("*--*.R"))


def own_scripts(with_golden: bool) -> list[Path]:
    golden = sorted((ROOT / "golden" / "cases").rglob("case.R")) if with_golden else []
    return [*sorted(RECORDED.glob("*.R")), *golden]


def script_name(path: Path) -> str:
    return path.parent.name + "/" + path.stem if path.stem == "case" else path.stem.replace("--", "::")


def numbered(scripts: list[Path], folder: Path) -> list[tuple[str, Path]]:
    """Let R number the expressions of scripts."""
    places = [(path, folder / f"{place:04d}_{path.parent.name}_{path.name}") for place, path in enumerate(scripts)]
    prepare("\n".join(f"cut_script({quoted(old)}, {quoted(new)})" for old, new in places), directory=folder)
    return [(script_name(old), new) for old, new in places]


def saved_r(store: Path) -> object:
    """R's answers, read from the store if they are there."""

    def ask(script: Path, directory: Path, limit: float) -> Answer:
        key = hashlib.sha256(script.read_bytes()).hexdigest()[:16]
        place = store / f"r_{key}.json"
        if place.is_file():
            pieces = {int(number): text for number, text in json.loads(place.read_text()).items()}
            return Answer(pieces=pieces)
        answer = run_live_r(script, directory, limit)
        place.write_text(json.dumps(dict(answer.pieces)))
        return answer

    return ask


def is_linear(comparison: Comparison) -> bool:
    return not comparison.names & NOT_LINEAR


def show_differences(comparison: Comparison) -> None:
    for piece in comparison.pieces:
        if not piece.is_same:
            lines = unified_diff(
                piece.theirs.splitlines(),
                piece.ours.splitlines(),
                "R",
                f"{comparison.name} #{piece.number}",
                lineterm="",
                n=2,
            )
            print("\n".join(lines))


def share(comparisons: list[Comparison]) -> str:
    same = sum(item.same for item in comparisons)
    number = sum(len(item.pieces) for item in comparisons)
    return f"{same} of {number} top-level expressions identical ({100 * same / max(number, 1):.1f} %)"


def show(comparisons: list[Comparison], pages: bool) -> None:
    for item in comparisons:
        if pages or item.same < len(item.pieces):
            kind = "" if not pages or is_linear(item) else "  (not linear)"
            print(f"{item.same:5d} of {len(item.pieces):4d}  {item.name}{kind}")
    missing = Counter(name.split("\n")[0][:70] for item in comparisons for name in set(item.unsupported))
    if missing:
        print("\nNot supported (scripts):")
        for name, count in missing.most_common(60):
            print(f"{count:5d}  {name}")
    print(f"\n{len(comparisons)} scripts: {share(comparisons)}")
    if pages:
        linear = [item for item in comparisons if is_linear(item)]
        print(f"{len(linear)} pages on linear (mixed) models: {share(linear)}")


def main() -> int:
    arguments = read_arguments()
    folder = Path(tempfile.mkdtemp(prefix="transcripts-"))
    store = arguments.save
    if store is not None:
        store.mkdir(parents=True, exist_ok=True)
    pages = PACKAGES if arguments.help_pages else arguments.pages
    try:
        scripts = page_scripts(pages, folder) if pages else own_scripts(arguments.golden)
        chosen = [path for path in scripts if arguments.only in script_name(path)]
        theirs = run_live_r if store is None else saved_r(store)

        def compare(item: tuple[str, Path]) -> Comparison:
            place = Path(tempfile.mkdtemp(dir=folder))
            return compare_script(*item, place, arguments.limit, theirs)

        with ThreadPoolExecutor(arguments.jobs) as pool:
            comparisons = list(pool.map(compare, numbered(chosen, folder)))
    finally:
        shutil.rmtree(folder)
    comparisons = [item for item in comparisons if item.pieces]
    if arguments.differences:
        for item in comparisons:
            show_differences(item)
    show(comparisons, bool(pages))
    wanted = 80 if pages else 99
    total = [item for item in comparisons if is_linear(item)] if pages else comparisons
    return 0 if sum(i.same for i in total) * 100 >= wanted * sum(len(i.pieces) for i in total) else 1


if __name__ == "__main__":
    sys.exit(main())
