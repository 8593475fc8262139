"""R's transcript of a script beside ours, one top-level expression at a time.

R itself cuts the script: it puts a comment with a number before every line, or lines, that its console evaluates at
once. Both transcripts echo these comments, so both can be cut there, whatever was written in between. Both runs go on
after an error. Times of day, seconds and addresses in memory are masked.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rcompat.harness.live_r import r_command, r_environment

__all__ = [
    "Answer",
    "Comparison",
    "Piece",
    "compare_script",
    "cut_transcript",
    "mask",
    "prepare",
    "run_live_r",
    "run_ours",
]

_MARK = re.compile(r"^> #-# (\d+)$", re.M)
_MASKS = (
    (re.compile(r"(?<=elapsed \n)[ \d.]+$", re.M), "TIMES"),
    (re.compile(r"(?<=time: )[ \d.]+(?= sec)"), "SECONDS"),
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
)
_NOT_SUPPORTED = re.compile(r"^rcompat: not supported: (.*)\n", re.M)
_PREPARE = r"""
cut_script <- function(from, to) {
  lines <- readLines(from, warn = FALSE)
  out <- character(); pending <- character(); number <- 0L; calls <- character()
  for (line in lines) {
    pending <- c(pending, line)
    found <- tryCatch(parse(text = pending, keep.source = FALSE), error = conditionMessage)
    if (is.character(found) && grepl("unexpected end of input|INCOMPLETE_STRING", found)) next
    if (length(found)) {
      number <- number + 1L
      out <- c(out, sprintf("#-# %d", number))
      if (is.expression(found)) calls <- c(calls, all.names(found))
    }
    out <- c(out, pending); pending <- character()
  }
  writeLines(c(out, pending), to)
  writeLines(unique(calls), paste0(to, ".names"))
}
write_examples <- function(package, topic, folder) {
  pages <- tools::Rd_db(package)
  if (nzchar(topic)) {
    has <- function(page) topic %in% sapply(Filter(function(p) attr(p, "Rd_tag") == "\\alias", page), `[[`, 1)
    pages <- Filter(has, pages)
  }
  for (name in names(pages)) {
    to <- file.path(folder, paste0(package, "--", sub("[.]Rd$", ".R", basename(name))))
    unlink(to)
    tools::Rd2ex(pages[[name]], to)
    if (!file.exists(to)) next
    attached <- package %in% c("base", "stats", "utils", "methods", "datasets", "graphics", "grDevices")
    writeLines(c(if (!attached) sprintf("library(%s)", package), readLines(to)), to)
  }
}
"""
"""What R does: cut a script, and write the examples of installed help pages as scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one side wrote for each number, and what it says it does not support."""

    pieces: Mapping[int, str]
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One top-level expression with both answers, echo included."""

    number: int
    theirs: str
    ours: str

    @property
    def is_same(self) -> bool:
        """Whether the two agree to the byte."""
        return self.theirs == self.ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All expressions of a script that R answered."""

    name: str
    pieces: tuple[Piece, ...]
    unsupported: tuple[str, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset)

    @property
    def same(self) -> int:
        """How many expressions agree."""
        return sum(piece.is_same for piece in self.pieces)


def prepare(code: str, *, directory: Path) -> None:
    """Let R run code that may call `cut_script(from, to)` and `write_examples(package, topic, folder)`."""
    script = directory / "prepare.r"
    script.write_text(_PREPARE + code, encoding="utf-8")
    command = r_command("Rscript", "--vanilla", str(script))
    subprocess.run(command, cwd=directory, env=r_environment(), check=True, stdout=subprocess.DEVNULL)


def mask(text: str) -> str:
    """The text without times and addresses."""
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return text


def cut_transcript(text: str) -> dict[int, str]:
    """What stands behind each numbered comment, masked."""
    parts = _MARK.split(text)
    return {int(number): mask(piece) for number, piece in zip(parts[1::2], parts[2::2], strict=True)}


def _transcript(command: list[str], source: str, directory: Path, limit: float) -> str:
    """Both streams of a command; what there is of them when time is up."""
    try:
        done = subprocess.run(
            command,
            input=source.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit,
            cwd=directory,
            env=r_environment(),
            check=False,
        )
        found = done.stdout
    except subprocess.TimeoutExpired as late:
        found = late.stdout or b""
    return found.decode("utf-8", "replace")


def run_live_r(script: Path, directory: Path, limit: float) -> Answer:
    """R's answers; an expression that was not done when time was up has none."""
    source = "options(error = expression(NULL))\n" + script.read_text(encoding="utf-8")
    text = _transcript(r_command("R", "-q", "--no-save", "--vanilla"), source, directory, limit)
    pieces = cut_transcript(text)
    if not text.endswith("> \n"):
        pieces.pop(max(pieces, default=0), None)
    return Answer(pieces=pieces)


def run_ours(script: Path, directory: Path, limit: float) -> Answer:
    """The interpreter's answers, in a process of its own."""
    command = [sys.executable, "-u", "-m", "rcompat.command", "run", "--keep-going", "-"]
    text = _transcript(command, script.read_text(encoding="utf-8"), directory, limit)
    unsupported = tuple(_NOT_SUPPORTED.findall(text))
    return Answer(pieces=cut_transcript(_NOT_SUPPORTED.sub("", text)), unsupported=unsupported)


def compare_script(
    name: str, script: Path, directory: Path, limit: float, theirs: Callable[[Path, Path, float], Answer] = run_live_r
) -> Comparison:
    """Run a numbered script on both sides.

    Args:
        name: what the comparison is called.
        script: as `cut_script` wrote it.
        directory: where both runs may leave files.
        limit: seconds for each side.
        theirs: asks R.
    """
    expected = theirs(script, directory, limit)
    found = run_ours(script, directory, limit)
    pieces = tuple(
        Piece(number=number, theirs=text, ours=found.pieces.get(number, "(no answer)\n"))
        for number, text in expected.pieces.items()
    )
    names = frozenset(Path(f"{script}.names").read_text(encoding="utf-8").split("\n"))
    return Comparison(name=name, pieces=pieces, unsupported=found.unsupported, names=names)
