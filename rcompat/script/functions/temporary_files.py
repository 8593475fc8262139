"""tempfile, tempdir, file.exists, unlink and their like; saveRDS, save and their opposites for the run's own temporary
files. R: base."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.syntax import parse_program
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, string, strings
from rcompat.script.conditions import refusal
from rcompat.script.connections import connection_of
from rcompat.script.evaluator import evaluate, lookup
from rcompat.script.frames import make_frame
from rcompat.script.functions.files import file_path
from rcompat.script.machine import Context
from rcompat.script.own_files import is_temporary, own_path, temporary_folder
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Value, chr, dbl, intv, lgl, make_list

__all__: list[str] = []


@builtin("tempdir", "check")
def _tempdir(context: Context, check: Value = None) -> Value:
    return chr([str(temporary_folder(context.it))])


@builtin("tempfile", "pattern tmpdir fileext")
def _tempfile(context: Context, pattern: Value = None, tmpdir: Value = None, fileext: Value = None) -> Value:
    folder = str(temporary_folder(context.it)) if tmpdir is None else string(tmpdir)
    starts = ["file"] if pattern is None else [str(text) for text in strings(pattern)]
    ends = [""] if fileext is None else [str(text) for text in strings(fileext)]
    count = max(len(starts), len(ends))
    names = [f"{starts[i % len(starts)]}{os.urandom(6).hex()}{ends[i % len(ends)]}" for i in range(count)]
    return chr(os.path.join(folder, name) for name in names)


def _path(context: Context, name: Any) -> str:
    return os.path.join(context.it.folder, str(name))


@builtin("file.exists", "...")
def _exists(context: Context, dots: Any = ()) -> Value:
    return lgl([os.path.exists(_path(context, name)) for _, value in dots for name in strings(value)])


@builtin("dir.exists", "paths")
def _dir_exists(context: Context, paths: Value) -> Value:
    return lgl([os.path.isdir(_path(context, name)) for name in strings(paths)])


@builtin("file.size", "...")
def _sizes(context: Context, dots: Any = ()) -> Value:
    return dbl([_size(context, name) for _, value in dots for name in strings(value)])


def _size(context: Context, name: Any) -> float:
    path = _path(context, name)
    return float(os.path.getsize(path)) if os.path.exists(path) else float("nan")


@builtin("file.info", "...")
def _info(context: Context, dots: Any = ()) -> Value:
    names = [str(name) for _, value in dots for name in strings(value)]
    columns = [
        dbl([_size(context, name) for name in names]),
        lgl([os.path.isdir(_path(context, name)) for name in names]),
    ]
    return make_frame(columns, ["size", "isdir"], chr(names))


@builtin("file.create", "... showWarnings")
def _create(context: Context, dots: Any = (), show: Value = None) -> Value:
    for _, value in dots:
        for name in strings(value):
            own_path(context.it, str(name)).write_text("", encoding="utf-8")
    return lgl([1] * sum(len(value) for _, value in dots))


@builtin("dir.create", "path showWarnings recursive mode")
def _create_folder(
    context: Context, path: Value, show: Value = None, recursive: Value = None, mode: Value = None
) -> Value:
    folder = own_path(context.it, string(path))
    folder.mkdir(parents=recursive is not None and flag(recursive))
    context.it.visible = False
    return lgl([1])


@builtin("list.files dir", "path pattern all.files full.names ...")
def _list(
    context: Context,
    path: Value = None,
    pattern: Value = None,
    all_files: Value = None,
    full: Value = None,
    dots: Any = (),
) -> Value:
    from rcompat.base.collation import sort_texts
    from rcompat.script.functions.patterns import matches

    folder = "." if path is None else string(path)
    names = os.listdir(_path(context, folder)) if os.path.isdir(_path(context, folder)) else []
    hidden = all_files is not None and flag(all_files)
    names = [name for name in names if hidden or not name.startswith(".")]
    if pattern is not None:
        names = [name for name in names if matches(string(pattern), name)]
    is_full = full is not None and flag(full)
    return chr(os.path.join(folder, name) if is_full else name for name in sort_texts(names))


@builtin("normalizePath path.expand", "path winslash mustWork")
def _normal(context: Context, path: Value, winslash: Value = None, must: Value = None) -> Value:
    return chr(os.path.abspath(_path(context, name)) for name in strings(path))


@builtin("unlink", "x recursive force expand")
def _unlink(context: Context, x: Value, recursive: Value = None, force_: Value = None, expand: Value = None) -> Value:
    for name in strings(x):
        path = _removable(context, str(name))
        if path.is_dir() and recursive is not None and flag(recursive):
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    context.it.visible = False
    return intv([0])


def _removable(context: Context, name: str) -> Path:
    """A file that may be removed: one that the run has made in its temporary folder.

    Raises:
        UnsupportedError: it lies elsewhere.
    """
    if not is_temporary(context.it, name):
        raise refusal(context.builtin.name)
    return Path(name)


@builtin("file.remove", "...")
def _remove(context: Context, dots: Any = ()) -> Value:
    found = []
    for name in [str(name) for _, value in dots for name in strings(value)]:
        path = _removable(context, name)
        found.append(path.is_file())
        if path.is_file():
            path.unlink()
        else:
            text = f"cannot remove file '{name}', reason 'No such file or directory'"
            raise_warning(context.it, text, context.call)
    return lgl(found)


@builtin("saveRDS", "object file ...")
def _save_rds(context: Context, object_: Value, file: Value = None, dots: Any = ()) -> Value:
    _keep(context, string(file), {"": object_})
    return None


def _keep(context: Context, name: str, values: dict[str, Value]) -> None:
    """Remember values under the name of a temporary file: R's own format is not written."""
    path = _removable(context, name)
    path.write_text("", encoding="utf-8")
    context.it.saved[str(path)] = values
    context.it.visible = False


def _kept(context: Context, name: str) -> dict[str, Value]:
    found: dict[str, Value] | None = context.it.saved.get(str(_removable(context, name)))
    if found is None or not os.path.exists(name):
        raise RError("cannot open the connection", 'gzfile(file, "rb")')
    return found


@builtin("readRDS", "file ...")
def _read_rds(context: Context, file: Value, dots: Any = ()) -> Value:
    return _kept(context, string(file))[""]


@builtin("save", "... list file", lazy="...")
def _save(context: Context, dots: Any = (), list_: Value = None, file: Value = None) -> Value:
    names = [str(getattr(plain(promise), "name", None) or plain(promise).value) for _, promise in dots]
    names += [] if list_ is None else [str(name) for name in strings(list_)]
    _keep(context, string(file), {name: lookup(context.it, name, context.env) for name in names})
    return None


@builtin("load", "file envir verbose")
def _load(context: Context, file: Value, envir: Value = None, verbose: Value = None) -> Value:
    values = _kept(context, string(file))
    (context.env if envir is None else envir).values.update(values)
    context.it.visible = False
    return chr(values)


@builtin("dget", "file keep.source")
def _dget(context: Context, file: Value, keep: Value = None) -> Value:
    return _sourced(context, Path(file_path(context, string(file))).read_text(encoding="utf-8"))


@builtin("source", "file local echo ...")
def _source(context: Context, file: Value, local: Value = None, echo: Value = None, dots: Any = ()) -> Value:
    connection = connection_of(context.it, file)
    if connection is None:
        text = Path(file_path(context, string(file), 'file(filename, "r", encoding = encoding)')).read_text("utf-8")
    else:
        text = "\n".join(connection.read())
    value = _sourced(context, text, context.it.globals if local is None or not flag(local) else context.env)
    context.it.visible = False
    return make_list({"value": value, "visible": lgl([0])})


def _sourced(context: Context, text: str, env: Any = None) -> Value:
    """The value of the last expression of a text."""
    value = None
    for item in parse_program(text):
        value = evaluate(context.it, item.expr, context.it.globals if env is None else env)
    context.it.visible = True
    return value
