"""Random numbers and distributions. R: base, stats."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, shown_call, warning
from rcompat.base.frame import NA_LOGICAL
from rcompat.maths import (
    closed_laws,
    continuous_laws,
    count_laws,
    permutation_laws,
    rng,
    rng_streams,
    samples,
    tukey_laws,
    variates,
)
from rcompat.script.calling import call_function, call_text, calling, inside
from rcompat.script.coercion import coerce, flag, is_factor, number, strings, to_array
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import BUILTINS, builtin, provide
from rcompat.script.values import Builtin, List, Value, Vec, dbl, intv, lgl

__all__: list[str] = []

_NO = lgl([False])


_MISSING = object()


def _kind(value: Value) -> Any:
    """A kind for the generator: text where it is one text, else what it refuses."""
    return value.data[0] if isinstance(value, Vec) and len(value) == 1 and value.kind == "character" else value


@builtin("set.seed", "seed kind normal.kind sample.kind")
def _set_seed(
    context: Context, seed: Value = _MISSING, kind: Value = None, normal: Value = None, sample: Value = None
) -> Value:
    if seed is _MISSING:
        raise RError('argument "seed" is missing, with no default')
    given: Any = seed
    if isinstance(seed, Vec) and len(seed):
        given = strings(seed)[0] if seed.kind == "character" else number(seed)
    with shown_call("set.seed", lambda: call_text(context.call) or "set.seed"):
        rng.set_seed(given, _kind(kind), _kind(normal), _kind(sample))
    context.it.visible = False
    return None


@builtin("RNGkind", "kind normal.kind sample.kind")
def _rng_kind(context: Context, kind: Value = None, normal: Value = None, sample: Value = None) -> Value:
    from rcompat.script.doors import from_record

    given = (kind, normal, sample)
    with shown_call("RNGkind", lambda: call_text(context.call) or "RNGkind"):
        before = rng.RNGkind(*map(_kind, given))
    context.it.visible = all(value is None for value in given)
    return from_record(before)


@builtin("RNGversion", "vstr")
def _rng_version(context: Context, vstr: Value) -> Value:
    with calling(context):
        rng.RNGversion(str(strings(vstr)[0]))
    context.it.visible = False
    return None


@builtin("nextRNGStream nextRNGSubStream", "seed")
def _next_stream(context: Context, seed: Value) -> Value:
    if not isinstance(seed, Vec) or seed.kind != "integer":
        raise RError("invalid value of 'seed'")
    return intv(getattr(rng_streams, context.builtin.name)(seed.data))


@builtin("sample", "x size replace prob")
def _sample(context: Context, x: Value, size: Value = _MISSING, replace: Value = _NO, prob: Value = None) -> Value:
    is_numeric = isinstance(x, Vec) and len(x) == 1 and x.kind in ("integer", "double") and not is_factor(x)
    if is_numeric and np.isfinite(x.data[0]) and x.data[0] >= 1:
        with inside(context.it, "sample.int", "sample.int(x, size, replace, prob)"):
            return _drawn_numbers(context, float(x.data[0]), size, replace, prob)
    count = 0 if x is None else len(x) if isinstance(x, Vec | List) else 1
    with inside(context.it, "sample.int", "sample.int(length(x), size, replace, prob)"):
        places = _drawn_numbers(context, float(count), size, replace, prob)
    if isinstance(x, Vec) and "class" not in x.attrs:
        return take(x, places.data - 1)
    return call_function(context.it, BUILTINS["["], [x, places], form="x[sample.int(length(x), size, replace, prob)]")


@builtin("sample.int", "n size replace prob useHash")
def _sample_int(
    context: Context,
    n: Value,
    size: Value = _MISSING,
    replace: Value = _NO,
    prob: Value = None,
    use_hash: Value = None,
) -> Value:
    with calling(context):
        if isinstance(n, Vec) and len(n) and n.kind == "double" and np.isinf(n.data[0]):
            warning("NAs introduced by coercion to integer range")
        return _drawn_numbers(context, number(n), size, replace, prob)


def _drawn_numbers(context: Context, n: float, size: Value, replace: Value, prob: Value) -> Vec:
    """Whole numbers from 1 to n. R: base::sample.int."""
    count = None if size is _MISSING else _one_size(size)
    if not isinstance(replace, Vec) or len(replace) != 1 or coerce(replace.data, "logical")[0] == NA_LOGICAL:
        raise RError("invalid 'replace' argument")
    shares = None if prob is None else to_array(prob, "double", warning)
    drawn = samples.sample_int(n, count, bool(coerce(replace.data, "logical")[0]), shares)
    return _vector(drawn)


def _one_size(size: Value) -> float:
    if not isinstance(size, Vec) or len(size) != 1:
        raise RError("invalid 'size' argument")
    found = float(to_array(size, "double", warning)[0])
    if size.kind == "character" and found != found:
        raise RError("vector size cannot be NA/NaN")
    return found


def _values(value: Value, is_drawn: bool) -> Any:
    """A law's parameter or argument; R refuses what is no number."""
    if not isinstance(value, Vec) or value.kind in ("character", "complex") or is_factor(value):
        raise RError("invalid arguments" if is_drawn else "Non-numeric argument to mathematical function")
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
                if parameter.name == "n" and name.startswith("r"):
                    continue
                is_flag = parameter.name in ("log", "lower_tail", "log_p")
                arguments[parameter.name] = flag(value) if is_flag else _values(value, name.startswith("r"))
            elif parameter.default is parameter.empty:
                raise RError(f'argument "{formal}" is missing, with no default')
        first = matched[formals[0]]
        with calling(context):
            if name.startswith("r"):
                return _vector(function(n=_count(first), **arguments))
            result = _vector(function(**arguments))
        if len(result) == len(first.data):
            result.attrs = {k: v for k, v in first.attrs.items() if k in ("names", "dim", "dimnames")}
        return result

    item = Builtin(name, run, ("...",))
    item.python_names = ("dots",)
    return item


def _count(n: Value) -> float:
    if not isinstance(n, Vec | List) or len(n) == 0:
        raise RError("invalid arguments")
    if len(n) > 1:
        return float(len(n))
    if isinstance(n, List):
        raise RError("invalid arguments")
    return float(to_array(n, "double", warning)[0])


def _vector(found: Any) -> Vec:
    data = np.asarray(found)
    if data.ndim == 0:
        data = data.reshape(1)
    return intv(data) if data.dtype.kind in "iu" else dbl(data)


def _r_name(name: str) -> str:
    return name.rstrip("_").replace("_", ".")


def _register() -> None:
    for module in (closed_laws, continuous_laws, count_laws, permutation_laws, tukey_laws, variates):
        for name in module.__all__:
            if name != "rmultinom":
                provide(_law(name, getattr(module, name)), __name__)


_register()
