"""Environments and variables by name: get, assign, exists, environment, options. R: base."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.generics import ask, is_answered
from rcompat.base.options import Options, get_options, options
from rcompat.script.coercion import flag, number, string, strings, whole
from rcompat.script.conditions import UnsupportedError
from rcompat.script.control import function_frame
from rcompat.script.doors import from_record
from rcompat.script.evaluator import find_function, force, lookup
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import (
    Builtin,
    Closure,
    Environment,
    Language,
    List,
    Value,
    Vec,
    chr,
    lgl,
    make_list,
    names_of,
)

__all__: list[str] = []


def _where(context: Context, *given: Value) -> Environment:
    for item in given:
        if isinstance(item, Environment):
            return item
    return context.env


@builtin("environment", "fun")
def _environment(context: Context, fun: Value = None) -> Value:
    if fun is None:
        return context.env
    if isinstance(fun, Closure):
        return fun.env
    record = getattr(fun.run, "record", None) if isinstance(fun, Builtin) else None
    if record is not None and is_answered("r_environment", record):
        return _record_environment(context, record)
    return getattr(fun, "attrs", {}).get(".Environment")


def _record_environment(context: Context, record: Any) -> Environment:
    """What a package's function sees around itself."""
    env = Environment(context.it.globals)
    env.values.update({name: from_record(value) for name, value in ask("r_environment", record).items()})
    env.record = record
    return env


@builtin("environment<-", "fun value")
def _set_environment(context: Context, fun: Value, value: Value) -> Value:
    if isinstance(fun, Closure):
        return Closure(fun.formals, fun.body, value, dict(fun.attrs))
    if isinstance(fun, Language):
        return Language(fun.expr, {**fun.attrs, ".Environment": value})
    return fun


@builtin("new.env", "hash parent size")
def _new_env(context: Context, hash_: Value = None, parent: Value = None, size: Value = None) -> Value:
    return Environment(_where(context, parent))


@builtin("globalenv", "")
def _globalenv(context: Context) -> Value:
    return context.it.globals


@builtin("emptyenv baseenv topenv", "")
def _emptyenv(context: Context) -> Value:
    if context.builtin.name == "topenv":
        return context.it.globals
    return context.it.base if context.builtin.name == "baseenv" else Environment(None, "R_EmptyEnv")


@builtin("parent.frame", "n")
def _parent_frame(context: Context, n: Value = None) -> Value:
    env = context.env
    for _ in range(1 if n is None else whole(n)):
        frame = function_frame(context.it, env)
        if frame is None or frame.caller is None:
            return context.it.globals
        env = frame.caller
    frame = function_frame(context.it, env)
    return env if frame is None else frame.env if env is not context.it.globals and _inside(env, frame.env) else env


def _inside(env: Environment, other: Environment) -> bool:
    return env is other


@builtin("parent.env", "env")
def _parent_env(context: Context, env: Value) -> Value:
    return env.parent if env.parent is not None else Environment(None, "R_EmptyEnv")


@builtin("environmentName", "env")
def _environment_name(context: Context, env: Value) -> Value:
    return chr([env.name or "" if isinstance(env, Environment) else ""])


@builtin("as.environment list2env", "x envir")
def _as_environment(context: Context, x: Value, envir: Value = None) -> Value:
    if isinstance(x, Environment):
        return x
    if isinstance(x, Vec):
        return context.it.globals
    env = envir if isinstance(envir, Environment) else Environment(None)
    for name, item in zip(names_of(x) or [], x.data, strict=False):
        env.values[str(name)] = item
    return env


@builtin("get get0 mget", "x envir mode inherits pos")
def _get(
    context: Context, x: Value, envir: Value = None, mode: Value = None, inherits: Value = None, pos: Value = None
) -> Value:
    env = _where(context, envir, pos)
    if context.builtin.name == "mget":
        return make_list({str(name): lookup(context.it, str(name), env) for name in strings(x)})
    name = string(x)
    if mode is not None and string(mode) == "function":
        return find_function(context.it, name, env)
    if inherits is not None and not flag(inherits) and name not in env.values:
        raise RError(f"object '{name}' not found")
    if context.builtin.name == "get0":
        return lookup(context.it, name, env) if env.find(name) else None
    return lookup(context.it, name, env)


@builtin("exists", "x where envir frame mode inherits")
def _exists(
    context: Context,
    x: Value,
    where: Value = None,
    envir: Value = None,
    frame: Value = None,
    mode: Value = None,
    inherits: Value = None,
) -> Value:
    env = _where(context, envir, where)
    name = string(x)
    if mode is not None and string(mode) == "function":
        try:
            find_function(context.it, name, env)
        except UnsupportedError:
            return lgl([0])
        return lgl([1])
    if inherits is not None and not flag(inherits):
        return lgl([name in env.values])
    return lgl([env.find(name) is not None or name in context.it.datasets])


@builtin("assign", "x value pos envir inherits immediate")
def _assign(
    context: Context,
    x: Value,
    value: Value,
    pos: Value = None,
    envir: Value = None,
    inherits: Value = None,
    immediate: Value = None,
) -> Value:
    if not isinstance(x, Vec) or x.kind != "character" or not len(x):
        raise RError("invalid first argument")
    env = _where(context, envir, pos)
    env.check_open(string(x))
    env.values[string(x)] = value
    context.it.visible = False
    return value


@builtin("delayedAssign", "x value", lazy="value")
def _delayed(context: Context, x: Value, value: Any) -> Value:
    context.env.values[string(x)] = value
    context.it.visible = False
    return None


@builtin("rm remove", "... list envir", lazy="...")
def _rm(context: Context, dots: Any = (), list_: Value = None, envir: Value = None) -> Value:
    from rcompat.script.calling import plain
    from rcompat.script.signals import raise_warning

    env = _where(context, envir)
    names = [getattr(plain(promise), "name", None) or str(getattr(plain(promise), "value", "")) for _, promise in dots]
    names += [] if list_ is None else [str(name) for name in strings(list_)]
    for name in names:
        if name in env.values:
            del env.values[name]
        else:
            raise_warning(context.it, f"object '{name}' not found", context.call)
    context.it.visible = False
    return None


@builtin("ls objects", "name pos envir all.names pattern sorted")
def _ls(
    context: Context,
    name: Value = None,
    pos: Value = None,
    envir: Value = None,
    all_names: Value = None,
    pattern: Value = None,
    sorted_: Value = None,
) -> Value:
    from rcompat.base.collation import sort_texts
    from rcompat.script.functions.patterns import matches

    env = _where(context, name, envir)
    hidden = all_names is not None and flag(all_names)
    keys = [key for key in env.values if hidden or not key.startswith(".")]
    if pattern is not None:
        keys = [key for key in keys if matches(string(pattern), key)]
    return chr(sort_texts(keys))


@builtin("eapply", "env FUN")
def _eapply(context: Context, env: Value, fun: Value) -> Value:
    from rcompat.script.calling import call_function

    return make_list({name: call_function(context.it, fun, [force(context.it, v)]) for name, v in env.values.items()})


@builtin("as.list.environment", "x ...")
def _env_list(context: Context, x: Value, dots: Any = ()) -> Value:
    return make_list({name: force(context.it, item) for name, item in x.values.items()})


_OPTION_NAMES = {
    "show.signif.stars": "show_signif_stars",
    "OutDec": "out_dec",
    "na.action": "na_action",
    "max.print": "max_print",
    "lme4.summary.cor.max": "summary_cor_max",
}
_KNOWN = frozenset(field.name for field in fields(Options))


def _option_value(context: Context, name: str) -> Value:
    label = _OPTION_NAMES.get(name, name)
    if label in _KNOWN:
        value = getattr(get_options(), label)
        if name == "contrasts":
            return chr(value, {"names": chr(["unordered", "ordered"])})
        return from_record(value)
    defaults: dict[str, Value] = {
        "warn": Vec(lgl([0]).data.astype("int32")),
        "stringsAsFactors": lgl([0]),
        "keep.source": lgl([0]),
        "scipen": None,
    }
    return context.it.settings.get(name, defaults.get(name))


@builtin("options", "...")
def _options(context: Context, dots: Any = ()) -> Value:
    it = context.it
    old: dict[str, Value] = {}
    pairs: list[tuple[str | None, Value]] = []
    for name, value in dots:
        if name is None and isinstance(value, List):
            pairs += zip(names_of(value) or [], value.data, strict=True)
        else:
            pairs.append((name, value))
    if not dots:
        return make_list(_all_options(context))
    it.visible = False
    for name, value in pairs:
        if name is None:
            it.visible = True
            if value is not None:
                old[string(value)] = _option_value(context, string(value))
            continue
        old[name] = _option_value(context, name)
        _set_option(context, name, value)
    return make_list(old)


def _all_options(context: Context) -> dict[str, Value]:
    """The options that mean something here, sorted: enough to put them back."""
    labels = {label: name for name, label in _OPTION_NAMES.items()}
    names = {labels.get(label, label) for label in _KNOWN} | set(context.it.settings)
    return {name: _option_value(context, name) for name in sorted(names)}


def _set_option(context: Context, name: str, value: Value) -> None:
    label = _OPTION_NAMES.get(name, name)
    if label not in _KNOWN:
        context.it.settings[name] = value
        return
    if value is None:
        return
    if name == "contrasts":
        words = [str(text) for text in strings(value)]
        options(contrasts=(words[0], words[1] if len(words) > 1 else get_options().contrasts[1]))
    elif label in ("digits", "width", "scipen", "summary_cor_max", "max_print"):
        options(**{label: int(number(value))})
    elif label == "show_signif_stars":
        options(show_signif_stars=flag(value))
    else:
        options(**{label: string(value)})


@builtin("getOption", "x default")
def _get_option(context: Context, x: Value, default: Value = None) -> Value:
    found = _option_value(context, string(x))
    return default if found is None else found


@builtin("Sys.getenv", "x unset")
def _getenv(context: Context, x: Value, unset: Value = None) -> Value:
    return chr(["" for _ in strings(x)])


@builtin("Sys.setlocale Sys.setenv", "...")
def _refused(context: Context, dots: Any = ()) -> Value:
    context.it.visible = False
    return lgl([1])


@builtin("attach", "what ...")
def _attach(context: Context, what: Value, dots: Any = ()) -> Value:
    env = Environment(context.it.globals.parent, "attached")
    for name, item in zip(names_of(what) or [], what.data, strict=False):
        env.values[str(name)] = item
    context.it.globals.parent = env
    context.it.visible = False
    return env


@builtin("detach", "...", lazy="...")
def _detach(context: Context, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


@builtin("makeActiveBinding", "sym fun env")
def _active(context: Context, sym: Value, fun: Value = None, env: Value = None) -> Value:
    raise UnsupportedError(context.builtin.name)
