"""S3: which method a generic calls, and what NextMethod calls next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.generics import ask, is_answered, method_of
from rcompat.base.render import render
from rcompat.language.expressions import Call, Symbol
from rcompat.script.coercion import class_of, implicit_class
from rcompat.script.door_calls import in_script_words, known_arguments
from rcompat.script.doors import from_record
from rcompat.script.evaluator import apply_function, force
from rcompat.script.machine import Context, Machine
from rcompat.script.matching import Given
from rcompat.script.method_words import METHOD_NAMES
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record, record_arguments
from rcompat.script.signals import settle
from rcompat.script.values import Builtin, Closure, Environment, List, Promise, Value, Vec, chr

__all__ = ["Dispatch", "find_method", "next_method", "try_dispatch", "use_method"]


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch:
    """Where a method stands in its generic's row of classes."""

    generic: str
    classes: tuple[str, ...]
    object: Value
    given: Given


def find_method(it: Machine, generic: str, kind: str, env: Environment) -> Value:
    """The function `generic.kind`, or None."""
    name = f"{generic}.{kind}"
    where: Environment | None = env
    while where is not None:
        value = where.values.get(name)
        if type(value) is Promise:
            value = force(it, value)
        if isinstance(value, Closure) or (isinstance(value, Builtin) and name not in METHOD_NAMES):
            return value
        where = where.parent
    return it.globals.values.get(name) or it.methods.get(name)


GROUPS = dict.fromkeys(["all", "any", "sum", "prod", "max", "min", "range"], "Summary") | dict.fromkeys(
    [
        "abs",
        "sign",
        "sqrt",
        "floor",
        "ceiling",
        "trunc",
        "round",
        "signif",
        "exp",
        "log",
        "expm1",
        "log1p",
        "cos",
        "sin",
        "tan",
        "cospi",
        "sinpi",
        "tanpi",
        "acos",
        "asin",
        "atan",
        "cosh",
        "sinh",
        "tanh",
        "acosh",
        "asinh",
        "atanh",
        "lgamma",
        "gamma",
        "digamma",
        "trigamma",
        "cumsum",
        "cumprod",
        "cummax",
        "cummin",
    ],
    "Math",
)
"""Functions that look for a method of their group when a class has none of their own."""


def with_generic(method: Closure, generic: str) -> Closure:
    """A group's method that knows which function it stands for."""
    inner = Environment(method.env)
    inner.values[".Generic"] = chr([generic])
    return Closure(method.formals, method.body, inner, method.attrs)


def method_call(call: Any, method: Value, generic: str, kind: str) -> Any:
    """The call of a method written in R, as errors and `sys.call` show it."""
    if not isinstance(method, Closure) or not isinstance(call, Call) or not isinstance(call.function, Symbol):
        return call
    inner = method.env.values.get(".Generic") if generic in GROUPS else None
    prefix = generic if inner is None else GROUPS[generic]
    return Call(Symbol(f"{prefix}.{kind}"), call.arguments)


def try_dispatch(it: Machine, generic: str, given: Given, call: Any, env: Environment) -> tuple[bool, Value]:
    """Call the method for the first argument's class, if there is one besides the default."""
    value = force(it, given[0][1])
    classes = implicit_class(value)
    record = is_record(value)
    for place, kind in enumerate(classes):
        method = find_method(it, generic, kind, env)
        if method is None and generic in GROUPS:
            method = find_method(it, GROUPS[generic], kind, env)
            method = method if not isinstance(method, Closure) else with_generic(method, generic)
        if method is not None and (not record or isinstance(method, Closure)):
            dispatch = Dispatch(generic, tuple(classes[place + 1 :]), value, given)
            return True, apply_function(it, method, given, method_call(call, method, generic, kind), env, dispatch)
    if is_record(value):
        return ask_record(it, generic, value, given, call, env)
    return False, None


_STRUCTURE = frozenset(("names", "dim", "dimnames", "levels", "length", "labels"))
"""What base R reads off an object itself."""


def ask_record(
    it: Machine, generic: str, value: Value, given: Given, call: Any, env: Environment
) -> tuple[bool, Value]:
    """Put a generic's question to a record of a package; False when the record has no answer of its own."""
    if generic in _STRUCTURE:
        return False, None
    if generic == "terms":
        from rcompat.script.indexing import dollar

        seen = record_value(value)
        part = dollar(seen, "terms") if isinstance(seen, List) else None
        if part is not None:
            return True, part
    name = generic.replace(".", "_")
    answer: Any = getattr(value, name, None)
    answered = is_answered(name, value)
    if not answered and not callable(answer):
        return (False, None) if answer is None else (True, from_record(answer))
    method = method_of(name, type(value)) or answer
    if generic == "update" and any(label == "family" for label, _ in given):
        from rcompat.script.functions.families import family_promise

        given = [(label, family_promise(it, item) if label == "family" else item) for label, item in given]
    positional, named = record_arguments(it, given[1:], generic, method)
    with it.packages["hook"](it, call, env, given) as names:
        unnamed = [promise for place, (label, promise) in enumerate(given) if place == 0 or not label]
        for item, promise in zip((value, *positional), unnamed, strict=False):
            names.note(item, names.written(promise))
        for label, promise in given[1:]:
            if label and label.replace(".", "_") in named:
                names.note(named[label.replace(".", "_")], names.written(promise))
        method = partial(ask, name, value) if answered else answer
        context = Context(it, call, env, given, Builtin(generic, method, ()))
        try:
            known = known_arguments(method_of(name, type(value)) or answer, named, given, context)
            result = method(*positional, **known)
        except RError as error:
            error = in_script_words(error, context, given)
            settle(it, error, None)
            raise error
    return True, answered_value(it, result)


def answered_value(it: Machine, result: Any) -> Value:
    """What a package's function returned; pages that R writes from within the function are written at once."""
    it.visible = not getattr(result, "is_written_at_once", False)
    if not it.visible:
        it.out(render(result))
        value = record_value(result)
        return value if isinstance(value, Vec | List) else from_record(result)
    return from_record(result)


def use_method(it: Machine, generic: str, value: Value, frame: Any) -> Value:
    """R's UseMethod: call the method for the class of `value` with the arguments of the function in `frame`.

    Raises:
        RError: no method and no default.
    """
    classes = [*implicit_class(value), "default"]
    given = frame_arguments(frame)
    for place, kind in enumerate(classes):
        method = find_method(it, generic, kind, frame.caller or it.globals) or find_method(it, generic, kind, frame.env)
        if method is not None:
            dispatch = Dispatch(generic, tuple(classes[place + 1 : -1]), value, given)
            call = method_call(frame.call, method, generic, kind)
            return apply_function(it, method, given, call, frame.caller or it.globals, dispatch)
    builtin = it.base.values.get(generic)
    if isinstance(builtin, Builtin):
        return apply_function(it, builtin, given, frame.call, frame.caller or it.globals)
    if is_record(value):
        found, result = ask_record(it, generic, value, given, frame.call, frame.caller or it.globals)
        if found:
            return result
    kinds = implicit_class(value) if len(class_of(value)) != 1 else class_of(value)
    shown = f'"{kinds[0]}"' if len(kinds) == 1 else '"c(' + ", ".join(f"'{kind}'" for kind in kinds) + ')"'
    error = RError(f"no applicable method for '{generic}' applied to an object of class {shown}")
    error.call = f'UseMethod("{generic}")'
    raise error


def frame_arguments(frame: Any) -> Given:
    """The arguments as the function in `frame` was called, promises kept."""
    given: Given = getattr(frame, "given", None) or []
    return given


def next_method(it: Machine, frame: Any, extra: Given) -> Value:
    """R's NextMethod: the method of the next class, the default, or the internal function."""
    dispatch = frame.dispatch
    if dispatch is None:
        raise RError("NextMethod called from outside a method dispatch")
    given = list(dispatch.given)
    for name, value in extra:
        places = [i for i, (old, _) in enumerate(given) if old == name and name]
        if places:
            given[places[0]] = (name, value)
        else:
            given.append((name, value))
    caller = frame.caller or it.globals
    for place, kind in enumerate((*dispatch.classes, "default")):
        method = find_method(it, dispatch.generic, kind, caller)
        if method is not None:
            following = Dispatch(dispatch.generic, dispatch.classes[place + 1 :], dispatch.object, given)
            return apply_function(it, method, given, frame.call, caller, following)
    return internal_default(it, dispatch.generic, given, frame.call, caller)


def internal_default(it: Machine, generic: str, given: Given, call: Any, env: Environment) -> Value:
    """Run the function written in Python without looking for methods again."""
    builtin = it.base.values.get(generic)
    if not isinstance(builtin, Builtin):
        raise RError(f"no more methods for '{generic}'")
    if builtin.special:
        from rcompat.script.operators import run_without_methods

        return run_without_methods(it, generic, given, call, env)
    plain = Builtin(builtin.name, builtin.run, builtin.formals)
    plain.python_names, plain.lazy, plain.primitive = builtin.python_names, builtin.lazy, builtin.primitive
    return apply_function(it, plain, given, call, env)
