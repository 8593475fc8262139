"""What translated scripts need beside R's functions: parts of any value, replacement, methods for classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from rcompat.base.frame import NA_LOGICAL
from rcompat.design.callers import caller_names
from rcompat.language.expressions import Argument
from rcompat.language.syntax import parse_expression
from rcompat.r.calls import call_r, call_values, machine, value_argument, value_of
from rcompat.r.values import NamedValue, RValue, ShownValue, to_python
from rcompat.script.coercion import is_factor, strings
from rcompat.script.evaluator import find_function
from rcompat.script.values import Environment, Language, Vec, chr, lgl

__all__ = [
    "NA",
    "constant",
    "copy",
    "dataset",
    "each",
    "element",
    "expression",
    "formula",
    "match_arg",
    "method",
    "named",
    "next_method",
    "part",
    "pick",
    "plain",
    "put",
    "put_part",
    "quoted",
    "replaced",
    "shown",
    "use_method",
    "value",
]

NA = RValue(lgl([NA_LOGICAL]))
"""R's missing value."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def part(value: Any, name: str) -> Any:
    """A part by its name.

    R: `value$name`.
    """
    it = machine()
    env = Environment(it.globals)
    arguments = (Argument(value_argument(value, caller_names())), Argument(parse_expression(f"`{name}`")))
    return call_values("$", find_function(it, "$", it.globals), arguments, env)


def pick(value: Any, *places: Any, drop: bool | None = None) -> Any:
    """Elements, rows and columns, counted from 1; `...` takes all.

    R: `value[places]`.
    """
    options = {} if drop is None else {"drop": drop}
    return call_r("[", value, *places, **options)


def put(value: Any, *places_and_new: Any) -> Any:
    """The value with some elements replaced: `x = put(x, 2, 5.0)`.

    R: `value[places] <- new`.
    """
    *places, new = places_and_new
    return call_r("[<-", value, *places, value=new)


def replaced(name: str, value: Any, *arguments: Any) -> Any:
    """The value after a replacement function: `x = replaced("levels", x, new)`.

    R: `name(value, arguments) <- new`.
    """
    *others, new = arguments
    return call_r(f"{name}<-", value, *others, value=new)


def shown(text: str, value: Any) -> Any:
    """A value whose R expression a page shows."""
    return ShownValue(value_of(value), text)


def method(name: str) -> Callable[[_Function], _Function]:
    """Make the decorated function R's method of that name, such as "print.person"."""

    def register(function: _Function) -> _Function:
        machine().globals.values[name] = value_of(function)
        return function

    return register


def next_method(generic: str, kind: str, value: Any, *others: Any, **named: Any) -> Any:
    """Call the method of a generic function for the class behind `kind`.

    R: `NextMethod()` in the method `generic.kind`.
    """
    from rcompat.script.coercion import implicit_class
    from rcompat.script.dispatch import find_method

    it = machine()
    held = value_of(value)
    classes = [*implicit_class(held), "default"]
    behind = classes[classes.index(kind) + 1 :] if kind in classes else ["default"]
    for other in behind:
        found = find_method(it, generic, other, it.globals)
        if found is not None:
            return call_values_of(found, value, others, named)
    raise machine_error(generic, held)


def use_method(generic: str, value: Any, *others: Any, **named: Any) -> Any:
    """Call the method of a generic function for the class of a value.

    R: `UseMethod(generic)`.
    """
    it = machine()
    from rcompat.script.coercion import implicit_class
    from rcompat.script.dispatch import find_method

    held = value_of(value)
    for kind in [*implicit_class(held), "default"]:
        found = find_method(it, generic, kind, it.globals)
        if found is not None:
            return call_values_of(found, value, others, named)
    raise machine_error(generic, held)


def call_values_of(function: Any, value: Any, others: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Call an R function value with Python values."""
    from rcompat.r.values import to_python
    from rcompat.script.calling import call_function

    values = [value_of(item) for item in (value, *others, *named.values())]
    names = [*(None for _ in (value, *others)), *named]
    return to_python(call_function(machine(), function, values, names))


def machine_error(generic: str, held: Any) -> Exception:
    """R's words for a class without method."""
    from rcompat.base.conditions import RError
    from rcompat.script.coercion import implicit_class

    kind = implicit_class(held)[0]
    return RError(f"no applicable method for '{generic}' applied to an object of class \"{kind}\"")


def element(value: Any, *places: Any) -> Any:
    """One element, counted from 1 or by name.

    R: `value[[places]]`.
    """
    return call_r("[[", value, *places)


def put_part(value: Any, *places_and_new: Any) -> Any:
    """The value with one part replaced.

    R: `value[[places]] <- new`.
    """
    *places, new = places_and_new
    return call_r("[[<-", value, *places, value=new)


def copy(value: Any) -> Any:
    """A copy that can be changed by itself."""
    return RValue(value.held) if isinstance(value, RValue) else value.copy() if hasattr(value, "columns") else value


def value(record: Any) -> RValue:
    """What R computes with: the numbers of an answer, of an array, of a series."""
    from rcompat.script.record_parts import record_value

    return RValue(record_value(held) if (held := value_of(record)) is not None else None)


def plain(given: Any) -> Any:
    """A value as pylmer's functions take it: numbers, texts, arrays."""
    from rcompat.script.records import python_value

    return python_value(machine(), given.held) if isinstance(given, RValue) else given


def dataset(name: str) -> Any:
    """A data set of R's own or of a package, as a pandas frame.

    R: utils::data.
    """
    from rcompat.script.packages import known_packages, load_datasets

    it = machine()
    if name not in it.datasets:
        for package in known_packages():
            load_datasets(it, package)
    return to_python(it.datasets[name]())


def constant(name: str) -> Any:
    """One of R's own variables, such as ".Machine"."""
    return to_python(machine().base.values[name])


def each(values: Any) -> Any:
    """The elements of any R value, for a loop."""
    held = value_of(values)
    if isinstance(held, Vec) and "class" in held.attrs:
        return RValue(chr(strings(held))) if is_factor(held) else RValue(Vec(held.data))
    return () if held is None else RValue(held)


def formula(text: Any) -> Any:
    """A formula as a value, from its text; the formula of a fit.

    R: stats::formula.
    """
    return parse_expression(text) if isinstance(text, str) else call_r("formula", text)


def quoted(text: str) -> RValue:
    """An R expression as a value.

    R: base::quote.
    """
    return RValue(Language(parse_expression(text)))


def expression(*texts: str) -> RValue:
    """R expressions as a value.

    R: base::expression.
    """
    it = machine()
    arguments = tuple(Argument(parse_expression(text)) for text in texts)
    found = find_function(it, "expression", it.globals)
    return call_values("expression", found, arguments, Environment(it.globals))  # type: ignore[no-any-return]


def named(name: str, value: Any) -> Any:
    """A value with the name that it has among the arguments of a call: `r.cbind(r.named("est", x), y)`."""
    return NamedValue(value_of(value), name)


def match_arg(given: Any, choices: Any) -> Any:
    """One of several choices by the beginning of its name; the first if none is given.

    R: base::match.arg.
    """
    return RValue(value_of(choices))[0] if given is None else call_r("match.arg", given, choices)
