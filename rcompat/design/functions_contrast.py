"""`C()` and the contrast functions as calls inside formulas.

R: stats::C, contr.treatment and its kin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.factors import as_factor
from rcompat.base.frame import Factor
from rcompat.base.options import get_options
from rcompat.base.vectors import Vector
from rcompat.design.builtins import Builtin, make_table
from rcompat.design.contrasts import contrast_function, contrast_matrix, set_contrasts
from rcompat.design.values import as_array, as_text, flat, one_flag, one_number
from rcompat.language.expressions import Symbol

__all__ = ["CONTRASTED", "CONTRAST_CALLS", "CONTRAST_NAMES"]

_SHORT = ("helmert", "poly", "sum", "treatment", "SAS")
CONTRAST_NAMES = frozenset((*_SHORT, *(f"contr.{name}" for name in _SHORT)))


def _set(object: object, contr: object = None, how_many: object = None, *dots: tuple[str | None, object]) -> Any:
    factor = object if isinstance(object, Factor) else as_factor(flat(as_array(object)))
    if not factor.levels:
        raise RError("object not interpretable as a factor")
    count = None if how_many is None else int(one_number(how_many))
    value: Any = contr
    if contr is None:
        value = get_options().contrasts[factor.ordered]
    elif isinstance(contr, Symbol):
        name = contr.name if contr.name.startswith("contr.") else f"contr.{contr.name}"
        value = _with_options(contrast_function(name), dots) if dots or count is not None else name
    elif as_array(contr).dtype == np.dtype("O"):
        value = str(flat(as_text(contr))[0])
    if isinstance(value, str) and count is not None:
        value = contrast_function(value)
    return set_contrasts(factor, value, count)


def _with_options(
    function: Callable[..., Vector], dots: tuple[tuple[str | None, object], ...]
) -> Callable[..., Vector]:
    options = {name: int(one_number(value)) for name, value in dots if name is not None}

    def make(levels: Any) -> Vector:
        return function(levels, **options)

    return make


def _levels(n: object) -> Any:
    data = flat(as_array(n))
    if data.dtype == object:
        return tuple(str(level) for level in data)
    if len(data) > 1:
        return tuple(str(level) for level in as_text(data))
    return int(one_number(n, name="n"))


def _call(name: str) -> tuple[str, Callable[..., Any]]:
    function = contrast_function(name)

    def plain(n: object, contrasts: object = True) -> Any:
        return function(_levels(n), contrasts=one_flag(contrasts))

    def based(n: object, base: object = None, contrasts: object = True) -> Any:
        return function(_levels(n), base=int(one_number(base, 1.0)), contrasts=one_flag(contrasts))

    return name, based if name == "contr.treatment" else plain


def _contrasts(x: object, contrasts: object = True, sparse: object = False) -> Any:
    if not isinstance(x, Factor):
        raise RError("contrasts apply only to factors")
    return contrast_matrix(x)


CONTRASTED: Builtin = make_table([("C", _set)])["C"]
CONTRAST_CALLS: dict[str, Builtin] = make_table(
    [*(_call(f"contr.{name}") for name in _SHORT), ("contrasts", _contrasts)]
)
