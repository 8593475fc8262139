"""Record knitr's Markdown beside the pages under tests/rcompat/script/pages, as NAME.md.

Only R and knitr (Debian: r-cran-knitr) write these files: `python scripts/golden_r/pages.py [NAME ...]`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "tests" / "rcompat" / "script" / "pages"
KNIT = "arguments <- commandArgs(TRUE); knitr::knit(arguments[1], arguments[2], quiet = TRUE)"


def record(page: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(page, folder)
        command = ["setarch", "-R", "Rscript", "--vanilla", "-e", KNIT, page.name, "page.md"]
        subprocess.run(command, env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        shutil.copy(Path(folder) / "page.md", page.with_suffix(".md"))


def main(names: list[str]) -> None:
    for page in sorted(PAGES.glob("*.[Rq]md")):
        if not names or page.stem in names:
            record(page)


if __name__ == "__main__":
    main(sys.argv[1:])
