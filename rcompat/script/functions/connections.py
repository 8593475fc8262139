"""textConnection, file, readLines, writeLines, sink and their like. R: base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.string_text import quote_string
from rcompat.language.deparse import deparse_one
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, string, strings, whole
from rcompat.script.connections import Connection, connection_of, file_lines, new_connection
from rcompat.script.evaluator import force
from rcompat.script.functions.files import file_path
from rcompat.script.functions.written_files import send
from rcompat.script.machine import Context
from rcompat.script.own_files import own_path
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Value, Vec, chr, lgl, make_list

__all__ = ["lines_of"]


@builtin("textConnection", "object open local name encoding", lazy="object")
def _text_connection(
    context: Context, object_: Any, open_: Value = None, local: Value = None, name: Value = None, encoding: Value = None
) -> Value:
    it, mode = context.it, "r" if open_ is None else string(open_)
    shown, given = deparse_one(plain(object_)), force(it, object_)
    if mode == "r":
        lines = [part for line in strings(given) for part in str(line).split("\n")]
        return new_connection(it, Connection(kind="textConnection", description=shown, mode="r", lines=lines))
    env = context.env if local is not None and flag(local) else it.globals
    variable = string(given)
    if mode != "a" or variable not in env.values:
        env.values[variable] = chr([])
    connection = Connection(kind="textConnection", description=variable, mode=mode, variable=(env, variable))
    return new_connection(it, connection)


@builtin("file", "description open ...")
def _file(context: Context, description: Value = None, open_: Value = None, dots: Any = ()) -> Value:
    name, mode = string(description), "" if open_ is None else string(open_)
    path = own_path(context.it, name, "file()") if mode[:1] in ("w", "a") else None
    connection = Connection(kind="file", description=name, mode="", path=path)
    if mode:
        _open(context, connection, mode)
    return new_connection(context.it, connection)


def _open(context: Context, connection: Connection, mode: str) -> None:
    """Find the file: reading reaches farther than writing."""
    if connection.kind == "file":
        name = connection.description
        find = own_path if mode[:1] in ("w", "a") else None
        connection.path = find(context.it, name) if find is not None else _found(context, name)
    connection.open(mode)


def _found(context: Context, name: str) -> Any:
    return Path(file_path(context, name, "file(con, open)"))


@builtin("open", "con open ...")
def _open_connection(context: Context, con: Value, open_: Value = None, dots: Any = ()) -> Value:
    connection = connection_of(context.it, con)
    if connection is None:
        raise RError("invalid connection")
    _open(context, connection, "r" if open_ is None else string(open_))
    context.it.visible = False
    return None


@builtin("close", "con ...")
def _close(context: Context, con: Value, dots: Any = ()) -> Value:
    connection = connection_of(context.it, con)
    if connection is not None:
        connection.close()
        del context.it.connections[int(con.data[0])]
    context.it.visible = False
    return None


@builtin("isOpen", "con rw")
def _is_open(context: Context, con: Value, rw: Value = None) -> Value:
    connection = connection_of(context.it, con)
    return lgl([connection is None or bool(connection.mode)])


@builtin("textConnectionValue", "con")
def _text_value(context: Context, con: Value) -> Value:
    connection = connection_of(context.it, con)
    if connection is None or connection.variable is None:
        raise RError("'con' is not an output textConnection")
    env, name = connection.variable
    return env.values[name]


@builtin("readLines", "con n ok warn encoding skipNul")
def _read_lines(
    context: Context,
    con: Value = None,
    n: Value = None,
    ok: Value = None,
    warn: Value = None,
    encoding: Value = None,
    skip: Value = None,
) -> Value:
    count = -1 if n is None else whole(n)
    return chr(lines_of(context, con, count))


def lines_of(context: Context, con: Value, count: int) -> list[str]:
    """The next lines of a connection, or the first ones of a file.

    Raises:
        RError: there is no such file, or the connection is closed.
    """
    connection = connection_of(context.it, con)
    if connection is not None:
        if connection.kind == "file" and connection.path is None:
            connection.path = _found(context, connection.description)
        return connection.read(count)
    path = Path(file_path(context, string(con), 'file(con, "r")'))
    lines = file_lines(path)
    if lines and not path.read_text(encoding="utf-8").endswith("\n"):
        raise_warning(context.it, f"incomplete final line found on '{string(con)}'", context.call)
    return lines if count < 0 else lines[:count]


@builtin("writeLines", "text con sep useBytes")
def _write_lines(context: Context, text: Value, con: Value = None, sep: Value = None, use_bytes: Value = None) -> Value:
    if not isinstance(text, Vec) or text.kind != "character":
        raise RError("can only write character objects")
    end = "\n" if sep is None else str(strings(sep)[0])
    send(context, "".join(("NA" if line is None else line) + end for line in strings(text)), con)
    return None


@builtin("readline", "prompt")
def _readline(context: Context, prompt: Value = None) -> Value:
    """No one is there to answer."""
    context.it.out(("" if prompt is None else string(prompt)) + "\n")
    return chr([""])


@builtin("sink", "file append type split")
def _sink(
    context: Context, file: Value = None, append: Value = None, type_: Value = None, split: Value = None
) -> Value:
    it = context.it
    it.visible = False
    if file is not None:
        if not it.sinks and isinstance(file, Vec) and file.kind == "character":
            own_path(it, string(file))
        it.sinks.append((file, append is not None and flag(append)))
        it.capture.append([])
        return None
    if it.sinks:
        target, is_added = it.sinks.pop()
        send(context, "".join(it.capture.pop()), target, is_added)
    return None


@builtin("print.connection", "x ...")
def _print_connection(context: Context, x: Value, dots: Any = ()) -> Value:
    rows = {name: quote_string(text) for name, text in _described(context, x).items()}
    label, width = max(len(name) for name in rows), max(len(text) for text in rows.values())
    context.it.out("A connection with" + " " * (label + 1 + width) + "\n")
    for name, text in rows.items():
        context.it.out(f"{name.ljust(label)} {text.ljust(width)}\n")
    context.it.visible = False
    return x


@builtin("summary.connection", "object ...")
def _summary(context: Context, object_: Value, dots: Any = ()) -> Value:
    return make_list({name: chr([text]) for name, text in _described(context, object_).items()})


def _described(context: Context, x: Value) -> dict[str, str]:
    connection = connection_of(context.it, x)
    if connection is None:
        return {"class": "terminal"}
    return {
        "description": connection.description,
        "class": connection.kind,
        "mode": connection.mode or "r",
        "text": "text",
        "opened": "opened" if connection.mode else "closed",
        "can read": "yes" if connection.mode in ("r", "") else "no",
        "can write": "no" if connection.mode == "r" else "yes",
    }
