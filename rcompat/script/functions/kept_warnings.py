"""The warnings of the last call that had some: `warnings()`, its print and its summary. R: base."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rcompat.base.condition_text import warning_lines
from rcompat.base.conditions import RWarning
from rcompat.language.deparse import deparse
from rcompat.language.syntax import RSyntaxError, parse_expression
from rcompat.script.dispatch import internal_default
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, chr, names_of

__all__: list[str] = []

_MOST = 50


def _call_value(text: str | None) -> Value:
    if text is None:
        return None
    try:
        return Language(parse_expression(text), {})
    except RSyntaxError:  # the call of a condition may be cut short
        return None


@builtin("warnings", "...")
def _warnings(context: Context, dots: Any = ()) -> Value:
    kept = context.it.settings.get("last.warning")
    if not kept:
        context.it.visible = False
        return None
    kept = kept[:_MOST]
    found = List([_call_value(item.call) for item in kept], {"names": chr(item.message for item in kept)})
    found.attrs["dots"] = List([])
    found.attrs["class"] = chr(["warnings"])
    return found


def _conditions(x: List) -> list[RWarning]:
    names = names_of(x) or []
    calls = ["\n".join(deparse(item.expr)) if isinstance(item, Language) else None for item in x.data]
    return [RWarning(str(name), call) for name, call in zip(names, calls, strict=True)]


@builtin("print.warnings", "x ...")
def _print(context: Context, x: Value, dots: Any = ()) -> Value:
    lines = warning_lines(_conditions(x))
    if lines:
        numbered = [f"{place}: {line}" for place, line in enumerate(lines, start=1)] if len(lines) > 1 else lines
        head = "Warning messages:" if len(lines) > 1 else "Warning message:"
        context.it.out("\n".join([head, *numbered]) + "\n")
    context.it.visible = False
    return x


@builtin("[.warnings", "x ...")
def _subset(context: Context, x: Value, dots: Any = ()) -> Value:
    found = internal_default(context.it, "[", list(context.promises), context.call, context.env)
    found.attrs["class"] = chr(["warnings"])
    return found


@builtin("summary.warnings", "object ...")
def _summary(context: Context, object_: Value, dots: Any = ()) -> Value:
    counts = Counter(warning_lines(_conditions(object_)))
    texts = List([None] * len(counts), {"names": chr(counts), "class": chr(["summary.warnings"])})
    texts.attrs["counts"] = chr(str(count) for count in counts.values())
    return texts


@builtin("print.summary.warnings", "x ...")
def _print_summary(context: Context, x: Value, dots: Any = ()) -> Value:
    counts = [int(text) for text in x.attrs["counts"].data]
    lines = [str(name) for name in names_of(x) or []]
    if len(lines) == 1:
        head = f"{counts[0]} identical warnings:" if counts[0] > 1 else "Warning message:"
        context.it.out(f"{head}\n{lines[0]}\n")
    elif lines:
        width = len(str(max(counts)))
        context.it.out(f"Summary of (a total of {sum(counts)}) warning messages:\n")
        for count, line in zip(counts, lines, strict=True):
            context.it.out(f"{str(count).rjust(width)}x : {line}\n")
    context.it.visible = False
    return x
