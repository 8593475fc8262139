"""Raising conditions: warnings, messages and errors meet the handlers in force."""

from __future__ import annotations

from typing import Any

from rcompat.base.condition_text import error_text, warning_text, warnings_text
from rcompat.base.conditions import RError, RMessage, RWarning
from rcompat.base.script_names import offered_names
from rcompat.language.expressions import Call, Symbol
from rcompat.language.operators import PRIMITIVES
from rcompat.script.conditions import (
    HandlerJump,
    RestartJump,
    ScriptError,
    condition_classes,
    make_condition,
)
from rcompat.script.machine import Machine
from rcompat.script.values import Language, Value

__all__ = [
    "error_condition",
    "raise_message",
    "raise_warning",
    "receive",
    "settle",
    "show_error",
    "show_waiting",
    "signal_condition",
]


def _call_value(call: Any) -> Value:
    from rcompat.script.calling import plain

    return Language(plain(call)) if isinstance(call, Call) else None if isinstance(call, str) else call


def signal_condition(it: Machine, condition: Value) -> None:
    """Offer a condition to the handlers, innermost first; an exiting handler jumps, a calling one returns."""
    classes = condition_classes(condition)
    saved = it.handlers
    for place in range(len(saved) - 1, -1, -1):
        handler = saved[place]
        if handler.kind not in classes:
            continue
        if handler.target is not None:
            raise HandlerJump(handler.target, handler.function, condition)
        from rcompat.script.calling import call_function

        it.handlers = saved[: handler.depth]
        try:
            call_function(it, handler.function, [condition], form="h(simpleError(msg, call))")
        finally:
            it.handlers = saved


def _text_of_call(call: Any) -> str | None:
    from rcompat.script.calling import call_text

    return call if isinstance(call, str) else call_text(call)


def raise_warning(it: Machine, text: str, call: Any, condition: Value = None, immediate: bool = False) -> None:
    """Signal a warning; one that no handler muffles waits for the end of the top-level call, unless `immediate`."""
    if it.handlers:
        if condition is None:
            condition = make_condition(text, _call_value(call), ("simpleWarning", "warning", "condition"))
        try:
            signal_condition(it, condition)
        except RestartJump as jump:
            if jump.name != "muffleWarning":
                raise
            return
    level = it.settings.get("warn")
    number = 0 if level is None else float(level.data[0])
    if number < 0:
        return
    if number >= 2:
        raise ScriptError(f"(converted from warning) {text}", _text_of_call(call))
    if number == 1 or immediate:
        it.err(warning_text(text, _text_of_call(call)))
        return
    it.show_condition(RWarning(text, _text_of_call(call)))


def raise_message(it: Machine, text: str, call: Any, condition: Value = None) -> None:
    """Signal a message (with its line break); one that no handler muffles is written to standard error."""
    if it.handlers:
        if condition is None:
            condition = make_condition(text, _call_value(call), ("simpleMessage", "message", "condition"))
        try:
            signal_condition(it, condition)
        except RestartJump as jump:
            if jump.name != "muffleMessage":
                raise
            return
    it.err(text)


def receive(it: Machine, condition: Any) -> None:
    """Take a condition that a floor below signalled."""
    if isinstance(condition, RMessage):
        raise_message(it, condition.message + "\n", None)
    else:
        _warn_below(it, condition)


def _warn_below(it: Machine, condition: Any) -> None:
    from rcompat.language.syntax import parse

    call: Any = None
    if condition.call is not None:
        names = offered_names()
        text = condition.call if names is None else names.shown_call(condition.call)
        try:
            call = parse(text)[0]
        except RError:
            call = text  # a package knows the first line of its call
    raise_warning(it, condition.message, call, immediate=getattr(condition, "immediate", False))


def error_condition(error: RError) -> Value:
    """The condition object of an error."""
    found = getattr(error, "condition", None)
    if found is not None:
        return found
    call: Value = None
    if error.call is not None:
        from rcompat.language.syntax import parse

        try:
            call = Language(parse(error.call)[0])
        except (RError, IndexError):
            call = Language(Symbol(error.call))  # a package knows the first line of its call
    return make_condition(error.message, call, ("simpleError", "error", "condition"))


def _calls_behind(stack: list[str], error: RError) -> list[str]:
    """The functions that were running, with the method that failed."""
    call = error.call
    calls = [name for name in stack if name != "stop"]
    name = (call or "").split("(", 1)[0].strip("`")
    generic = name.partition(".")[0]
    if calls and (error.functions or getattr(error, "is_packaged", False)):
        calls += error.functions
        if error.is_raised_again or error.message.startswith(("could not find function", "unused argument")):
            return calls
        if name in calls or not _is_running(name):
            return calls
        return [*calls[:-1], name, "stopifnot"] if calls[-1] == "stopifnot" else [*calls, name]
    if name in ("file", "match.names") and calls:
        calls.append(name)
    if call is not None and "." in name and name[-1] != "." and generic and name not in calls:
        method = name.split(".", 1)[1]
        if method in ("default", "data.frame", "factor", "formula"):
            if not calls or calls[-1] != generic:
                calls.append(generic)
            calls.append(name)
    return calls


_NOT_RUNNING = frozenset("if while for function rbind cbind UseMethod inherits".split())  # noqa: SIM905
"""What errors name although R keeps no call of it: keywords and internal functions."""


def _is_running(name: str) -> bool:
    """Whether an error's function is one that R lists among those at work: a closure called by its name."""
    is_name = name.replace(".", "").replace("_", "").isalnum() or name.startswith("[")
    return is_name and name not in _NOT_RUNNING and name not in PRIMITIVES


def settle(it: Machine, error: RError, call: Any) -> None:
    """Give an error the call it is shown with, and offer it to the handlers, once."""
    if getattr(error, "is_settled", False):
        return
    error.is_settled = True  # type: ignore[attr-defined]
    if error.call is None and not isinstance(error, ScriptError):
        error.call = _text_of_call(call)
    from rcompat.script.formal_generics import with_formal_calls

    error.calls = with_formal_calls(it, _calls_behind(it.stack, error))  # type: ignore[attr-defined]
    if it.handlers:
        condition = error_condition(error)
        error.condition = condition  # type: ignore[attr-defined]
        signal_condition(it, condition)


_SHOWN_CALLS = 50  # R's option showNCalls


def _calls_text(error: RError) -> str:
    """The line of calls behind an error that R writes when no one is at the console."""
    calls = list(getattr(error, "calls", ()))
    if error.call == "h(simpleError(msg, call))" and calls[-1:] == ["h"]:
        calls.pop()
    if not calls or error.call is None or "suppressWarnings" in calls:
        return ""
    name = "<Anonymous>" if error.call.startswith("(") else error.call.split("(", 1)[0].strip("`")
    if len(calls) == 1 and calls[0] == name:
        return ""
    text = calls[-1]
    for place in range(len(calls) - 2, -1, -1):
        if len(text) > _SHOWN_CALLS:
            return f"Calls: {calls[0]} ... {text}\n"
        text = f"{calls[place]} -> {text}"
    return f"Calls: {text}\n"


def show_error(it: Machine, error: RError) -> None:
    """Write an error that no handler took, once: R does so before any function that it leaves runs its `on.exit`."""
    if getattr(error, "is_shown", False):
        return
    error.is_shown = True  # type: ignore[attr-defined]
    it.write("stderr", error_text(error) + _calls_text(error))
    show_waiting(it)


def show_waiting(it: Machine) -> None:
    """Write, behind an error, the warnings that came before it."""
    if it.warnings:
        it.write("stderr", "In addition: " + warnings_text(it.warnings))
        it.settings["last.warning"] = list(it.warnings)
    it.warnings = []
