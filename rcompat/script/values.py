"""R values as the interpreter holds them: vectors, lists, functions, expressions and environments, with attributes.

Factors and data frames are vectors and lists with a class, as in R; NULL is None. Anything else that a package
returns (a fitted model, a table of tests) is a record that the interpreter hands around without looking inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.language.expressions import Expr, Formals

__all__ = [
    "NA",
    "SEALED",
    "Builtin",
    "Closure",
    "Environment",
    "Instance",
    "Language",
    "List",
    "Promise",
    "Value",
    "Vec",
    "chr",
    "dbl",
    "intv",
    "is_function",
    "lgl",
    "make_list",
    "names_of",
    "scalar",
    "type_of",
]

Value = Any
SEALED = ""
"""Stands among the locked names of an environment that takes no new ones."""
_TYPES = {"c": "complex", "f": "double", "i": "integer", "O": "character", "u": "raw"}


class Vec:
    """An atomic vector: values (n,) in R's order, and attributes (names, dim, dimnames, class, levels, ...)."""

    __slots__ = ("attrs", "data")

    def __init__(self, data: Any, attrs: dict[str, Value] | None = None) -> None:
        self.data = data
        self.attrs: dict[str, Value] = {} if attrs is None else attrs

    def __len__(self) -> int:
        return len(self.data)

    @property
    def kind(self) -> str:
        """R's type: raw, logical, integer, double or character."""
        return "logical" if self.data.dtype == np.int8 else _TYPES[self.data.dtype.kind]

    def copy(self) -> Vec:
        """The same values with an attribute table of its own."""
        return Vec(self.data, dict(self.attrs))


class List:
    """A generic list: any values, and attributes."""

    __slots__ = ("attrs", "data")

    kind = "list"

    def __init__(self, data: list[Value], attrs: dict[str, Value] | None = None) -> None:
        self.data = data
        self.attrs: dict[str, Value] = {} if attrs is None else attrs

    def __len__(self) -> int:
        return len(self.data)

    def copy(self) -> List:
        """The same values with an attribute table of its own."""
        return List(list(self.data), dict(self.attrs))


class Language:
    """An unevaluated expression as a value: a symbol, a call, a formula, or a vector of expressions."""

    __slots__ = ("attrs", "expr")

    def __init__(self, expr: Expr, attrs: dict[str, Value] | None = None) -> None:
        self.expr = expr
        self.attrs: dict[str, Value] = {} if attrs is None else attrs

    def copy(self) -> Language:
        """The same expression with an attribute table of its own."""
        return Language(self.expr, dict(self.attrs))


class Instance:
    """An object of an S4 class that is made of slots alone: its attributes are the slots and the class."""

    __slots__ = ("attrs",)

    def __init__(self, attrs: dict[str, Value]) -> None:
        self.attrs = attrs

    def copy(self) -> Instance:
        """The same slots in a table of its own."""
        return Instance(dict(self.attrs))


class Environment:
    """Variables and where to look further."""

    __slots__ = ("attrs", "fields", "frame", "locked", "name", "parent", "record", "values")

    def __init__(self, parent: Environment | None, name: str | None = None) -> None:
        self.values: dict[str, Value] = {}
        self.parent = parent
        self.name = name
        self.attrs: dict[str, Value] = {}
        self.frame: Any = None
        self.locked: set[str] | None = None
        self.fields: dict[str, str] | None = None  # of a reference object: each field and its class
        self.record: Any = None  # what a package gets when it is given this environment

    def find(self, name: str) -> Environment | None:
        """The nearest environment that knows the name."""
        env: Environment | None = self
        while env is not None:
            if name in env.values:
                return env
            env = env.parent
        return None

    def check_open(self, name: str) -> None:
        """Check that a variable may be set here.

        Raises:
            RError: it is locked, or new and the environment is locked.
        """
        if self.locked is None:
            return
        if name in self.locked:
            raise RError(f"cannot change value of locked binding for '{name}'")
        if SEALED in self.locked and name not in self.values:
            raise RError("cannot add bindings to a locked environment")

    def chain(self) -> Iterator[Environment]:
        """This environment and those around it."""
        env: Environment | None = self
        while env is not None:
            yield env
            env = env.parent


class Promise:
    """An argument that is evaluated when it is first needed."""

    __slots__ = ("busy", "done", "env", "expr", "value")

    def __init__(self, expr: Expr, env: Environment | None, value: Value = None, done: bool = False) -> None:
        self.expr = expr
        self.env = env
        self.value = value
        self.done = done
        self.busy = False


class Closure:
    """A function written in R."""

    __slots__ = ("attrs", "body", "env", "formals", "names")

    def __init__(self, formals: Formals, body: Expr, env: Environment, attrs: dict[str, Value] | None = None) -> None:
        self.formals = formals
        self.names = tuple(parameter.name or "" for parameter in formals.parameters)
        self.body = body
        self.env = env
        self.attrs: dict[str, Value] = {} if attrs is None else attrs


class Builtin:
    """A function written in Python; what it needs besides its name may be loaded when it is first looked at.

    Attributes:
        name: R's name.
        load: fills in the rest, or None once that is done.
        run: the function; it takes a call context and the parameters by position.
        formals: R's parameter names in order.
        python_names: the names of the Python parameters, one for each of `formals`.
        lazy: parameters that arrive as promises.
        special: the function takes the unevaluated call and its environment.
        generic: methods for classes are looked for first.
        primitive: R counts it among its primitives, which do not appear in "Error in".
        whole: records of packages arrive as they are, not as the vectors, lists and data frames that R sees.
        first: the parameter whose class chooses the method.
    """

    __slots__ = (
        "attrs",
        "first",
        "formals",
        "generic",
        "lazy",
        "load",
        "name",
        "primitive",
        "python_names",
        "run",
        "special",
        "whole",
    )

    def __init__(self, name: str, run: Callable[..., Value], formals: tuple[str, ...]) -> None:
        self.name = name
        self.load: Callable[[Builtin], None] | None = None
        self.run = run
        self.formals = formals
        self.first = formals[0] if formals else ""
        self.python_names: tuple[str, ...] = ()
        self.lazy: frozenset[str] = frozenset()
        self.special = False
        self.generic = False
        self.primitive = False
        self.whole = False
        self.attrs: dict[str, Value] = {}

    @classmethod
    def promised(cls, name: str, load: Callable[[Builtin], None]) -> Builtin:
        """A function that `load` fills in, by `become`, when it is first looked at."""
        item = cls.__new__(cls)
        item.name, item.attrs, item.load = name, {}, load
        return item

    def become(self, other: Builtin) -> None:
        """Take over all that the other function is."""
        for slot in Builtin.__slots__:
            if slot not in ("name", "attrs"):
                setattr(self, slot, getattr(other, slot))

    def __getattr__(self, slot: str) -> Any:
        # Python asks here only for slots that are still empty.
        load = self.load if slot in Builtin.__slots__ and slot != "load" else None
        if load is None:
            raise AttributeError(slot)
        load(self)
        if self.load is load:
            raise LookupError(f"nothing defines {self.name}")
        return getattr(self, slot)


def dbl(values: Iterable[float] | Any, attrs: dict[str, Value] | None = None) -> Vec:
    """A double vector."""
    return Vec(np.asarray(values if hasattr(values, "__len__") else list(values), dtype=np.float64), attrs)


def intv(values: Iterable[int] | Any, attrs: dict[str, Value] | None = None) -> Vec:
    """An integer vector."""
    return Vec(np.asarray(values if hasattr(values, "__len__") else list(values), dtype=np.int32), attrs)


def lgl(values: Iterable[Any] | Any, attrs: dict[str, Value] | None = None) -> Vec:
    """A logical vector."""
    return Vec(np.asarray(values if hasattr(values, "__len__") else list(values), dtype=np.int8), attrs)


def chr(values: Iterable[str | None], attrs: dict[str, Value] | None = None) -> Vec:
    """A character vector."""
    items = list(values)
    data = np.empty(len(items), dtype=object)
    data[:] = items
    return Vec(data, attrs)


def scalar(value: bool | int | float | str | None) -> Vec:
    """A vector of one element; None is NA."""
    if value is None:
        return NA
    if isinstance(value, bool | np.bool_):
        return lgl([1 if value else 0])
    if isinstance(value, int | np.integer):
        return intv([value])
    if isinstance(value, float | np.floating):
        return dbl([value])
    return chr([value])


def make_list(items: Sequence[Value] | dict[str, Value], names: Sequence[str | None] | None = None) -> List:
    """A list, named if a dict or names are given."""
    if isinstance(items, dict):
        return List(list(items.values()), {"names": chr(items.keys())})
    return List(list(items), {} if names is None else {"names": chr(names)})


NA = lgl([NA_LOGICAL])
_MISSING = {"logical": NA_LOGICAL, "integer": NA_INTEGER, "double": NA_REAL, "character": None}


def names_of(value: Value) -> list[str | None] | None:
    """Element names, or None."""
    attrs = getattr(value, "attrs", None)
    if not attrs:
        return None
    names = attrs.get("names")
    if names is None and "dim" in attrs and len(attrs["dim"]) == 1 and attrs.get("dimnames") is not None:
        names = attrs["dimnames"].data[0]
    if names is None:
        return None
    found: list[str | None] = names.data.tolist()
    return found


def is_function(value: Value) -> bool:
    """Whether the value can be called."""
    return isinstance(value, Closure | Builtin)


def type_of(value: Value) -> str:
    """R's `typeof`."""
    if value is None:
        return "NULL"
    if isinstance(value, Vec | List):
        return "S4" if _is_matrix_object(value) else value.kind
    if isinstance(value, Language):
        from rcompat.language.expressions import Symbol

        return "symbol" if isinstance(value.expr, Symbol) else "language"
    if isinstance(value, Closure):
        return "closure"
    if isinstance(value, Builtin):
        return ("special" if value.special else "builtin") if value.primitive else "closure"
    if isinstance(value, Environment):
        return "environment"
    if isinstance(value, Promise):
        raise RError("promise escaped")
    return "S4"


def _is_matrix_object(value: Vec | List) -> bool:
    """Whether the value stands for an object of package Matrix."""
    package = getattr(value.attrs.get("class"), "attrs", {}).get("package")
    return package is not None and package.data[0] == "Matrix"
