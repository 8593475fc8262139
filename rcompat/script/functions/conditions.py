"""stop, warning, message, try, tryCatch and their like. R: base."""

from __future__ import annotations

from typing import Any

from rcompat.base.condition_text import error_text
from rcompat.base.conditions import RError
from rcompat.language.expressions import Call, Symbol
from rcompat.script.calling import call_function, call_text, inside, plain
from rcompat.script.coercion import class_of, flag, string, strings
from rcompat.script.conditions import Handler, HandlerJump, RestartJump, ScriptError, condition_message, make_condition
from rcompat.script.evaluator import evaluate
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context, Machine
from rcompat.script.registry import builtin, special
from rcompat.script.signals import (
    error_condition,
    raise_message,
    raise_warning,
    settle,
    show_error,
    show_waiting,
    signal_condition,
)
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, lgl, scalar

__all__: list[str] = []

_DO_TRY = "doTryCatch(return(expr), name, parentenv, handler)"


def _joined(dots: Any) -> str:
    return "".join("NA" if text is None else text for _, value in dots for text in strings(value))


def _calling(it: Machine) -> Any:
    return it.frames[-1].call if it.frames else None


def _is_condition(dots: Any) -> bool:
    return len(dots) == 1 and isinstance(dots[0][1], List) and "condition" in class_of(dots[0][1])


@builtin("stop", "... call. domain")
def _stop(context: Context, dots: Any = (), call_: Value = None, domain: Value = None) -> Value:
    it = context.it
    if _is_condition(dots):
        condition = dots[0][1]
        call = dollar(condition, "call")
        error = ScriptError(condition_message(condition), _language_text(call), condition)
        settle(it, error, None)
        raise error
    shown = _calling(it) if call_ is None or flag(call_) else None
    error = ScriptError(_joined(dots), call_text(shown))
    error.condition = make_condition(
        error.message, None if shown is None else Language(plain(shown)), ("simpleError", "error", "condition")
    )
    error.is_at_top = shown is None and (call_ is None or flag(call_))  # type: ignore[attr-defined]
    settle(it, error, None)
    raise error


def _language_text(call: Value) -> str | None:
    return call_text(call.expr) if isinstance(call, Language) else None


@builtin("warning", "... call. immediate. noBreaks. domain")
def _warning(
    context: Context,
    dots: Any = (),
    call_: Value = None,
    immediate: Value = None,
    no_breaks: Value = None,
    domain: Value = None,
) -> Value:
    it = context.it
    if _is_condition(dots):
        condition = dots[0][1]
        call = dollar(condition, "call")
        raise_warning(it, condition_message(condition), getattr(call, "expr", None), condition)
        it.visible = False
        return scalar(condition_message(condition))
    text = _joined(dots)
    shown = _calling(it) if call_ is None or flag(call_) else None
    raise_warning(it, text, shown, immediate=immediate is not None and flag(immediate))
    it.visible = False
    return scalar(text)


@builtin("message packageStartupMessage", "... domain appendLF")
def _message(context: Context, dots: Any = (), domain: Value = None, append_lf: Value = None) -> Value:
    it = context.it
    if _is_condition(dots):
        condition = dots[0][1]
        raise_message(it, condition_message(condition), None, condition)
    else:
        end = "" if append_lf is not None and not flag(append_lf) else "\n"
        raise_message(it, _joined(dots) + end, Call(Symbol("message"), context.call.arguments))
    it.visible = False
    return None


@builtin("signalCondition", "cond call")
def _signal(context: Context, cond: Value, call: Value = None) -> Value:
    signal_condition(context.it, cond)
    return None


@builtin("simpleError simpleWarning simpleCondition simpleMessage", "message call")
def _simple(context: Context, message: Value, call: Value = None) -> Value:
    kind = context.builtin.name
    word = kind.removeprefix("simple").lower()
    classes = (kind, "condition") if word == "condition" else (kind, word, "condition")
    return make_condition(string(message), call, classes)


@builtin("errorCondition warningCondition", "message ... class call")
def _custom(context: Context, message: Value, dots: Any = (), class_: Value = None, call: Value = None) -> Value:
    word = context.builtin.name.removesuffix("Condition")
    condition = make_condition(string(message), call, (*(str(name) for name in strings(class_)), word, "condition"))
    for name, value in dots:
        condition.data.append(value)
        condition.attrs["names"] = chr([*condition.attrs["names"].data, name])
    return condition


@builtin("conditionMessage", "c", generic=True)
def _condition_message(context: Context, c: Value) -> Value:
    return dollar(c, "message")


@builtin("conditionCall", "c", generic=True)
def _condition_call(context: Context, c: Value) -> Value:
    return dollar(c, "call")


@builtin("geterrmessage", "")
def _last_error(context: Context) -> Value:
    return context.it.settings.get("last.error", scalar(""))


def _parsed(text: str) -> Any:
    from rcompat.language.syntax import parse_expression

    return parse_expression(text)


def _named_parts(expr: Call, known: tuple[str, ...]) -> tuple[Any, list[tuple[str, Any]], dict[str, Any]]:
    """The guarded expression, the handlers, and the other named arguments."""
    code = None
    handlers: list[tuple[str, Any]] = []
    other: dict[str, Any] = {}
    for argument in expr.arguments:
        if argument.name == "expr" or (not argument.name and code is None):
            code = argument
        elif argument.name in known:
            other[argument.name] = argument.value
        elif argument.name:
            handlers.append((argument.name, argument.value))
    return None if code is None else code.value, handlers, other


@special("tryCatch")
def _try_catch(it: Machine, expr: Call, env: Environment) -> Value:
    from rcompat.script.evaluator import expand

    expr = expand(it, expr, env)
    code, given, other = _named_parts(expr, ("finally",))
    handlers = [(kind, evaluate(it, handler, env)) for kind, handler in given]
    try:
        if not handlers:
            with inside(it, "tryCatch tryCatchList", "tryCatchList(expr, classes, parentenv, handlers)", env):
                return evaluate(it, code, env) if code is not None else None
        return _guarded(it, code, handlers, env)
    except RError as error:
        settle(it, error, None)
        if "finally" in other:
            show_error(it, error)
        raise
    finally:
        if "finally" in other:
            visible = it.visible
            evaluate(it, other["finally"], env)
            it.visible = visible


def _guarded(it: Machine, code: Any, handlers: list[tuple[str, Value]], env: Environment) -> Value:
    token = object()
    saved, frames, captures = it.handlers, len(it.frames), len(it.capture)
    depth = len(saved)
    it.handlers = [*saved, *(Handler(kind, function, token, depth) for kind, function in reversed(handlers))]
    names = " ".join(["tryCatch", *["tryCatchList tryCatchOne doTryCatch"] * len(handlers)])
    try:
        with inside(it, names, _DO_TRY, env):
            return evaluate(it, code, env) if code is not None else None
    except HandlerJump as jump:
        if jump.target is not token:
            raise
        it.handlers = saved
        del it.frames[frames:]
        del it.capture[captures:]
        with inside(it, "tryCatch tryCatchList tryCatchOne"):
            return call_function(it, jump.handler, [jump.condition], form="value[[3L]](cond)", keep_visible=True)
    finally:
        it.handlers = saved
        del it.frames[frames:]


@special("withCallingHandlers")
def _with_calling(it: Machine, expr: Call, env: Environment) -> Value:
    code, given, _ = _named_parts(expr, ())
    handlers = [(kind, evaluate(it, handler, env)) for kind, handler in given]
    saved, frames = it.handlers, len(it.frames)
    it.handlers = [*saved, *(Handler(kind, function, None, len(saved)) for kind, function in reversed(handlers))]
    try:
        with inside(it, "withCallingHandlers", expr, env):
            return evaluate(it, code, env) if code is not None else None
    finally:
        it.handlers = saved
        del it.frames[frames:]


@special("try")
def _try(it: Machine, expr: Call, env: Environment) -> Value:
    silent = any(a.name == "silent" and flag(evaluate(it, a.value, env)) for a in expr.arguments)
    rest = [a for a in expr.arguments if a.name in (None, "expr")]
    if len(rest) > 1:
        silent = flag(evaluate(it, rest[1].value, env))
    token = object()
    saved, frames, captures = it.handlers, len(it.frames), len(it.capture)
    it.handlers = [*saved, Handler("error", None, token, len(saved))]
    try:
        with inside(it, "try tryCatch tryCatchList tryCatchOne doTryCatch", _DO_TRY, env):
            return evaluate(it, rest[0].value, env)
    except HandlerJump as jump:
        if jump.target is not token:
            raise
        condition = jump.condition
    except RError as error:
        condition = error_condition(error)
    finally:
        it.handlers = saved
        del it.frames[frames:]
    del it.capture[captures:]
    return _try_error(it, condition, silent, expr)


def _try_error(it: Machine, condition: Value, silent: bool, expr: Call) -> Value:
    call = dollar(condition, "call")
    words = condition_message(condition)
    shown = _language_text(call)
    shown = call_text(expr) if shown == _DO_TRY else shown
    text = f"Error : {words}\n" if call is None else error_text(RError(f"{words}\n", shown))
    it.settings["last.error"] = scalar(text)
    if not silent:
        it.err(text)
        show_waiting(it)
    it.visible = False
    return Vec(chr([text]).data, {"class": chr(["try-error"]), "condition": condition})


@special("suppressWarnings suppressMessages suppressPackageStartupMessages")
def _suppress(it: Machine, expr: Call, env: Environment) -> Value:
    name = expr.function.name if isinstance(expr.function, Symbol) else "suppressWarnings"
    kind = "warning" if name == "suppressWarnings" else "message"
    restart = "muffleWarning" if kind == "warning" else "muffleMessage"

    def muffle(context: Context, c: Value) -> Value:
        raise RestartJump(restart, [])

    from rcompat.script.values import Builtin

    handler = Builtin("muffle", muffle, ("c",))
    handler.python_names = ("c",)
    saved, frames = it.handlers, len(it.frames)
    it.handlers = [*saved, Handler(kind, handler, None, len(saved))]
    try:
        with inside(it, f"{name} withCallingHandlers", _suppress_call(kind, expr), env):
            return evaluate(it, expr.arguments[0].value, env)
    finally:
        it.handlers = saved
        del it.frames[frames:]


def _suppress_call(kind: str, expr: Call) -> Call:
    text = (
        'withCallingHandlers(expr, warning = function(w) if (inherits(w, classes)) tryInvokeRestart("muffleWarning"))'
        if kind == "warning"
        else "withCallingHandlers(expr, message = function(c) if (inherits(c, classes)) "
        'tryInvokeRestart("muffleMessage"))'
    )
    parsed: Call = _parsed(text)
    return parsed


@builtin("invokeRestart tryInvokeRestart", "r ...")
def _invoke_restart(context: Context, r: Value, dots: Any = ()) -> Value:
    raise RestartJump(string(r), [value for _, value in dots])


@builtin("computeRestarts", "cond")
def _compute_restarts(context: Context, cond: Value = None) -> Value:
    return List([])


@special("withRestarts")
def _with_restarts(it: Machine, expr: Call, env: Environment) -> Value:
    code, given, _ = _named_parts(expr, ())
    saved, frames = it.handlers, len(it.frames)
    try:
        return evaluate(it, code, env)
    except RestartJump as jump:
        found = [handler for name, handler in given if name == jump.name]
        if not found:
            raise
        it.handlers = saved
        del it.frames[frames:]
        return call_function(it, evaluate(it, found[0], env), jump.arguments)


@special("stopifnot")
def _stopifnot(it: Machine, expr: Call, env: Environment) -> Value:
    for argument in expr.arguments:
        with inside(it, "stopifnot"):
            value = evaluate(it, argument.value, env)
        good = isinstance(value, Vec) and value.kind == "logical" and bool((value.data == 1).all())
        if good:
            continue
        from rcompat.language.deparse import deparse

        shown = deparse(argument.value)[0]
        if argument.name:
            text = argument.name
        elif getattr(argument.value, "name", None) == "all.equal" and isinstance(value, Vec):
            sides = [deparse(side.value)[0] for side in getattr(argument.value, "arguments", ())[:2]]
            text = f"{' and '.join(sides)} are not equal:\n  " + "\n  ".join(str(line) for line in value.data)
        elif isinstance(value, Vec) and value.kind == "logical" and len(value) > 1:
            text = f"{shown} are not all TRUE"
        else:
            text = f"{shown} is not TRUE"
        error = ScriptError(text, call_text(_calling(it)))
        if error.call is not None:
            error.inner = ("stopifnot",)  # type: ignore[attr-defined]
        settle(it, error, None)
        raise error
    it.visible = False
    return None


@builtin("nargs", "")
def _nargs(context: Context) -> Value:
    from rcompat.script.control import function_frame
    from rcompat.script.values import intv

    frame = function_frame(context.it, context.env)
    return intv([0 if frame is None else len(frame.given)])


@builtin("interactive", "")
def _interactive(context: Context) -> Value:
    return lgl([0])
