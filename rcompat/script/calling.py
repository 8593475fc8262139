"""Calling R functions with values, and calls as R shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rcompat.base.conditions import Condition, RError, RWarning, hand_over
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, Formals, Missing, Symbol, without_attributes
from rcompat.language.syntax import parse_expression
from rcompat.script.evaluator import apply_function
from rcompat.script.machine import Context, Frame, Machine
from rcompat.script.matching import Given
from rcompat.script.signals import raise_warning, receive, settle
from rcompat.script.values import Builtin, Closure, Environment, Instance, Language, List, Promise, Value, Vec

__all__ = ["ANONYMOUS", "call_function", "call_text", "calling", "inside", "plain", "quoted"]


def call_function(
    it: Machine,
    function: Value,
    values: list[Value],
    names: list[str | None] | None = None,
    form: str | None = None,
    keep_visible: bool = False,
) -> Value:
    """Call an R function with values (as `sapply` does).

    Args:
        it: the machine.
        function: what to call.
        values: the arguments.
        names: their names.
        form: R text of the call as R would show it.
        keep_visible: leave visibility as the function left it.
    """
    labels = names or [None] * len(values)
    given: Given = [
        (name, Promise(quoted(value), None, value, True)) for name, value in zip(labels, values, strict=True)
    ]
    if form == ANONYMOUS:
        call = _anonymous(function, given)
    elif form is None:
        call = Call(Symbol("FUN"), tuple(Argument(value.expr, name) for name, value in given))
    else:
        call = _form(form)
        for argument, (_, promise) in zip(call.arguments, given, strict=False):
            if argument.value != Symbol("..."):
                promise.expr = argument.value
    result = apply_function(it, function, given, call, it.globals)
    if not keep_visible:
        it.visible = True
    return result


ANONYMOUS = "(function)(dots[[1L]][[1L]])"
"""The form of calls in which R shows the function itself."""


def _anonymous(function: Value, given: Given) -> Call:
    """The call that `mapply` and `do.call` make: the function stands in it as a value."""
    arguments = []
    for place, (name, promise) in enumerate(given):
        promise.expr = _form(f"f(dots[[{place + 1}L]][[1L]])").arguments[0].value
        arguments.append(Argument(promise.expr, name))
    return Call(function, tuple(arguments))


@contextmanager
def inside(it: Machine, names: str, shown: str | Call | None = None, env: Environment | None = None) -> Iterator[None]:
    """Run as if called by functions of R that are between the call and the user's code.

    Args:
        it: the machine.
        names: the functions, as the list of calls behind an error names them.
        shown: the call that errors and warnings of code evaluated here show; None for that of the call itself.
        env: where that code is evaluated.
    """
    depth, frames = len(it.stack), len(it.frames)
    it.stack.extend(names.split())
    call = _form(shown) if isinstance(shown, str) else shown
    if call is not None:
        it.frames.append(Frame(call=call, env=env or it.globals, pseudo=True))
    try:
        yield
    except RError as error:
        settle(it, error, call)
        raise
    finally:
        del it.stack[depth:], it.frames[frames:]


@contextmanager
def calling(context: Context) -> Iterator[None]:
    """Warnings inside the block that name no call show that of the function."""

    def named(condition: Condition) -> None:
        if isinstance(condition, RWarning) and condition.call is None:
            raise_warning(context.it, condition.message, context.call)
        else:
            receive(context.it, condition)

    with hand_over(named):
        yield


_forms: dict[str, Call] = {}


def _form(text: str) -> Call:
    """The expression of a call's text, parsed once."""
    found = _forms.get(text)
    if found is None:
        parsed = parse_expression(text)
        assert isinstance(parsed, Call)
        found = _forms[text] = parsed
    return found


def quoted(value: Value) -> Any:
    """What stands for a value in a call that is shown."""
    if isinstance(value, Language):
        return value.expr
    return value


def plain(expr: Any) -> Any:
    """An expression without the promises and values that calls made by functions contain."""
    from rcompat.script.deparsing import expression_of

    if type(expr) is Promise:
        return plain(expr.expr) if expr.expr is not None else expression_of(expr.value)
    if type(expr) is Call:
        if all(type(a.value) in (Symbol, Constant) for a in expr.arguments) and type(expr.function) is Symbol:
            return expr
        arguments = tuple(Argument(plain(a.value), a.name) for a in expr.arguments)
        return Call(plain(expr.function), arguments)
    if isinstance(expr, Vec | List | Language | Closure | Builtin | Environment | Instance) or expr is None:
        return expression_of(expr)
    return expr if isinstance(expr, Symbol | Constant | Formals | Missing) else expression_of(expr)


def call_text(call: Any) -> str | None:
    """A call as "Error in" shows it."""
    if call is None:
        return None
    if type(call) is Call and isinstance(call.function, Closure | Builtin):
        from rcompat.script.deparsing import deparse_value

        arguments = "\n".join(deparse(plain(Call(Symbol("f"), call.arguments))))[1:]
        return "(" + "\n".join(deparse_value(call.function)) + ")" + arguments
    return "\n".join(deparse(without_attributes(plain(call))))
