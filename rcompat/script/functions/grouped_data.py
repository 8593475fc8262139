"""Data frames that know their groups (`groupedData` of the package nlme): printing, subsets, the plain frame.

R has these methods only while nlme is loaded, as the mixed-model packages load it; else they are data frames.
"""

from __future__ import annotations

from typing import Any

from rcompat.language.deparse import deparse
from rcompat.language.expressions import MISSING, Symbol
from rcompat.language.formulas import all_vars
from rcompat.language.syntax import parse_expression
from rcompat.script.calling import call_function
from rcompat.script.coercion import class_of, is_factor, is_frame, strings
from rcompat.script.dispatch import internal_default
from rcompat.script.evaluator import evaluate
from rcompat.script.machine import Context, Machine
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Promise, Value, chr, lgl

__all__ = ["with_groups_of"]

_WHO_LOAD_NLME = frozenset(("arm", "lme4", "lmerTest", "lmeresampler", "mlmRev", "nlme", "pbkrtest"))
_KEPT_ORDER = ("formula", "formulaList", "labels", "units", "outer", "inner", "FUN", "order.groups")
_NESTED_ORDER = ("formula", "formulaList", "labels", "units", "outer", "inner", "order.groups", "FUN")
_DEFAULT_SUMMARY = "function(x) max(x, na.rm = TRUE)"


def _is_active(it: Machine, frame: Value) -> bool:
    loaded = _WHO_LOAD_NLME & {*it.packages.get("loaded", {}), *it.packages.get("attached", ())}
    return bool(loaded) and isinstance(frame.attrs.get("formula"), Language)


def _plain(frame: List) -> List:
    attrs = {name: frame.attrs[name] for name in ("names", "row.names")}
    return List(list(frame.data), {**attrs, "class": chr(["data.frame"])})


@builtin("print.groupedData", "x ...")
def _print(context: Context, x: Value, dots: Any = ()) -> Value:
    it = context.it
    if _is_active(it, x):
        it.out("Grouped Data: " + "\n".join(deparse(x.attrs["formula"].expr)) + "\n")
    call_function(it, it.base.values["print"], [_plain(x), *[item for _, item in dots]], [None, *[n for n, _ in dots]])
    it.visible = False
    return x


@builtin("as.data.frame.groupedData", "x ...")
def _as_plain(context: Context, x: Value, dots: Any = ()) -> Value:
    if _is_active(context.it, x):
        return _plain(x)
    return List(list(x.data), {**x.attrs, "class": chr(["data.frame"])})


@builtin("formula.groupedData", "x ...")
def _formula(context: Context, x: Value, dots: Any = ()) -> Value:
    if _is_active(context.it, x):
        return x.attrs["formula"]
    return call_function(context.it, context.it.base.values["formula.data.frame"], [_plain(x)])


@builtin("[.groupedData", "x ... drop", lazy="...")
def _subset(context: Context, x: Value, dots: Any = (), drop: Value = None) -> Value:
    it, given = context.it, list(context.promises)
    if not _is_active(it, x):
        given[0] = (given[0][0], Promise(Symbol("x"), None, x, True))
        return internal_default(it, "[", given, context.call, context.env)
    given[0] = (given[0][0], Promise(Symbol("x"), None, _plain(x), True))
    found = internal_default(it, "[", given, context.call, context.env)
    places = [promise for name, promise in given[1:] if name is None]
    takes_rows = len(places) == 2 and places[0] is not MISSING
    return with_groups_of(it, found, x) if takes_rows and is_frame(found) else found


def with_groups_of(it: Machine, rows: List, whole: List) -> List:
    """Some rows of a frame, with its groups if it knows them; levels that are left without rows are gone."""
    if "groupedData" not in class_of(whole) or not _is_active(it, whole):
        return rows
    if not set(all_vars(whole.attrs["formula"].expr)) <= set(strings(rows.attrs["names"])):
        return _plain(rows)
    drop = it.base.values["droplevels"]
    columns = [call_function(it, drop, [column]) if is_factor(column) else column for column in rows.data]
    known = {
        "FUN": whole.attrs.get("FUN") or evaluate(it, parse_expression(_DEFAULT_SUMMARY), it.globals),
        "order.groups": whole.attrs.get("order.groups") or lgl([1]),
    }
    attrs = {name: rows.attrs[name] for name in ("names", "row.names")}
    attrs["class"] = whole.attrs["class"]
    for name in _NESTED_ORDER if "formulaList" in whole.attrs else _KEPT_ORDER:
        item = known.get(name, whole.attrs.get(name))
        if item is not None:
            attrs[name] = item
    return List(columns, attrs)
