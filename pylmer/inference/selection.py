"""`step`: backward elimination of random-effects terms, then of fixed-effects terms.

R: lmerTest 3.1-3, step and get_model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pylmer.inference.answer_tables import AnovaTable, make_frame
from pylmer.inference.denominator import DDF_METHODS
from pylmer.inference.linear_steps import linear_fit, linear_steps
from pylmer.inference.random_deletions import ranova
from pylmer.inference.satterthwaite import LmerTestFit
from pylmer.inference.single_deletions import check_row_counts, lmertest_drop1, without_term
from pylmer.structure.bars import has_bars
from rcompat.base.arguments import is_text, match_arg, negated
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import Frame
from rcompat.base.generics import Asks, answers, ask
from rcompat.base.number_text import format_doubles
from rcompat.base.render import Printable
from rcompat.language.expressions import Expr
from rcompat.linear.lm_fit import LmFit

__all__ = ["StepResult", "get_model", "step"]

_Row = tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StepResult(Printable, Asks):
    """The two tables of a backward elimination and the model it ended with. R: class step_list.

    Attributes:
        random: eliminated random-effects terms in order, then the others.
        fixed: the same for the fixed effects.
        model: the final model: a fit of lmerTest, or a linear model if no random effect was left.
        formula: its formula.
    """

    random: AnovaTable
    fixed: AnovaTable
    model: Any
    formula: Expr


@dataclass(slots=True)
class _Steps:
    """Rows of a table of eliminations while it grows."""

    columns: tuple[str, ...]
    names: list[str]
    rows: list[_Row]

    def add(self, table: Frame, names: Sequence[str], number: float | None) -> None:
        """Copy rows by name, with the number of their step in front."""
        for name in names:
            place = (table.row_names or ()).index(name)
            cells = [np.asarray(table[column])[place] for column in self.columns]
            self.names.append(name)
            self.rows.append((number, *(None if _is_missing(cell) else float(cell) for cell in cells)))

    def table(self, heading: tuple[str, ...]) -> AnovaTable:
        """The finished table."""
        frame = make_frame(("Eliminated", *self.columns), self.rows, self.names)
        return AnovaTable(heading=heading, table=frame)


def _is_missing(value: Any) -> bool:
    return bool(value != value) or (isinstance(value, np.int32) and int(value) == -(2**31))


def _worst(table: Frame, names: Sequence[str], column: str) -> tuple[str, float] | None:
    """The row with the largest p value."""
    found = [(name, float(np.asarray(table[column])[(table.row_names or ()).index(name)])) for name in names]
    known = [item for item in found if item[1] == item[1]]
    return max(known, key=lambda item: item[1]) if known else None


def _exceeds(p_value: float, alpha: float | str) -> bool:
    """Whether a p value is above the limit; beside text, R compares as text."""
    if alpha != alpha:
        raise RError("missing value where TRUE/FALSE needed", "while (any(above)) {")
    if isinstance(alpha, str):
        return format_doubles([p_value], digits=15)[0] > alpha
    return bool(p_value > alpha)


_KEEP_CALL = "reduce_fixed(model, ddf = ddf, alpha = alpha.fixed, keep = keep)"


@answers("step", LmerTestFit)
def step(
    fit: LmerTestFit,
    ddf: str | None = None,
    alpha_random: float = 0.1,
    alpha_fixed: float = 0.05,
    reduce_fixed: bool = True,
    reduce_random: bool = True,
    keep: Sequence[str] | str = (),
    **unused: Any,
) -> StepResult:
    """Eliminate random-effects terms by `ranova`, then fixed-effects terms by `drop1`, always the least significant.

    Args:
        fit: a fit of lmerTest.
        ddf: "Satterthwaite" or "Kenward-Roger".
        alpha_random, alpha_fixed: terms with larger p values leave.
        reduce_fixed, reduce_random: False tests the terms without eliminating any.
        keep: labels of fixed-effects terms that stay.
        **unused: ignored, as R ignores them.

    Raises:
        RError: the fit is none of lmerTest, or the method is unknown.

    R: lmerTest::step. Theory: Kuznetsova et al. 2017, JSS 82(13), s. 3.
    """
    if not isinstance(fit, LmerTestFit):
        raise RError("no method for assigning subsets of this S4 class", "`$<-`(`*tmp*`, formula, value = Terms)")
    method = match_arg(ddf, DDF_METHODS, "ddf")
    if negated(reduce_random, "reduce.random", "if (!reduce.random) alpha.random <- 1"):
        alpha_random = 1.0
    if negated(reduce_fixed, "reduce.fixed", "if (!reduce.fixed) alpha.fixed <- 1"):
        alpha_fixed = 1.0
    if not is_text(keep):
        raise RError("is.character(keep) is not TRUE", _KEEP_CALL)
    kept = _valid_keep(fit, [keep] if isinstance(keep, str) else list(keep))
    random, model = _random_steps(fit, alpha_random)
    heading: tuple[str, ...] = ("Backward reduced fixed-effect table:",)
    if isinstance(model, LmFit):
        table, last = linear_steps(model, alpha_fixed, kept)
        return StepResult(
            random=random, fixed=AnovaTable(heading=heading, table=table), model=last, formula=last.request.formula
        )
    heading += (f"Degrees of freedom method: {method} \n",)
    fixed, last_fit = _fixed_steps(model, method, alpha_fixed, kept)
    return StepResult(random=random, fixed=fixed.table(heading), model=last_fit, formula=last_fit.spec.formula)


def _valid_keep(fit: LmerTestFit, keep: list[str]) -> list[str]:
    labels = fit.spec.terms.term_labels
    unknown = [name for name in keep if name not in labels]
    if unknown:
        warning(f"Invalid 'keep' ignored: {', '.join(unknown)}.\nValid terms are: {' '.join(labels)}.")
    return [name for name in keep if name in labels]


def _random_steps(fit: LmerTestFit, alpha: float) -> tuple[AnovaTable, LmerTestFit | LmFit]:
    found = ranova(fit)
    steps = _Steps(columns=found.table.names, names=[], rows=[])
    steps.add(found.table, ("<none>",), None)
    model: LmerTestFit | LmFit = fit
    number = 0
    heading = ("Backward reduced random-effect table:\n",)
    while isinstance(model, LmerTestFit):
        rest = (found.table.row_names or ())[1:]
        worst = _worst(found.table, rest, "Pr(>Chisq)")
        if worst is None or not _exceeds(worst[1], alpha):
            steps.add(found.table, rest, 0)
            break
        number += 1
        steps.add(found.table, (worst[0],), number)
        smaller: Any = found.formulae[worst[0]]
        model = ask("update", model, smaller) if has_bars(smaller) else linear_fit(model, smaller)
        if isinstance(model, LmerTestFit):
            found = ranova(model)
    return steps.table(heading), model


def _fixed_steps(fit: LmerTestFit, method: str, alpha: float, keep: Sequence[str]) -> tuple[_Steps, LmerTestFit]:
    found = lmertest_drop1(fit, None, method)
    steps = _Steps(columns=found.table.names, names=[], rows=[])
    number = 0
    while True:
        names = found.table.row_names or ()
        worst = _worst(found.table, [name for name in names if name not in keep], "Pr(>F)")
        if worst is None or not _exceeds(worst[1], alpha):
            steps.add(found.table, names, 0)
            return steps, fit
        number += 1
        steps.add(found.table, (worst[0],), number)
        smaller = ask("update", fit, without_term(worst[0]))
        check_row_counts(fit.spec.n, smaller.spec.n)
        fit = smaller
        found = lmertest_drop1(fit, None, method)


@answers("get_model", StepResult)
def get_model(result: StepResult) -> Any:
    """The final model of a backward elimination.

    R: lmerTest::get_model.
    """
    return result.model
