"""What the pytest fixtures hand to a test: an R session, R's answers live or from a record, the golden store."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rcompat.base.frame import Frame
from rcompat.base.frame_doors import as_frame
from rcompat.harness.agreement import compare_case, find_case
from rcompat.harness.exact_numbers import read_numbers
from rcompat.harness.live_r import RResult
from rcompat.harness.questions import RAnswer, ask
from rcompat.harness.tolerances import read_tolerances
from rcompat.harness.transport import encode_frame, receive_frame, send_frame

__all__ = ["AnswerBook", "GoldenForTests", "RForTests", "RecordedAnswer", "question_key"]

_REMEMBER = """options(.rcompat = list(search = search(), options = options()))"""
_RESET = r"""
local({
  start <- getOption(".rcompat")
  for (name in setdiff(search(), start$search)) detach(name, character.only = TRUE)
  more <- setdiff(names(options()), c(names(start$options), ".rcompat"))
  options(structure(vector("list", length(more)), names = more))
  options(start$options)
  RNGkind("default", "default", "default")
  rm(list = grep("^\\.rcompat_", ls(globalenv(), all.names = TRUE), value = TRUE, invert = TRUE), envir = globalenv())
})
"""


class _Session(Protocol):
    def run(self, snippet: str, *, timeout: float = 120.0) -> RResult: ...
    def values(self, expression: str, *, timeout: float = 120.0) -> list[float]: ...
    @property
    def setting(self) -> Mapping[str, Mapping[str, Any]]: ...


class RForTests:
    """A live R for tests; variables, options and attached packages of one test are gone in the next."""

    def __init__(self, session: _Session) -> None:
        self._session = session
        session.run(_REMEMBER)

    def __call__(self, code: str, **data: Any) -> RAnswer:
        """What R prints, signals and returns; data frames (of any kind) are variables: `r("mean(d$x)", d=frame)`.

        Raises:
            TransportError: R came to no answer, or a frame did not arrive as it was sent.
        """
        self.send(**data)
        return ask(self._session, code)

    def values(self, expression: str, **data: Any) -> list[float]:
        """The elements of a numeric R expression, exactly.

        Raises:
            ValueError: R stopped, or the value is not numeric.
        """
        self.send(**data)
        return self._session.values(expression)

    def frame(self, expression: str, **data: Any) -> Frame:
        """The data frame that an R expression gives, bit for bit."""
        self.send(**data)
        return receive_frame(self._session, expression)

    def send(self, **data: Any) -> None:
        """Make data frames variables of R, and check that they are the same there."""
        for name, value in data.items():
            send_frame(self._session, as_frame(value), name)

    def run(self, snippet: str, *, timeout: float = 120.0) -> RResult:
        """Run code as at the console: standard output and error as bytes."""
        return self._session.run(snippet, timeout=timeout)

    @property
    def setting(self) -> Mapping[str, Mapping[str, Any]]:
        """R's version, BLAS, locale, width, digits and the packages' versions."""
        return self._session.setting

    def reset(self) -> None:
        """Forget variables, options and attached packages."""
        self._session.run(_RESET)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """An answer of R as a record keeps it.

    Attributes:
        stdout: what R printed.
        numbers: the last value's elements as C99 hexadecimal text, if it was numeric.
    """

    stdout: str
    numbers: tuple[str, ...] | None

    @property
    def values(self) -> list[float] | None:
        """The numbers, exactly."""
        return None if self.numbers is None else read_numbers(self.numbers)


def question_key(code: str, data: Mapping[str, Any]) -> str:
    """What tells one question from another: the code, and every bit of the data."""
    texts = [code, *(f"{name}\n{encode_frame(as_frame(value))}" for name, value in data.items())]
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


class AnswerBook:
    """R's answers to the questions of one test file, in a JSON file that is committed with the tests."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, key: str) -> RecordedAnswer | None:
        """The recorded answer, if there is one."""
        entry = self._entries().get(key)
        if entry is None:
            return None
        numbers = entry["numbers"]
        return RecordedAnswer(stdout=entry["stdout"], numbers=None if numbers is None else tuple(numbers))

    def keep(self, key: str, code: str, answer: RecordedAnswer, version: str) -> None:
        """Write an answer; several processes may do so at a time, and a killed one leaves the file whole."""
        self._path.parent.mkdir(exist_ok=True)
        handle = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            entry = {"R": version, "code": code, "stdout": answer.stdout, "numbers": answer.numbers}
            text = json.dumps({**self._entries(), key: entry}, indent=1, sort_keys=True, ensure_ascii=False)
            new = self._path.with_suffix(".new")
            new.write_text(text + "\n", encoding="utf-8", newline="\n")
            new.replace(self._path)
        finally:
            os.close(handle)

    def _entries(self) -> dict[str, Any]:
        if not self._path.exists():
            return {}
        entries: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return entries


class GoldenForTests:
    """A golden store, found whole: its cases, and whether their Python twins agree with R."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def __call__(self, name: str) -> Path:
        """The directory of a case.

        Raises:
            LookupError: no such case, or several.
        """
        return find_case(self._store, name)

    def differences(self, name: str) -> Sequence[str]:
        """In what a case's twin differs from R, beyond the tolerances of the store; nothing if it agrees."""
        case = compare_case(self(name), read_tolerances(self._store))
        found = [] if case.error is None else [f"the twin stopped: {case.error}"]
        found += [f"stdout, {case.stdout}"] if case.stdout is not None else []
        found += [f"stderr, {case.stderr}"] if case.stderr is not None else []
        return found + [f"{value.name}: {value.difference}" for value in case.values if not value.within]

    def assert_agrees(self, name: str) -> None:
        """Assert that the twin prints R's bytes and keeps R's values.

        Raises:
            AssertionError: it does not; the text names the first differing token.
        """
        found = self.differences(name)
        assert not found, f"{name}: " + "\n".join(found)
