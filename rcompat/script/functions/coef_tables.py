"""printCoefmat: a table of coefficients with stars. R: stats::printCoefmat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.script.coercion import flag, is_frame, number, string, to_array, whole
from rcompat.script.doors import table_record, to_record
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value
from rcompat.text.coef_table import coef_table_lines

__all__: list[str] = []

_READERS: dict[str, tuple[str, Callable[[Value], Any]]] = {
    "signif.stars": ("signif_stars", flag),
    "signif.legend": ("signif_legend", flag),
    "dig.tst": ("dig_tst", whole),
    "cs.ind": ("cs_ind", lambda item: _places(item)),
    "tst.ind": ("tst_ind", lambda item: _places(item)),
    "zap.ind": ("zap_ind", lambda item: _places(item)),
    "P.values": ("p_values", flag),
    "has.Pvalue": ("has_p_value", flag),
    "eps.Pvalue": ("eps_pvalue", number),
    "na.print": ("na_print", string),
    "quote": ("quote", flag),
    "right": ("right", flag),
}


def _places(item: Value) -> list[int]:
    return [int(place) - 1 for place in np.ravel(to_array(item, "integer"))]


@builtin("printCoefmat", "x digits ...")
def _print_coefficients(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    given = {_READERS[name][0]: _READERS[name][1](item) for name, item in dots if name in _READERS and item is not None}
    table = table_record(x) if is_frame(x) else to_record(x)
    for line in coef_table_lines(table, digits=None if digits is None else whole(digits), **given):
        context.it.out(line + "\n")
    context.it.visible = False
    return x
