"""version, gettext, find and other facts of a session; patterns and addresses as text. R: base, utils."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

from rcompat.base.collation import sort_texts
from rcompat.script.coercion import flag, number, string, strings
from rcompat.script.frames import make_frame
from rcompat.script.functions.patterns import matches
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, chr, intv, lgl, names_of

__all__: list[str] = []


@builtin("gettext", "... domain trim")
def _gettext(context: Context, dots: Any = (), domain: Value = None, trim: Value = None) -> Value:
    return chr(text for _, value in dots for text in strings(value))


@builtin("ngettext", "n msg1 msg2 domain")
def _ngettext(context: Context, n: Value, msg1: Value, msg2: Value, domain: Value = None) -> Value:
    return msg1 if number(n) == 1 else msg2


@builtin("glob2rx", "pattern trim.head trim.tail")
def _glob2rx(context: Context, pattern: Value, trim_head: Value = None, trim_tail: Value = None) -> Value:
    """A pattern with wildcards as a regular expression."""
    found = []
    for text in strings(pattern):
        words = "^" + str(text).replace(".", "\\.").replace("*", ".*").replace("?", ".") + "$"
        words = re.sub(r"([()])", r"\\\1", words)
        found.append(words.removesuffix(".*$") if trim_tail is None or flag(trim_tail) else words)
    return chr(found)


@builtin("URLencode", "URL reserved repeated")
def _url_encode(context: Context, url: Value, reserved: Value = None, repeated: Value = None) -> Value:
    kept = "" if reserved is not None and flag(reserved) else "][!$&'()*+,;=:/?@#"
    return chr(quote(str(text), safe=kept + "-._~") for text in strings(url))


@builtin("URLdecode", "URL")
def _url_decode(context: Context, url: Value) -> Value:
    return chr(unquote(str(text)) for text in strings(url))


@builtin("apropos", "what where ignore.case mode")
def _apropos(
    context: Context, what: Value, where: Value = None, ignore_case: Value = None, mode: Value = None
) -> Value:
    names = {*context.it.base.values, *context.it.globals.values}
    return chr(sort_texts([name for name in names if matches(string(what), name)]))


@builtin("commandArgs", "trailingOnly")
def _command_arguments(context: Context, trailing: Value = None) -> Value:
    return chr([] if trailing is not None and flag(trailing) else ["R"])


@builtin("traceback", "x ...")
def _traceback(context: Context, x: Value = None, dots: Any = ()) -> Value:
    context.it.out("No traceback available \n")
    context.it.visible = False
    return None


@builtin("xtfrm", "x", generic=True)
def _sortable(context: Context, x: Value) -> Value:
    return x if x.kind != "character" else intv(sorted(range(len(x)), key=lambda i: str(x.data[i])))


@builtin("list2DF", "x nrow")
def _list_to_frame(context: Context, x: List, nrow: Value = None) -> Value:
    names = [str(name) for name in names_of(x) or [""] * len(x.data)]
    return make_frame(list(x.data), names, None)


@builtin("as.null", "x ...")
def _as_null(context: Context, x: Value = None, dots: Any = ()) -> Value:
    return None


@builtin("isNamespaceLoaded requireNamespaceQuietly", "name")
def _is_loaded(context: Context, name: Value) -> Value:
    return lgl([string(name) in ("base", "stats", "utils", "methods", "graphics", "grDevices", "datasets")])


@builtin("find", "what mode numeric simple.words")
def _find(context: Context, what: Value, mode: Value = None, numeric: Value = None, simple: Value = None) -> Value:
    name = string(what)
    places = [".GlobalEnv"] if name in context.it.globals.values else []
    return chr([*places, *(["package:base"] if name in context.it.base.values else [])])


@builtin("asNamespace getNamespace", "ns ...")
def _namespace(context: Context, ns: Value, dots: Any = ()) -> Value:
    return context.it.base
