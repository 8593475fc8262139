"""What is printed in the cells of columns with a class, list columns and matrices of lists. R: base::format."""

from __future__ import annotations

from typing import Any

from rcompat.base.number_text import encode_number, number_format
from rcompat.script.calling import call_function
from rcompat.script.coercion import class_of, is_factor, is_frame, strings
from rcompat.script.complex_numbers import complex_cells
from rcompat.script.machine import Machine
from rcompat.script.values import List, Value, Vec, chr, type_of

__all__ = ["list_matrix", "shown_frame"]

_PLAIN = frozenset(("factor", "ordered", "AsIs", "noquote", "table", "integer64", "numeric", "character"))


def shown_frame(it: Machine, frame: List) -> List:
    """A data frame whose columns with a class of their own are texts, as their `format` methods write them."""
    columns = [_shown_column(it, column) for column in frame.data]
    return List(columns, frame.attrs)


def _shown_column(it: Machine, column: Value) -> Value:
    if is_frame(column):
        return shown_frame(it, column)
    if isinstance(column, List):
        return chr([_item_text(it, item) for item in column.data])
    if isinstance(column, Vec) and column.kind == "complex":
        return Vec(chr(complex_cells(column.data)).data)
    if is_factor(column) or not set(class_of(column)) - _PLAIN:
        return column
    found = call_function(it, it.base.values["format"], [column])
    return Vec(found.data) if isinstance(found, Vec) and found.kind == "character" else column


def _item_text(it: Machine, item: Value) -> str:
    if item is None:
        return "NULL"
    if isinstance(item, Vec):
        if class_of(item):
            found = call_function(it, it.base.values["format"], [item])
            return ", ".join(str(text) for text in strings(found))
        return ", ".join(_single_texts(item))
    if isinstance(item, List):
        return ", ".join(_item_text(it, inner) for inner in item.data)
    return type_of(item)


def _single_texts(item: Vec) -> list[str]:
    if item.kind == "double":
        return [encode_number(value, number_format([value], None)).strip() for value in item.data.tolist()]
    return ["NA" if text is None else text for text in strings(item)]


_SUMMARIES = {"double": "numeric", "integer": "integer", "logical": "logical", "character": "character"}


def list_matrix(value: List) -> Vec:
    """A matrix of lists as one of texts: single values themselves, others by type and length."""
    return chr([_cell(item) for item in value.data], dict(value.attrs))


def _cell(item: Value) -> str:
    if item is None:
        return "NULL"
    if is_frame(item):
        return f"data.frame,{len(item.data)}"
    if isinstance(item, Vec):
        if is_factor(item):
            return f"factor,{len(item)}"
        if len(item) == 1:
            return _quoted(item) if item.kind == "character" else _single_texts(item)[0]
        return f"{_SUMMARIES[item.kind]},{len(item)}"
    if isinstance(item, List):
        return f"list,{len(item.data)}"
    return "?"


def _quoted(item: Vec) -> str:
    text: Any = item.data[0]
    return "NA" if text is None else f'"{text}"'
