"""Text files that commands are given by name: read and written, or one line that says why not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from rcompat.base.delimited import FileError

__all__ = ["read_script", "unwritable"]


def read_script(name: str) -> str:
    """The text of a file; "-" is standard input.

    Raises:
        FileError: it cannot be opened, or is no UTF-8 text.
    """
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name or "''").read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(f"cannot open file '{name}': {reason}") from None
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(f"cannot read file '{name}': line {line} is not UTF-8 text") from None


def unwritable(path: Path) -> str | None:
    """Why a file cannot be written, or None. Folders that do not exist yet are taken for possible to make."""
    if path.is_dir():
        return f"cannot open file '{path}': Is a directory"
    folder = next(parent for parent in (path.absolute()).parents if parent.exists())
    if not folder.is_dir():
        return f"cannot open file '{path}': Not a directory"
    target = path if path.exists() else folder
    return None if os.access(target, os.W_OK) else f"cannot open file '{path}': Permission denied"
