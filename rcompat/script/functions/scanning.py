"""scan: numbers and words read from a file, a connection or a text. R: base."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.number_reading import read_numbers
from rcompat.script.coercion import coerce, flag, string, strings, whole
from rcompat.script.functions.connections import lines_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, names_of

__all__: list[str] = []

_KINDS = {"double": "a real", "integer": "an integer", "logical": "a logical", "complex": "a complex"}
_TRUTH = frozenset(("TRUE", "FALSE", "T", "F", "true", "false", "True", "False"))


@builtin(
    "scan",
    "file what nmax n sep quote dec skip nlines na.strings flush fill strip.white quiet blank.lines.skip multi.line "
    "comment.char allowEscapes fileEncoding encoding text skipNul",
)
def _scan(
    context: Context,
    file: Value = None,
    what: Value = None,
    nmax: Value = None,
    n: Value = None,
    sep: Value = None,
    quote: Value = None,
    dec: Value = None,
    skip: Value = None,
    nlines: Value = None,
    na_strings: Value = None,
    flush: Value = None,
    fill: Value = None,
    strip: Value = None,
    quiet: Value = None,
    blank: Value = None,
    multi: Value = None,
    comment: Value = None,
    escapes: Value = None,
    file_encoding: Value = None,
    encoding: Value = None,
    text: Value = None,
    skip_nul: Value = None,
) -> Value:
    """R: base::scan; what the file and text hold, split into words, of the kind of `what`."""
    lines = _chosen(lines_of(context, file, -1) if text is None else _text_lines(text), skip, nlines)
    marks = ("" if sep is not None and string(sep) else "\"'") if quote is None else str(strings(quote)[0])
    mark = "" if sep is None else str(strings(sep)[0])
    words = [word for line in lines for word in _words(_uncommented(line, comment), mark, marks)]
    missing = ["NA"] if na_strings is None else [str(item) for item in strings(na_strings)]
    words = words if dec is None else [word.replace(string(dec), ".") for word in words]
    silent = quiet is not None and flag(quiet)
    if isinstance(what, List):
        return _records(context, words, what, missing, silent)
    most = n if n is not None and whole(n) >= 0 else nmax
    words = words if most is None or whole(most) < 0 else words[: whole(most)]
    found = _converted(words, what, missing)
    if not silent:
        context.it.err(f"Read {len(words)} item{'' if len(words) == 1 else 's'}\n")
    return found


def _chosen(lines: list[str], skip: Value, nlines: Value) -> list[str]:
    lines = lines[0 if skip is None else whole(skip) :]
    return lines if nlines is None or whole(nlines) <= 0 else lines[: whole(nlines)]


def _text_lines(text: Value) -> list[str]:
    return [part for line in strings(text) for part in str(line).split("\n")]


def _uncommented(line: str, comment: Value) -> str:
    mark = "" if comment is None else str(strings(comment)[0])
    return line.partition(mark)[0] if mark else line


def _words(line: str, sep: str, quotes: str) -> list[str]:
    """The fields of a line: between separators, or blank-separated with quoted ones whole."""
    if sep:
        if sep == "\n":
            return [line] if line else []
        fields = [field.strip() for field in line.split(sep)] if line.strip() else []
        return [field.strip(quotes) if quotes else field for field in fields]
    found, place = [], 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        stop = place + 1
        if line[place] in quotes:
            end = line.find(line[place], stop)
            end = len(line) if end < 0 else end
            found.append(line[stop:end])
            place = end + 1
            continue
        while stop < len(line) and not line[stop].isspace():
            stop += 1
        found.append(line[place:stop])
        place = stop
    return found


def _converted(words: list[str], what: Value, missing: list[str]) -> Vec:
    """Words as values of the kind of `what`.

    Raises:
        RError: a word is none of that kind.
    """
    kind = "double" if what is None else what.kind
    given = [None if word in missing or (word == "" and kind != "character") else word for word in words]
    if kind == "character":
        return chr(given)
    if kind == "logical":
        bad = next((word for word in given if word is not None and word not in _TRUTH), None)
    else:
        numbers, _ = read_numbers(given)
        pairs = zip(given, numbers.tolist(), strict=True)
        bad = next((word for word, number in pairs if word is not None and number != number and word != "NaN"), None)
    if bad is not None:
        raise RError(f"scan() expected '{_KINDS[kind]}', got '{bad}'")
    return Vec(coerce(chr(given).data, kind))


def _records(context: Context, words: list[str], what: List, missing: list[str], silent: bool) -> List:
    """Words dealt out to the components of a list, one record after the other."""
    count = len(what.data)
    columns = [_converted(words[place::count], item, missing) for place, item in enumerate(what.data)]
    if not silent:
        records = len(columns[0])
        context.it.err(f"Read {records} record{'' if records == 1 else 's'}\n")
    names: Any = names_of(what)
    return List(list(columns), {} if names is None else {"names": chr(names)})
