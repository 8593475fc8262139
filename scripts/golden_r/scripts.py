"""Record R's transcripts beside the scripts under tests/rcompat/script/data and .../seed_pages, as NAME.out.

Only R writes these files: `python scripts/golden_r/scripts.py [NAME ...]`. The seed pages read ../shared/data and load
tidyverse (Debian: r-cran-tidyverse); with their long sums the machine's first-level cache is recorded, see README.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "rcompat" / "script" / "data"
SEED_PAGES = DATA.parent / "seed_pages"
R = ("setarch", "-R", "R", "-q", "--no-save", "--vanilla")


def record(script: Path, folder: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}
    with script.open("rb") as source:
        run = subprocess.run(
            R, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd=folder, check=False
        )
    script.with_suffix(".out").write_bytes(run.stdout)
    (folder / "Rplots.pdf").unlink(missing_ok=True)  # what R draws when nobody looks


def main(names: list[str]) -> None:
    for scripts, folder in ((DATA, DATA), (SEED_PAGES, ROOT)):
        for script in sorted(scripts.glob("*.R")):
            if not names or script.stem in names:
                record(script, folder)
                if scripts == SEED_PAGES:
                    told = subprocess.run(["getconf", "LEVEL1_DCACHE_SIZE"], check=True, capture_output=True).stdout
                    script.with_suffix(".l1_cache").write_bytes(told)


if __name__ == "__main__":
    main(sys.argv[1:])
