"""encodeString and replacements within strings and groups: substring<-, regmatches<-, split<-. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.string_text import pad, quote_string
from rcompat.script.coercion import coerce, flag, is_factor, string, strings, to_array, whole
from rcompat.script.factors import level_words, make_factor
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr

__all__: list[str] = []


@builtin("encodeString", "x width quote na.encode justify")
def _encode_string(
    context: Context,
    x: Value,
    width: Value = None,
    quote: Value = None,
    na_encode: Value = None,
    justify: Value = None,
) -> Value:
    mark = "" if quote is None else string(quote)
    keeps_na = na_encode is not None and not flag(na_encode)
    words: list[str | None] = []
    for text in strings(x):
        if text is None:
            words.append(None if keeps_na else "NA")
        else:
            inner = quote_string(text)[1:-1]
            inner = inner if mark == '"' else inner.replace('\\"', '"')
            words.append(mark + (inner.replace("'", "\\'") if mark == "'" else inner) + mark)
    side = "left" if justify is None else string(justify)
    if width is not None:
        known = [len(word) for word in words if word is not None]
        wanted = max(known, default=0) if np.isnan(to_array(width, "double")[0]) else whole(width)
        words = [None if word is None else pad(word, wanted, side) for word in words]
    return chr(words, {k: v for k, v in x.attrs.items() if k in ("names", "dim", "dimnames")})


@builtin("substring<-", "text first last value")
def _set_substring(context: Context, text: Value, first: Value, last: Value = None, value: Value = None) -> Value:
    starts = to_array(first, "integer")
    ends = np.array([1000000]) if last is None else to_array(last, "integer")
    new = strings(value)
    words: list[str | None] = []
    for i, word in enumerate(strings(text)):
        put = new[i % len(new)]
        if word is None or put is None:
            words.append(None)
            continue
        start, end = int(starts[i % len(starts)]), min(int(ends[i % len(ends)]), len(word))
        size = min(end - start + 1, len(put))
        words.append(word[: start - 1] + put[:size] + word[start - 1 + size :] if size > 0 else word)
    return chr(words, dict(text.attrs))


def _spliced(text: str | None, match: Vec, pieces: list[str | None]) -> str | None:
    if text is None:
        return None
    spans = [
        (start - 1, size)
        for start, size in zip(match.data.tolist(), match.attrs["match.length"].data.tolist(), strict=True)
        if start > 0
    ]
    result, done = "", 0
    for place, (start, size) in enumerate(spans):
        result += text[done:start] + str(pieces[place % len(pieces)] if pieces else "")
        done = start + size
    return result + text[done:]


@builtin("regmatches<-", "x m invert value")
def _set_regmatches(context: Context, x: Value, m: Value, invert: Value = None, value: Value = None) -> Value:
    texts = strings(x)
    if isinstance(m, List):
        parts = value.data if isinstance(value, List) else [value] * len(texts)
        words = [
            _spliced(text, match, strings(parts[i % len(parts)]))
            for i, (text, match) in enumerate(zip(texts, m.data, strict=True))
        ]
        return chr(words, dict(x.attrs))
    new = iter(strings(value))
    words = []
    sizes = m.attrs["match.length"].data.tolist()
    for text, start, size in zip(texts, m.data.tolist(), sizes, strict=True):
        found = text is not None and start > 0
        words.append(text[: start - 1] + str(next(new)) + text[start - 1 + size :] if found and text else text)
    return chr(words, dict(x.attrs))


@builtin("split<-", "x f drop ... value", generic=True)
def _set_split(context: Context, x: Value, f: Value, drop: Value = None, dots: Any = (), value: Value = None) -> Value:
    group = f if is_factor(f) else make_factor(f)
    codes = np.resize(group.data, len(x.data))
    parts = value.data if isinstance(value, List) else [value]
    kinds = [part.data for part in parts]
    data = np.array(x.data, dtype=np.result_type(x.data, *kinds) if x.kind != "character" else object)
    for place in range(len(level_words(group))):
        rows = np.flatnonzero(codes == place + 1)
        if len(rows):
            part = parts[place % len(parts)]
            data[rows] = np.resize(coerce(part.data, Vec(data).kind), len(rows))
    return Vec(data, dict(x.attrs))
