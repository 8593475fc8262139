"""paste, sprintf, format, formatC, nchar, substr, strsplit and their like. R: base."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Factor
from rcompat.base.string_text import display_width, dquote, squote
from rcompat.base.vector_sprintf import sprintf_vector
from rcompat.language.deparse import deparse_one
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import flag, is_factor, shape_of, string, strings, to_array, whole
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Closure, Language, List, Value, Vec, chr, intv, lgl, scalar, type_of

__all__: list[str] = []


def _words(value: Value) -> list[str]:
    if isinstance(value, Language):
        from rcompat.script.deparsing import deparse_value

        if getattr(value.expr, "arguments", None) is not None:
            from rcompat.script.language_parts import language_list

            return [" ".join(deparse_value(item)) for item in language_list(value).data]
        return deparse_value(value)
    return ["NA" if text is None else text for text in strings(value)]


def _method_words(context: Context, value: Value) -> list[Any]:
    """What `as.character` gives, by the method of the value's class if it has one."""
    if isinstance(value, Vec | List) and "class" in value.attrs:
        from rcompat.script.dispatch import find_method

        for kind in value.attrs["class"].data:
            method = find_method(context.it, "as.character", str(kind), context.env)
            if isinstance(method, Closure):
                value = call_function(context.it, method, [value])
                break
    return _words(value)


def _pasted(context: Context, dots: Any, sep: str, collapse: Value) -> Value:
    columns = [_method_words(context, value) for _, value in dots]
    n = max((len(column) for column in columns), default=0)
    columns = [column or [""] for column in columns]
    rows = [sep.join(column[i % len(column)] for column in columns) for i in range(n)]
    if collapse is not None:
        return scalar(string(collapse).join(rows))
    return chr(rows)


@builtin("paste", "... sep collapse")
def _paste(context: Context, dots: Any = (), sep: Value = None, collapse: Value = None) -> Value:
    return _pasted(context, dots, " " if sep is None else string(sep), collapse)


@builtin("paste0", "... collapse")
def _paste0(context: Context, dots: Any = (), collapse: Value = None) -> Value:
    return _pasted(context, dots, "", collapse)


def _factor(value: Vec) -> Factor:
    levels = value.attrs.get("levels")
    codes = np.where(value.data == NA_INTEGER, -1, value.data - 1).astype(np.int32)
    return Factor(codes=codes, levels=() if levels is None else tuple(levels.data))


@builtin("sprintf gettextf", "fmt ...")
def _sprintf(context: Context, fmt: Value, dots: Any = ()) -> Value:
    values = []
    for place, (_, value) in enumerate(dots, start=1):
        if isinstance(value, Language):
            raise RError(f"invalid type of argument[{place}]: '{type_of(value)}'")
        if isinstance(value, List):
            from rcompat.script.functions.combining import unlisted

            value = unlisted(value, False)
        if not isinstance(value, Vec):
            raise RError("unsupported type")
        values.append(_factor(value) if is_factor(value) else value.data)
    with collect_conditions() as told:
        texts = sprintf_vector(strings(fmt), *values)
    for condition in told:
        raise_warning(context.it, condition.message, context.call)
    return chr(texts)


def upper_case(text: str) -> str:
    """A text in capitals, each letter by itself."""
    return "".join(letter if len(letter.upper()) > 1 else letter.upper() for letter in text)


@builtin("toupper", "x")
def _toupper(context: Context, x: Value) -> Value:
    return _mapped(x, upper_case)


@builtin("tolower", "x")
def _tolower(context: Context, x: Value) -> Value:
    return _mapped(x, str.lower)


@builtin("casefold", "x upper")
def _casefold(context: Context, x: Value, upper: Value = None) -> Value:
    return _mapped(x, upper_case if upper is not None and flag(upper) else str.lower)


def _mapped(x: Value, change: Any) -> Value:
    cells = [None if text is None else change(text) for text in strings(x)]
    return chr(cells, shape_of(x) if isinstance(x, Vec) else {})


@builtin("trimws", "x which whitespace")
def _trimws(context: Context, x: Value, which: Value = None, whitespace: Value = None) -> Value:
    side = "both" if which is None else string(which)
    if whitespace is not None:
        from rcompat.script.functions.patterns import python_pattern

        space = python_pattern(string(whitespace))
        ends = {"both": f"^(?:{space})+|(?:{space})+$", "left": f"^(?:{space})+", "right": f"(?:{space})+$"}
        return _mapped(x, lambda text: re.sub(ends[side], "", text))
    blank = " \t\r\n"
    change = {"both": lambda t: t.strip(blank), "left": lambda t: t.lstrip(blank), "right": lambda t: t.rstrip(blank)}
    return _mapped(x, change[side])


@builtin("nchar", "x type allowNA keepNA")
def _nchar(context: Context, x: Value, type_: Value = None, allow: Value = None, keep: Value = None) -> Value:
    if is_factor(x):
        raise RError("'nchar()' requires a character vector (or objects coercible by)")
    kind = "chars" if type_ is None else string(type_)
    measure: Any = {"c": len, "b": lambda t: len(t.encode())}.get(kind[0], display_width)
    sizes = [(2 if kind[0] == "w" else NA_INTEGER) if text is None else measure(text) for text in strings(x)]
    return intv(sizes, shape_of(x) if isinstance(x, Vec) else {})


@builtin("nzchar", "x keepNA")
def _nzchar(context: Context, x: Value, keep: Value = None) -> Value:
    return lgl([text is None or text != "" for text in strings(x)])


@builtin("substr substring", "x start stop last first")
def _substr(
    context: Context, x: Value, start: Value = None, stop: Value = None, last: Value = None, first: Value = None
) -> Value:
    start = first if start is None else start
    stop = last if stop is None else stop
    texts = strings(x)
    starts = to_array(start, "integer")
    stops = np.array([1000000]) if stop is None else to_array(stop, "integer")
    n = len(texts) if context.builtin.name == "substr" else max(len(texts), len(starts), len(stops)) if texts else 0
    cells = []
    for i in range(n):
        text = texts[i % len(texts)]
        low, high = int(starts[i % len(starts)]), int(stops[i % len(stops)])
        cells.append(None if text is None else text[max(low - 1, 0) : max(high, 0)])
    return chr(cells, shape_of(x) if isinstance(x, Vec) and n == len(texts) else {})


@builtin("substr<-", "x start stop value")
def _set_substr(context: Context, x: Value, start: Value, stop: Value, value: Value) -> Value:
    cells = []
    low, high = whole(start) - 1, whole(stop)
    news = strings(value)
    for i, text in enumerate(strings(x)):
        new = str(news[i % len(news)])
        end = min(high, low + len(new), len(text or ""))
        cells.append(None if text is None else text[:low] + new[: end - low] + text[end:])
    return chr(cells, shape_of(x))


@builtin("startsWith endsWith", "x prefix")
def _starts_with(context: Context, x: Value, prefix: Value) -> Value:
    test = str.startswith if context.builtin.name == "startsWith" else str.endswith
    texts, ends = strings(x), strings(prefix)
    n = max(len(texts), len(ends)) if texts and ends else 0
    return lgl(
        [
            NA_LOGICAL
            if texts[i % len(texts)] is None
            else int(test(str(texts[i % len(texts)]), str(ends[i % len(ends)])))
            for i in range(n)
        ]
    )


@builtin("strtoi", "x base")
def _strtoi(context: Context, x: Value, base: Value = None) -> Value:
    found = []
    for text in strings(x):
        try:
            found.append(int(str(text), 10 if base is None else whole(base)))
        except ValueError:
            found.append(NA_INTEGER)
    return intv(found)


@builtin("chartr", "old new x")
def _chartr(context: Context, old: Value, new: Value, x: Value) -> Value:
    table = str.maketrans(string(old), string(new)[: len(string(old))])
    return _mapped(x, lambda text: text.translate(table))


def _shell_quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else '"' + re.sub(r'(["$`\\\\])', r"\\\1", text) + '"'


@builtin("sQuote dQuote shQuote", "x q")
def _quote(context: Context, x: Value, q: Value = None) -> Value:
    name = context.builtin.name
    plain = q is not None and q.kind == "logical" and not flag(q)
    mark = "'" if name != "dQuote" else '"'
    if name == "shQuote":
        return _mapped(x, _shell_quoted)
    if plain:
        return _mapped(x, lambda text: f"{mark}{text}{mark}")
    return _mapped(x, squote if name == "sQuote" else dquote)


@builtin("strrep", "x times")
def _strrep(context: Context, x: Value, times: Value) -> Value:
    texts, counts = strings(x), to_array(times, "integer")
    n = max(len(texts), len(counts))
    return chr(
        [
            None if texts[i % len(texts)] is None else str(texts[i % len(texts)]) * int(counts[i % len(counts)])
            for i in range(n)
        ]
    )


@builtin("toString", "x ... collapse", generic=True)
def _to_string(context: Context, x: Value, dots: Any = (), collapse: Value = None) -> Value:
    return scalar((", " if collapse is None else string(collapse)).join(_method_words(context, x)))


@builtin("make.names", "names unique allow_")
def _make_names(context: Context, names: Value, unique: Value = None, allow: Value = None) -> Value:
    from rcompat.base.names import make_names

    return chr(make_names([str(text) for text in strings(names)], unique is not None and flag(unique)))


@builtin("make.unique", "names sep")
def _make_unique(context: Context, names: Value, sep: Value = None) -> Value:
    from rcompat.base.names import make_unique

    return chr(make_unique([str(text) for text in strings(names)], "." if sep is None else string(sep)))


@builtin("abbreviate", "names.arg minlength ...")
def _abbreviate(context: Context, names_arg: Value, minlength: Value = None, dots: Any = ()) -> Value:
    from rcompat.base.abbreviation import abbreviate

    texts = [str(text) for text in strings(names_arg)]
    call = deparse_one(plain(context.call))
    short = abbreviate(texts, 4 if minlength is None else whole(minlength), argument=call)
    return chr(short, {"names": chr(texts)})


@builtin("strwrap formatDL", "x width indent exdent prefix initial ...")
def _strwrap(
    context: Context,
    x: Value,
    width: Value = None,
    indent: Value = None,
    exdent: Value = None,
    prefix: Value = None,
    initial: Value = None,
    dots: Any = (),
) -> Value:
    from rcompat.base.line_wrap import strwrap

    lines: list[str] = []
    for text in strings(x):
        lines += strwrap(
            str(text),
            None if width is None else whole(width),
            0 if indent is None else whole(indent),
            0 if exdent is None else whole(exdent),
            "" if prefix is None else string(prefix),
            None if initial is None or lines else string(initial),
        )
    return chr(lines)


@builtin("utf8ToInt intToUtf8", "x multiple")
def _code_points(context: Context, x: Value, multiple: Value = None) -> Value:
    if context.builtin.name == "utf8ToInt":
        return intv([ord(character) for character in string(x)])
    texts = [chr_of(int(code)) for code in to_array(x, "integer")]
    return chr(texts) if multiple is not None and flag(multiple) else scalar("".join(texts))


def chr_of(code: int) -> str:
    """The character of a code point."""
    import builtins

    return builtins.chr(code)


@builtin("iconv", "x from to sub mark toRaw")
def _iconv(
    context: Context,
    x: Value,
    from_: Value = None,
    to: Value = None,
    sub: Value = None,
    mark: Value = None,
    raw: Value = None,
) -> Value:
    """Texts that another encoding has no place for are NA, or have something else in that place."""
    name = "utf-8" if to is None or not string(to) else string(to).split("//")[0]
    other = None if sub is None else strings(sub)[0]
    return chr((_encodable(text, name, other) for text in strings(x)), dict(x.attrs))


def _encodable(text: str | None, name: str, other: str | None) -> str | None:
    try:
        return None if text is None else text.encode(name).decode(name)
    except UnicodeEncodeError:
        return (
            None if other is None else "".join(_encodable(c, name, None) or other * len(c.encode()) for c in text or "")
        )
