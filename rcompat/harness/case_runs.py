"""Run golden cases in R, each in a fresh process of its own, and collect what they print, signal and keep."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rcompat.harness.golden import GoldenError, case_name
from rcompat.harness.live_r import r_command, r_environment

__all__ = ["CaseOutcome", "run_case", "run_many", "unshipped_data"]

_Answer = TypeVar("_Answer")

# Runs case.R as a script of its own would run; afterwards writes the list `values`, numbers as C99 hexadecimal, and
# the packages that were loaded.
_EPILOGUE = r"""
local({
  values <- if (exists("values", envir = globalenv(), inherits = FALSE)) get("values", envir = globalenv()) else list()
  escaped <- function(x) {
    x <- gsub("\\", "\\\\", enc2utf8(x), fixed = TRUE)
    gsub("\n", "\\n", gsub("\"", "\\\"", x, fixed = TRUE), fixed = TRUE)
  }
  quoted <- function(x) paste0("\"", escaped(x), "\"")
  array <- function(x) paste0("[", paste(quoted(x), collapse = ", "), "]")
  entry <- function(x) {
    x <- if (isS4(x)) as.matrix(x) else x
    if (is.numeric(x) || is.logical(x)) return(array(sprintf("%a", as.double(x))))
    stopifnot(is.character(x))
    paste0("{\"text\": ", array(x), "}")
  }
  keep <- function(lines, variable) {
    con <- file(Sys.getenv(variable), "wb")
    writeLines(lines, con, sep = "\n", useBytes = TRUE)
    close(con)
  }
  lines <- if (length(values)) paste0(quoted(names(values)), ": ", vapply(values, entry, ""))
  keep(c("{", paste(lines, collapse = ",\n"), "}"), "GOLDEN_VALUES")
  keep(sort(loadedNamespaces()), "GOLDEN_PACKAGES")
})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutcome:
    """What R gave for a case.

    Attributes:
        contents: bytes of stdout.txt, stderr.txt and values.json.
        packages: names of the packages that were loaded at the end.
    """

    contents: tuple[bytes, ...]
    packages: frozenset[str]


def run_case(case: Path, *, home: Path | None = None, timeout: float = 600.0) -> CaseOutcome:
    """Run a case in R, from the folder that holds the store.

    Args:
        case: its directory.
        home: the project, beside which data lie that are not shipped; by default the folder that holds the store.
        timeout: seconds until R is ended.

    Raises:
        GoldenError: R stopped.
        RMissingError: R or setarch is not installed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        kept = {name: Path(scratch) / name for name in ("GOLDEN_VALUES", "GOLDEN_PACKAGES")}
        script = Path(scratch) / "case.R"
        script.write_text((case / "case.R").read_text(encoding="utf-8") + _EPILOGUE, encoding="utf-8")
        done = subprocess.run(
            r_command("Rscript", "--vanilla", str(script)),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            cwd=case.resolve().parents[3],
            env={
                **r_environment(),
                **{name: str(path) for name, path in kept.items()},
                "PYLMER_DATA": unshipped_data(case, home),
            },
            timeout=timeout,
            check=False,
        )
        if done.returncode or not all(path.exists() for path in kept.values()):
            raise GoldenError(f"{case_name(case)}: R stopped:\n{done.stderr.decode()}")
        values, packages = (path.read_bytes() for path in kept.values())
    return CaseOutcome(contents=(done.stdout, done.stderr, values), packages=frozenset(packages.decode().split()))


def unshipped_data(case: Path, home: Path | None = None) -> str:
    """Where data lie that the project of a case does not ship."""
    return os.environ.get("PYLMER_DATA", str((home or case.resolve().parents[3]).parent / "shared" / "data"))


def run_many(question: Callable[[Path], _Answer], cases: Sequence[Path]) -> list[_Answer]:
    """Put a question that starts R to many cases, as many at a time as there are processors."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(question, cases))
