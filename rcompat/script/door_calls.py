"""Calls of packages' functions in a script's words: what errors and warnings name, and arguments no one knows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.generics import NoMethodError
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import class_of, implicit_class
from rcompat.script.evaluator import force
from rcompat.script.machine import Context
from rcompat.script.matching import Given, unused_text
from rcompat.script.values import Promise, Value

__all__ = ["in_script_words", "known_arguments", "own_call"]

_FORMAL_CALL = "(function (classes, fdef, mtable) "


def _called(call: Any) -> str | None:
    """The name of the called function, without its package."""
    if not isinstance(call, Call):
        return None
    function = call.function
    if isinstance(function, Call) and function.name in ("::", ":::"):
        function = function.arguments[-1].value
    return function.name if isinstance(function, Symbol) else None


def _first(given: Given) -> Value:
    promise = given[0][1] if given else None
    return promise.value if type(promise) is Promise and promise.done else None


def own_call(text: str, call: Any, given: Given) -> str:
    """The call that a condition names.

    A condition of the function that the script called, or of its method for the first argument, is shown with the
    arguments as the script wrote them; any other call stands as the package gave it.
    """
    name = _called(call)
    head = text.split("(", 1)[0]
    if name is None:
        return text
    methods = [name, *(f"{name}.{kind}" for kind in (*implicit_class(_first(given)), "default"))]
    if head not in methods:
        return text
    arguments = tuple(Argument(plain(argument.value), argument.name) for argument in call.arguments)
    if not all(isinstance(argument.value, Expr) for argument in arguments):
        return text  # do.call() hands over values; the package knows how R shows them
    return "\n".join(deparse(Call(Symbol(head), arguments)))


def in_script_words(error: RError, context: Context, given: Given) -> RError:
    """An error of a package with its call and its classes as the script knows them."""
    if isinstance(error, NoMethodError) and context.builtin.name in (error.generic, error.generic.replace("_", ".")):
        return _no_method(context, given)
    error.is_packaged = True  # type: ignore[attr-defined]
    if error.call is not None:
        error.call = own_call(error.call, context.call, given)
    return error


def _no_method(context: Context, given: Given) -> RError:
    name = context.builtin.name
    value = force(context.it, given[0][1]) if given else None
    if name in context.it.packages.get("formal", ()):
        kind = (
            ["missing"]
            if not given
            else class_of(value) or ["numeric" if k == "double" else k for k in implicit_class(value)]
        )
        text = f'unable to find an inherited method for function ‘{name}’ for signature ‘"{kind[0]}"’'
        return RError(text, _FORMAL_CALL)
    return NoMethodError(name, tuple(implicit_class(value)))


def known_arguments(
    function: Callable[..., Any], named: dict[str, Any], given: Given, context: Context
) -> dict[str, Any]:
    """The named arguments that a package's function knows; R ignores others where its function has `...`.

    Raises:
        RError: R's function has no `...`.
    """
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return named
    known = {name: value for name, value in named.items() if name in parameters}
    name = context.builtin.name
    if len(known) == len(named) or name not in context.it.packages["closed"]:
        return known
    unknown = {name for name in named if name not in parameters}
    unused: Given = [(name, item) for name, item in given if name and name.replace(".", "_") in unknown]
    raise RError(unused_text(unused), own_call(f"{name}()", context.call, given))
