"""Run R itself, pinned: locale, time zone, one BLAS thread and no address-space randomisation.

Without `setarch -R` every R start tosses a coin for lme4's fill-reducing ordering, and the last digits with it;
R is therefore never started otherwise, and a session whose setting is not the pinned one is refused. `run_r` runs one
script in a fresh process; `RSession` keeps one process and feeds it snippets, so that hundreds of comparisons cost one
start; embedded_r.py has the same session inside this process, through rpy2.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from rcompat.harness.exact_numbers import printing_exactly, read_numbers
from rcompat.harness.setting import read_setting, setting_faults, setting_script

__all__ = [
    "RMissingError",
    "RResult",
    "RSession",
    "RTimeoutError",
    "has_r",
    "how_to_install",
    "r_command",
    "r_environment",
    "run_r",
]

_PINNED = {
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "en",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "R_LIBS_USER": "",
}
_DROPPED = ("R_DEFAULT_PACKAGES", "_R_CHECK_LENGTH_1_CONDITION_", "R_PROFILE", "R_PROFILE_USER", "R_ENVIRON", "COLUMNS")
_PROBE = """
local({
  fit <- lme4::lmer(diameter ~ 1 + (1 | plate) + (1 | sample), lme4::Penicillin)
  cat("ordering", lme4::getME(fit, "L")@type[1], "\\n")
})
"""


class RMissingError(RuntimeError):
    """R, one of its packages or `setarch` is missing, or R runs in the wrong mode."""


class RTimeoutError(RuntimeError):
    """R did not answer in time; the process was ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RResult:
    """What R wrote and how it ended.

    Attributes:
        stdout: bytes of standard output.
        stderr: bytes of standard error: messages, warnings, errors.
        status: exit status; for a snippet 0, or 1 if R stopped in it.
    """

    stdout: bytes
    stderr: bytes
    status: int


def how_to_install(package: str | None = None) -> str:
    """What a person does who misses R, or one of its packages."""
    if package is None:
        return "install R: on Debian or Ubuntu `sudo apt-get install r-base-core`, else https://cran.r-project.org"
    return (
        f"install R's package {package}: on Debian or Ubuntu `sudo apt-get install r-cran-{package.lower()}`, "
        f'else `install.packages("{package}")` in R'
    )


def has_r() -> bool:
    """Whether R and `setarch` can be found."""
    return shutil.which("Rscript") is not None and shutil.which("setarch") is not None


def r_command(*arguments: str) -> list[str]:
    """Return the command line that runs `arguments` without address-space randomisation.

    Raises:
        RMissingError: R or setarch is not installed.
    """
    for program, remedy in (("Rscript", how_to_install()), ("setarch", "install util-linux (Linux)")):
        if shutil.which(program) is None:
            raise RMissingError(f"{program} was not found on PATH; {remedy}")
    return ["setarch", "-R", *arguments]


def r_environment() -> dict[str, str]:
    """Return the environment R is started in."""
    environment = {**os.environ, **_PINNED}
    for name in _DROPPED:
        environment.pop(name, None)
    return environment


def run_r(script: str, *, timeout: float = 120.0, directory: Path | None = None) -> RResult:
    """Run an R script in a fresh process.

    Args:
        script: R code.
        timeout: seconds until R is ended.
        directory: working directory; the current one by default.

    Raises:
        RMissingError: R or setarch is not installed.
        RTimeoutError: R did not finish in time.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "script.R"
        path.write_text(script, encoding="utf-8")
        try:
            done = subprocess.run(
                r_command("Rscript", "--vanilla", str(path)),
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=timeout,
                cwd=directory,
                env=r_environment(),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RTimeoutError(f"R did not finish within {timeout} s") from error
    return RResult(stdout=done.stdout, stderr=done.stderr, status=done.returncode)


class RSession:
    """One R process that takes snippets of code at its top level, as a person at the console would type them.

    Values stay between snippets. An error ends the snippet's expression, not the session. If R dies (a syntax
    error does that), the next snippet starts a new process. Use as a context manager.
    """

    def __init__(self, packages: Sequence[str] = ("lme4", "lmerTest"), *, directory: Path | None = None) -> None:
        self._packages = tuple(packages)
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None
        self._streams: tuple[queue.Queue[bytes | None], ...] = ()
        self._count = 0
        self._setting: Mapping[str, Mapping[str, Any]] = {}

    def __enter__(self) -> RSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, snippet: str, *, timeout: float = 120.0) -> RResult:
        """Run a snippet; return what it alone wrote.

        Raises:
            RMissingError: R, setarch or a package is missing, or lme4 runs with the wrong ordering.
            RTimeoutError: no answer in time.
        """
        if self._process is None or self._process.poll() is not None:
            self._start()
        return self._exchange(snippet, timeout)

    def values(self, expression: str, *, timeout: float = 120.0) -> list[float]:
        """Return a numeric R expression's elements, exactly (through C99 hexadecimal text).

        Raises:
            ValueError: R stopped, or the value is not numeric.
        """
        result = self.run(printing_exactly(expression), timeout=timeout)
        if result.status:
            raise ValueError(result.stderr.decode())
        return read_numbers(result.stdout.decode().split())

    @property
    def setting(self) -> Mapping[str, Mapping[str, Any]]:
        """What R says of itself: table `environment` (version, BLAS, locale, ...) and `packages` (versions).

        Raises:
            RMissingError: R cannot be started as it must be.
        """
        if self._process is None or self._process.poll() is not None:
            self._start()
        return self._setting

    def close(self) -> None:
        """End the R process."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):  # what R did not read any more
                    stream.close()
        self._process = None

    def _start(self) -> None:
        self.close()
        self._process = subprocess.Popen(
            r_command("R", "--vanilla", "--no-echo"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._directory,
            env=r_environment(),
        )
        self._streams = tuple(_reader(pipe) for pipe in (self._process.stdout, self._process.stderr) if pipe)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        # With this option R goes on after an error, though it is not interactive.
        started = self._exchange("options(error = expression(.session_failed <- TRUE))\n", 120.0)
        if started.status:
            raise RMissingError(f"R did not start: {started.stderr.decode().strip()}")
        for name in self._packages:
            loaded = self._exchange(f"suppressPackageStartupMessages(library({name}))\n", 120.0)
            if loaded.status:
                raise RMissingError(f"{loaded.stderr.decode().strip()}; {how_to_install(name)}")
        self._setting = read_setting(self._exchange(setting_script(self._packages), 120.0).stdout)
        faults = setting_faults(self._setting)
        if faults:
            raise RMissingError("R does not run as it must to be compared with: " + "; ".join(faults))
        if "lme4" in self._packages and self._exchange(_PROBE, 120.0).stdout.split() != [b"ordering", b"2"]:
            raise RMissingError("lme4 does not use the ordering it uses under `setarch -R`; results would not compare")

    def _exchange(self, snippet: str, timeout: float) -> RResult:
        assert self._process is not None and self._process.stdin is not None
        self._count += 1
        mark = f"<<end of snippet {self._count}>>"
        ending = (
            f'\ncat("{mark}", if (exists(".session_failed")) 1 else 0, "\\n"); cat("{mark}\\n", file = stderr());'
            'suppressWarnings(rm(".session_failed"))\n'
        )
        try:
            self._process.stdin.write((snippet + ending).encode())
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        deadline = time.monotonic() + timeout
        try:
            stdout, ended = _read_until(self._streams[0], mark.encode(), deadline)
            stderr, _ = _read_until(self._streams[1], mark.encode(), deadline)
        except queue.Empty:
            self.close()
            raise RTimeoutError(f"R did not answer within {timeout} s") from None
        return RResult(stdout=stdout, stderr=stderr, status=0 if ended.split() == [b"0"] else 1)


def _reader(pipe: IO[bytes]) -> queue.Queue[bytes | None]:
    lines: queue.Queue[bytes | None] = queue.Queue()

    def read() -> None:
        for line in pipe:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _read_until(lines: queue.Queue[bytes | None], mark: bytes, deadline: float) -> tuple[bytes, bytes]:
    """Collect output up to the mark; return it and what follows the mark on its line (b"" if R ended)."""
    collected = b""
    while True:
        line = lines.get(timeout=max(0.01, deadline - time.monotonic()))
        if line is None:
            return collected, b""
        if mark in line:
            before, after = line.split(mark, 1)
            return collected + before, after
        collected += line
