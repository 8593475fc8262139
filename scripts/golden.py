#!/usr/bin/env python3
"""Build the golden store from R, or verify it.

scripts/golden.py build [--all] [--only TEXT]    run R on new or changed cases (all with --all)
scripts/golden.py verify                         check every file against the manifest; needs no R
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rcompat.harness.golden import GoldenError, build_store, case_directories, verify_store

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build")
    build.add_argument("--all", action="store_true", help="run every case, not only new or changed ones")
    build.add_argument("--only", default="", metavar="TEXT", help="run the cases whose path holds TEXT")
    commands.add_parser("verify")
    arguments = parser.parse_args()
    if arguments.command == "build":
        try:
            done = build_store(GOLDEN, everything=arguments.all, only=arguments.only)
        except GoldenError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{len(done)} of {len(case_directories(GOLDEN))} cases written")
    faults = verify_store(GOLDEN)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{len(case_directories(GOLDEN))} cases, all files as the manifest says")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
