"""Random numbers and distributions. R: base, stats."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, shown_call
from rcompat.maths import closed_laws, continuous_laws, count_laws, permutation_laws, rng, samples, tukey_laws, variates
from rcompat.script.calling import call_text, inside
from rcompat.script.coercion import flag, number, string, to_array
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin, provide
from rcompat.script.values import Builtin, Value, Vec, dbl, intv

__all__: list[str] = []


@builtin("set.seed", "seed kind normal.kind sample.kind")
def _set_seed(
    context: Context, seed: Value = None, kind: Value = None, normal: Value = None, sample: Value = None
) -> Value:
    words = {
        name: string(value)
        for name, value in (("kind", kind), ("normal_kind", normal), ("sample_kind", sample))
        if value is not None
    }
    settings: dict[str, Any] = dict(words)
    with shown_call("set.seed", lambda: call_text(context.call) or "set.seed"):
        rng.set_seed(None if seed is None else int(number(seed)), **settings)
    context.it.visible = False
    return None


@builtin("RNGkind", "kind normal.kind sample.kind")
def _rng_kind(context: Context, kind: Value = None, normal: Value = None, sample: Value = None) -> Value:
    from rcompat.script.doors import from_record

    words = [None if value is None else string(value) for value in (kind, normal, sample)]
    context.it.visible = not any(words)
    return from_record(rng.RNGkind(*words))


@builtin("sample sample.int", "x size replace prob useHash")
def _sample(
    context: Context, x: Value, size: Value = None, replace: Value = None, prob: Value = None, use_hash: Value = None
) -> Value:
    is_count = isinstance(x, Vec) and len(x) == 1 and x.kind in ("integer", "double") and x.data[0] >= 1
    n = float(x.data[0]) if is_count else float(len(x.data))
    counted = "x" if is_count else "length(x)"
    is_outer = context.builtin.name == "sample"
    shown = f"sample.int({counted}, size, replace, prob)" if is_outer else None
    with inside(context.it, "sample.int" if is_outer else "", shown):
        found = samples.sample_positions(
            int(n),
            None if size is None else number(size),
            replace is not None and flag(replace),
            None if prob is None else to_array(prob, "double"),
        )
    if is_count:
        return intv(np.asarray(found) + 1)
    return take(x, np.asarray(found))


def _values(value: Value) -> Any:
    return to_array(value, "double")


def _law(name: str, function: Any) -> Builtin:
    signature = inspect.signature(function)
    parameters = [p for p in signature.parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD]

    def run(context: Context, dots: Any = ()) -> Value:
        from rcompat.script.matching import match

        formals = tuple(_r_name(p.name) for p in parameters)
        matched = match(formals, list(dots))
        arguments: dict[str, Any] = {}
        for parameter, formal in zip(parameters, formals, strict=True):
            if formal in matched:
                value = matched[formal]
                is_flag = parameter.name in ("log", "lower_tail", "log_p")
                arguments[parameter.name] = flag(value) if is_flag else _values(value)
            elif parameter.default is parameter.empty:
                raise RError(f'argument "{formal}" is missing, with no default')
        if name.startswith("r"):
            arguments["n"] = _count(matched["n"])
            drawn = _vector(function(**arguments))
            # R counts in doubles where it draws by the mean
            return dbl(drawn.data) if name == "rnbinom" and "mu" in arguments else drawn
        first = matched[formals[0]]
        result = _vector(function(**arguments))
        if len(result) == len(first.data):
            result.attrs = {k: v for k, v in first.attrs.items() if k in ("names", "dim", "dimnames")}
        return result

    item = Builtin(name, run, ("...",))
    item.python_names = ("dots",)
    return item


def _count(n: Value) -> float:
    return float(len(n)) if len(n) > 1 else number(n)


def _vector(found: Any) -> Vec:
    data = np.asarray(found)
    if data.ndim == 0:
        data = data.reshape(1)
    return intv(data) if data.dtype.kind in "iu" else dbl(data)


def _r_name(name: str) -> str:
    return name.rstrip("_").replace("_", ".")


@builtin("rmultinom", "n size prob")
def _rmultinom(context: Context, n: Value, size: Value, prob: Value) -> Value:
    from rcompat.script.doors import from_array

    return from_array(np.asarray(variates.rmultinom(number(n), number(size), to_array(prob, "double"))))


def _register() -> None:
    for module in (closed_laws, continuous_laws, count_laws, permutation_laws, tukey_laws, variates):
        for name in module.__all__:
            if name != "rmultinom":
                provide(_law(name, getattr(module, name)), __name__)


_register()
