"""R's matching of arguments to parameters: exact names, partial names, then position."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import MISSING
from rcompat.script.machine import Frame
from rcompat.script.values import Closure, Promise

__all__ = ["Dots", "Given", "bind", "dispatched_first", "match", "unused_text"]

Given = list[tuple[str | None, Any]]


class Dots(list[tuple[str | None, Any]]):
    """What `...` stands for: names and promises."""


def match(formals: tuple[str, ...], given: Given) -> dict[str, Any]:
    """Match arguments to parameters; "..." is always present in the answer if it is a parameter.

    Raises:
        RError: an argument fits no parameter, or two fit the same.

    R: argument matching of closures (R Language Definition 4.3.2).
    """
    has_dots = "..." in formals
    if not any(name for name, _ in given):
        return _by_position(formals, given, has_dots)
    found: dict[str, Any] = {}
    rest = _exact(formals, given, found)
    if any(name for name, _ in rest):
        rest = _partial(formals, rest, found)
    _positions(formals, rest, found, has_dots)
    return found


def _by_position(formals: tuple[str, ...], given: Given, has_dots: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    _positions(formals, given, found, has_dots)
    return found


def _exact(formals: tuple[str, ...], given: Given, found: dict[str, Any]) -> Given:
    rest: Given = []
    for name, value in given:
        if name and name != "..." and name in formals:
            if name in found:
                raise RError(f'formal argument "{name}" matched by multiple actual arguments')
            found[name] = value
        else:
            rest.append((name, value))
    return rest


def _partial(formals: tuple[str, ...], given: Given, found: dict[str, Any]) -> Given:
    before = formals[: formals.index("...")] if "..." in formals else formals
    rest: Given = []
    for place, (name, value) in enumerate(given):
        fits = [formal for formal in before if name and formal.startswith(name) and formal not in found]
        if len(fits) > 1:
            raise RError(f"argument {place + 1} matches multiple formal arguments")
        if name and fits:
            found[fits[0]] = value
        else:
            rest.append((name, value))
    return rest


def _positions(formals: tuple[str, ...], rest: Given, found: dict[str, Any], has_dots: bool) -> None:
    queue = iter([formal for formal in formals if formal not in found])
    dots = Dots()
    unused: Given = []
    in_dots = False
    formal = next(queue, None)
    for name, value in rest:
        if not in_dots and formal == "...":
            in_dots = True
        if in_dots or (name and has_dots):
            dots.append((name, value))
        elif name or formal is None:
            unused.append((name, value))
        else:
            found[formal] = value
            formal = next(queue, None)
    if unused:
        raise RError(unused_text(unused))
    if has_dots:
        found["..."] = dots


def bind(function: Closure, matched: dict[str, Any], frame: Frame) -> None:
    """Put the arguments into the function's environment; defaults become promises there."""
    env = frame.env
    for parameter in function.formals.parameters:
        name = parameter.name or ""
        value = matched.get(name, MISSING)
        if value is MISSING and name != "...":
            frame.missing.add(name)
            if parameter.value is not MISSING:
                value = Promise(parameter.value, env)
        env.values[name] = value


def unused_text(unused: Given) -> str:
    """R's complaint about arguments that a function does not have."""
    shown = ", ".join(f"{name} = {_text(value)}" if name else _text(value) for name, value in unused)
    return f"unused argument{'s' if len(unused) > 1 else ''} ({shown})"


def _text(value: Any) -> str:
    from rcompat.script.deparsing import deparse_value

    if isinstance(value, Promise):
        if isinstance(value.expr, object) and hasattr(value.expr, "__dataclass_fields__"):
            return deparse_one(value.expr)
        value = value.value
    return " ".join(deparse_value(value))


def dispatched_first(first: str, given: Given) -> Given:
    """The arguments with the one in front whose class chooses the method: by name, else the first without a name."""
    if len(given) == 1 or given[0][0] == first:
        return given
    place = next((i for i, (name, _) in enumerate(given) if name == first), None)
    if place is None:
        place = next((i for i, (name, _) in enumerate(given) if not name), 0)
    return [given[place], *given[:place], *given[place + 1 :]]
