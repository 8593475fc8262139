"""The linear model that is left when a mixed model has lost its random effects, and its reduction by F tests.

R: lmerTest 3.1-3, ranova and step on models that became lm.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.answer_tables import make_frame
from pylmer.inference.single_deletions import check_row_counts, without_term
from rcompat.base.frame import Frame
from rcompat.language.expressions import Expr
from rcompat.linear.fitting import fit_lm_request, update
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.request import LmRequest
from rcompat.linear.selection import drop1

__all__ = ["linear_fit", "linear_steps"]

_SHARED = ("subset", "weights", "na.action", "contrasts", "offset")
_COLUMNS = ("Df", "Sum of Sq", "RSS", "AIC", "F value", "Pr(>F)")


def linear_fit(fit: MerFit, formula: Expr) -> LmFit:
    """The linear model with this formula and the data, subset, weights and offset of a mixed model."""
    request = fit.request
    return fit_lm_request(
        LmRequest(
            formula=formula,
            data=request.data,
            options=MappingProxyType({name: v for name, v in request.options.items() if name in _SHARED}),
            extra=(),
            shown=MappingProxyType({name: v for name, v in request.shown.items() if name in ("data", *_SHARED)}),
            environment=request.environment,
        )
    )


def linear_steps(model: LmFit, alpha: float, keep: Sequence[str]) -> tuple[Frame, LmFit]:
    """Drop the term with the largest p value of its F test while that is above `alpha`.

    Args:
        model: where to start.
        alpha: terms with larger p values leave.
        keep: labels of terms that stay.

    Returns:
        The table of eliminated and remaining terms, and the last model.
    """
    rows: list[tuple[float, ...]] = []
    names: list[str] = []
    number = 0
    while True:
        tests = _single_deletions(model)
        known = [(label, row) for label, row in tests.items() if label not in keep and row[-1] == row[-1]]
        worst = max(known, key=lambda item: item[1][-1], default=None)
        if worst is None or not worst[1][-1] > alpha:
            rows += [(0.0, *row) for row in tests.values()]
            names += list(tests)
            return make_frame(("Eliminated", *_COLUMNS), rows, names), model
        number += 1
        rows.append((float(number), *worst[1]))
        names.append(worst[0])
        smaller = update(model, without_term(worst[0]))
        check_row_counts(len(model.y), len(smaller.y))
        model = smaller


def _single_deletions(model: LmFit) -> dict[str, tuple[float, ...]]:
    """Df, Sum of Sq, RSS, AIC, F and p of each term that may leave. R: stats::drop1(test = "F")."""
    table = drop1(model, test="F").table
    columns = [np.asarray(table[name], dtype=np.float64).tolist() for name in _COLUMNS]
    rows = zip(table.row_names or (), zip(*columns, strict=True), strict=True)
    return {name: row for name, row in rows if name != "<none>"}
