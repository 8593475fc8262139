"""S4 methods that a script defines: which one a call gets, and which one follows it. R: methods, method dispatch.

Every method has a signature: a class for each of the generic's arguments that count. The method is called whose
classes are nearest to those of the arguments, all distances added up; `callNextMethod` goes on to the next nearest,
and after the last one to R's own function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import MISSING
from rcompat.script.dispatch import GROUPS, internal_default
from rcompat.script.evaluator import apply_function, force
from rcompat.script.formal_classes import ANY, distances_from, value_distances
from rcompat.script.machine import Machine
from rcompat.script.matching import Given, match
from rcompat.script.values import Builtin, Closure, Environment, Value, chr

__all__ = [
    "GROUP_MEMBERS",
    "FormalDispatch",
    "FormalGeneric",
    "add_method",
    "call_formal",
    "call_next",
    "call_ordered",
    "generic_named",
    "inherited_method",
    "missing_argument",
    "ordered_methods",
]

_ARITH = "+ - * ^ %% %/% /".split()  # noqa: SIM905
_COMPARE = "== > < != <= >=".split()  # noqa: SIM905
_LOGIC = ["&", "|"]
GROUP_MEMBERS: dict[str, list[str]] = {
    "Arith": _ARITH,
    "Compare": _COMPARE,
    "Logic": _LOGIC,
    "Ops": [*_ARITH, *_COMPARE, *_LOGIC],
    "Math": [name for name, group in GROUPS.items() if group == "Math" and name not in ("round", "signif")],
    "Math2": ["round", "signif"],
    "Summary": [name for name, group in GROUPS.items() if group == "Summary"],
}
"""The groups of functions that one method can stand for."""


@dataclass(slots=True, kw_only=True, eq=False)
class FormalGeneric:
    """A function with methods for S4 classes.

    Attributes:
        name: the function, or a group of functions.
        signature: the arguments whose classes count.
        methods: the functions by their signatures.
        function: the generic as the script defined it; None for R's own functions.
    """

    name: str
    signature: tuple[str, ...]
    methods: dict[tuple[str, ...], Closure] = field(default_factory=dict)
    function: Closure | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FormalDispatch:
    """Where a method stands among those that fit its call."""

    generic: str
    rest: tuple[Closure, ...]
    given: Given


def generic_named(it: Machine, name: str, formals: tuple[str, ...] = ()) -> FormalGeneric:
    """The generic of that name, made if there is none yet."""
    found: FormalGeneric | None = it.formal.get(name)
    if found is None:
        found = it.formal[name] = FormalGeneric(name=name, signature=tuple(f for f in formals if f != "..."))
    return found


def add_method(it: Machine, name: str, signature: tuple[str, ...], method: Closure) -> None:
    """Keep a method under its signature, without the "ANY" at the end."""
    while signature and signature[-1] == "ANY":
        signature = signature[:-1]
    generic = generic_named(it, name, method.names)
    generic.methods.pop(signature, None)
    generic.methods[signature] = method
    it.formal_names.update(GROUP_MEMBERS.get(name, [name]))


def ordered_methods(it: Machine, name: str, given: Given) -> list[Closure]:
    """The methods that fit a call, nearest first; a function's own come before those of its groups."""
    found: list[tuple[int, int, int, Closure]] = []
    for rank, title in enumerate((name, *(group for group, names in GROUP_MEMBERS.items() if name in names))):
        generic = it.formal.get(title)
        if generic is None:
            continue
        classes = _argument_classes(it, generic, given)
        for place, (signature, method) in enumerate(generic.methods.items()):
            distance = _distance(signature, classes)
            if distance is not None:
                found.append((distance, rank, place, method))
    return [item[-1] for item in sorted(found, key=lambda item: item[:3])]


def _argument_classes(it: Machine, generic: FormalGeneric, given: Given) -> list[dict[str, int]]:
    """The classes of the arguments that count, with their distances."""
    try:
        matched = match((*generic.signature, "..."), given)
    except RError:
        matched = {}
    most = max((len(signature) for signature in generic.methods), default=0)
    classes = []
    for name in generic.signature[:most]:
        promise = matched.get(name, MISSING)
        if missing_argument(promise):
            classes.append({"missing": 0, "ANY": ANY})
        else:
            classes.append(value_distances(force(it, promise)))
    return classes


def missing_argument(promise: Any) -> bool:
    """Whether an argument is empty, or handed on by a function that was not given it."""
    if promise is MISSING:
        return True
    name = getattr(getattr(promise, "expr", None), "name", None)
    env = getattr(promise, "env", None)
    return isinstance(name, str) and env is not None and env.values.get(name) is MISSING


def _distance(signature: tuple[str, ...], classes: list[dict[str, int]]) -> int | None:
    total = 0
    for place, known in enumerate(classes):
        kind = signature[place] if place < len(signature) else "ANY"
        if kind not in known:
            return None
        total += known[kind]
    return total if len(signature) <= len(classes) else None


def call_formal(it: Machine, name: str, given: Given, call: Any, env: Environment) -> list[Value] | None:
    """The value of the nearest method, as a list of one; None if no method fits."""
    methods = ordered_methods(it, name, given)
    return [call_ordered(it, name, methods, given, call, env)] if methods else None


def call_ordered(it: Machine, name: str, methods: list[Closure], given: Given, call: Any, env: Environment) -> Value:
    """Call the first of these methods; the others are there for `callNextMethod`."""
    method = methods[0]
    inner = Environment(method.env)
    inner.values[".Generic"] = chr([name])
    known = Closure(method.formals, method.body, inner, method.attrs)
    return apply_function(it, known, given, call, env, FormalDispatch(name, tuple(methods[1:]), given))


def call_next(it: Machine, frame: Any, given: Given | None) -> Value:
    """What `callNextMethod` does in a method's frame: the next method, else R's own function.

    Raises:
        RError: it is not called from a method, or nothing follows.
    """
    dispatch = frame.dispatch
    if not isinstance(dispatch, FormalDispatch):
        raise RError("callNextMethod() called from outside a method dispatch")
    arguments = dispatch.given if given is None else given
    caller = frame.caller or it.globals
    if dispatch.rest:
        return call_ordered(it, dispatch.generic, list(dispatch.rest), arguments, frame.call, caller)
    if isinstance(it.base.values.get(dispatch.generic), Builtin):
        return internal_default(it, dispatch.generic, arguments, frame.call, caller)
    raise RError("no next method available")


def inherited_method(generic: FormalGeneric, classes: tuple[str, ...]) -> Closure | None:
    """The method that objects of these classes get."""
    known = [distances_from(kind) for kind in classes]
    found = [
        (distance, place, method)
        for place, (signature, method) in enumerate(generic.methods.items())
        if (distance := _distance(signature, known)) is not None
    ]
    return min(found, key=lambda item: item[:2])[-1] if found else None
