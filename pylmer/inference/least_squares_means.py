"""Least-squares means of factor terms and their pairwise differences.

A mean is taken over a grid of all factor levels with equal weights, covariates at their averages. R: lmerTest 3.1-3,
ls_means, lsmeansLT, difflsmeans.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.answer_tables import make_frame
from pylmer.inference.contest import T_CI_COLUMNS, t_test
from pylmer.inference.denominator import DDF_METHODS, make_denominator
from pylmer.inference.estimability import estimable_space
from pylmer.inference.requirements import checked_level
from pylmer.inference.satterthwaite import LmerTestFit
from rcompat.base.arguments import is_text, match_arg, truth
from rcompat.base.conditions import RError, running, warning
from rcompat.base.frame import Column, Factor, Frame
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.design.evaluate import Scope
from rcompat.design.model_frame import evaluate_variable
from rcompat.design.model_matrix import as_coded_factor, model_matrix
from rcompat.language.expressions import Symbol, is_call
from rcompat.language.formulas import delete_response
from rcompat.language.terms import Terms

_GRID_CALL = 'model.matrix.default(formula(paste0("~ 0 + ", term)), data = grid, '

__all__ = ["LsMeans", "difflsmeans", "ls_means", "lsmeansLT"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LsMeans(Printable, Asks):
    """Least-squares means or differences of them. R: class ls_means.

    Attributes:
        table: Estimate, Std. Error, df, t value, lower, upper, Pr(>|t|).
        response: text of the response.
        level: confidence level.
        ddf: method of the degrees of freedom.
        hypotheses: contrast matrices by term.
        levels: term and levels of each row.
    """

    table: Frame
    response: str
    level: float
    ddf: str
    hypotheses: Mapping[str, Vector]
    levels: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> str:
        """The text above the table."""
        return "Least Squares Means table:\n"

    def to_frame(self, add_levels: bool = True) -> Frame:
        """The table as a data frame, with columns for term and levels.

        R: lmerTest's as.data.frame.ls_means.
        """
        if not add_levels:
            return self.table
        columns: dict[str, Column] = {
            "term": np.array([term for term, _ in self.levels], dtype=object),
            "levels": np.array([level for _, level in self.levels], dtype=object),
            **self.table.columns,
        }
        return Frame(columns=columns, n=self.table.n, row_names=self.table.row_names)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Grid:
    """Every combination of factor levels, the first factor running fastest, and its design."""

    factors: Mapping[str, Factor]
    codes: NDArray[np.int_]
    x: NDArray[np.float64]
    names: tuple[str, ...]


def _make_grid(fit: LmerTestFit, terms: Terms) -> _Grid:
    frame = fit.spec.frame.frame
    factors: dict[str, Factor] = {}
    means: dict[str, float] = {}
    for name in terms.variable_names:
        column = frame[name]
        coded = None if not isinstance(column, Factor) and column.dtype == np.int8 else as_coded_factor(column)
        if coded is not None:
            factors[name] = coded
        elif not isinstance(column, Factor) and column.ndim == 1 and column.dtype != np.int8:
            means[name] = float(np.mean(np.asarray(column, dtype=np.float64)))
    sizes = [range(len(factor.levels)) for factor in reversed(factors.values())]
    cells = [cell[::-1] for cell in itertools.product(*sizes)]
    codes = np.array(cells, dtype=np.int_).reshape(len(cells), len(factors))
    columns: dict[str, Column] = {name: np.full(len(codes), value) for name, value in means.items()}
    for j, (name, factor) in enumerate(factors.items()):
        columns[name] = Factor(
            codes=codes[:, j].astype(np.int32),
            levels=factor.levels,
            ordered=factor.ordered,
            contrasts=factor.contrasts,
        )
    scope = Scope(frame=Frame(columns=columns, n=len(codes)), environment=fit.request.environment)
    variables: dict[str, Column] = {}
    for expr, name in zip(terms.variables, terms.variable_names, strict=True):
        if isinstance(expr, Symbol) and name in columns:
            variables[name] = columns[name]
        else:
            with running("model.matrix", "model.matrix.default", "model.frame", "model.frame.default"):
                variables[name] = _column(evaluate_variable(expr, scope, name), len(codes))
    design = model_matrix(terms, Frame(columns=variables, n=len(codes)), dict(fit.spec.contrasts) or None)
    return _Grid(factors=factors, codes=codes, x=design.x, names=design.names)


def _column(value: Any, n: int) -> Column:
    if isinstance(value, Factor):
        return value
    data = np.asarray(value.data if isinstance(value, Vector) else value)
    return data if data.shape[:1] == (n,) else np.full(n, data)


def _factor_terms(fit: LmerTestFit, terms: Terms) -> dict[str, tuple[str, ...]]:
    """Terms whose variables are all factors, or protected by `I()`, which R takes for factors of one level."""
    frame = fit.spec.frame.frame
    as_is = {name for expr, name in zip(terms.variables, terms.variable_names, strict=True) if is_call(expr, "I")}
    found = {}
    for j, label in enumerate(terms.term_labels):
        inside = tuple(name for name, code in zip(terms.variable_names, terms.factors[:, j], strict=True) if code)
        if all(isinstance(frame[name], Factor) or name in as_is for name in inside):
            found[label] = inside
    return found


def _mean_rows(grid: _Grid, inside: Sequence[str]) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """Average design rows for each combination of levels of a term's variables, their names and their levels."""
    named = [name for name in inside if name in grid.factors]
    if len(named) < len(inside):
        warning("variable 'NA' is absent, its contrast will be ignored", _GRID_CALL)
    own = grid.codes[:, [list(grid.factors).index(name) for name in named]]
    sizes = [range(len(grid.factors[name].levels)) for name in reversed(named)]
    rows, names, levels = [], [], []
    for reversed_cell in itertools.product(*sizes):
        cell = dict(zip(named, reversed_cell[::-1], strict=True))
        members = (own == np.array(list(cell.values()), dtype=np.int_)).all(axis=1)
        rows.append(np.add.accumulate(grid.x[members], axis=0)[-1] / int(members.sum()))
        texts = [grid.factors[name].levels[cell[name]] if name in cell else "" for name in inside]
        names.append(":".join(name + text for name, text in zip(inside, texts, strict=True)))
        levels.append(":".join(text or name for name, text in zip(inside, texts, strict=True)))
    return np.array(rows), names, levels


def _pairs(
    rows: NDArray[np.float64], names: Sequence[str], levels: Sequence[str]
) -> tuple[NDArray[np.float64], list[str], list[str]]:
    if len(rows) < 2:
        raise RError("length(levs) > 1 is not TRUE", "get_pairs(rownames(L))")
    couples = list(itertools.combinations(range(len(rows)), 2))
    differences = np.array([rows[i] - rows[j] for i, j in couples]).reshape(len(couples), rows.shape[1])
    return (
        differences,
        [f"{names[i]} - {names[j]}" for i, j in couples],
        [f"{levels[i]} - {levels[j]}" for i, j in couples],
    )


_PAIRWISE_CALL = (
    "if (pairwise == TRUE) Llist <- lapply(Llist, function(L) crossprod(as.matrix(get_pairs(rownames(L))), "
)


@answers("ls_means", LmerTestFit)
def ls_means(
    fit: LmerTestFit,
    which: Sequence[str] | str | None = None,
    level: float = 0.95,
    ddf: str | None = None,
    pairwise: bool = False,
    **unused: Any,
) -> LsMeans:
    """Least-squares means of the factor terms, with t tests and confidence intervals.

    Args:
        fit: a fit of lmerTest.
        which: labels of factor terms; None takes all.
        level: confidence level.
        ddf: "Satterthwaite" or "Kenward-Roger".
        pairwise: differences of all pairs of means instead of the means.
        **unused: ignored, as R ignores them.

    Raises:
        RError: a label is no factor term; a covariate of the model is a function of a variable that the grid lacks.

    R: lmerTest::ls_means. Theory: Searle, Speed & Milliken 1980.
    """
    method = match_arg(ddf, DDF_METHODS, "ddf")
    terms = delete_response(fit.spec.terms)
    candidates = _factor_terms(fit, terms)
    if which is not None and not is_text(which):
        raise RError("is.character(which) is not TRUE", "lsmeans_contrasts(model, which = which)")
    chosen = list(candidates) if which is None else [which] if isinstance(which, str) else list(which)
    if not all(name in candidates for name in chosen):
        with running("lsmeans_contrasts"):
            raise RError("all(which %in% factor_terms) is not TRUE", "lsmeans_contrasts(model, which = which)")
    if not isinstance(level, int | float):
        checked_level(level, confint=True)
    of_pairs = pairwise == "TRUE" if isinstance(pairwise, str) else truth(pairwise, _PAIRWISE_CALL)
    hypotheses: dict[str, Vector] = {}
    levels: list[tuple[str, str]] = []
    grid = _make_grid(fit, terms)
    if chosen:
        for label in chosen:
            rows, names_, texts = _mean_rows(grid, candidates[label])
            if of_pairs:
                rows, names_, texts = _pairs(rows, names_, texts)
            hypotheses[label] = Vector(data=rows, dimnames=(tuple(names_), grid.names))
            levels += [(label, text) for text in texts]
    return LsMeans(
        table=_test_all(fit, hypotheses, method, level),
        response=fit.spec.terms.variable_names[0],
        level=level,
        ddf=method,
        hypotheses=hypotheses,
        levels=tuple(levels),
    )


def _test_all(fit: LmerTestFit, hypotheses: Mapping[str, Vector], method: str, level: Any) -> Frame:
    rows: list[Sequence[float | None]] = []
    names: list[str] = []
    if hypotheses:
        confidence = checked_level(level, True)
        denominator = make_denominator(fit, method)
        space = estimable_space(fit)
        for matrix in hypotheses.values():
            names += [str(name) for name in (matrix.dimnames or ((),))[0] or ()]
            for row in matrix.data:
                held = space.holds(row)
                rows.append(t_test(denominator, row[space.kept], 0.0, confidence) if held else (None,) * 7)
    return make_frame(T_CI_COLUMNS, rows, names)


@answers("lsmeansLT", LmerTestFit)
def lsmeansLT(fit: LmerTestFit, *arguments: Any, **named: Any) -> LsMeans:
    """The older name of `ls_means`. R: lmerTest::lsmeansLT."""
    return ls_means(fit, *arguments, **named)


@answers("difflsmeans", LmerTestFit)
def difflsmeans(
    fit: LmerTestFit,
    which: Sequence[str] | str | None = None,
    level: float = 0.95,
    ddf: str | None = None,
    **unused: Any,
) -> LsMeans:
    """Differences of all pairs of least-squares means. R: lmerTest::difflsmeans."""
    return ls_means(fit, which, level, ddf, pairwise=True)
