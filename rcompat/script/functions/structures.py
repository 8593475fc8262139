"""str: the structure of any value. R: utils::str."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import is_rounded
from rcompat.base.s4 import ExternalPointer, RefMethods
from rcompat.base.string_text import quote_string
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import WORDS, class_of, is_factor, is_frame, strings
from rcompat.script.deparsing import closure_lines
from rcompat.script.doors import frame_length
from rcompat.script.machine import Context
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.slots import Slots, class_package, slots_of
from rcompat.script.values import Builtin, Closure, Environment, Language, List, Value, Vec, names_of

__all__: list[str] = []


@dataclass(frozen=True, slots=True)
class Style:
    """What the arguments of `str` ask for."""

    attributes: bool = True
    lengths: bool = True
    size: float = 4.0
    longest: int = 128


_PLAIN = Style()
_style: ContextVar[Style] = ContextVar("style", default=_PLAIN)
_LEVEL_COLUMNS = 13
_ABBREVIATED = {
    "complex": "cplx",
    "double": "num",
    "integer": "int",
    "logical": "logi",
    "character": "chr",
    "raw": "raw",
}


@builtin("str", "object ...", generic=True)
def _str(context: Context, object_: Value, dots: Any = ()) -> Value:
    given = {str(name): item for name, item in dots}
    depth = next((item for name, item in dots if name and len(name) > 2 and "max.level".startswith(name)), None)
    limit = 99 if depth is None or depth.data[0] != depth.data[0] else int(depth.data[0])
    style = Style(
        attributes=_said(given.get("give.attr"), True),
        lengths=_said(given.get("give.length"), True),
        size=4.0 if given.get("vec.len") is None else float(given["vec.len"].data[0]),
        longest=128 if given.get("nchar.max") is None else int(given["nchar.max"].data[0]),
    )
    token = _style.set(style)
    lines = structure_lines(object_, " ", limit)
    if not _said(given.get("give.head"), True) and isinstance(object_, Vec) and not object_.attrs:
        lines = [re.sub(r"^ (?:num|int|chr|logi)(?: \[[^]]*\])? ", "", lines[0])]
    if _said(given.get("no.list"), False) and isinstance(object_, List) and lines[0].startswith("List of"):
        lines = lines[1:]
    for line in lines:
        context.it.out(line + "\n")
    _style.reset(token)
    context.it.visible = False
    return None


def _said(value: Value, otherwise: bool) -> bool:
    return otherwise if value is None else bool(value.data[0])


def structure_lines(value: Value, indent: str, levels: int, nested: bool = False) -> list[str]:
    """The lines of `str`; the first one starts with a blank."""
    if value is None:
        return [" NULL"]
    if is_record(value):
        value = record_value(value)
    if "logLik" in class_of(value):
        return [_likelihood_line(value, nested)]
    if is_frame(value):
        return _frame_lines(value, indent, levels, not nested)
    if isinstance(value, List) and "expression" in value.attrs:
        return [f"  expression({', '.join(deparse_one(plain(item)) for item in value.data)})"]
    slots = slots_of(value)
    if slots is not None:
        return _slot_lines(value, slots, indent, levels)
    if isinstance(value, List):
        return _list_lines(value, indent, levels)
    if is_factor(value):
        return [_factor_line(value)]
    if isinstance(value, Vec) and class_of(value) and class_of(value)[0] in WORDS:
        return [_time_line(value, nested)]
    if isinstance(value, Vec) and "tsp" in value.attrs and len(value):
        return [_series_line(value, nested), *_attribute_lines(value, indent, levels)]
    if isinstance(value, Vec):
        return [_vector_line(value, nested), *_attribute_lines(value, indent, levels)]
    if isinstance(value, Closure):
        return [closure_lines(value)[0].rstrip() + "  ", *_attribute_lines(value, indent, levels)]
    if isinstance(value, Builtin):
        return [f"function ({', '.join(value.formals)})  "]
    if isinstance(value, Environment):
        from rcompat.script.functions.printing import environment_text

        return [environment_text(value) + " "]
    if isinstance(value, Language):
        return _language_lines(value, indent, levels)
    if isinstance(value, ExternalPointer):
        return ["<externalptr> "]
    if callable(value):
        return ["function ()  "]
    return [f"Formal class '{class_of(value)[0]}'"]


def _series_line(value: Vec, nested: bool) -> str:
    start, end = (number_format_text(v) for v in value.attrs["tsp"].data[:2].tolist())
    shown = re.sub(r"^ \w+ (?:\[[^]]*\] )?", "", _vector_line(Vec(value.data), nested))
    extent = ", ".join(f"1:{size}" for size in value.attrs.get("dim", Vec(np.array([len(value)]))).data.tolist())
    return f" Time-Series [{extent}] from {start} to {end}: {shown}"


def number_format_text(value: float) -> str:
    """A time as `str` shows it."""
    return format_doubles([value], digits=3)[0]


def _likelihood_line(value: Value, nested: bool) -> str:
    df = value.attrs.get("df")
    number, count = (format_doubles([float(v)], digits=3 if nested else 4)[0] for v in (value.data[0], df.data[0]))
    return f"Class 'logLik' : {number} (df={count})"


def _slot_lines(value: Value, slots: Slots, indent: str, levels: int) -> list[str]:
    """The lines of an S4 object, or of a reference object with its fields; they take two levels."""
    kind, package = class_of(value)[0], class_package(value)
    methods = getattr(value, "methods", None)
    width = max((len(name) for name in slots), default=0)
    if methods is None:
        lines = [f"Formal class '{kind}' [package \"{package}\"] with {len(slots)} slot{'s' * (len(slots) != 1)}"]
        before, mark = _deeper(indent), "@"
    else:
        lines = [f"Reference class '{kind}' [package \"{package}\"] with {len(slots)} field{'s' * (len(slots) != 1)}"]
        before, mark = indent, "$"
    for name in slots if levels > 1 else ():
        inner = structure_lines(slots[name](), _deeper(before), levels - 2, nested=True)
        lines += [f"{before}{mark} {name.ljust(width)}:{inner[0]}", *inner[1:]]
    return lines if methods is None else lines + _method_lines(methods, indent, levels > 0)


def _method_lines(methods: RefMethods, indent: str, is_named: bool) -> list[str]:
    head = f"{indent}and {methods.total} methods, of which {len(methods.own)} are  possibly relevant"
    if not is_named:
        return [head]
    lines, line = [], ""
    for word in ", ".join(methods.own).split(" "):
        if line and len(indent) + 2 + len(line) + 1 + len(word) >= get_options().width:
            lines.append(f"{indent}  {line}")
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [f"{head}:", *lines, f"{indent}  {line}"]


def _frame_lines(value: List, indent: str, levels: int, on_top: bool = True) -> list[str]:
    n, count = frame_length(value), len(value.data)
    kinds = class_of(value)
    shown = (
        f"'{kinds[0]}'"
        if len(kinds) == 1
        else "Classes " + ", ".join(f"‘{k}’" for k in kinds[:-1]) + f" and '{kinds[-1]}'"
    )
    if kinds[0] == "tbl_df":
        from rcompat.script.functions.tibble_printing import big_number

        sizes = f"[{big_number(n)} × {big_number(count)}]"
        head = f"tibble {sizes} (S3: {'/'.join(kinds)})"
        return [head, *_parts(value, indent, levels), *_attribute_lines(value, indent, levels)]
    head = f"{shown}:\t{n} obs. of  {count} variable{'' if count == 1 else 's'}:"
    if not count:
        return [head[:-1]]
    parts = _parts(value, indent, levels, on_top) if levels > 0 else []
    return [head, *parts, *_attribute_lines(value, indent, levels)]


def _list_lines(value: List, indent: str, levels: int) -> list[str]:
    if not value.data:
        return [" list()" if names_of(value) is None else " Named list()"]
    lines = [f"List of {len(value.data)}"]
    if levels > 0:
        lines += _parts(value, indent, levels)
    return lines + _attribute_lines(value, indent, levels)


def _parts(value: List, indent: str, levels: int, in_frame: bool = False) -> list[str]:
    names = [name or "" for name in names_of(value) or [""] * len(value.data)]
    width = max((len(name) for name in names), default=0)
    lines = []
    for name, item in zip(names, value.data, strict=True):
        token = _style.set(replace(_style.get(), lengths=False)) if in_frame and isinstance(item, List) else None
        inner = structure_lines(item, _deeper(indent), levels - 1, nested=True)
        if token is not None:
            _style.reset(token)
        first = inner[0]
        if in_frame and isinstance(item, Vec) and "dim" not in item.attrs:
            first = first.replace(f"[1:{len(item)}], format", ", format", 1)
            first = first.replace(f" [1:{len(item)}]", " ", 1).replace("(0) ", " ", 1)
        lines.append(f"{indent}$ {name.ljust(width)}:{first}")
        lines += inner[1:]
    return lines


def _time_line(value: Vec, nested: bool) -> str:
    """Dates and times by their texts."""
    kind = class_of(value)[0]
    words = ["NA" if text is None else quote_string(text) for text in strings(value)]
    shown = 2 if nested else 5 if kind == "Date" else 3
    more = " ..." if len(words) > shown else ""
    return f" {kind}[1:{len(words)}], format: {' '.join(words[:shown])}{more}"


def _factor_line(value: Vec) -> str:
    levels = [str(text) for text in strings(value.attrs.get("levels"))]
    count = len(levels)
    ordered = "ordered" in class_of(value)
    quoted = [quote_string(level) for level in levels]
    shown = _level_text(quoted, "<" if ordered else ",")
    most = round(2.5 * _style.get().size)
    codes = " ".join("NA" if code < 0 else str(code) for code in value.data[:most].tolist())
    more = " ..." if len(value) > most else ""
    word = "Ord.factor" if ordered else "Factor"
    plural = "" if count == 1 else "s"
    return f" {word} w/ {count} level{plural} {shown}: {codes}{more}"


def _level_text(quoted: list[str], sep: str) -> str:
    kept = _levels_kept(quoted, len(sep))
    return sep.join(quoted[:kept]) + (f"{sep}.." if kept < len(quoted) else "")


def _levels_kept(quoted: list[str], gap: int) -> int:
    """One level, and one more for each that still leaves the levels within 13 columns."""
    total = 0
    kept = 1
    for text in quoted:
        total += len(text) + gap
        if total > _LEVEL_COLUMNS:
            break
        kept += 1
    return min(kept, len(quoted))


def _numbers(value: Vec) -> list[str]:
    """Ten numbers if three digits show each of them exactly, else five; zeros at the end go."""
    size = _style.get().size
    most = round(2.5 * size)
    first = value.data[:most].tolist()
    exact = all(is_rounded(number, 3) for number in first)
    cells = format_doubles(value.data[: most if exact else round(1.25 * size)], digits=3)
    if any("e" in cell for cell in cells):
        return [cell.strip().removesuffix("e+00") if "." in cell else cell.strip() for cell in cells]
    return [_without_zeros(cell.strip()) for cell in cells]


def _without_zeros(cell: str) -> str:
    digits, mark, exponent = cell.partition("e")
    if "." in digits:
        digits = digits.rstrip("0").removesuffix(".")
    return digits + mark + exponent


def _deeper(indent: str) -> str:
    return "  .." if indent == " " else f"{indent} .."


def _vector_line(value: Vec, nested: bool) -> str:
    kind = value.kind
    n = len(value)
    word = _ABBREVIATED[kind]
    kinds = class_of(value)
    dim = value.attrs.get("dim")
    named = "Named " if value.attrs.get("names") is not None and dim is None else ""
    if kinds and "table" in kinds:
        word = f"'table' {word}"
    elif kinds:
        shown_kinds = ", ".join(f"'{k}'" for k in kinds)
        word = f"{shown_kinds} {named}{word}"
        named = ""
    if n == 0 and dim is None:
        return f" {named}{word}(0) "
    extent = (
        ""
        if dim is None and n == 1
        else " "
        if dim is None and not _style.get().lengths
        else f" [1:{n}]"
        if dim is None
        else ("[" if n == 0 else " [")
        + ", ".join(("1" if size == 1 else "0 " if size == 0 else f"1:{size}") for size in dim.data.tolist())
        + ("(1d)" if len(dim) == 1 else "")
        + "]"
    )
    cells = _cells(value, kind, nested, len(word) + len(extent) + 1)
    more = " ..." if n > len(cells) else ""
    return f" {named}{word}{extent} {' '.join(cells)}{more}"


def _cells(value: Vec, kind: str, nested: bool, used: int) -> list[str]:
    if kind == "double":
        return _numbers(value)
    size = _style.get().size
    if kind == "character":
        count = 4 if nested else _fitting_words(value, used)
        count = count if size == 4 else max(1, round(size))
        return ["NA" if text is None else _quoted(text) for text in strings(value)[:count]]
    data = value.data[: round((2.5 if kind == "integer" else 1.5) * size)]
    return ["NA" if text is None else text for text in strings(Vec(data))]


def _quoted(text: str) -> str:
    """A string in quotes, cut when it is long."""
    longest = _style.get().longest
    return quote_string(text) if len(text) <= longest else f"{quote_string(text[: longest - 17])}| __truncated__"


def _fitting_words(value: Vec, used: int) -> int:
    """How many strings fit on the line."""
    room = get_options().width - (4 + used)
    total = 0
    for place, text in enumerate(strings(value)[:100]):
        total += min(len(text or "NA"), _style.get().longest) + 3
        if total >= room:
            return max(place, 1)
    return len(value)


def _attribute_lines(value: Value, indent: str, levels: int) -> list[str]:
    if not _style.get().attributes:
        return []
    skip = {"names", "dim", "class", "levels", "row.names", "tsp", "expression"}
    if isinstance(value, List) and not is_frame(value):
        skip.discard("class")
    lines = []
    for name, item in value.attrs.items():
        if name in skip:
            if name == "names" and isinstance(value, Vec) and value.attrs.get("dim") is None:
                lines += _attribute(name, item, indent, levels)
            continue
        lines += _attribute(name, item, indent, levels)
    return lines


def _attribute(name: str, item: Value, indent: str, levels: int) -> list[str]:
    inner = structure_lines(item, _deeper(indent), levels - 1, nested=True)
    return [f'{indent}- attr(*, "{name}")={inner[0]}', *inner[1:]]


def _language_lines(value: Language, indent: str, levels: int) -> list[str]:
    text = deparse(value.expr)
    kinds = class_of(value)
    if "formula" in kinds:
        shown = "Class 'formula'" if len(kinds) == 1 else "Classes " + ", ".join(f"'{kind}'" for kind in kinds)
        lines = [f"{shown}  language {' '.join(line.strip() for line in text)}"]
        if not _style.get().attributes:
            return lines
        for name, item in value.attrs.items():
            if name not in ("class", "names"):
                lines += _attribute(name, item, _deeper(indent), levels)
        if ".Environment" not in value.attrs:
            lines.append(f'{_deeper(indent)}- attr(*, ".Environment")=<environment: R_GlobalEnv> ')
        return lines
    joined = " ".join(text)
    return [f" {'symbol' if isinstance(value.expr, Symbol) else 'language'} {_shortened(joined)}"]


_LONGEST = 127


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}| __truncated__"
