"""`rcompat run FILE.R`: the command that runs R scripts without R."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from contextvars import copy_context
from pathlib import Path

from rcompat.base.delimited import FileError
from rcompat.base.options import local_options
from rcompat.base.text_files import read_script
from rcompat.script.transcript import Run, run_script

__all__ = ["add_run_command", "run_command"]

_STACK = 512 * 1024 * 1024
_DEPTH = 60_000
_OUT_OF_TIME = 124


def add_run_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `run` to a command line."""
    parser = commands.add_parser("run", help="run an R script (transcript) or an R Markdown or Quarto page (Markdown)")
    parser.add_argument(
        "file",
        metavar="FILE",
        help="R script, or a page (.Rmd, .qmd) that becomes Markdown and HTML; - is standard input",
    )
    parser.add_argument("--no-echo", action="store_true", help="print the output only")
    parser.add_argument("--width", type=int, default=80, help="columns of the page")
    parser.add_argument("--json", action="store_true", help="print one record per top-level expression")
    parser.add_argument("--keep-going", action="store_true", help="go on after errors")
    parser.add_argument("--time-limit", type=float, metavar="SECONDS", help="stop the run after so many seconds")
    parser.add_argument("--memory-limit", type=int, metavar="MB", help="memory the run may take beyond its start")
    parser.set_defaults(run=run_command)


def run_command(given: argparse.Namespace) -> int:
    """Run a script in a thread with a deep stack; return its exit status."""
    outcome: list[int] = []
    closed: list[BrokenPipeError] = []
    context = copy_context()

    def work() -> None:
        sys.setrecursionlimit(_DEPTH)
        try:
            outcome.append(context.run(_run, given))
        except BrokenPipeError as error:
            closed.append(error)

    threading.stack_size(_STACK)
    thread = threading.Thread(target=work)
    thread.start()
    if given.memory_limit:
        _limit_memory(given.memory_limit)
    thread.join(given.time_limit)
    if thread.is_alive():
        sys.stdout.flush()
        sys.stderr.write("rcompat: stopped at the time limit\n")
        sys.stderr.flush()
        os._exit(_OUT_OF_TIME)  # nothing else stops a thread that computes
    if closed:
        raise closed[0]
    return outcome[0] if outcome else 1


def _limit_memory(megabytes: int) -> None:
    """Let the process have so much more than it has now; beyond that R's error comes."""
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _run(given: argparse.Namespace) -> int:
    path = Path(given.file)
    try:
        text = read_script(given.file)
    except FileError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    if path.suffix.lower() in (".rmd", ".qmd"):
        from rcompat.script.knitted_pages import run_document

        return run_document(path, given.width)
    folder = str(path.parent) if given.file != "-" else "."
    write = _ignore if given.json else _write
    with local_options(width=given.width):
        run = run_script(text, write, echo=not given.no_echo, keep_going=given.keep_going, folder=folder)
    if given.json:
        sys.stdout.write(_record(run))
    for name in run.unsupported:
        sys.stderr.write(f"rcompat: not supported: {name}\n")
    return run.status


def _ignore(stream: str, text: str) -> None:
    pass


def _write(stream: str, text: str) -> None:
    """Both streams in the order things happened."""
    if stream == "stdout":
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stderr.write(text)
        sys.stderr.flush()


def _record(run: Run) -> str:
    import json

    from rcompat.script.json_values import json_value

    blocks = [
        {
            "source": block.source,
            "stdout": block.stdout,
            "stderr": block.stderr,
            "value": json_value(block.value),
            "failed": block.failed,
        }
        for block in run.blocks
    ]
    return json.dumps({"status": run.status, "blocks": blocks, "unsupported": run.unsupported}, indent=1) + "\n"
