"""R's generic functions by name: lower floors ask, higher floors answer.

A record that inherits `Asks` offers `fit.summary()` although summaries live above it: the attribute asks, and the
floor that knows registers its answer with `answers`. An index says which module registers what, so that a module is
imported when its first answer is wanted: `scripts/write_indexes.py` writes `answers.txt`, one line per answer with the
generic, the class and the module.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial, wraps
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from rcompat.base.conditions import RError, running
from rcompat.base.refusals import FOREIGN, in_r_words, refusal

__all__ = [
    "Asks",
    "NoMethodError",
    "answer_index",
    "answers",
    "ask",
    "generic",
    "is_answered",
    "late_answers",
    "method_of",
]

_Answer = TypeVar("_Answer", bound=Callable[..., Any])
_methods: dict[str, dict[type, Callable[..., Any]]] = {}
_homes: dict[str, dict[str, str]] = {}
"""Generic to class to the module that registers the method."""
_PLAIN = {bool: "logical", str: "character", type(None): "NULL"}


class NoMethodError(RError):
    """A generic has no method for the class of what it was given."""

    def __init__(self, name: str, kinds: tuple[str, ...]) -> None:
        shown = kinds[0] if len(kinds) == 1 else "c(" + ", ".join(f"'{kind}'" for kind in kinds) + ")"
        super().__init__(
            f"no applicable method for '{name}' applied to an object of class \"{shown}\"", f'UseMethod("{name}")'
        )
        self.generic = name


def late_answers(index: Path) -> None:
    """Read an index of answers."""
    for line in index.read_text(encoding="utf-8").splitlines():
        name, kind, module = line.split()
        _homes.setdefault(name, {})[kind] = module
    _answering.cache_clear()


def answer_index(package: str) -> list[str]:
    """The lines of a package's index, as far as its modules are imported."""
    return sorted(
        f"{name} {_label(kind)} {method.__module__}"
        for name, methods in _methods.items()
        for kind, method in methods.items()
        if method.__module__.partition(".")[0] == package
    )


def _label(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def method_of(name: str, kind: type) -> Callable[..., Any] | None:
    """The method of generic `name` for a class, or None."""
    ancestor = _answering(name, kind)
    return None if ancestor is None else _methods[name][ancestor]


@cache
def _answering(name: str, kind: type) -> type | None:
    """The class, among a class and its ancestors, that has a method of generic `name`."""
    homes = _homes.get(name, {})
    for ancestor in kind.__mro__:
        if ancestor not in _methods.get(name, {}) and _label(ancestor) in homes:
            import_module(homes[_label(ancestor)])
        if ancestor in _methods.get(name, {}):
            return ancestor
    return None


def answers(name: str, kind: type) -> Callable[[_Answer], _Answer]:
    """Register the decorated function as the method of generic `name` for records of type `kind`."""

    def register(method: _Answer) -> _Answer:
        _methods.setdefault(name, {})[kind] = method
        _answering.cache_clear()
        return method

    return register


def ask(name: str, value: Any, /, *arguments: Any, **named: Any) -> Any:
    """Call the method of generic `name` for the class of `value`.

    Classes that R has, too, say in `r_method_class(name)` for which class R has the method: errors name it.

    Raises:
        RError: R's "no applicable method".
    """
    kind = _answering(name, type(value))  # type: ignore[arg-type]  # a class is hashable
    if kind is None:
        raise NoMethodError(name, _classes(value))
    method, method_class = _methods[name][kind], getattr(type(value), "r_method_class", None)
    shown = None if method_class is None else method_class(name)
    if shown is None:
        return method(value, *arguments, **named)
    with running(f"{name}.{shown}"):
        return method(value, *arguments, **named)


def _ask_in_r_words(name: str, value: Any, /, *arguments: Any, **named: Any) -> Any:
    """`ask` for callers outside the package: what bad arguments cause are errors in R's words."""
    try:
        return ask(name, value, *arguments, **named)
    except FOREIGN as error:
        method = method_of(name, type(value))
        if method is None or isinstance(error, RError):
            raise
        raise refusal(method, (value, *arguments), named, error) from error


def _classes(value: Any) -> tuple[str, ...]:
    """R's classes of a value, as UseMethod names them."""
    if type(value) in _PLAIN:
        return (_PLAIN[type(value)],)
    if isinstance(value, int | float):
        return ("double", "numeric")
    if isinstance(value, list | tuple) and value:
        return _classes_of_items(value)
    if is_answered("r_class", value):
        bases = ask("r_bases", value) if is_answered("r_bases", value) else ()
        return (*ask("r_class", value).data, *bases)
    found = ask("r_value", value).attributes.get("class") if is_answered("r_value", value) else None
    if found is None:
        return (getattr(value, "class_name", None) or type(value).__name__,)
    return (found,) if isinstance(found, str) else tuple(found)


def _classes_of_items(values: list[Any] | tuple[Any, ...]) -> tuple[str, ...]:
    """R's classes of what `c()` makes of these values; a list where that is no plain vector."""
    kinds = {type(value) for value in values}
    if kinds == {str} or kinds == {bool}:
        return (_PLAIN[kinds.pop()],)
    return ("double", "numeric") if kinds <= {int, float, bool} else ("list",)


def generic(method: _Answer) -> _Answer:
    """Turn a method into its generic: same name and documentation, dispatched on the class of the first argument.

    The first argument may be given by name too.
    """
    first = method.__code__.co_varnames[0]

    @wraps(method)
    def dispatch(*arguments: Any, **named: Any) -> Any:
        if not arguments and first in named:
            arguments = (named.pop(first),)
        if not arguments:
            raise NoMethodError(method.__name__, ("NULL",))
        return _ask_in_r_words(method.__name__, *arguments, **named)

    return in_r_words(dispatch)  # type: ignore[no-any-return]


class Asks:
    """Mixin: `record.name(...)` is `name(record, ...)` for every generic that has a method for the record's class."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if method_of(name, type(self)) is not None:
            return partial(_ask_in_r_words, name, self)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __dir__(self) -> list[str]:
        known = {name: {_label(kind) for kind in methods} for name, methods in _methods.items()}
        labels = {_label(kind) for kind in type(self).__mro__}
        own = [name for name in {*known, *_homes} if labels & (known.get(name, set()) | _homes.get(name, {}).keys())]
        return sorted({*super().__dir__(), *own})


def is_answered(name: str, value: Any) -> bool:
    """Whether generic `name` has a method for the class of `value`."""
    return method_of(name, type(value)) is not None


late_answers(Path(__file__).resolve().parent.parent / "answers.txt")
