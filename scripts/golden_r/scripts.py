"""Record R's transcript of every script under tests/rcompat/script/data beside it, as NAME.out.

Only R writes these files: `python scripts/golden_r/scripts.py [NAME ...]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "tests" / "rcompat" / "script" / "data"
R = ("setarch", "-R", "R", "-q", "--no-save", "--vanilla")


def record(script: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}
    with script.open("rb") as source:
        run = subprocess.run(
            R, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd=DATA, check=False
        )
    script.with_suffix(".out").write_bytes(run.stdout)


def main(names: list[str]) -> None:
    for script in sorted(DATA.glob("*.R")):
        if not names or script.stem in names:
            record(script)
    (DATA / "Rplots.pdf").unlink(missing_ok=True)  # what R draws when nobody looks


if __name__ == "__main__":
    main(sys.argv[1:])
