"""What a piece of code asks of the system, by Python's audit events."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["watched"]

_EVENTS = (
    "open", "import", "exec", "compile", "os.", "subprocess.", "socket.", "ctypes.", "shutil.", "urllib.", "pty.",
    "pickle.", "marshal.", "ftplib.", "http.", "webbrowser.", "tempfile.", "glob.", "code.",
)  # fmt: skip
_seen: list[str] | None = None
_installed: list[bool] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is not None and event.startswith(_EVENTS):
        _seen.append(f"{event} {arguments!r}"[:200])


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect the events of a block; a hook stays for good, and is quiet outside."""
    global _seen
    if not _installed:
        sys.addaudithook(_hook)
        _installed.append(True)
    _seen = events = []
    try:
        yield events
    finally:
        _seen = None
