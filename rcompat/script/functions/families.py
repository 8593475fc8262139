"""Families and their links, as values: gaussian(), binomial(), poisson(), Gamma(). R: stats::family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.calling import plain
from rcompat.script.coercion import coerce, string
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, List, Promise, Value, Vec, chr

__all__: list[str] = []

_Function = Callable[[Any], Any]


def _logistic(eta: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-eta))


_LINKS: dict[str, tuple[_Function, _Function, _Function]] = {
    "identity": (lambda mu: mu, lambda eta: eta, np.ones_like),
    "log": (np.log, np.exp, np.exp),
    "logit": (lambda mu: np.log(mu / (1.0 - mu)), _logistic, lambda eta: _logistic(eta) * (1.0 - _logistic(eta))),
    "inverse": (lambda mu: 1.0 / mu, lambda eta: 1.0 / eta, lambda eta: -1.0 / eta**2),
    "sqrt": (np.sqrt, lambda eta: eta**2, lambda eta: 2.0 * eta),
}
"""Link, inverse and derivative of the inverse. R: stats::make.link."""
_FAMILIES: dict[str, tuple[tuple[str, ...], _Function]] = {
    "gaussian": (("identity", "log", "inverse"), np.ones_like),
    "binomial": (("logit", "log"), lambda mu: mu * (1.0 - mu)),
    "poisson": (("log", "identity", "sqrt"), lambda mu: mu),
    "Gamma": (("inverse", "identity", "log"), lambda mu: mu**2),
}
"""Links, the usual one first, and the variance function."""


def _elementwise(name: str, formal: str, apply: _Function) -> Builtin:
    def run(context: Context, x: Value) -> Value:
        kept = {key: item for key, item in x.attrs.items() if key in ("names", "dim", "dimnames")}
        return Vec(np.asarray(apply(coerce(x.data, "double")), dtype=np.float64), kept)

    item = Builtin(name, run, (formal,))
    item.python_names = ("x",)
    return item


@builtin(" ".join(_FAMILIES), "link", lazy="link")
def _family(context: Context, link: Any = None) -> Value:
    name = context.builtin.name
    links, variance = _FAMILIES[name]
    chosen = links[0] if link is None else _link_name(link)
    if chosen not in links:
        shown = ", ".join(f"‘{known}’" for known in links)
        raise RError(f'link "{chosen}" not available for {name} family; available links are {shown}')
    forward, back, slope = _LINKS[chosen]
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
