"""The golden store: what R printed and computed for every case, written by R alone.

`build_store` runs each case.R twice in fresh processes and refuses results that differ; `verify_store` checks the
files against the manifest. There is no way to write golden files from Python results.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rcompat.harness.live_r import r_command, r_environment, run_r

__all__ = ["GoldenError", "build_store", "case_directories", "read_manifest", "rerun_case", "verify_store"]

_WRITTEN_BY_R = ("stdout.txt", "stderr.txt", "values.json")
_SCRIPTS = ("case.R", "case.py")
_MAY_BE_EMPTY = ("stdout.txt", "stderr.txt")
_PACKAGES = (
    "lme4",
    "lmerTest",
    "pbkrtest",
    "parameters",
    "arm",
    "nlme",
    "mlmRev",
    "Matrix",
    "nloptr",
    "minqa",
    "numDeriv",
)

# Runs case.R as a script of its own would run; afterwards writes the list `values`, numbers as C99 hexadecimal.
_EPILOGUE = r"""
local({
  path <- Sys.getenv("GOLDEN_VALUES")
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
  lines <- if (length(values)) paste0(quoted(names(values)), ": ", vapply(values, entry, ""))
  con <- file(path, "wb")
  writeLines(c("{", paste(lines, collapse = ",\n"), "}"), con, sep = "\n", useBytes = TRUE)
  close(con)
})
"""

_ENVIRONMENT_SCRIPT = """
info <- sessionInfo()
cat("R = \\"", R.version$version.string, "\\"\\n", sep = "")
cat("platform = \\"", R.version$platform, "\\"\\n", sep = "")
cat("blas = \\"", info$BLAS, "\\"\\n", sep = "")
cat("lapack = \\"", info$LAPACK, "\\"\\n", sep = "")
cat("lapack_version = \\"", La_version(), "\\"\\n", sep = "")
cat("locale = \\"", Sys.getlocale("LC_CTYPE"), "\\"\\n", sep = "")
cat("timezone = \\"", Sys.timezone(), "\\"\\n", sep = "")
cat("width =", getOption("width"), "\\n")
cat("digits =", getOption("digits"), "\\n")
personality <- readLines("/proc/self/personality")
cat("randomised_addresses = ", if (grepl("4....$", personality)) "false" else "true", "\\n", sep = "")
cat("\\n[packages]\\n")
for (name in c(%s)) cat(name, " = \\"", as.character(packageDescription(name)$Version), "\\"\\n", sep = "")
"""


class GoldenError(RuntimeError):
    """The golden store could not be built or is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    stdout: bytes
    stderr: bytes
    values: bytes


def case_directories(golden: Path) -> tuple[Path, ...]:
    """Directories of all cases, in alphabetical order."""
    return tuple(sorted(path.parent for path in (golden / "cases").glob("*/*/case.R")))


def read_manifest(golden: Path) -> Mapping[str, Mapping[str, object]]:
    """Return the manifest; empty tables when there is none yet."""
    path = golden / "manifest.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def build_store(golden: Path, *, everything: bool = False, only: str = "") -> list[str]:
    """Run R on the cases whose script or data changed, replace their files and rewrite the manifest.

    Args:
        golden: the store.
        everything: run all cases anew.
        only: run only cases whose path holds this text.

    Returns:
        Names of the cases that were run.

    Raises:
        GoldenError: R failed, or two runs differ.
    """
    recorded = read_manifest(golden).get("files", {})
    if everything or not _data_are_current(golden, recorded):
        _make_data(golden)
        recorded = {}
    chosen = [
        case
        for case in case_directories(golden)
        if only in str(case.relative_to(golden)) and (only or not _is_current(case, golden, recorded))
    ]
    for case in chosen:
        _build_case(case, golden)
    _write_atomically(golden / "manifest.toml", _manifest_text(golden).encode())
    return [str(case.relative_to(golden)) for case in chosen]


def verify_store(golden: Path) -> list[str]:
    """Return all faults of the store: missing, extra, changed, empty or CRLF files. No R needed."""
    recorded = read_manifest(golden).get("files", {})
    if not recorded:
        return ["manifest.toml: missing, or lists no files"]
    present = {str(path.relative_to(golden)) for path in _listed_files(golden)}
    faults = [f"{name}: missing" for name in sorted(set(recorded) - present)]
    faults += [f"{name}: not in the manifest" for name in sorted(present - set(recorded))]
    for name in sorted(present & set(recorded)):
        faults += _file_faults(golden / name, name, str(recorded[name]))
    for case in case_directories(golden):
        wanted = {*_SCRIPTS, *_WRITTEN_BY_R}
        found = {path.name for path in case.iterdir() if path.name != "__pycache__"}
        faults += [f"{case.relative_to(golden)}/{name}: missing" for name in sorted(wanted - found)]
        faults += [f"{case.relative_to(golden)}/{name}: not a file of a case" for name in sorted(found - wanted)]
    return faults


def _file_faults(path: Path, name: str, checksum: str) -> list[str]:
    content = path.read_bytes()
    faults = [] if hashlib.sha256(content).hexdigest() == checksum else [f"{name}: changed since R wrote or read it"]
    if b"\r\n" in content:
        faults.append(f"{name}: has CRLF line ends")
    if not content and path.name not in _MAY_BE_EMPTY:
        faults.append(f"{name}: empty")
    if path.name == "values.json" and content.split() == [b"{", b"}"] and not (path.parent / "stdout.txt").read_bytes():
        faults.append(f"{name}: the case neither prints nor keeps anything")
    return faults


def _listed_files(golden: Path) -> list[Path]:
    """Files whose checksum the manifest holds: all that R read or wrote (case.py is ours and may be edited)."""
    files = [path for path in (golden / "data").rglob("*") if path.is_file()] if (golden / "data").exists() else []
    for case in case_directories(golden):
        files += [case / name for name in ("case.R", *_WRITTEN_BY_R) if (case / name).exists()]
    return files


def _is_current(case: Path, golden: Path, recorded: Mapping[str, object]) -> bool:
    names = ("case.R", *_WRITTEN_BY_R)
    return all(
        (case / name).exists() and _checksum(case / name) == recorded.get(str((case / name).relative_to(golden)))
        for name in names
    )


def _data_are_current(golden: Path, recorded: Mapping[str, object]) -> bool:
    files = [path for path in (golden / "data").rglob("*") if path.is_file()]
    return all(_checksum(path) == recorded.get(str(path.relative_to(golden))) for path in files)


def _make_data(golden: Path) -> None:
    script = golden / "data" / "make.R"
    if not script.exists():
        return
    result = run_r(script.read_text(encoding="utf-8"), timeout=600, directory=golden.parent)
    if result.status:
        raise GoldenError(f"data/make.R failed:\n{result.stderr.decode()}")


def _build_case(case: Path, golden: Path) -> None:
    first, second = (_run_case(case, golden) for _ in range(2))
    if first != second:
        raise GoldenError(f"{case.relative_to(golden)}: R gave two different results in two runs")
    for name, content in zip(_WRITTEN_BY_R, (first.stdout, first.stderr, first.values), strict=True):
        _write_atomically(case / name, content)


def rerun_case(case: Path, golden: Path) -> bool:
    """Run a case in R once more; whether R gave what the store holds.

    Raises:
        GoldenError: R failed.
    """
    outcome = _run_case(case, golden)
    contents = (outcome.stdout, outcome.stderr, outcome.values)
    return all((case / name).read_bytes() == text for name, text in zip(_WRITTEN_BY_R, contents, strict=True))


def _run_case(case: Path, golden: Path) -> _Outcome:
    import subprocess

    with tempfile.TemporaryDirectory() as scratch:
        values, script = Path(scratch) / "values.json", Path(scratch) / "case.R"
        script.write_text((case / "case.R").read_text(encoding="utf-8") + _EPILOGUE, encoding="utf-8")
        environment = {**r_environment(), "GOLDEN_VALUES": str(values), "PYLMER_DATA": str(_data_directory(golden))}
        done = subprocess.run(
            r_command("Rscript", "--vanilla", str(script)),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            cwd=golden.parent,
            env=environment,
            timeout=600,
            check=False,
        )
        if done.returncode or not values.exists():
            raise GoldenError(f"{case.relative_to(golden)}: R stopped:\n{done.stderr.decode()}")
        return _Outcome(stdout=done.stdout, stderr=done.stderr, values=values.read_bytes())


def _data_directory(golden: Path) -> Path:
    return Path(os.environ.get("PYLMER_DATA", golden.resolve().parent.parent / "shared" / "data"))


def _manifest_text(golden: Path) -> str:
    packages = ", ".join(f'"{name}"' for name in _PACKAGES)
    result = run_r(_ENVIRONMENT_SCRIPT % packages)
    if result.status:
        raise GoldenError(f"R could not describe itself:\n{result.stderr.decode()}")
    files = _checksum_lines((path, str(path.relative_to(golden))) for path in sorted(_listed_files(golden)))
    head = "# Written by `scripts/golden.py build`; do not edit.\n\n[environment]\n"
    return head + result.stdout.decode() + "\n[files]\n" + "".join(files)


def _checksum_lines(files: Iterable[tuple[Path, str]]) -> list[str]:
    return [f'"{name}" = "{_checksum(path)}"\n' for path, name in files]


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_atomically(path: Path, content: bytes) -> None:
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(content)
    shutil.move(temporary, path)
