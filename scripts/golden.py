#!/usr/bin/env python3
"""Build the golden store from R, or verify it: `rcompat record --dirty` and `rcompat check` on this project's store.

scripts/golden.py build [--all] [--only TEXT]    run R on new or changed cases (all with --all)
scripts/golden.py verify                         check every file against the manifest; needs no R
"""

from __future__ import annotations

import sys
from pathlib import Path

from rcompat.command import main

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
COMMANDS = {"build": ["record", "--dirty"], "verify": ["check"]}

if __name__ == "__main__":
    if sys.argv[1:2] == [] or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(main([*COMMANDS[sys.argv[1]], "--golden", str(GOLDEN), *sys.argv[2:]]))
