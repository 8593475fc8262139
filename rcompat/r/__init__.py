"""R's functions for Python values: `from rcompat import r`, then `r.tapply(d["y"], d["g"], r.mean)`.

Every function that `rcompat run` knows is here under its R name, with dots as underscores (`r.as_numeric`,
`na_rm=True`) and an underscore behind Python's reserved words. Data frames come and go as pandas frames whose rows are
numbered from 1; other values come back as `RValue`, which prints, computes and indexes as in R. What R leaves
unevaluated (`r.subset(d, "x > 2")`) is R text, as formulas are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcompat.r.calls import call_r, function, r_function
from rcompat.r.display import cat, invisible, show, show_result
from rcompat.r.programs import (
    NA,
    constant,
    copy,
    dataset,
    each,
    element,
    expression,
    formula,
    match_arg,
    method,
    named,
    next_method,
    part,
    pick,
    plain,
    put,
    put_part,
    quoted,
    replaced,
    shown,
    use_method,
    value,
)
from rcompat.r.values import RValue, column, to_python, to_r

__all__ = [
    "NA",
    "RValue",
    "call_r",
    "cat",
    "column",
    "constant",
    "copy",
    "dataset",
    "each",
    "element",
    "expression",
    "formula",
    "function",
    "invisible",
    "match_arg",
    "method",
    "named",
    "next_method",
    "part",
    "pick",
    "plain",
    "put",
    "put_part",
    "quoted",
    "replaced",
    "show",
    "show_result",
    "shown",
    "to_python",
    "to_r",
    "use_method",
    "value",
]


def __getattr__(name: str) -> Callable[..., Any]:
    if name.startswith("__"):
        raise AttributeError(name)
    return r_function(name)
