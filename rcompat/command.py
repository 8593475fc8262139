"""The command line of rcompat: `run` and `translate` R scripts; `check`, `record`, `diff`, `report` and `lre`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from rcompat.harness.command import add_harness_commands
from rcompat.script.command import add_run_command
from rcompat.script.translation.command import add_translate_command

__all__ = ["main"]

_CLOSED = 141  # as a shell counts a process that SIGPIPE ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="rcompat", description="R scripts without R.")
    commands = parser.add_subparsers(dest="command", required=True)
    add_run_command(commands)
    add_translate_command(commands)
    add_harness_commands(commands)
    given = parser.parse_args(arguments)
    try:
        status: int = given.run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has seen enough; what is left must not be written at the end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED
    return status


if __name__ == "__main__":
    raise SystemExit(main())
