"""eval, parse, deparse, match.arg, do.call, Reduce and other functions about functions. R: base."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.string_text import dquote
from rcompat.language.expressions import MISSING, Argument, Call, Formals, Symbol
from rcompat.language.formulas import all_vars
from rcompat.language.syntax import parse, parse_expression
from rcompat.script.calling import inside, plain
from rcompat.script.coercion import flag, string, strings, whole
from rcompat.script.conditions import UnsupportedError
from rcompat.script.control import function_frame
from rcompat.script.deparsing import deparse_value, expression_of
from rcompat.script.evaluator import apply_function, evaluate, find_function, force
from rcompat.script.functions.written_files import send
from rcompat.script.language_parts import list_to_language, value_of
from rcompat.script.machine import Context, Frame, Machine
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.values import (
    Closure,
    Environment,
    Language,
    List,
    Promise,
    Value,
    Vec,
    chr,
    intv,
    is_function,
    lgl,
    names_of,
    scalar,
)

__all__ = ["function_of", "scope_of"]


def scope_of(it: Machine, data: Value, parent: Environment) -> Environment:
    """An environment with the columns or elements of `data`, or the environment it is."""
    if isinstance(data, Environment):
        return data
    if is_record(data):
        from rcompat.script.doors import from_record
        from rcompat.script.record_parts import record_frame

        frame = record_frame(data)
        data = None if frame is None else from_record(frame)
    env = Environment(parent)
    if isinstance(data, List):
        for name, item in zip(names_of(data) or [], data.data, strict=False):
            if name:
                env.values[name] = item
    return env


@builtin("evalq", "expr envir enclos", lazy="expr")
def _evalq(context: Context, expr: Any, envir: Value = None, enclos: Value = None) -> Value:
    return _eval(context, value_of(plain(expr)), envir, enclos)


@builtin("eval", "expr envir enclos", primitive=False)
def _eval(context: Context, expr: Value, envir: Value = None, enclos: Value = None) -> Value:
    it = context.it
    parent = enclos if isinstance(enclos, Environment) else context.env
    if isinstance(envir, Vec):
        envir = _frame_number(it, whole(envir))
    env = context.env if envir is None else scope_of(it, envir, parent)
    frame = Frame(call=context.call, env=env, pseudo=True)
    it.frames.append(frame)
    try:
        if isinstance(expr, List) and "expression" in expr.attrs:
            result = None
            for item in expr.data:
                result = evaluate(it, expression_of(item) if isinstance(item, Language) else item, env)
            return result
        if isinstance(expr, Language):
            return evaluate(it, expr.expr, env)
        return expr
    finally:
        it.frames.pop()


def _frame_number(it: Machine, number: int) -> Environment:
    return it.globals if number <= 0 else it.frames[number - 1].env


@builtin("local", "expr envir", lazy="expr")
def _local(context: Context, expr: Any, envir: Value = None) -> Value:
    env = envir if isinstance(envir, Environment) else Environment(context.env)
    code = plain(expr)
    shown = Call(Symbol("quote"), (Argument(code),))
    place = parse_expression("new.env()") if envir is None else Symbol("envir")
    with inside(context.it, "", Call(Symbol("eval"), (Argument(shown), Argument(place))), env):
        return evaluate(context.it, code, env)


@builtin("parse", "file n text prompt keep.source")
def _parse(
    context: Context,
    file: Value = None,
    n: Value = None,
    text: Value = None,
    prompt: Value = None,
    keep_source: Value = None,
) -> Value:
    source = "\n".join(str(line) for line in strings(text))
    return List([value_of(expr) for expr in parse(source)], {"expression": lgl([1])})


@builtin("str2lang", "s")
def _str2lang(context: Context, s: Value) -> Value:
    return value_of(parse(string(s))[0])


@builtin("deparse", "expr width.cutoff backtick control nlines")
def _deparse(
    context: Context,
    expr: Value,
    width_cutoff: Value = None,
    backtick: Value = None,
    control: Value = None,
    nlines: Value = None,
) -> Value:
    return chr(deparse_value(expr, 60 if width_cutoff is None else whole(width_cutoff)))


@builtin("deparse1", "expr collapse width.cutoff")
def _deparse1(context: Context, expr: Value, collapse: Value = None, width_cutoff: Value = None) -> Value:
    return scalar((" " if collapse is None else string(collapse)).join(deparse_value(expr, 500)))


@builtin("dput", "x file control")
def _dput(context: Context, x: Value, file: Value = None, control: Value = None) -> Value:
    send(context, "\n".join(deparse_value(x)) + "\n", file)
    return x


@builtin("body", "fun")
def _body(context: Context, fun: Value) -> Value:
    return value_of(fun.body) if isinstance(fun, Closure) else None


@builtin("formals", "fun")
def _formals(context: Context, fun: Value) -> Value:
    return value_of(fun.formals) if isinstance(fun, Closure) and fun.formals.parameters else None


@builtin("formalArgs", "def")
def _formal_args(context: Context, def_: Value) -> Value:
    return chr(def_.names if isinstance(def_, Closure) else def_.formals)


@builtin("args", "name")
def _args(context: Context, name: Value) -> Value:
    fun = function_of(context, name)
    if isinstance(fun, Closure):
        return Closure(Formals(fun.formals.parameters), value_of_null(), fun.env)
    return fun


def value_of_null() -> Any:
    """The expression NULL."""
    return expression_of(None)


@builtin("arity", "f")
def _arity(context: Context, f: Value) -> Value:
    return intv([len(f.formals.parameters) if isinstance(f, Closure) else len(f.formals)])


def function_of(context: Context, value: Value) -> Value:
    """A function, or the function of that name.

    Raises:
        RError: neither.
    """
    if is_function(value):
        return value
    if isinstance(value, Vec) and value.kind == "character" and len(value) == 1:
        return find_function(context.it, str(value.data[0]), context.env)
    if isinstance(value, Language) and isinstance(value.expr, Symbol):
        return find_function(context.it, value.expr.name, context.env)
    shown = deparse_value(value)[0]
    raise RError(f"'{shown}' is not a function, character or symbol")


@builtin("match.fun", "FUN descend")
def _match_fun(context: Context, fun: Value, descend: Value = None) -> Value:
    return function_of(context, fun)


@builtin("match.arg", "arg choices several.ok", lazy="arg")
def _match_arg(context: Context, arg: Any, choices: Value = None, several_ok: Value = None) -> Value:
    it = context.it
    if choices is None:
        frame = function_frame(it, context.env)
        expr = plain(arg)
        assert frame is not None and isinstance(expr, Symbol)
        default = next(p.value for p in frame.function.formals.parameters if p.name == expr.name)
        choices = evaluate(it, default, frame.env)
        value = force(it, arg)
        if isinstance(value, Vec) and len(value) == len(choices) and list(value.data) == list(choices.data):
            return chr(strings(choices)[:1])
    else:
        value = force(it, arg)
    if value is None:
        return chr(strings(choices)[:1])
    if not isinstance(value, Vec) or value.kind != "character":
        raise RError("'arg' must be NULL or a character vector")
    words = [str(text) for text in strings(choices)]
    several = several_ok is not None and flag(several_ok)
    if not several and len(value) != 1:
        if list(value.data) == list(choices.data):
            return chr(words[:1])
        raise RError("'arg' must be of length 1")
    found = [word for text in strings(value) for word in ([w for w in words if w == text] or _single(words, text))[:1]]
    if not found:
        shown = ", ".join(dquote(word) for word in words)
        error = RError(f"'arg' should be one of {shown}")
        error.call = "\n".join(deparse_value(Language(plain(context.call))))
        raise error
    return chr(found)


@builtin("match.call", "definition call expand.dots envir")
def _match_call(
    context: Context, definition: Value = None, call: Value = None, expand_dots: Value = None, envir: Value = None
) -> Value:
    frame = function_frame(context.it, context.env)
    if frame is None or frame.call is None:
        raise RError("match.call() was called from outside a function")
    return Language(matched_call(frame))


def _single(words: list[str], text: str | None) -> list[str]:
    """The word that starts with a text, if there is just one."""
    fits = [word for word in words if text is not None and word.startswith(text)]
    return fits if len(fits) == 1 else []


def matched_call(frame: Frame) -> Call:
    """The call of a frame with all arguments named in full."""
    from rcompat.script.matching import match

    found = match(frame.function.names, frame.given)
    arguments: list[Argument] = []
    for name in frame.function.names:
        if name == "...":
            arguments += [Argument(plain(promise), label) for label, promise in found["..."]]
        elif name in found and found[name] is not MISSING:
            arguments.append(Argument(plain(found[name]), name))
    assert frame.call is not None
    return Call(frame.call.function, tuple(arguments))


@builtin("sys.call", "which")
def _sys_call(context: Context, which: Value = None) -> Value:
    it = context.it
    number = 0 if which is None else whole(which)
    frames = [frame for frame in it.frames if not frame.pseudo]
    if number == 0:
        frame = function_frame(it, context.env)
    else:
        place = number - 1 if number > 0 else len(frames) - 1 + number
        frame = frames[place] if 0 <= place < len(frames) else None
    return None if frame is None or frame.call is None else Language(plain(frame.call))


@builtin("sys.function", "which")
def _sys_function(context: Context, which: Value = None) -> Value:
    frame = function_frame(context.it, context.env)
    return None if frame is None else frame.function


@builtin("do.call", "what args quote envir")
def _do_call(context: Context, what: Value, args: Value = None, quote: Value = None, envir: Value = None) -> Value:
    it = context.it
    try:
        fun = function_of(context, what)
    except UnsupportedError as error:
        error.call = f"{error.what}()"
        raise
    items = (
        []
        if args is None
        else args.data
        if isinstance(args, List)
        else [args.data[i : i + 1] for i in range(len(args))]
    )
    if isinstance(args, Vec):
        items = [Vec(item) for item in items]
    names = names_of(args) or [None] * len(items)
    given: list[tuple[str | None, Any]] = []
    for name, item in zip(names, items, strict=True):
        if isinstance(item, Language) and "formula" not in [
            str(k) for k in getattr(item.attrs.get("class"), "data", [])
        ]:
            given.append((name or None, Promise(item.expr, context.env)))
        else:
            shown = item.expr if isinstance(item, Language) else item
            given.append((name or None, Promise(shown, None, item, True)))
    shown_name = Symbol(str(what.data[0])) if isinstance(what, Vec) else what
    call = Call(shown_name, tuple(Argument(promise, name) for name, promise in given))
    return apply_function(it, fun, given, call, context.env)


@builtin("as.call", "x")
def _as_call(context: Context, x: Value) -> Value:
    return x if isinstance(x, Language) else list_to_language(x)


@builtin("call", "name ...")
def _call(context: Context, name: Value, dots: Any = ()) -> Value:
    arguments = tuple(Argument(_embedded(value), label) for label, value in dots)
    return Language(Call(Symbol(string(name)), arguments))


def _embedded(value: Value) -> Any:
    if isinstance(value, Language):
        return value.expr
    expr = expression_of(value)
    return expr if not isinstance(expr, Call) else value


@builtin("as.name as.symbol", "x")
def _as_name(context: Context, x: Value) -> Value:
    return x if isinstance(x, Language) else Language(Symbol(string(x)))


@builtin("all.vars all.names", "expr ...")
def _all_vars(context: Context, expr: Value, dots: Any = ()) -> Value:
    if isinstance(expr, List):
        return chr(dict.fromkeys(n for item in expr.data if isinstance(item, Language) for n in all_vars(item.expr)))
    return chr(all_vars(expr.expr)) if isinstance(expr, Language) else chr([])


@builtin("as.function", "x ...", generic=True)
def _as_function(context: Context, x: Value, dots: Any = ()) -> Value:
    names = names_of(x) or []
    parameters = tuple(Argument(expression_of(item), name) for name, item in zip(names[:-1], x.data[:-1], strict=True))
    return Closure(Formals(parameters), expression_of(x.data[-1]), context.env)


@builtin("force forceAndCall", "x")
def _force(context: Context, x: Value) -> Value:
    return x


@builtin("system.time", "expr gcFirst")
def _system_time(context: Context, expr: Value = None, gc_first: Value = None) -> Value:
    from rcompat.script.values import dbl

    return dbl([0.0, 0.0, 0.0], {"names": chr(["user.self", "sys.self", "elapsed"]), "class": chr(["proc_time"])})


@builtin("proc.time", "")
def _proc_time(context: Context) -> Value:
    return _system_time(context)
