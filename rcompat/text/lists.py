"""Print R's lists: each element under its tag, nested lists with longer tags, attributes last."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from rcompat.base.vectors import RList
from rcompat.text.cells import PrintStyle, escape
from rcompat.text.layout import omitted_line

__all__ = ["ValuePrinter", "attribute_lines", "element_tag", "list_lines"]

ValuePrinter: TypeAlias = Callable[[object, PrintStyle, str], list[str]]
"""Prints any value under a tag."""

_SYNTACTIC = re.compile(r"(?:[^\W\d_]|\.(?!\d))[\w.]*\Z")
_CONSTANTS = ("TRUE", "FALSE", "NULL", "Inf", "NaN", "NA", "NA_integer_", "NA_real_", "NA_character_", "NA_complex_")
_KEYWORDS = ("if", "else", "repeat", "while", "function", "for", "next", "break", "in")
_RESERVED = frozenset(_CONSTANTS + _KEYWORDS)
_HIDDEN = frozenset({"dimnames_names", "package"})


def element_tag(name: str | None, position: int) -> str:
    """What stands above an element of a list."""
    if name is None:
        return "$<NA>"
    if name == "":
        return f"[[{position + 1}]]"
    if _SYNTACTIC.match(name) and name not in _RESERVED:
        return "$" + name
    return f"$`{escape(name)}`"


def list_lines(value: RList, style: PrintStyle, tag: str, print_value: ValuePrinter) -> list[str]:
    """Lines of a list whose own tag is `tag`.

    Args:
        value: the list.
        style: print's arguments.
        tag: the text that stands before the tags of the elements.
        print_value: prints an element under its tag.

    R: base::print.default on a list.
    """
    if not value.values:
        return ["list()" if value.names is None else "named list()"]
    shown = len(value.values) if len(value.values) <= style.max_print + 1 else style.max_print
    lines = []
    for position, element in enumerate(value.values[:shown]):
        name = "" if value.names is None else value.names[position]
        own_tag = tag + element_tag(name, position)
        lines += [own_tag, *print_value(element, style, own_tag), ""]
    return lines if shown == len(value.values) else [*lines, omitted_line(len(value.values) - shown)]


def attribute_lines(
    attributes: Mapping[str, object], style: PrintStyle, tag: str, print_value: ValuePrinter
) -> list[str]:
    """Lines of the attributes that R prints after a value.

    R: base::print.default.
    """
    lines = []
    # An attribute's tag starts afresh; only attributes of attributes are chained.
    prefix = tag if tag.endswith('")') else ""
    for name, value in attributes.items():
        if name in _HIDDEN:
            continue
        attribute_tag = f'{prefix}attr(,"{name}")'
        lines += [attribute_tag, *print_value(value, style, attribute_tag)]
    return lines
