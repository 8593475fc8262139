"""The S4 classes that a script defines, and how R's own classes stand to one another. R: methods, class definitions.

A class knows the classes it extends and how far away each of them is. What a method is chosen by is that distance:
"ANY" fits everything and is farther away than every class that a value has.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from rcompat.language.expressions import Constant, Formals
from rcompat.script.values import Closure, Environment, List, Value, chr, dbl, intv, lgl

__all__ = [
    "ANY",
    "BASIC_BASES",
    "FormalClass",
    "basic_prototype",
    "class_table",
    "data_class",
    "define_class",
    "distances_from",
    "extends",
    "formal_bases",
    "heirs_of",
    "value_distances",
]

ANY = 1000
"""The distance of "ANY" from a value."""
_ROWS = "data.frameRowLabels"
BASIC_BASES: dict[str, tuple[str, ...]] = {
    "numeric": ("vector",),
    "integer": ("double", "numeric", "vector", _ROWS),
    "character": ("vector", _ROWS, "SuperClassMethod"),
    "logical": ("vector",),
    "complex": ("vector",),
    "raw": ("vector",),
    "list": ("vector",),
    "expression": ("vector",),
    "function": ("OptionalFunction", "PossibleMethod"),
    "NULL": ("OptionalFunction", "optionalMethod"),
    "matrix": ("array", "structure", "vector"),
    "array": ("structure", "vector"),
    "data.frame": ("list", "oldClass", "vector"),
    "factor": ("integer", "oldClass", "double", "numeric", "vector", _ROWS),
    "ordered": ("factor", "integer", "oldClass", "double", "numeric", "vector", _ROWS),
    "environment": (),
    "name": ("language", "refObject"),
    "call": ("language",),
    **dict.fromkeys(("formula", "Date", "POSIXt", "table", "lm", "ts"), ("oldClass",)),
    "POSIXct": ("POSIXt", "oldClass"),
    "POSIXlt": ("POSIXt", "oldClass"),
    "glm": ("lm", "oldClass"),
    "aov": ("lm", "oldClass"),
}
"""R's own classes and what they extend, nearest first."""
_DATA = ("numeric", "character", "integer", "logical", "complex", "list", "function", "matrix", "array")


@dataclass(slots=True, kw_only=True, eq=False)
class FormalClass:
    """A class that a script has defined.

    Attributes:
        name: R's name.
        slots: each slot and its class, own ones first, then those of the classes it extends.
        bases: the classes it extends and their distances, nearest first.
        through: for each of them that is farther than one step, the class that leads to it.
        is_virtual: it has no objects of its own.
        members: of a union: the classes that belong to it.
        prototype: slots that new objects start with.
        validity: what `validObject` asks, or None.
        fields: of a reference class: each field and its class.
        methods: of a reference class: its own methods by name.
    """

    name: str
    slots: dict[str, str] = field(default_factory=dict)
    bases: dict[str, int] = field(default_factory=dict)
    through: dict[str, str] = field(default_factory=dict)
    is_virtual: bool = False
    members: tuple[str, ...] = ()
    prototype: dict[str, Value] = field(default_factory=dict)
    validity: Value = None
    fields: dict[str, str] | None = None
    methods: dict[str, Closure] = field(default_factory=dict)


class_table: ContextVar[dict[str, FormalClass]] = ContextVar("class_table")
"""The classes defined so far by the script at work."""


def define_class(definition: FormalClass) -> None:
    """Make a class known."""
    class_table.get()[definition.name] = definition


def formal_bases(name: str) -> list[str]:
    """The classes that a class of the script extends, nearest first; none for other classes."""
    found = class_table.get({}).get(name)
    return [] if found is None else list(found.bases)


def heirs_of(name: str) -> dict[str, int]:
    """The classes of the script that extend a class, and how far away they are."""
    return {other.name: other.bases[name] for other in class_table.get({}).values() if name in other.bases}


def distances_from(name: str) -> dict[str, int]:
    """A class and all that it extends, with their distances; unions come with the classes that are their members."""
    found = class_table.get({}).get(name)
    if found is not None:
        known = {name: 0, **found.bases}
    else:
        known = {name: 0, **{base: place + 1 for place, base in enumerate(BASIC_BASES.get(name, ()))}}
    for union in class_table.get({}).values():
        members = [known[member] for member in union.members if member in known]
        for base, distance in ((union.name, 1), *union.bases.items()) if members else ():
            known.setdefault(base, min(members) + distance)
    return {**known, "ANY": ANY}


def extends(name: str, other: str) -> bool:
    """Whether a class is another one or extends it."""
    return other == "ANY" or other in distances_from(name)


def value_distances(value: Value) -> dict[str, int]:
    """The classes that a value counts as for the choice of a method, with their distances."""
    from rcompat.script.coercion import implicit_class

    classes = [kind for kind in implicit_class(value) if kind != "double"]
    found: dict[str, int] = {}
    for place, kind in enumerate(classes):
        for other, distance in distances_from(kind).items():
            found.setdefault(other, distance if other == "ANY" else place + distance)
    return found


def data_class(name: str) -> str | None:
    """R's own class that objects of a class are made of, or None if they are slots alone."""
    found = class_table.get({}).get(name)
    if found is None:
        return name if name in _DATA else None
    return next((base for base in found.bases if base in _DATA), None)


def basic_prototype(kind: str) -> Value:
    """What a slot of that class holds before anything is put there."""
    if kind in class_table.get():
        return None
    if kind == "function":
        return Closure(Formals(()), Constant(None, "null"), Environment(None, "base"))
    makers: dict[str, Callable[[], Value]] = {
        "numeric": lambda: dbl([]),
        "integer": lambda: intv([]),
        "character": lambda: chr([]),
        "logical": lambda: lgl([]),
        "list": lambda: List([]),
        "matrix": lambda: lgl([], {"dim": intv([0, 0])}),
        "array": lambda: lgl([], {"dim": intv([0])}),
        "factor": lambda: intv([], {"levels": chr([]), "class": chr(["factor"])}),
        "Date": lambda: dbl([], {"class": chr(["Date"])}),
        "data.frame": lambda: List([], {"names": chr([]), "row.names": intv([]), "class": chr(["data.frame"])}),
    }
    return makers[kind]() if kind in makers else None
