"""`anova(fit)` of one model: lme4's sequential table, or lmerTest's F tests of types I, II and III.

R: lme4's anova.merMod for one model, lmerTest's anova.lmerModLmerTest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.answer_tables import AnovaTable, make_frame
from pylmer.inference.contest import F_COLUMNS, f_test
from pylmer.inference.denominator import make_denominator
from pylmer.inference.satterthwaite import LmerTestFit
from pylmer.inference.term_contrasts import term_contrasts
from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, running
from rcompat.base.frame import Frame
from rcompat.base.vectors import Vector
from rcompat.linear.sums import sum_of
from rcompat.maths.linear_algebra import product

__all__ = ["f_table", "lmertest_anova", "sequential_anova"]

_TYPES = ("III", "II", "I", "3", "2", "1", "yates", "marginal", "2b")
_ROMAN = {"1": "I", "2": "II", "3": "III"}
_TITLES = {"marginal": "Marginal", "2b": "Type IIb"}
_DDF = ("Satterthwaite", "Kenward-Roger", "lme4")


def sequential_anova(fit: MerFit) -> AnovaTable:
    """Sums of squares of the terms in order, without p values. R: lme4's anova of one model."""
    spec, state = fit.spec, fit.state
    if spec.p == 0:
        call = '`dimnames<-.data.frame`(`*tmp*`, value = list(nmeffects, c("npar", '
        raise RError("invalid 'dimnames' given for data frame", call)
    squares = product(state.rx, state.beta) ** 2
    rows, names = [], []
    for term in dict.fromkeys(spec.x_assign.tolist()):
        if term == 0:
            continue
        own = squares[spec.x_assign == term]
        total = sum_of(own)
        mean = total / len(own)
        rows.append((len(own), total, mean, mean / (fit.sigma * fit.sigma)))
        names.append(spec.terms.term_labels[term - 1])
    table = make_frame(("npar", "Sum Sq", "Mean Sq", "F value"), rows, names, ("npar",))
    return AnovaTable(heading=("Analysis of Variance Table",), table=table)


def lmertest_anova(fit: LmerTestFit, type: Any = "III", ddf: str | None = None) -> AnovaTable:
    """F tests of the terms.

    Args:
        fit: a fitted model.
        type: "III", "II", "I" (or the numbers 3, 2, 1), "2b" or "marginal".
        ddf: "Satterthwaite", "Kenward-Roger" or "lme4" (the table without p values).

    Raises:
        RError: unknown type or method.

    R: lmerTest::anova. Theory: Kuznetsova et al. 2017, JSS 82(13), s. 2.
    """
    is_number = isinstance(type, int | float) and not isinstance(type, bool)
    method = match_arg(ddf, _DDF, "ddf")
    if method == "lme4":
        return sequential_anova(fit)
    with running("single_anova"):
        chosen = match_arg(str(int(type)) if is_number and float(type).is_integer() else type, _TYPES, "type")
    kind = _ROMAN.get(chosen, chosen)
    contrasts = term_contrasts(fit, kind)
    title = _TITLES.get(kind, f"Type {kind}") + f" Analysis of Variance Table with {method}'s method"
    return AnovaTable(heading=(title,), table=f_table(fit, contrasts, method), hypotheses=contrasts)


def f_table(fit: LmerTestFit, contrasts: Mapping[str, Vector], method: str) -> Frame:
    """One F test per contrast matrix; a matrix without rows gives a row of NA, behind all others.

    A model without terms has one matrix without a name, and no tests.
    """
    rows: list[tuple[float | None, ...]] = []
    tested = sorted((label for label in contrasts if label), key=lambda label: not len(contrasts[label].data))
    if tested:
        denominator = make_denominator(fit, method)
        for label in tested:
            matrix = contrasts[label]
            found = f_test(denominator, np.asarray(matrix.data, dtype=np.float64))
            rows.append((None,) * 6 if found is None else found[0])
    return make_frame(F_COLUMNS, rows, tested, ("NumDF",))
