"""A question put to R and its answer, the same through every transport: what was printed, signalled and returned.

The code runs in the global environment, one top-level expression after the other, visible values printed, as R runs
a script; an error ends it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rcompat.base.condition_text import conditions_text
from rcompat.base.conditions import Condition, RMessage, RWarning
from rcompat.base.string_text import quote_string
from rcompat.harness.exact_numbers import read_numbers
from rcompat.harness.transport import Runner, TransportError

__all__ = ["R_ASK", "RAnswer", "ask", "read_answer"]

R_ASK = r"""
.rcompat_ask <- function(code_path, out_path, answer_path) {
  signals <- list()
  keep <- function(kind, text, call) {
    call <- if (is.null(call)) NULL else paste(deparse(call, nlines = 1L), collapse = "")
    signals[[length(signals) + 1L]] <<- c(kind, text, call)
  }
  out <- file(out_path, "wb"); sink(out)
  on.exit({ sink(); close(out) })
  value <- NULL; failed <- NULL; at <- 0L
  tryCatch(withCallingHandlers({
    for (expression in parse(code_path, keep.source = FALSE, encoding = "UTF-8")) {
      at <- at + 1L
      result <- withVisible(eval(expression, globalenv()))
      value <- result$value
      if (result$visible) if (isS4(value)) methods::show(value) else print(value)
      keep("end", "", NULL)
    }
  }, message = function(m) { keep("message", conditionMessage(m), NULL); invokeRestart("muffleMessage") },
     warning = function(w) {
       call <- conditionCall(w)
       if (identical(call[[1L]], as.name("eval")) || identical(call[[1L]], quote(withVisible))) call <- NULL
       keep("warning", conditionMessage(w), call); invokeRestart("muffleWarning")
     }), error = function(e) failed <<- conditionMessage(e))
  quoted <- function(x) {
    x <- gsub("\\", "\\\\", enc2utf8(as.character(x)), fixed = TRUE)
    x <- gsub("\t", "\\t", gsub("\n", "\\n", gsub("\"", "\\\"", x, fixed = TRUE), fixed = TRUE), fixed = TRUE)
    paste0("\"", x, "\"")
  }
  array <- function(x) paste0("[", paste(x, collapse = ", "), "]")
  numbers <- if (is.numeric(value) || is.logical(value)) array(quoted(sprintf("%a", as.double(value)))) else "null"
  if (is.factor(value)) numbers <- "null"
  lines <- paste0("{\"signals\": ", array(vapply(signals, function(s) array(quoted(s)), "")),
                  ", \"error\": ", if (is.null(failed)) "null" else quoted(failed), ", \"numbers\": ", numbers, "}")
  con <- file(answer_path, "wb"); writeLines(lines, con, useBytes = TRUE); close(con)
  invisible(NULL)
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RAnswer:
    """What R said.

    Attributes:
        stdout: what it printed.
        stderr: messages and warnings as Rscript writes them.
        messages: texts of `message()`.
        warnings: texts of `warning()`.
        error: the text of the error that ended the code, or None.
        values: the last expression's value, if it is numeric or logical: its elements, exactly.
    """

    stdout: str
    stderr: str
    messages: tuple[str, ...]
    warnings: tuple[str, ...]
    error: str | None
    values: tuple[float, ...] | None


def ask(session: Runner, code: str, *, timeout: float = 120.0) -> RAnswer:
    """Put a question to R.

    Args:
        session: a transport: `RSession` or `EmbeddedR`.
        code: R code.
        timeout: seconds.

    Raises:
        TransportError: R did not come to an answer at all.
    """
    with tempfile.TemporaryDirectory() as scratch:
        paths = [Path(scratch) / name for name in ("code.R", "out.txt", "answer.json")]
        paths[0].write_text(code, encoding="utf-8")
        arguments = ", ".join(quote_string(str(path)) for path in paths)
        result = session.run(f"{R_ASK}.rcompat_ask({arguments})\n", timeout=timeout)
        if result.status or not paths[2].exists():
            raise TransportError(result.stderr.decode())
        return read_answer(paths[1], paths[2])


def read_answer(printed: Path, answer: Path) -> RAnswer:
    """Read the two files that `.rcompat_ask` writes."""
    record = json.loads(answer.read_text(encoding="utf-8"))
    signals: list[list[str]] = record["signals"]
    numbers = record["numbers"]
    return RAnswer(
        stdout=printed.read_bytes().decode("utf-8", "surrogateescape"),
        stderr=_stderr(signals),
        messages=tuple(entry[1].removesuffix("\n") for entry in signals if entry[0] == "message"),
        warnings=tuple(entry[1] for entry in signals if entry[0] == "warning"),
        error=record["error"],
        values=None if numbers is None else tuple(read_numbers(numbers)),
    )


def _stderr(signals: Sequence[Sequence[str]]) -> str:
    text, block = "", list[Condition]()
    for kind, *rest in [*signals, ["end", ""]]:
        if kind == "message":
            block.append(RMessage(rest[0].removesuffix("\n")))
        elif kind == "warning":
            block.append(RWarning(rest[0], rest[1] if len(rest) > 1 else None))
        else:
            text += conditions_text(block) if block else ""
            block = []
    return text
