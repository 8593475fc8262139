"""print, cat, message, invisible. R: base."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Any

from rcompat.base.conditions import Condition, RError, RMessage, collect_conditions, signal
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL
from rcompat.base.generics import ask, is_answered
from rcompat.base.number_text import encode_number, format_doubles, number_format
from rcompat.base.options import get_options, local_options
from rcompat.base.render import render, shown_as
from rcompat.base.s4 import S4Object
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Symbol
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import class_of, flag, is_factor, is_frame, strings, whole
from rcompat.script.complex_numbers import complex_cells, complex_words
from rcompat.script.deparsing import deparse_value
from rcompat.script.doors import from_record, table_record, to_record
from rcompat.script.functions.classed_columns import list_matrix, shown_frame
from rcompat.script.functions.written_files import send
from rcompat.script.machine import Context, Machine
from rcompat.script.matrix_class import is_matrix_class, is_sparse
from rcompat.script.records import is_record, python_value
from rcompat.script.registry import builtin
from rcompat.script.slot_printing import drawer, print_object, print_slots, show_formally
from rcompat.script.values import Builtin, Closure, Environment, Language, List, Value, Vec, chr, lgl, names_of
from rcompat.text import values as drawers

__all__ = ["autoprint", "print_value"]

# Imported for the drawers that it registers with `render`.
_DRAWERS = (drawers,)

_NAMES = {"digits": "digits", "quote": "quote", "right": "right", "na.print": "na_print", "print.gap": "print_gap"}


@builtin("print", "x ...", generic=True)
def _print(context: Context, x: Value, dots: Any = ()) -> Value:
    given = context.call.arguments
    if class_of(x) and show_formally(context.it, x):
        context.it.visible = False
        return x
    shown = " ".join(deparse(plain(given[0].value))) if given else "x"
    width = next((item for name, item in dots if name == "width" and item is not None), None)
    with local_options(width=get_options().width if width is None else whole(width)):
        print_value(context.it, x, dots, shown)
    context.it.visible = False
    return x


def _record_name(name: str) -> str:
    """A printing option of a record; R's own pages are called with the first letters of `correlation`."""
    return "correlation" if name in ("cor", "corr") else name.replace(".", "_")


def print_value(it: Machine, value: Value, dots: Any = (), shown: str = "x") -> None:
    """Write a value as `print` does, once no method of the user's has taken it; `shown` is what the call calls it."""
    if print_object(it, value):
        pass
    elif isinstance(value, Closure | Builtin | Environment):
        it.out(_function_text(it, value))
    elif is_record(value) and is_answered("r_value", value) and not is_answered("render", value):
        print_value(it, from_record(ask("r_value", value)), dots)
    elif is_record(value):
        print_slots(it, value) if isinstance(value, S4Object) else _print_record(it, value, dots, shown)
    elif isinstance(value, Language):
        it.out(_language_text(value))
        if "terms" in class_of(value):
            _print_attributes(it, value)
    elif isinstance(value, List) and len(value.attrs.get("dim", ())) == 1 and "class" not in value.attrs:
        names = names_of(value)
        print_value(it, List(value.data, {} if names is None else {"names": chr(names)}), dots)
    elif isinstance(value, List) and "expression" in value.attrs:
        it.out("\n".join(deparse_value(value)) + "\n")
    elif isinstance(value, List) and not {"class", "dim"} & value.attrs.keys() and _needs_printing(value):
        _print_list(it, value, "", dots)
    elif (draw := drawer(value)) is not None:
        it.out(draw(table_record(value), **_arguments(it, value, dots)))
    elif {"error", "condition"} & set(class_of(value)):
        it.out(_condition_text(value))
    else:
        value = _common_table(value)
        if isinstance(value, Vec) and value.kind == "raw":
            value, dots = chr(strings(value), dict(value.attrs)), [*dots, ("quote", lgl([0]))]
        if is_frame(value):
            value = shown_frame(it, value)
        elif isinstance(value, List) and "dim" in value.attrs and len(value.attrs["dim"]) == 2:
            it.out(render(to_record(list_matrix(value)), quote=False))
            return
        if any(name == "row.names" and not flag(item) for name, item in dots if isinstance(item, Vec)):
            value = List(value.data, {**value.attrs, "row.names": chr([""] * len(value.attrs["row.names"]))})
        _print_vector(it, value, dots)
        if isinstance(value, Vec) and "package" in value.attrs:
            it.out('attr(,"package")\n' + render(to_record(value.attrs["package"])))


def _print_record(it: Machine, value: Value, dots: Any, shown: str) -> None:
    """Write a record's page, each of its messages where R gives it."""
    named = {_record_name(name): python_value(it, item) for name, item in dots if name}
    with collect_conditions() as late, shown_as(shown):
        page = render(value, **named)
    _write_page(it, page, late)


def _print_vector(it: Machine, value: Value, dots: Any) -> None:
    """Write what the floor below prints; only sparse matrices have messages between their lines."""
    if isinstance(value, Vec) and value.kind == "complex":
        if not len(value):
            it.out("complex(0)\n")
            return
        shown = to_record(chr(complex_cells(value.data), dict(value.attrs)))
        page = render(shown, quote=False)
        rows = page.split("\n")
        is_named = names_of(value) is not None
        it.out("\n".join(row.rstrip() if is_named and place % 2 else row for place, row in enumerate(rows)))
        return
    arguments = _arguments(it, value, dots)
    if not is_sparse(value):
        classed = _classed_attributes(value)
        if classed:
            value = type(value)(value.data, {n: item for n, item in value.attrs.items() if n not in classed})
        it.out(render(to_record(value), **arguments))
        for name, item in classed.items():
            it.out(f'attr(,"{name}")\n')
            autoprint(it, item)
        return
    with collect_conditions() as late:
        page = render(to_record(value), **arguments)
    _write_page(it, page, late)


_PLAIN_ATTRIBUTES = frozenset(("names", "dim", "dimnames", "class", "levels", "tsp", "row.names"))


def _classed_attributes(value: Value) -> dict[str, Value]:
    """The first attribute that its class's own method prints, and those behind it."""
    if not isinstance(value, Vec | List) or is_frame(value) or is_factor(value) or is_matrix_class(value):
        return {}
    shown = {name: item for name, item in value.attrs.items() if name not in _PLAIN_ATTRIBUTES}
    return dict(dropwhile(lambda pair: not class_of(pair[1]), shown.items()))


def _write_page(it: Machine, page: str, late: Sequence[Condition]) -> None:
    """Write a page with its messages between the lines."""
    lines = page.splitlines(keepends=True)
    written = 0
    for condition in late:
        drawn = condition.drawn if isinstance(condition, RMessage) and condition.drawn is not None else len(lines)
        it.out("".join(lines[written:drawn]))
        written = drawn
        signal(condition)
    it.out("".join(lines[written:]))


def _named_missing(value: Vec) -> Vec:
    """A table with its missing level called <NA>."""
    dimnames = value.attrs.get("dimnames")
    if dimnames is None or not any(item is not None and None in item.data for item in dimnames.data):
        return value
    labels = [None if item is None else chr("<NA>" if t is None else t for t in item.data) for item in dimnames.data]
    return Vec(value.data, {**value.attrs, "dimnames": List(labels, dict(dimnames.attrs))})


def _common_table(value: Value) -> Value:
    """A table of numbers has one format for all its columns."""
    if not isinstance(value, Vec) or "table" not in class_of(value):
        return value
    value = _named_missing(value)
    dim = value.attrs.get("dim")
    if value.kind not in ("double", "integer") or dim is None or len(dim) < 2 or not len(value):
        return value
    if value.kind == "double":
        return chr(format_doubles(value.data), dict(value.attrs))
    words = strings(value)
    width = max(len(word or "") for word in words)
    return chr((None if word is None else word.rjust(width) for word in words), dict(value.attrs))


def _arguments(it: Machine, value: Value, dots: Any) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for place, (name, item) in enumerate(dots):
        if name is None and place == 0:
            name = "digits"
        if name in _NAMES and item is not None:
            given[_NAMES[name]] = python_value(it, item)
        if name == "justify" and python_value(it, item) == "right":
            given["right"] = True
    if isinstance(value, Vec) and "table" in class_of(value) and value.kind == "character":
        given.setdefault("na_print", "")
        if "dim" in value.attrs and all(text is None or text[-1:].isdigit() for text in value.data):
            given.setdefault("right", True)
    if "noquote" in class_of(value):
        given.setdefault("quote", False)
    return given


def _condition_text(value: List) -> str:
    from rcompat.script.indexing import dollar

    kind = class_of(value)[0]
    call = dollar(value, "call")
    message = dollar(value, "message")
    text = "" if message is None else str(message.data[0])
    if call is None:
        return f"<{kind}: {text}>\n"
    return f"<{kind} in {''.join(deparse_value(call))}: {text}>\n"


def _function_text(it: Machine, value: Value) -> str:
    if isinstance(value, Closure):
        source = value.formals.source if it.keeps_source else None
        text = ("\n".join(deparse_value(value)) if source is None else source) + "\n"
        if value.env is not it.globals and value.env.name is None:
            text += f"<environment: {environment_address(value.env)}>\n"
        return text
    if isinstance(value, Builtin):
        return f'function (...) .Primitive("{value.name}")\n'
    return environment_text(value) + "\n"


def environment_address(env: Environment) -> str:
    """A made-up address, as R shows environments without a name."""
    return "0x" + hex(id(env))[2:].rjust(12, "0")


def environment_text(env: Environment) -> str:
    """How an environment is printed."""
    if env.name == "R_GlobalEnv":
        return "<environment: R_GlobalEnv>"
    if env.name == "base":
        return "<environment: base>"
    if env.name == "R_EmptyEnv":
        return "<environment: R_EmptyEnv>"
    return f"<environment: {environment_address(env)}>"


def _language_text(value: Language) -> str:
    if value.expr == Symbol(""):
        return "\n"
    text = "\n".join(deparse(plain(value.expr), backtick=True)) + "\n"
    env = value.attrs.get(".Environment")
    if isinstance(env, Environment) and env.name in (None, "R_EmptyEnv"):
        text += environment_text(env) + "\n"
    return text


def _print_attributes(it: Machine, value: Language) -> None:
    for name, item in value.attrs.items():
        if name != "class":
            it.out(f'attr(,"{name}")\n')
            print_value(it, item)


def _needs_printing(value: List) -> bool:
    """Whether some element is none of the plain values that a list is printed with in one go."""
    for item in value.data:
        if isinstance(item, Closure | Builtin | Environment | Language) or is_record(item):
            return True
        if isinstance(item, List) and (_needs_printing(item) or "class" in item.attrs):
            return True
        if {"class", "package"} & getattr(item, "attrs", {}).keys() and not is_factor(item):
            return True
    return False


def _print_list(it: Machine, value: List, prefix: str, dots: Any) -> None:
    names = names_of(value)
    for place, item in enumerate(value.data):
        name = None if names is None else names[place]
        tag = prefix + (f"[[{place + 1}]]" if not name else f"${_symbol_text(name)}")
        it.out(tag + "\n")
        if isinstance(item, List) and "class" not in item.attrs and item.data and "expression" not in item.attrs:
            _print_list(it, item, tag, dots)
        else:
            autoprint(it, item, dots)
        it.out("\n")


def _symbol_text(name: str) -> str:
    return deparse(Symbol(name), backtick=True)[0]


def autoprint(it: Machine, value: Value, dots: Any = ()) -> None:
    """Print a value as the top level does: by the method of its class."""
    printer = it.base.values["print"]
    if class_of(value) and (show_formally(it, value) or print_object(it, value)):
        return
    if class_of(value) or "print" in it.globals.values:
        names = [None, *[name for name, _ in dots]]
        found = it.globals.values.get("print", printer)
        call_function(it, found, [value, *[item for _, item in dots]], names, form="print(x)", keep_visible=True)
    else:
        print_value(it, value, dots)


@builtin("invisible", "x")
def _invisible(context: Context, x: Value = None) -> Value:
    context.it.visible = False
    return x


@builtin("cat", "... file sep fill labels append")
def _cat(
    context: Context,
    dots: Any = (),
    file: Value = None,
    sep: Value = None,
    fill: Value = None,
    labels: Value = None,
    append: Value = None,
) -> Value:
    separators = [" "] if sep is None else [str(text) for text in strings(sep)]
    pieces: list[str] = []
    for place, (_, item) in enumerate(dots):
        pieces += _cat_pieces(item, place + 1)
    text = _filled(pieces, fill) if fill is not None and _is_filled(fill) else _joined(pieces, separators)
    send(context, text, file, append is not None and flag(append))
    return None


def _is_filled(fill: Value) -> bool:
    return isinstance(fill, Vec) and fill.data[0] != 0


def _filled(pieces: list[str], fill: Vec) -> str:
    from rcompat.text.filled_text import cat_fill

    width = get_options().width if fill.kind == "logical" else whole(fill)
    return "\n".join(cat_fill(pieces, width)) + "\n"


def _joined(pieces: list[str], separators: list[str]) -> str:
    text = ""
    for place, piece in enumerate(pieces):
        text += piece
        if place < len(pieces) - 1:
            text += separators[place % len(separators)]
    # A separator with a line break also ends the output.
    return text + "\n" if any("\n" in separator for separator in separators) else text


def _cat_pieces(item: Value, place: int) -> list[str]:
    if item is None:
        return []
    if isinstance(item, Vec) and not len(item):
        return [""]  # R writes the blank around nothing
    if isinstance(item, Language):
        if isinstance(item.expr, Symbol):
            return [item.expr.name]
        raise RError(f"argument {place} (type 'language') cannot be handled by 'cat'")
    if not isinstance(item, Vec):
        from rcompat.script.values import type_of

        raise RError(f"argument {place} (type '{type_of(item)}') cannot be handled by 'cat'")
    return vector_words(item)


def vector_words(item: Vec, digits: int | None = None) -> list[str]:
    """Each element as `cat` writes it: numbers with up to seven significant digits, each by itself."""
    if item.kind == "character":
        return ["NA" if text is None else text for text in item.data]
    if item.kind == "complex":
        return [word or "NA" for word in complex_words(item.data, digits or 7)]
    if item.kind == "double":
        found = []
        for value in item.data.tolist():
            form = number_format([value], digits)
            found.append(encode_number(value, form).strip())
        return found
    if item.kind == "logical":
        return ["NA" if value == NA_LOGICAL else "TRUE" if value else "FALSE" for value in item.data.tolist()]
    return ["NA" if value == NA_INTEGER else str(value) for value in item.data.tolist()]


@builtin("noquote", "obj right")
def _noquote(context: Context, obj: Value, right: Value = None) -> Value:
    result = obj.copy()
    old = [name for name in class_of(obj) if name != "noquote"]
    result.attrs["class"] = chr(["noquote", *old])
    return result


@builtin("print.default", "x digits ...")
def _print_default(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    print_value(context.it, x, [*([] if digits is None else [("digits", digits)]), *dots])
    context.it.visible = False
    return x
