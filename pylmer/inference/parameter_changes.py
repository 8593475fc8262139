"""What `model_parameters` does to its table on request: rows by pattern, adjusted p values, exponentials, a footer.

R: parameters 0.20.2, arguments keep, drop, p_adjust, exponentiate and summary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.parameter_records import ModelParameters, wrapped_message
from rcompat.base.conditions import RError, warning
from rcompat.base.sprintf import sprintf

__all__ = ["adjusted_p", "adjustment_footer", "exponentiated", "kept_rows", "model_footer"]

_ADJUSTMENTS = {
    "holm": "Holm (1979)",
    "hochberg": "Hochberg (1988)",
    "bonferroni": "Bonferroni",
    "BH": "Benjamini & Hochberg (1995)",
    "BY": "Benjamini & Yekutieli (2001)",
    "fdr": "Benjamini & Hochberg (1995)",
}
_NOTHING_LEFT = (
    "The pattern defined in the `keep` (and `drop`) arguments would remove all parameters from the output. Thus,"
    " selecting specific parameters will be ignored."
)


def kept_rows(answer: ModelParameters, keep: str | None, drop: str | None) -> ModelParameters:
    """The coefficients whose names match `keep` and do not match `drop` (regular expressions)."""
    chosen = [
        i
        for i, name in enumerate(answer.names)
        if (keep is None or re.search(keep, name)) and not (drop is not None and re.search(drop, name))
    ]
    if not chosen:
        warning(wrapped_message(_NOTHING_LEFT))
        return answer
    return replace(
        answer,
        names=tuple(answer.names[i] for i in chosen),
        labels=tuple(answer.labels[i] for i in chosen),
        table=answer.table[chosen],
        limits=tuple(limits[chosen] for limits in answer.limits),
    )


def adjusted_p(answer: ModelParameters, method: str) -> ModelParameters:
    """P values adjusted for several tests.

    Raises:
        RError: unknown method.

    R: stats::p.adjust.
    """
    if method not in (*_ADJUSTMENTS, "none"):
        raise RError("'arg' should be one of " + ", ".join(f"“{name}”" for name in (*_ADJUSTMENTS, "none")))
    if method == "none":
        return answer
    table = answer.table.copy()
    table[:, 4] = _adjusted(table[:, 4], method)
    return replace(answer, table=table, footer=(*answer.footer, *adjustment_footer(method)))


def adjustment_footer(method: str) -> tuple[str, ...]:
    """The line that names the adjustment."""
    return (f"p-value adjustment method: {_ADJUSTMENTS[method]}",)


def _adjusted(p: NDArray[np.float64], method: str) -> NDArray[np.float64]:
    n = len(p)
    if method == "bonferroni":
        return np.minimum(1.0, n * p)
    upward = method == "holm"
    order = np.argsort(p if upward else -p, kind="stable")
    places = np.arange(1, n + 1) if upward else np.arange(n, 0, -1)
    factor = n - places + 1.0 if method in ("holm", "hochberg") else n / places
    if method == "BY":
        factor = factor * (1.0 / np.arange(1, n + 1)).sum()
    gather = np.maximum.accumulate if upward else np.minimum.accumulate
    result = np.empty(n)
    result[order] = np.minimum(1.0, gather(factor * p[order]))
    return result


def exponentiated(answer: ModelParameters) -> ModelParameters:
    """Coefficients and limits exponentiated, standard errors by the delta method."""
    table = answer.table.copy()
    table[:, 0] = np.exp(answer.table[:, 0])
    table[:, 1] = table[:, 0] * answer.table[:, 1]
    limits = tuple(np.exp(each) for each in answer.limits)
    return replace(answer, table=table, limits=limits, is_exponentiated=True)


def model_footer(formula: str, n: int, sigma: float, df: float) -> Sequence[str]:
    """The lines about the model."""
    spread = f"Residual standard deviation: {sprintf('%.3f', sigma)} (df = {int(df)})"
    return (f"Model: {formula} ({n} Observations)", spread)
