"""Pages of R Markdown and Quarto: chunks and inline code are run, and the page is written as Markdown and HTML.

The layout of sources, outputs and conditions is knitr's for Markdown; every page starts with a fresh machine.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rcompat.base.conditions import RError, hand_over
from rcompat.base.options import local_options
from rcompat.language.syntax import RSyntaxError, parse_program
from rcompat.script.chunk_layout import Piece, chunk_text
from rcompat.script.chunk_options import ChunkOptions, defaults, header_options, merged, pipe_options, yaml_options
from rcompat.script.chunk_pictures import Device, save_pictures
from rcompat.script.conditions import UnsupportedError
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.markup_tables import asis_text
from rcompat.script.functions.printing import autoprint
from rcompat.script.inline_values import inline_text
from rcompat.script.machine import Machine
from rcompat.script.markdown_html import to_html
from rcompat.script.session import make_machine
from rcompat.script.signals import receive, settle
from rcompat.script.values import Builtin, List, Value, Vec, chr

__all__ = ["PageRun", "run_document", "run_page"]

_OPEN = re.compile(r"^([\t >]*)(```+)\s*\{\s*([a-zA-Z0-9_]+)\s*,?(.*?)\}\s*$")
_INLINE = re.compile(r"(?<!^``)`r[ #]([^`]+)\s*`")
_HEADER_END = 2


@dataclass(slots=True, kw_only=True)
class PageRun:
    """What a page became: Markdown, status, what was not supported or not drawn, and the words of a fatal error."""

    markdown: str = ""
    status: int = 0
    unsupported: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    failure: str = ""


class _FatalError(Exception):
    """An error in a chunk that does not allow errors."""


class _Page:
    """A page in progress: the machine, the options in force and what was written."""

    def __init__(self, folder: str) -> None:
        self.pieces: list[Piece] = []
        self.it = make_machine(self._write, folder)
        self.options = defaults()
        self.device = Device()
        self.unsupported: list[str] = []
        self.codes: dict[str, list[str]] = {}
        self.unnamed = 0
        self.it.device = self.device
        self.it.keeps_source = True
        self.it.base.values["opts_chunk"] = _option_object(self)
        self.it.base.values["opts_knit"] = List([_function("set", _nothing)], {"names": chr(["set"])})

    def _write(self, stream: str, text: str) -> None:
        self._take_warnings()
        if stream == "stderr":
            self.pieces.append(Piece("message", text))
        elif self.pieces and self.pieces[-1].kind == "output" and not self.pieces[-1].closed:
            self.pieces[-1].text += text
        else:
            self.pieces.append(Piece("output", text))

    def _take_warnings(self) -> None:
        """Warnings are shown where they happen, and what follows is an output of its own."""
        waiting, self.it.warnings = self.it.warnings, []
        for warning in waiting:
            call = warning.call
            words = f"Warning: {warning.message}" if call is None else f"Warning in {call}: {warning.message}"
            self.pieces.append(Piece("warning", words + "\n", closed=True))

    def _close(self) -> None:
        self._take_warnings()
        self.device.settle()
        if self.pieces:
            self.pieces[-1].closed = True

    def run_chunk(self, code: list[str], options: ChunkOptions) -> str:
        """Run a chunk and lay it out."""
        self.pieces = []
        self.device.start(self.pieces, options)
        chosen = options.choice("eval")
        count = 0
        for lines, expressions in _groups(code):
            numbers = range(count + 1, count + 1 + max(len(expressions), 1))
            count += len(expressions)
            wanted = any(chosen.takes(number) for number in numbers) or (not expressions and not chosen.is_plain)
            shown = lines if wanted or chosen.is_plain else [f"## {line}" for line in lines]
            text = ("\n+ " if options.flag("prompt") else "\n").join(shown)
            text = f"> {text}" if options.flag("prompt") else text
            self.pieces.append(Piece("source", text, number=numbers[0], closed=True))
            if wanted:
                self._run_group(expressions, options)
        self.unnamed += options.word("label") is None
        label = options.word("label") or f"unnamed-chunk-{self.unnamed}"
        return chunk_text(save_pictures(self.pieces, options, label, self.it.folder), options)

    def _run_group(self, expressions: list[Any], options: ChunkOptions) -> None:
        for item in expressions:
            error = item if isinstance(item, RSyntaxError) else self._run_one(item.expr)
            if error is not None:
                self._failed(error, options)
                return

    def _run_one(self, expr: Any) -> RError | None:
        """Run an expression; return the error that ended it."""
        it = self.it
        it.visible = True
        failure: RError | None = None
        try:
            value = evaluate(it, expr, it.globals)
            self._close()
            shown = asis_text(value) if it.visible else None
            if shown is not None:
                self.pieces.append(Piece("asis", shown))
            elif it.visible:
                autoprint(it, value)
        except RError as error:
            if not getattr(error, "is_settled", False):
                error.is_at_top = True  # type: ignore[attr-defined]
            settle(it, error, None)
            failure = error
        except Exception as error:  # a defect of a function here must end this expression, not the page
            failure = UnsupportedError(f"{type(error).__name__}: {error}")
        self._close()
        if failure is not None:
            _recover(self.it)
        return failure

    def _failed(self, error: RError, options: ChunkOptions) -> None:
        if isinstance(error, UnsupportedError):
            self.unsupported.append(error.what)
        # At the top of a page R's evaluator runs inside a call of knitr's; errors without their own call name that one.
        call = error.call or ("eval(expr, envir, enclos)" if getattr(error, "is_at_top", False) else None)
        is_bare = call is None or isinstance(error, RSyntaxError)
        words = f"Error: {error.message}" if is_bare else f"Error in {call}: {error.message}"
        self.pieces.append(Piece("error", words + "\n", closed=True))
        if not options.flag("error"):
            raise _FatalError(words)

    def inline(self, code: str) -> str:
        """The text of inline code."""
        it = self.it
        value: Value = None
        it.visible = True
        try:
            for expression in parse_program(code):
                it.visible = True
                value = evaluate(it, expression.expr, it.globals)
        except RError as error:
            settle(it, error, None)
            _recover(self.it)
            call = error.call or "eval(parse_only(code), envir = envir)"
            raise _FatalError(f"Error in {call}: {error.message}") from None
        it.warnings = []
        shown = asis_text(value)
        if shown is not None:
            return shown
        return inline_text(value) if it.visible else ""


def _option_object(page: _Page) -> List:
    """What `opts_chunk` is: set and get."""

    def set_options(context: Any, dots: Any) -> Value:
        page.options = merged(page.options, {str(name): value for name, value in dots if name})
        context.it.visible = False
        return None

    def get_option(context: Any, dots: Any) -> Value:
        return page.options.values.get(str(dots[0][1].data[0])) if dots else None

    return List([_function("set", set_options), _function("get", get_option)], {"names": chr(["set", "get"])})


def _recover(it: Machine) -> None:
    it.warnings = []
    it.frames.clear()
    it.handlers = []
    it.capture.clear()
    it.stack.clear()


def _function(name: str, run: Any) -> Builtin:
    item = Builtin(name, run, ("...",))
    item.python_names = ("dots",)
    return item


def _nothing(context: Any, dots: Any) -> Value:
    context.it.visible = False
    return None


def _groups(code: list[str]) -> list[tuple[list[str], list[Any]]]:
    """Lines of code up to where expressions are complete, with the expressions that they hold."""
    found: list[tuple[list[str], list[Any]]] = []
    pending: list[str] = []
    failure: RSyntaxError | None = None
    for line in code:
        pending.append(line)
        try:
            program: list[Any] = list(parse_program("\n".join(pending)))
        except RSyntaxError as error:
            failure = error
            if "unexpected end of input" in error.message or "INCOMPLETE_STRING" in error.message:
                continue
            program = [error]
        found.append((pending, program))
        pending = []
    return [*found, (pending, [failure])] if pending else found


def run_page(text: str, folder: str = ".") -> PageRun:
    """Run a page.

    Args:
        text: the source of the page.
        folder: where the page's files are.

    R: knitr::knit for Markdown.
    """
    page = _Page(folder)
    run = PageRun()
    lines = text.split("\n")
    page.options = merged(page.options, yaml_options(_front_matter(lines)))
    written: list[str] = []
    with hand_over(lambda condition: receive(page.it, condition)), local_options(fancy_quotes=False):
        try:
            _run_lines(page, lines, written)
        except _FatalError as error:
            run.failure = str(error)
            run.status = 1
        except RError as error:  # of a chunk's options or of its files
            run.failure = f"Error: {error.message}"
            run.status = 1
    run.markdown = "\n".join(written)
    run.unsupported = [*page.it.unsupported, *page.unsupported]
    run.left_out = page.device.left_out
    if run.unsupported and not run.status:
        run.status = 3
    return run


def _front_matter(lines: list[str]) -> list[str]:
    if not lines or lines[0].rstrip() != "---":
        return []
    ends = [place for place, line in enumerate(lines) if line.rstrip() in ("---", "...") and place]
    return lines[1 : ends[0]] if ends else []


def _run_lines(page: _Page, lines: list[str], written: list[str]) -> None:
    place = len(_front_matter(lines))
    place = place + _HEADER_END if place else 0
    written += lines[:place]
    while place < len(lines):
        line = lines[place]
        opened = _OPEN.match(line)
        if opened is not None:
            place = _chunk(page, lines, place, opened, written)
            continue
        written.append(_INLINE.sub(lambda found: page.inline(found.group(1)), line))
        place += 1


def _code_of(page: _Page, options: ChunkOptions, code: list[str]) -> list[str]:
    """The code that a chunk runs: its own, kept by its label, or that of earlier chunks that `ref.label` names."""
    label = options.word("label")
    if label is not None:
        page.codes[label] = code
    given = options.values.get("ref.label")
    if not isinstance(given, Vec) or given.kind != "character":
        return code
    return [line for name in given.data for line in page.codes.get(str(name), [])]


def _chunk(page: _Page, lines: list[str], place: int, opened: re.Match[str], written: list[str]) -> int:
    indent, ticks, engine, header = opened.groups()
    closing = re.compile(rf"^[\t >]*{ticks}\s*$")
    end = next((i for i in range(place + 1, len(lines)) if closing.match(lines[i])), len(lines))
    code = [line[len(indent) :] if line.startswith(indent) else line.lstrip() for line in lines[place + 1 : end]]
    if engine.lower() != "r":
        page.unsupported.append(f"engine {engine}")
        written += ["", f"{indent}```{engine}", *lines[place + 1 : end], f"{indent}```"]
        return end + 1
    given, code = pipe_options(code)
    options = merged(merged(page.options, header_options(page.it, header)), given)
    text = page.run_chunk(_code_of(page, options, code), options)
    indent = options.word("indent") or indent
    if indent:
        text = "\n".join(indent + line for line in text.split("\n"))
    written += text.split("\n") if options.flag("include") else [indent]
    return end + 1


def run_document(path: Path, width: int = 80) -> int:
    """Run the page in a file, write PAGE.md and PAGE.html beside it, and return the exit status."""
    with local_options(width=width):
        run = run_page(path.read_text(encoding="utf-8"), str(path.parent))
    for name in run.unsupported:
        sys.stderr.write(f"rcompat: not supported: {name}\n")
    for name in run.left_out:
        sys.stderr.write(f"rcompat: not drawn: {name}\n")
    if run.failure:
        sys.stderr.write(f"{run.failure}\nExecution halted\n")
        return run.status
    path.with_suffix(".md").write_text(run.markdown, encoding="utf-8")
    path.with_suffix(".html").write_text(to_html(run.markdown, path.parent), encoding="utf-8")
    return run.status
