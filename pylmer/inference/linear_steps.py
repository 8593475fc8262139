"""The end of a backward elimination that left no random effects: a linear model, reduced by F tests.

R: lmerTest's step on models that became lm; stats' drop1.lm(test = "F").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.answer_tables import make_frame
from pylmer.inference.linear_design import linear_design
from pylmer.inference.single_deletions import without_term
from pylmer.inference.term_contrasts import droppable_terms
from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.language.expressions import Expr
from rcompat.language.formulas import update_formula
from rcompat.language.terms import make_terms
from rcompat.maths.distributions import pf
from rcompat.maths.linpack import pivoted_qr

__all__ = ["LinearModel", "linear_model", "linear_steps"]

_COLUMNS = ("Eliminated", "Df", "Sum of Sq", "RSS", "AIC", "F value", "Pr(>F)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LinearModel:
    """A linear model on the rows of a mixed model.

    Attributes:
        source: the mixed model whose data, weights and offset it uses.
        formula: its formula.
    """

    source: MerFit
    formula: Expr

    def fitted(self) -> Any:
        """The model as `lm` fits it."""
        raise RError("the final model has no random effects; fit it with lm()")


def linear_model(fit: MerFit, formula: Expr) -> LinearModel:
    """The linear model that is left when the last random effect is gone."""
    return LinearModel(source=fit, formula=formula)


def _residual(model: LinearModel, formula: Expr) -> tuple[float, int, int]:
    """Weighted residual sum of squares, rank of the design and number of observations with weight."""
    design = linear_design(model.source, model.formula, formula)
    factor = pivoted_qr(design.x)
    return design.rss(factor), factor.rank, len(design.y)


def linear_steps(model: LinearModel, alpha: float, keep: Sequence[str]) -> tuple[Frame, LinearModel]:
    """Drop the term with the largest p value of its F test while that is above `alpha`.

    Args:
        model: where to start.
        alpha: terms with larger p values leave.
        keep: labels of terms that stay.

    Returns:
        The table of eliminated and remaining terms, and the last model.
    """
    rows: list[tuple[float | None, ...]] = []
    names: list[str] = []
    number = 0
    while True:
        tests = _single_deletions(model)
        known = [(label, row) for label, row in tests.items() if label not in keep and row[-1] == row[-1]]
        worst = max(known, key=lambda item: item[1][-1], default=None)
        if worst is None or not worst[1][-1] > alpha:
            rows += [(0, *row) for row in tests.values()]
            names += list(tests)
            return make_frame(_COLUMNS, rows, names), model
        number += 1
        rows.append((number, *worst[1]))
        names.append(worst[0])
        smaller = update_formula(model.formula, without_term(worst[0]))
        model = LinearModel(source=model.source, formula=smaller)


def _single_deletions(model: LinearModel) -> dict[str, tuple[float, ...]]:
    """Df, Sum of Sq, RSS, AIC, F and p of each term that may leave. R: stats::drop1(test = "F")."""
    rss, rank, n = _residual(model, model.formula)
    found: dict[str, tuple[float, ...]] = {}
    for label in droppable_terms(make_terms(model.formula)):
        smaller_rss, smaller_rank, _ = _residual(model, update_formula(model.formula, without_term(label)))
        df, added = rank - smaller_rank, smaller_rss - rss
        aic = n * math.log(smaller_rss / n) + 2 * smaller_rank
        f = (added / df) / (rss / (n - rank)) if df else math.nan
        p_value = pf(f, df, n - rank, lower_tail=False) if df else math.nan
        found[label] = (float(df), added, smaller_rss, aic, f, p_value)
    return found
