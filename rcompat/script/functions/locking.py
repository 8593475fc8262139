"""lockBinding, lockEnvironment and their opposites. R: base."""

from __future__ import annotations

from rcompat.script.coercion import flag, string
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import SEALED, Environment, Value, lgl

__all__: list[str] = []


@builtin("lockBinding unlockBinding", "sym env")
def _lock(context: Context, sym: Value, env: Value) -> Value:
    name = string(sym)
    held = set(env.locked or ())
    env.locked = held | {name} if context.builtin.name == "lockBinding" else held - {name}
    context.it.visible = False
    return None


@builtin("lockEnvironment", "env bindings")
def _seal(context: Context, env: Environment, bindings: Value = None) -> Value:
    names = set(env.values) if bindings is not None and flag(bindings) else set()
    env.locked = {*(env.locked or ()), *names, SEALED}
    context.it.visible = False
    return None


@builtin("bindingIsLocked", "sym env")
def _is_locked(context: Context, sym: Value, env: Value) -> Value:
    return lgl([string(sym) in (env.locked or ())])


@builtin("environmentIsLocked", "env")
def _is_sealed(context: Context, env: Value) -> Value:
    return lgl([SEALED in (env.locked or ())])
