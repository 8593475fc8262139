"""A script run from top to bottom, with the transcript that `R -q --no-save < FILE.R` writes.

Lines are echoed behind "> " and "+ " as R's console reads them; output, messages, warnings and errors follow in R's
order. An error ends the run with status 1; with `keep_going` what is not supported is noted and the run goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rcompat.base.condition_text import warnings_text
from rcompat.base.conditions import RError, hand_over
from rcompat.language.deparse import deparse
from rcompat.language.syntax import RSyntaxError, parse_program
from rcompat.script.calling import call_function, plain
from rcompat.script.conditions import (
    BreakLoop,
    HandlerJump,
    NextLoop,
    QuitRun,
    RestartJump,
    ReturnJump,
    UnsupportedError,
)
from rcompat.script.evaluator import evaluate
from rcompat.script.machine import Machine
from rcompat.script.session import make_machine
from rcompat.script.signals import receive, settle, show_error
from rcompat.script.values import Builtin, Closure, Language, List, Value

__all__ = ["Block", "Run", "RunStopped", "run_script", "top_level"]


@dataclass(slots=True, kw_only=True)
class Block:
    """One top-level expression: its source, what was written, its visible value, and whether it failed."""

    source: str
    value: Value = None
    stdout: str = ""
    stderr: str = ""
    failed: bool = False


@dataclass(slots=True, kw_only=True)
class Run:
    """What a run left behind: the exit status, one block per top-level expression, what was not supported."""

    status: int = 0
    blocks: list[Block] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)


class RunStopped(Exception):
    """The run ends here."""


def run_script(
    text: str, write: Callable[[str, str], None], *, echo: bool = True, keep_going: bool = False, folder: str = "."
) -> Run:
    """Run a script.

    Args:
        text: the source.
        write: takes "stdout" or "stderr" and the text.
        echo: echo the source.
        keep_going: go on after errors.
        folder: where the script's files are.
    """
    run = Run()
    current: list[Block] = []

    def tell(stream: str, words: str) -> None:
        if current:
            if stream == "stdout":
                current[-1].stdout += words
            else:
                current[-1].stderr += words
        write(stream, words)

    it = make_machine(tell, folder)
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    with hand_over(lambda condition: receive(it, condition)):
        try:
            _console(it, lines, run, current, write if echo else _silent, keep_going)
            if echo:
                write("stdout", "> \n")
        except QuitRun as end:
            run.status = end.status
        except RunStopped:
            write("stderr", "Execution halted\n")
            run.status = 1
    run.unsupported = it.unsupported
    if run.unsupported and keep_going:
        run.status = 3
    return run


def _silent(stream: str, words: str) -> None:
    pass


def _console(
    it: Machine,
    lines: list[str],
    run: Run,
    current: list[Block],
    echo: Callable[[str, str], None],
    keep_going: bool,
) -> None:
    pending: list[str] = []
    for line in lines:
        echo("stdout", ("+ " if pending else "> ") + line + "\n")
        pending.append(line)
        source = "\n".join(pending)
        try:
            program = parse_program(source)
        except RSyntaxError as error:
            if _is_incomplete(error):
                continue
            _syntax_error(it, source, error, run, current, keep_going)
            pending = []
            continue
        pending = [] if program or not source.strip() or _only_comments(source) else pending
        for expression in program:
            current[:] = [Block(source=expression.source_text)]
            run.blocks.append(current[0])
            top_level(it, expression.expr, current[0], keep_going)
            failed = current[0].failed
            current.clear()
            if failed:  # R's console throws away what follows on the line
                break
    if pending:
        echo("stdout", "+ ")
        _syntax_error(it, "\n".join(pending), None, run, current, keep_going)


def _only_comments(source: str) -> bool:
    return all(line.strip() == "" or line.strip().startswith("#") for line in source.split("\n"))


def _is_incomplete(error: RSyntaxError) -> bool:
    return "unexpected end of input" in error.message or "INCOMPLETE_STRING" in error.message


def _syntax_error(
    it: Machine, source: str, error: RSyntaxError | None, run: Run, current: list[Block], keep_going: bool
) -> None:
    block = Block(source=source, failed=True)
    run.blocks.append(block)
    current[:] = [block]
    if error is None:
        it.write("stderr", "Error: unexpected end of input\n")
    else:
        it.write("stderr", f"Error: {_console_words(error, source)}\n")
    current.clear()
    if not keep_going:
        raise RunStopped


def _console_words(error: RSyntaxError, source: str) -> str:
    """R's console shows what it had read so far after the words "unexpected ... in"."""
    lines = error.message.split("\n")
    words = lines[0].split(": ", 1)[-1]
    shown = [line.split(": ", 1)[-1] for line in lines[1:-1]]
    if len(shown) == 1:
        return f'{words} in "{shown[0]}"'
    return f"{words} in:\n" + '"' + "\n".join(shown) + '"'


def top_level(it: Machine, expr: Any, block: Block, keep_going: bool) -> None:
    """Evaluate one top-level expression and print its value; errors end the run unless it keeps going."""
    from rcompat.script.functions.printing import autoprint

    try:
        value = evaluate(it, expr, it.globals)
        if it.visible:
            block.value = value
            autoprint(it, value)
    except RError as error:
        _failed(it, error, block, keep_going)
    except (BreakLoop, NextLoop, ReturnJump):
        pass
    except RestartJump as jump:
        _failed(it, RError(f"no 'restart' '{jump.name}' found"), block, keep_going)
    except HandlerJump:
        _failed(it, RError("handler without its tryCatch"), block, keep_going)
    except RecursionError:
        _failed(
            it, RError("evaluation nested too deeply: infinite recursion / options(expressions=)?"), block, keep_going
        )
    except (QuitRun, BrokenPipeError):  # the script's end, or that of who reads
        raise
    except Exception as error:  # a defect of a function here must end this expression, not the run's bookkeeping
        _failed(it, _defect(error, expr), block, keep_going)
    else:
        it.write("stderr", warnings_text(it.warnings)) if it.warnings else None
        _keep_warnings(it)
        return
    _keep_warnings(it)


def _defect(error: Exception, expr: Any) -> RError:
    """What a Python error inside a function of this interpreter is reported as."""
    if os.environ.get("RCOMPAT_DEBUG"):
        raise error
    if isinstance(error, MemoryError):
        return RError("cannot allocate memory")
    failure = UnsupportedError(_called(expr))
    failure.message = f"not supported: {type(error).__name__}: {error}"
    return failure


def _called(expr: Any) -> str:
    return deparse(plain(expr))[0]


def _keep_warnings(it: Machine) -> None:
    if it.warnings:
        it.settings["last.warning"] = list(it.warnings)
        it.warnings = []


def _failed(it: Machine, error: RError, block: Block, keep_going: bool) -> None:
    settle(it, error, None)
    it.frames.clear()
    it.handlers = []
    it.capture.clear()
    block.failed = True
    if isinstance(error, UnsupportedError):
        it.unsupported.append(error.what)
    show_error(it, error)
    it.stack.clear()
    if not (_run_error_option(it) or keep_going):
        raise RunStopped


def _run_error_option(it: Machine) -> bool:
    """Do what `options(error = )` says; False if it says nothing. A script with such an option goes on after errors."""
    action = it.settings.get("error")
    if action is None:
        return False
    steps = action.data if isinstance(action, List) else [action]
    for step in steps:
        if isinstance(step, Language):
            evaluate(it, step.expr, it.globals)
        elif isinstance(step, Closure | Builtin):
            call_function(it, step, [])
    return True
