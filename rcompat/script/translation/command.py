"""`rcompat translate FILE.R`: the command that writes the Python program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

__all__ = ["add_translate_command", "translate_command"]

_INCOMPLETE = 3


def add_translate_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `translate` to a command line."""
    parser = commands.add_parser("translate", help="write an R script as Python (pandas, pylmer, rcompat.r)")
    parser.add_argument("file", metavar="FILE", help="R script; - is standard input")
    parser.add_argument("--output", "-o", metavar="FILE.py", help="where the program goes; default: standard output")
    parser.set_defaults(run=translate_command)


def translate_command(given: argparse.Namespace) -> int:
    """Translate a script; status 3 if parts of it have no Python."""
    from rcompat.language.syntax import RSyntaxError
    from rcompat.script.translation.program import translate_script

    path = Path(given.file)
    if given.file != "-" and not path.is_file():
        sys.stderr.write(f"cannot open file '{given.file}': No such file or directory\n")
        return 2
    source = sys.stdin.read() if given.file == "-" else path.read_text(encoding="utf-8")
    try:
        found = translate_script(source, path.name)
    except RSyntaxError as error:
        sys.stderr.write(f"Error: {error.message}\n")
        return 1
    if given.output:
        Path(given.output).write_text(found.text, encoding="utf-8")
    else:
        sys.stdout.write(found.text)
    for problem in found.problems:
        sys.stderr.write(f"{given.file}:{problem.line}: not translated: {problem.reason}\n")
    return _INCOMPLETE if found.problems else 0
