"""str_detect, str_replace and their kin; factors in another order; parse_number. R: stringr, forcats, readr."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, is_factor, number, string, strings, to_array, whole
from rcompat.script.factors import make_factor
from rcompat.script.functions.language import function_of
from rcompat.script.functions.patterns import python_pattern
from rcompat.script.functions.strings import upper_case
from rcompat.script.functions.verb_table import verb
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, lgl

__all__: list[str] = []


def _compiled(pattern: Value) -> Callable[[int], re.Pattern[str]]:
    """The pattern for each text; `fixed()` texts are taken as they are."""
    kinds = [] if "class" not in pattern.attrs else strings(pattern.attrs["class"])
    fixed, ignoring = "fixed" in kinds, "ignore_case" in pattern.attrs
    found = [
        re.compile(re.escape(str(text)) if fixed else python_pattern(str(text)), re.IGNORECASE if ignoring else 0)
        for text in strings(pattern)
    ]
    return lambda place: found[place % len(found)]


def _each(texts: Value, pattern: Value, run: Callable[[re.Pattern[str], str], Any]) -> list[Any]:
    found = _compiled(pattern)
    words = strings(texts)
    size = max(len(words), len(pattern)) if words else 0
    return [None if words[i % len(words)] is None else run(found(i), str(words[i % len(words)])) for i in range(size)]


@verb("fixed coll regex boundary", "pattern ignore_case ...", "stringr")
def _kind(context: Context, pattern: Value, ignore_case: Value = None, dots: Any = ()) -> Value:
    result = pattern.copy()
    if context.builtin.name == "fixed":
        result.attrs["class"] = chr(["fixed", "pattern", "character"])
    if ignore_case is not None and flag(ignore_case):
        result.attrs["ignore_case"] = lgl([1])
    return result


@verb("str_detect str_starts str_ends", "string pattern negate", "stringr")
def _detect(context: Context, texts: Value, pattern: Value, negate: Value = None) -> Value:
    name = context.builtin.name

    def run(found: re.Pattern[str], text: str) -> bool:
        if name == "str_starts":
            return found.match(text) is not None
        hits = [hit.end() for hit in found.finditer(text)]
        return len(text) in hits if name == "str_ends" else bool(hits)

    flips = negate is not None and flag(negate)
    return lgl([NA_LOGICAL if hit is None else int(hit != flips) for hit in _each(texts, pattern, run)])


@verb("str_count", "string pattern", "stringr")
def _count(context: Context, texts: Value, pattern: Value = None) -> Value:
    if pattern is None or not len(str(strings(pattern)[0])):
        return intv([NA_INTEGER if text is None else len(text) for text in strings(texts)])
    counts = _each(texts, pattern, lambda found, text: len(found.findall(text)))
    return intv([NA_INTEGER if count is None else count for count in counts])


@verb("str_which str_subset", "string pattern negate", "stringr")
def _subset(context: Context, texts: Value, pattern: Value, negate: Value = None) -> Value:
    hits = _each(texts, pattern, lambda found, text: found.search(text) is not None)
    wanted = negate is None or not flag(negate)
    places = [i for i, hit in enumerate(hits) if hit is not None and hit == wanted]
    if context.builtin.name == "str_which":
        return intv([i + 1 for i in places])
    return take(texts, np.array(places, dtype=np.intp))


@verb("str_replace str_replace_all str_remove str_remove_all", "string pattern replacement", "stringr")
def _replace(context: Context, texts: Value, pattern: Value, replacement: Value = None) -> Value:
    count = 0 if context.builtin.name.endswith("_all") else 1
    if "names" in pattern.attrs and replacement is None and context.builtin.name == "str_replace_all":
        result = texts
        for key, new in zip(strings(pattern.attrs["names"]), strings(pattern), strict=True):
            result = _replace(context, result, chr([key]), chr([new]))
        return result
    if replacement is not None and not isinstance(replacement, Vec):
        function = function_of(context, replacement)

        def changed(hit: re.Match[str]) -> str:
            return str(string(call_function(context.it, function, [chr([hit.group(0)])])))

        return chr(_each(texts, pattern, lambda found, text: found.sub(changed, text, count=count)))
    new = re.sub(r"\\(\d)", r"\\g<\1>", "" if replacement is None else str(strings(replacement)[0]))
    return chr(_each(texts, pattern, lambda found, text: found.sub(new, text, count=count)))


@verb("str_extract str_extract_all", "string pattern simplify", "stringr")
def _extract(context: Context, texts: Value, pattern: Value, simplify: Value = None) -> Value:
    if context.builtin.name == "str_extract":
        hits = _each(texts, pattern, lambda found, text: found.search(text))
        return chr(None if hit is None else hit.group(0) for hit in hits)
    every = _each(texts, pattern, lambda found, text: [hit.group(0) for hit in found.finditer(text)])
    return List([chr([None] if words is None else words) for words in every])


@verb("str_match", "string pattern", "stringr")
def _match(context: Context, texts: Value, pattern: Value) -> Value:
    hits = _each(texts, pattern, lambda found, text: found.search(text))
    width = 1 + (_compiled(pattern)(0).groups or 0)
    rows = [[None] * width if hit is None else [hit.group(i) for i in range(width)] for hit in hits]
    return chr((row[j] for j in range(width) for row in rows), {"dim": intv([len(rows), width])})


@verb("str_split", "string pattern n simplify", "stringr")
def _split(context: Context, texts: Value, pattern: Value, n: Value = None, simplify: Value = None) -> Value:
    most = 0 if n is None or not np.isfinite(float(n.data[0])) else whole(n) - 1

    def run(found: re.Pattern[str], text: str) -> list[str]:
        return list(text) if not found.pattern else found.split(text, maxsplit=most)

    every = _each(texts, pattern, run)
    if simplify is not None and flag(simplify):
        width = max(len(words) for words in every)
        rows = [[*words, *[""] * (width - len(words))] for words in every]
        return chr((row[j] for j in range(width) for row in rows), {"dim": intv([len(rows), width])})
    return List([chr([None] if words is None else words) for words in every])


def _mapped(texts: Value, run: Callable[[str], str]) -> Vec:
    return chr(None if text is None else run(str(text)) for text in strings(texts))


@verb("str_to_upper str_to_lower str_to_title str_to_sentence str_squish", "string ...", "stringr")
def _case(context: Context, texts: Value, dots: Any = ()) -> Value:
    runs: dict[str, Callable[[str], str]] = {
        "str_to_upper": upper_case,
        "str_to_lower": str.lower,
        "str_to_title": lambda text: re.sub(r"\w[\w']*", lambda hit: hit.group(0).capitalize(), text),
        "str_to_sentence": str.capitalize,
        "str_squish": lambda text: " ".join(text.split()),
    }
    return _mapped(texts, runs[context.builtin.name])


@verb("str_trim", "string side", "stringr")
def _trim(context: Context, texts: Value, side: Value = None) -> Value:
    runs: dict[str, Callable[[str], str]] = {"both": str.strip, "left": str.lstrip, "right": str.rstrip}
    return _mapped(texts, runs["both" if side is None else string(side)])


@verb("str_length", "string", "stringr")
def _length(context: Context, texts: Value) -> Value:
    return intv([NA_INTEGER if text is None else len(str(text)) for text in strings(texts)])


@verb("str_sub", "string start end", "stringr")
def _sub(context: Context, texts: Value, start: Value = None, end: Value = None) -> Value:
    first = [1] if start is None else to_array(start, "integer").tolist()
    last = [-1] if end is None else to_array(end, "integer").tolist()
    words = strings(texts)
    size = max(len(words), len(first), len(last))
    found: list[str | None] = []
    for i in range(size):
        word = words[i % len(words)]
        if word is None:
            found.append(None)
            continue
        low, high = first[i % len(first)], last[i % len(last)]
        low = max(len(word) + low, 0) if low < 0 else max(low - 1, 0)
        high = len(word) + high + 1 if high < 0 else high
        found.append(word[low : max(high, 0)])
    return chr(found)


@verb("str_c", "... sep collapse", "stringr")
def _join(context: Context, dots: Any = (), sep: Value = None, collapse: Value = None) -> Value:
    parts = [strings(value) for _, value in dots if value is not None]
    if any(not part for part in parts):
        return chr([])
    size = max((len(part) for part in parts), default=0)
    glue = "" if sep is None else string(sep)
    rows = [[part[i % len(part)] for part in parts] for i in range(size)]
    joined = [None if None in row else glue.join(str(word) for word in row) for row in rows]
    if collapse is None:
        return chr(joined)
    return chr([None if None in joined else str(string(collapse)).join(str(word) for word in joined)])


@verb("str_pad", "string width side pad", "stringr")
def _pad(context: Context, texts: Value, width: Value, side: Value = None, pad: Value = None) -> Value:
    where = "left" if side is None else string(side)
    fill = " " if pad is None else str(string(pad))
    size = whole(width)
    runs: dict[str, Callable[[str], str]] = {
        "left": lambda text: text.rjust(size, fill),
        "right": lambda text: text.ljust(size, fill),
        "both": lambda text: text.rjust(len(text) + (size - len(text)) // 2, fill).ljust(size, fill),
    }
    return _mapped(texts, runs[where])


@verb("str_dup", "string times", "stringr")
def _dup(context: Context, texts: Value, times: Value) -> Value:
    counts = to_array(times, "integer").tolist()
    words = strings(texts)
    size = max(len(words), len(counts))
    return chr(str(words[i % len(words)]) * counts[i % len(counts)] for i in range(size))


@verb("str_trunc", "string width", "stringr")
def _trunc(context: Context, texts: Value, width: Value) -> Value:
    size = whole(width)
    return _mapped(texts, lambda text: text if len(text) <= size else text[: size - 3] + "...")


@verb("parse_number", "x", "readr")
def _parse_number(context: Context, x: Value) -> Value:
    found = [re.search(r"-?\d[\d,]*\.?\d*", str(text)) for text in strings(x)]
    return dbl([np.nan if hit is None else float(hit.group(0).replace(",", "")) for hit in found])


def _factor(value: Value) -> Vec:
    return value if is_factor(value) else make_factor(value)


def _releveled(value: Vec, levels: list[str]) -> Value:
    return make_factor(Vec(to_array(value, "character")), chr(levels))


@verb("fct_reorder", ".f .x .fun ... .desc", "forcats")
def _fct_reorder(context: Context, f: Value, x: Value, fun: Value = None, dots: Any = (), desc: Value = None) -> Value:
    factor = _factor(f)
    run = context.it.base.values["median"] if fun is None else function_of(context, fun)
    levels = [str(level) for level in strings(factor.attrs["levels"])]
    rows = [np.flatnonzero(factor.data == i + 1) for i in range(len(levels))]
    scores = [number(call_function(context.it, run, [take(x, places)])) for places in rows]
    sign = -1.0 if desc is not None and flag(desc) else 1.0
    return _releveled(factor, [levels[i] for i in sorted(range(len(levels)), key=lambda i: sign * scores[i])])


@verb("fct_infreq fct_inorder fct_rev", "f", "forcats")
def _fct_order(context: Context, f: Value) -> Value:
    factor = _factor(f)
    levels = [str(level) for level in strings(factor.attrs["levels"])]
    counts = [int((factor.data == i + 1).sum()) for i in range(len(levels))]
    name = context.builtin.name
    if name == "fct_rev":
        return _releveled(factor, levels[::-1])
    if name == "fct_infreq":
        return _releveled(factor, [levels[i] for i in sorted(range(len(levels)), key=lambda i: -counts[i])])
    seen = list(dict.fromkeys(code for code in factor.data.tolist() if code > 0))
    unseen = [level for i, level in enumerate(levels) if i + 1 not in seen]
    return _releveled(factor, [*(levels[code - 1] for code in seen), *unseen])


@verb("fct_relevel", ".f ...", "forcats")
def _fct_relevel(context: Context, f: Value, dots: Any = ()) -> Value:
    factor = _factor(f)
    front = [str(text) for _, value in dots for text in strings(value)]
    rest = [str(level) for level in strings(factor.attrs["levels"]) if level not in front]
    return _releveled(factor, [*front, *rest])


@verb("fct_recode", ".f ...", "forcats")
def _fct_recode(context: Context, f: Value, dots: Any = ()) -> Value:
    factor = _factor(f)
    new = {str(string(value)): str(name) for name, value in dots}
    levels = [new.get(str(level), str(level)) for level in strings(factor.attrs["levels"])]
    words = [None if code == NA_INTEGER else levels[code - 1] for code in factor.data.tolist()]
    return make_factor(chr(words), chr(dict.fromkeys(levels)))


@verb("fct_lump fct_lump_n", "f n ... other_level", "forcats")
def _fct_lump(context: Context, f: Value, n: Value = None, dots: Any = (), other: Value = None) -> Value:
    factor = _factor(f)
    levels = [str(level) for level in strings(factor.attrs["levels"])]
    counts = [int((factor.data == i + 1).sum()) for i in range(len(levels))]
    most = 10 if n is None else whole(n)
    ranks = [1 + sum(other_count > count for other_count in counts) for count in counts]
    rest = "Other" if other is None else str(string(other))
    names = [level if rank <= most else rest for level, rank in zip(levels, ranks, strict=True)]
    words = [None if code == NA_INTEGER else names[code - 1] for code in factor.data.tolist()]
    kept = [name for name in dict.fromkeys(names) if name != rest]
    return make_factor(chr(words), chr([*kept, *([rest] if rest in names else [])]))
