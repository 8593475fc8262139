"""Where a script's text goes: the console, standard error, a connection, or a file of the script's own."""

from __future__ import annotations

from rcompat.script.coercion import class_of
from rcompat.script.connections import connection_of
from rcompat.script.machine import Context
from rcompat.script.own_files import own_path
from rcompat.script.values import List, Value, Vec

__all__ = ["send"]


def send(context: Context, text: str, target: Value, append: bool = False) -> None:
    """Write text to a connection, or to the file that `target` names.

    Raises:
        RError: the file is none of the script's own, or cannot be opened.
    """
    connection = connection_of(context.it, target)
    if connection is not None:
        connection.write(text)
    elif isinstance(target, Vec) and len(target) and target.data[0]:
        with own_path(context.it, str(target.data[0])).open("a" if append else "w", encoding="utf-8") as handle:
            handle.write(text)
    elif isinstance(target, List) and "stderr" in class_of(target):
        context.it.err(text)
    else:
        context.it.out(text)
    context.it.visible = False
