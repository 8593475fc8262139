"""p values as R's `format.pval` writes them."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options

__all__ = ["format_pval"]

_EPSILON = 2.220446049250313e-16


def format_pval(
    pv: Iterable[float], digits: int | None = None, eps: float = _EPSILON, na_form: str = "NA"
) -> list[str]:
    """Return p values as text: fixed and scientific ones in two groups, small ones as "<eps".

    R: base::format.pval.
    """
    wanted = max(1, get_options().digits - 2) if digits is None else digits
    values = [float(value) for value in pv]
    cells = [na_form] * len(values)
    known = [i for i, value in enumerate(values) if value == value]
    large = [i for i in known if not values[i] < eps]
    small = [i for i in known if values[i] < eps]
    exponents = {i: floor(log10(values[i])) if values[i] > 0 else 0 for i in large}
    lowest = -4 if wanted > 1 else -3
    fixed = [i for i in large if exponents[i] >= lowest or values[i] == 0]
    for group in (fixed, [i for i in large if i not in fixed]):
        for i, text in zip(group, format_doubles([values[i] for i in group], digits=wanted), strict=True):
            cells[i] = text
    if small:
        widest = max((len(cells[i]) for i in large), default=0)
        shown_digits = max(1, wanted - 2)
        gap = ""
        if large:
            if wanted > 1 and shown_digits + 6 > widest:
                shown_digits = max(1, widest - 7)
            gap = "" if shown_digits == 1 and widest <= 6 else " "
        else:
            gap = "" if shown_digits == 1 else " "
        text = "<" + gap + format_doubles([eps], digits=shown_digits)[0]
        for i in small:
            cells[i] = text
    return cells
