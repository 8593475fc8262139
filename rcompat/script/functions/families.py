"""Families and their links, as values: gaussian(), binomial(), poisson(), Gamma(). R: stats::family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.calling import plain
from rcompat.script.coercion import class_of, coerce, string
from rcompat.script.evaluator import force
from rcompat.script.machine import Context, Machine
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, List, Promise, Value, Vec, chr, dbl, lgl, make_list

__all__ = ["family_promise"]

_Function = Callable[[Any], Any]


def _elementwise(name: str, formal: str, apply: _Function) -> Builtin:
    def run(context: Context, x: Value) -> Value:
        kept = {key: item for key, item in x.attrs.items() if key in ("names", "dim", "dimnames")}
        return Vec(np.asarray(apply(coerce(x.data, "double")), dtype=np.float64), kept)

    item = Builtin(name, run, (formal,))
    item.python_names = ("x",)
    return item


@builtin("gaussian binomial poisson Gamma inverse.gaussian quasibinomial quasipoisson", "link", lazy="link")
def _family(context: Context, link: Any = None) -> Value:
    from rcompat.linear.families import make_family

    name = context.builtin.name
    family = make_family(name, None if link is None else _link_name(link))
    chosen = family.link.name
    forward, back, slope, variance = family.link.forward, family.link.back, family.link.slope, family.variance
    parts: dict[str, Value] = {
        "family": chr([name]),
        "link": chr([chosen]),
        "linkfun": _elementwise("linkfun", "mu", forward),
        "linkinv": _elementwise("linkinv", "eta", back),
        "variance": _elementwise("variance", "mu", variance),
        "mu.eta": _elementwise("mu.eta", "eta", slope),
    }
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["family"])})


def _link_name(promise: Promise) -> str:
    """A link as text or as a bare name."""
    expr: Any = plain(promise)
    return str(getattr(expr, "name", None) or getattr(expr, "value", expr))


@builtin("print.family", "x ...")
def _print_family(context: Context, x: Value, dots: Any = ()) -> Value:
    family, link = (string(part) for part in x.data[:2])
    context.it.out(f"\nFamily: {family} \nLink function: {link} \n\n")
    context.it.visible = False
    return x


def family_promise(it: Machine, item: Promise) -> Promise:
    """The argument `family` (a name, a function, a family) as the record that fits take, under its own expression."""
    from rcompat.linear.families import FAMILIES, make_family
    from rcompat.script.calling import call_function
    from rcompat.script.indexing import dollar

    value = force(it, item)
    if isinstance(value, Vec) and value.kind == "character":
        name = string(value)
        if name not in FAMILIES:
            error = RError(f"object '{name}' of mode 'function' was not found")
            error.call = 'get(family, mode = "function", envir = parent.frame())'
            error.functions = ("get",)
            raise error
        record = make_family(name)
    else:
        if isinstance(value, Builtin):
            value = call_function(it, value, [])
        if not isinstance(value, List) or "family" not in class_of(value):
            raise RError("'family' not recognized")
        record = make_family(string(dollar(value, "family")), string(dollar(value, "link")))
    return Promise(item.expr, item.env, record, True)


@builtin("glm.control", "epsilon maxit trace")
def _glm_control(context: Context, epsilon: Value = None, maxit: Value = None, trace: Value = None) -> Value:
    start = {"epsilon": dbl([1e-8]), "maxit": dbl([25.0]), "trace": lgl([0])}
    return _settings(start, {"epsilon": epsilon, "maxit": maxit, "trace": trace})


@builtin("nls.control", "maxiter tol minFactor printEval warnOnly scaleOffset nDcentral")
def _nls_control(
    context: Context,
    maxiter: Value = None,
    tol: Value = None,
    least: Value = None,
    print_eval: Value = None,
    warn_only: Value = None,
    offset: Value = None,
    central: Value = None,
) -> Value:
    start = {"maxiter": dbl([50.0]), "tol": dbl([1e-5]), "minFactor": dbl([1 / 1024])}
    start |= {"printEval": lgl([0]), "warnOnly": lgl([0]), "scaleOffset": dbl([0.0]), "nDcentral": lgl([0])}
    given = (maxiter, tol, least, print_eval, warn_only, offset, central)
    return _settings(start, dict(zip(start, given, strict=True)))


def _settings(start: dict[str, Value], given: dict[str, Value]) -> List:
    """Settings of an algorithm, those that are given instead of the usual ones."""
    return make_list({name: value if given[name] is None else given[name] for name, value in start.items()})
