"""`show_tests`: the contrast matrices behind a table, as numbers or as fractions.

R: lmerTest::show_tests, whose fractions are MASS::fractions.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pylmer.inference.call_texts import call_text
from rcompat.base.conditions import RError
from rcompat.base.factors import number_label
from rcompat.base.number_text import format_doubles
from rcompat.base.string_text import pad_all
from rcompat.base.vectors import RList, Vector

__all__ = ["fraction_texts", "show_tests"]

_CYCLES = 10
_LARGEST = 2000


def show_tests(table: Any, fractions: bool = False, names: bool = True) -> RList:
    """The contrast matrices that a table tested.

    Args:
        table: answer of `anova`, `drop1`, `ls_means`, ...
        fractions: write the coefficients as fractions.
        names: keep the names of rows and columns.

    Raises:
        RError: the table holds no contrasts.

    R: lmerTest::show_tests.
    """
    hypotheses = getattr(table, "hypotheses", None)
    if hypotheses is None:
        raise RError("'object' does not have an 'hypotheses' attribute", call_text("show_tests.default", (table,)))
    matrices = []
    for matrix in hypotheses.values():
        dimnames = matrix.dimnames if names else (None, None)
        data = _fraction_matrix(matrix) if fractions and matrix.data.size else matrix.data
        is_text = data.dtype == object
        attributes = {"class": "noquote"} if is_text else {}
        matrices.append(Vector(data=data, dimnames=dimnames, attributes=attributes))
    labels = tuple(hypotheses)
    return RList(values=tuple(matrices), names=labels if labels != ("",) else None)


def _fraction_matrix(matrix: Vector) -> Any:
    texts = fraction_texts(matrix.data.ravel(order="F").tolist())
    padded = pad_all(texts, "right")
    return np.array(padded, dtype=object).reshape(matrix.data.shape, order="F")


def fraction_texts(values: list[float]) -> list[str]:
    """Each number as the fraction that its continued fraction gives.

    R: MASS::fractions.
    """
    return [_fraction(value) for value in values]


def _fraction(value: float) -> str:
    """Continued fraction, stopped after ten steps or at a remainder that would give a large partial denominator."""
    if math.isnan(value) or math.isinf(value):
        return format_doubles([value])[0]
    whole = math.floor(value)
    before, top = (1, 0), (whole, 1)
    rest = value - whole
    for _ in range(_CYCLES):
        if rest <= 1.0 / _LARGEST:
            break
        inverse = 1.0 / rest
        step = math.floor(inverse)
        rest = inverse - step
        before, top = top, (step * top[0] + before[0], step * top[1] + before[1])
    numerator, denominator = top
    top_text = number_label(float(numerator))
    return top_text if denominator == 1 else f"{top_text}/{number_label(float(denominator))}"
