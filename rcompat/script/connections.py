"""Connections: texts and files that a script reads line by line or writes bit by bit. R: base, connections.

Files are those of `own_files`: below the script's folder, or in the run's temporary folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rcompat.base.conditions import RError
from rcompat.script.coercion import class_of
from rcompat.script.machine import Machine
from rcompat.script.values import Environment, Value, Vec, chr, intv

__all__ = ["Connection", "connection_of", "new_connection"]

_FIRST = 3  # behind standard input, output and error


@dataclass(slots=True, kw_only=True, eq=False)
class Connection:
    """An open or closed connection.

    Attributes:
        kind: "textConnection" or "file".
        description: what R calls it.
        mode: "r", "w" or "a"; "" for a file that is not open.
        lines: what is left to read.
        path: the file.
        variable: where a text connection keeps what is written.
        partial: what has been written of the last line.
    """

    kind: str
    description: str
    mode: str
    lines: list[str] = field(default_factory=list)
    path: Path | None = None
    variable: tuple[Environment, str] | None = None
    partial: str = ""

    def open(self, mode: str) -> None:
        """Get ready to read or write."""
        self.mode = mode[:1]
        if self.path is not None and self.mode == "r":
            self.lines = file_lines(self.path)
        elif self.path is not None:
            self.path.open("a" if self.mode == "a" else "w", encoding="utf-8").close()

    def read(self, count: int = -1) -> list[str]:
        """The next lines; all that are left by default. A file that is not open is read from its start."""
        if not self.mode and self.path is not None:
            lines = file_lines(self.path)
            return lines if count < 0 else lines[:count]
        count = len(self.lines) if count < 0 else count
        found, self.lines = self.lines[:count], self.lines[count:]
        return found

    def write(self, text: str) -> None:
        """Add text to the file or the variable.

        Raises:
            RError: it is open for reading.
        """
        if self.mode == "r":
            raise RError("cannot write to this connection")
        if self.path is not None:
            with self.path.open("a" if self.mode else "w", encoding="utf-8") as handle:
                handle.write(text)
            return
        *whole, self.partial = (self.partial + text).split("\n")
        self._keep(whole)

    def close(self) -> None:
        """End a text: its last line counts although it does not end."""
        if self.partial:
            self._keep([self.partial])
        self.mode, self.partial = "", ""

    def _keep(self, lines: list[str]) -> None:
        if self.variable is not None and lines:
            env, name = self.variable
            env.values[name] = chr([*env.values[name].data, *lines])


def file_lines(path: Path) -> list[str]:
    """The lines of a text file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def new_connection(it: Machine, connection: Connection) -> Vec:
    """The value that stands for a connection in a script."""
    number = max(it.connections, default=_FIRST - 1) + 1
    it.connections[number] = connection
    return intv([number], {"class": chr([connection.kind, "connection"])})


def connection_of(it: Machine, value: Value) -> Connection | None:
    """The connection that a value stands for, or None if it is none.

    Raises:
        RError: it has been closed.
    """
    if not isinstance(value, Vec) or "connection" not in class_of(value):
        return None
    found = it.connections.get(int(value.data[0]))
    if not isinstance(found, Connection):
        raise RError("invalid connection")
    return found
