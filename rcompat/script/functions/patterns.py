"""Regular expressions: sub, gsub, grepl, regmatches, strsplit. R: base.

R's extended and Perl patterns are translated to Python's; only what differs is touched (POSIX classes, `\\\\<`).
"""

from __future__ import annotations

import os.path
import re
from functools import lru_cache
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.script.coercion import flag, strings
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, intv, lgl, names_of

__all__ = ["python_pattern"]

_POSIX = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "blank": " \\t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9A-Fa-f", "cntrl": r"\x00-\x1f", "print": " -~",
    "graph": "!-~",
}  # fmt: skip


@lru_cache(maxsize=256)
def _compiled(pattern: str, fixed: bool, ignore_case: bool) -> re.Pattern[str]:
    if fixed:
        return re.compile(re.escape(pattern))
    text = python_pattern(pattern)
    try:
        return re.compile(text, re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise RError(f"invalid regular expression '{pattern}', reason '{str(error).capitalize()}'") from None


def python_pattern(pattern: str) -> str:
    """A regular expression of R in Python's words."""
    text = re.sub(r"\[:(\w+):\]", lambda found: _POSIX.get(found.group(1), found.group(0)), pattern)
    text = text.replace(r"\<", r"\b(?=\w)").replace(r"\>", r"\b(?<=\w)").replace(r"\h", r"[ \t]")
    text = re.sub(r"(?<!\\)\[\]", r"[\\]", text) if text.startswith("[]") else text
    return re.sub(r"\[\[(?!:)", r"[\\[", text)


def _pattern(pattern: Value, ignore_case: Value, fixed: Value) -> re.Pattern[str]:
    text = strings(pattern)[0]
    return _compiled(str(text), fixed is not None and flag(fixed), ignore_case is not None and flag(ignore_case))


def _template(replacement: str, fixed: bool, perl: bool) -> Any:
    """A function that makes the replacement for one match: `\\\\1`, and with perl `\\\\U` and `\\\\L`."""
    if fixed:
        return lambda found: replacement
    parts = re.split(r"(\\[0-9ULE]|\\.)", replacement)

    def make(found: re.Match[str]) -> str:
        out: list[str] = []
        case = None
        for part in parts:
            if len(part) == 2 and part[0] == "\\":
                if part[1].isdigit():
                    text = (
                        found.group(0)
                        if part[1] == "0"
                        else ((found.group(int(part[1])) or "") if int(part[1]) <= (found.re.groups or 0) else "")
                    )
                elif part[1] in "ULE" and perl:
                    case = part[1]
                    continue
                else:
                    text = part[1]
            else:
                text = part
            out.append(text.upper() if case == "U" else text.lower() if case == "L" else text)
        return "".join(out)

    return make


def _replaced(found: re.Pattern[str], make: Any, text: str, count: int) -> str:
    """Matches replaced; R looks for no empty match at the end of a text in which it has found another."""
    seen = False

    def at(hit: re.Match[str]) -> str:
        nonlocal seen
        if seen and hit.start() == hit.end() == len(text):
            return ""
        seen = True
        made: str = make(hit)
        return made

    return found.sub(at, text, count=count)


@builtin("sub gsub", "pattern replacement x ignore.case perl fixed useBytes")
def _sub(
    context: Context,
    pattern: Value,
    replacement: Value,
    x: Value,
    ignore_case: Value = None,
    perl: Value = None,
    fixed: Value = None,
    use_bytes: Value = None,
) -> Value:
    found = _pattern(pattern, ignore_case, fixed)
    make = _template(str(strings(replacement)[0]), fixed is not None and flag(fixed), perl is not None and flag(perl))
    count = 1 if context.builtin.name == "sub" else 0
    replaced = [None if text is None else _replaced(found, make, text, count) for text in strings(x)]
    attrs = {k: v for k, v in x.attrs.items() if k in ("names", "dim", "dimnames")} if isinstance(x, Vec) else {}
    return chr(replaced, attrs if isinstance(x, Vec) and x.kind == "character" else {})


def matches(pattern: str, text: str) -> bool:
    """Whether a regular expression is found in a text."""
    return _compiled(pattern, False, False).search(text) is not None


@builtin("grepl", "pattern x ignore.case perl fixed useBytes")
def _grepl(
    context: Context,
    pattern: Value,
    x: Value,
    ignore_case: Value = None,
    perl: Value = None,
    fixed: Value = None,
    use_bytes: Value = None,
) -> Value:
    found = _pattern(pattern, ignore_case, fixed)
    return lgl([text is not None and found.search(text) is not None for text in strings(x)])


@builtin("grep", "pattern x ignore.case perl value fixed useBytes invert")
def _grep(
    context: Context,
    pattern: Value,
    x: Value,
    ignore_case: Value = None,
    perl: Value = None,
    value: Value = None,
    fixed: Value = None,
    use_bytes: Value = None,
    invert: Value = None,
) -> Value:
    found = _pattern(pattern, ignore_case, fixed)
    wanted = invert is None or not flag(invert)
    texts = strings(x)
    places = [i for i, text in enumerate(texts) if (text is not None and found.search(text) is not None) == wanted]
    names = names_of(x)
    attrs = {} if names is None else {"names": chr(names[i] for i in places)}
    if value is not None and flag(value):
        return chr([texts[i] for i in places], attrs)
    return intv([i + 1 for i in places], attrs)


@builtin("regexpr gregexpr regexec", "pattern text ignore.case perl fixed useBytes")
def _regexpr(
    context: Context,
    pattern: Value,
    text: Value,
    ignore_case: Value = None,
    perl: Value = None,
    fixed: Value = None,
    use_bytes: Value = None,
) -> Value:
    found = _pattern(pattern, ignore_case, fixed)
    name = context.builtin.name
    if name == "regexpr":
        spans = []
        for word in strings(text):
            hit = None if word is None else found.search(word)
            gone = (NA_INTEGER, NA_INTEGER) if word is None else (-1, -1)
            spans.append(gone if hit is None else (hit.start() + 1, len(hit.group())))
        return _match_data(spans)
    items = []
    for word in strings(text):
        if name == "gregexpr":
            places = [(m.start() + 1, len(m.group())) for m in found.finditer(str(word))]
        else:
            one = found.search(str(word))
            places = (
                []
                if one is None
                else [(one.start(i) + 1, len(one.group(i) or "")) for i in range((found.groups or 0) + 1)]
            )
        items.append(_match_data(places or [(-1, -1)]))
    return List(items)


def _match_data(spans: list[tuple[int, int]], plain: bool = True) -> Vec:
    attrs: dict[str, Value] = {"match.length": intv([size for _, size in spans])}
    attrs.update({"index.type": chr(["chars"]), "useBytes": lgl([plain])})
    return intv([start for start, _ in spans], attrs)


@builtin("regmatches", "x m invert")
def _regmatches(context: Context, x: Value, m: Value, invert: Value = None) -> Value:
    texts = strings(x)
    if invert is not None and flag(invert):
        spans = m.data if isinstance(m, List) else [_match_data([pair]) for pair in _pairs(m)]
        return List([chr(_between(str(text), _pairs(item))) for text, item in zip(texts, spans, strict=True)])
    if isinstance(m, List):
        return List([chr(_matched(text, item)) for text, item in zip(texts, m.data, strict=True)])
    found = []
    for text, start, size in zip(texts, m.data.tolist(), m.attrs["match.length"].data.tolist(), strict=True):
        if text is not None and start > 0:
            found.append(text[start - 1 : start - 1 + size])
    return chr(found)


def _pairs(item: Vec) -> list[tuple[int, int]]:
    return list(zip(item.data.tolist(), item.attrs["match.length"].data.tolist(), strict=True))


def _between(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """What stands before, between and after the matches."""
    pieces, end = [], 0
    for start, size in spans:
        if start > 0:
            pieces.append(text[end : start - 1])
            end = start - 1 + size
    return [*pieces, text[end:]]


def _matched(text: str | None, item: Vec) -> list[str]:
    pairs = zip(item.data.tolist(), item.attrs["match.length"].data.tolist(), strict=True)
    return [str(text)[start - 1 : start - 1 + size] for start, size in pairs if start > 0]


@builtin("strsplit", "x split fixed perl useBytes")
def _strsplit(
    context: Context, x: Value, split: Value = None, fixed: Value = None, perl: Value = None, use_bytes: Value = None
) -> Value:
    if not isinstance(x, Vec) or x.kind != "character":
        raise RError("non-character argument")
    separators = [""] if split is None else [str(text) for text in strings(split)]
    is_fixed = fixed is not None and flag(fixed)
    items = []
    for i, text in enumerate(strings(x)):
        items.append(chr([None]) if text is None else chr(_pieces(text, separators[i % len(separators)], is_fixed)))
    names = names_of(x)
    return List(items, {} if names is None else {"names": chr(names)})


def _pieces(text: str, separator: str, fixed: bool) -> list[str]:
    if separator == "":
        return list(text)
    found = _compiled(separator, fixed, False)
    pieces: list[str] = []
    rest = text
    while rest:
        hit = found.search(rest)
        if hit is None:
            pieces.append(rest)
            return pieces
        if hit.end() == 0:
            pieces.append(rest[0])
            rest = rest[1:]
            continue
        pieces.append(rest[: hit.start()])
        rest = rest[hit.end() :]
    return pieces


@builtin("pmatch charmatch", "x table nomatch duplicates.ok")
def _pmatch(context: Context, x: Value, table: Value, nomatch: Value = None, duplicates: Value = None) -> Value:
    words = strings(table)
    found = []
    for text in strings(x):
        exact = [i for i, word in enumerate(words) if word == text]
        partial = [i for i, word in enumerate(words) if word is not None and text and word.startswith(text)]
        hits = exact or partial
        found.append(hits[0] + 1 if len(hits) == 1 or exact else NA_INTEGER)
    return intv(found)


def _folder_of(path: str) -> str:
    return os.path.dirname(path) or "."


@builtin("basename dirname file.path", "... fsep")
def _paths(context: Context, dots: Any = (), fsep: Value = None) -> Value:
    name = context.builtin.name
    texts = [[str(text) for text in strings(value)] for _, value in dots]
    if name == "file.path":
        n = max(len(column) for column in texts)
        return chr(["/".join(column[i % len(column)] for column in texts) for i in range(n)])
    change: Any = os.path.basename if name == "basename" else _folder_of
    return chr([str(change(text)) for text in texts[0]])
