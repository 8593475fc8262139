"""Where a script's text goes: the console, standard error, or a file below the script's own folder."""

from __future__ import annotations

from pathlib import Path

from rcompat.base.conditions import RError
from rcompat.script.coercion import class_of
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, Vec

__all__ = ["send"]


def send(context: Context, text: str, target: Value, append: bool = False) -> None:
    """Write text to a connection, or to the file that `target` names.

    Raises:
        RError: the file does not lie below the script's folder, or cannot be opened.
    """
    if isinstance(target, Vec) and len(target) and target.data[0]:
        with _own_file(context, str(target.data[0])).open("a" if append else "w", encoding="utf-8") as handle:
            handle.write(text)
    elif isinstance(target, List) and "stderr" in class_of(target):
        context.it.err(text)
    else:
        context.it.out(text)
    context.it.visible = False


def _own_file(context: Context, name: str) -> Path:
    """The file, links followed: scripts come from strangers and write nowhere else."""
    folder = Path(context.it.folder).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise RError(f"cannot open file '{name}': scripts write below their own folder only")
    if path.is_dir() or not path.parent.is_dir():
        raise RError("cannot open the connection", 'file(file, ifelse(append, "a", "w"))')
    return path
