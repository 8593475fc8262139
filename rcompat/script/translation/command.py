"""`rcompat translate FILE.R`: the command that writes the Python program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rcompat.base.delimited import FileError
from rcompat.base.text_files import read_script, unwritable

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
    fault = unwritable(Path(given.output)) if given.output else None
    if fault is not None:
        sys.stderr.write(f"{fault}\n")
        return 2
    try:
        source = read_script(given.file)
    except FileError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    try:
        found = translate_script(source, path.name)
    except RSyntaxError as error:
        sys.stderr.write(f"Error: {error.message}\n")
        return 1
    if given.output:
        Path(given.output).parent.mkdir(parents=True, exist_ok=True)
        Path(given.output).write_text(found.text, encoding="utf-8")
    else:
        sys.stdout.write(found.text)
    for problem in found.problems:
        sys.stderr.write(f"{given.file}:{problem.line}: not translated: {problem.reason}\n")
    return _INCOMPLETE if found.problems else 0
