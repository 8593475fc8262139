"""file_ext, file_path_sans_ext, toTitleCase. R: tools."""

from __future__ import annotations

import re

from rcompat.script.coercion import strings
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, chr

__all__: list[str] = []

_EXTENSION = re.compile(r"([^.]+)\.([A-Za-z0-9]+)$")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "en",
        "for",
        "if",
        "in",
        "is",
        "nor",
        "not",
        "of",
        "on",
        "or",
    )
) | frozenset(("per", "so", "the", "v[.]?", "via", "from", "into", "than", "that", "to", "with"))


@builtin("file_ext", "x")
def _file_ext(context: Context, x: Value) -> Value:
    hits = [_EXTENSION.search(str(text)) for text in strings(x)]
    return chr("" if hit is None else hit.group(2) for hit in hits)


@builtin("file_path_sans_ext", "x compression")
def _sans_ext(context: Context, x: Value, compression: Value = None) -> Value:
    return chr(_EXTENSION.sub(r"\1", str(text)) for text in strings(x))


@builtin("toTitleCase", "text")
def _title(context: Context, text: Value) -> Value:
    found = []
    for line in strings(text):
        words = str(line).split(" ")
        found.append(
            " ".join(word if i and word in _SMALL else word[:1].upper() + word[1:] for i, word in enumerate(words))
        )
    return chr(found)
