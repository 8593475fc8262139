"""select, rename, relocate, pull and the pipe. R: dplyr, magrittr."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.script.calling import plain
from rcompat.script.doors import frame_length
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.data_masks import columns_of, group_names, rebuilt, with_groups
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context, Machine
from rcompat.script.signals import raise_message
from rcompat.script.values import Environment, List, Promise, Value, Vec

__all__: list[str] = []

_DOT = Symbol(".")
_FUNCTIONS = ("(", "::", ":::", "$", "function")


def _renamed(frame: List, chosen: dict[int, str]) -> List:
    """Columns by place with their new names; the grouping follows the new names."""
    columns = columns_of(frame)
    old = list(columns)
    values = list(columns.values())
    label = {old[place]: name for place, name in chosen.items()}
    groups = [label.get(name, name) for name in group_names(frame)]
    bare = with_groups(frame, ())
    picked = {name: values[place] for place, name in chosen.items()}
    result = rebuilt(bare, picked, frame_length(frame), frame.attrs["row.names"])
    return with_groups(result, groups)


@verb("select", ".data ...", lazy="...")
def _select(context: Context, data: Value, dots: Any = ()) -> Value:
    names = list(columns_of(data))
    chosen = chosen_columns(context, data, dots)
    kept = {names.index(name): name for name in group_names(data) if names.index(name) not in chosen}
    if kept:
        listed = ", ".join(f"`{name}`" for name in kept.values())
        raise_message(context.it, f"Adding missing grouping variables: {listed}\n", None)
    return _renamed(data, {**kept, **chosen})


@verb("rename", ".data ...", lazy="...")
def _rename(context: Context, data: Value, dots: Any = ()) -> Value:
    new = chosen_columns(context, data, dots)
    return _renamed(data, {place: new.get(place, name) for place, name in enumerate(columns_of(data))})


@verb("relocate", ".data ... .before .after", lazy="... .before .after")
def _relocate(context: Context, data: Value, dots: Any = (), before: Any = None, after: Any = None) -> Value:
    names = list(columns_of(data))
    moved = chosen_columns(context, data, dots)
    rest = [place for place in range(len(names)) if place not in moved]
    at = 0
    if after is not None:
        at = 1 + max(rest.index(p) for p in chosen_columns(context, data, [(None, after)]) if p in rest)
    elif before is not None:
        at = min(rest.index(p) for p in chosen_columns(context, data, [(None, before)]) if p in rest)
    order = [*rest[:at], *moved, *rest[at:]]
    return _renamed(data, {place: moved.get(place, names[place]) for place in order})


@verb("pull", ".data var name ...", lazy="var name")
def _pull(context: Context, data: Value, var: Any = None, name: Any = None, dots: Any = ()) -> Value:
    columns = list(columns_of(data).values())
    if var is None:
        return columns[-1]
    expr = plain(var)
    if isinstance(expr, Call) and expr.name == "-":
        return columns[int(evaluate(context.it, expr, context.env).data[0])]
    place = next(iter(chosen_columns(context, data, [(None, var)])))
    result = columns[place]
    if name is not None and isinstance(result, Vec):
        labels = columns[next(iter(chosen_columns(context, data, [(None, name)])))]
        result = Vec(result.data, {**result.attrs, "names": labels})
    return result


def _piped(it: Machine, expr: Call, env: Environment) -> Value:
    """`left %>% right`: the left side is the dot, and the first argument unless the dot is an argument."""
    left, right = (argument.value for argument in expr.arguments)
    inner = Environment(env)
    inner.values["."] = Promise(left, env)
    if isinstance(right, Call) and right.name == "{":
        return evaluate(it, right, inner)
    if isinstance(right, Symbol) or (isinstance(right, Call) and right.name in _FUNCTIONS):
        right = Call(right, (Argument(_DOT, None),))
    elif isinstance(right, Call):
        if not any(argument.value == _DOT for argument in right.arguments):
            right = Call(right.function, (Argument(_DOT, None), *right.arguments))
    else:
        raise RError("The pipe operator requires a function call as RHS.")
    return evaluate(it, right, inner)


@verb("%>%", "...", "dplyr tidyr magrittr purrr stringr tibble forcats tidyselect", special=True)
def _pipe(it: Machine, expr: Call, env: Environment) -> Value:
    return _piped(it, expr, env)
