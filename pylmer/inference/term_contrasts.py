"""Contrasts of the fixed effects that test the terms of a model: types I, II and III, marginal, and single deletions.

Type I takes the terms in order (Doolittle rows of X'X). Type II takes a term after all that do not contain it. Type III
asks of a contained term the hypothesis of the cell means: its contrasts are made orthogonal, over dummies for every
level, to those of the terms that contain it. Example: in y ~ A * B with two levels each, type III of A tests
a2 + a2:b2 / 2. R: lmerTest 3.1-3, anova(type = ). Theory: SAS/STAT, "The four types of estimable functions".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.conditions import RError, message
from rcompat.base.frame import Factor
from rcompat.base.rounding import zapsmall
from rcompat.base.vectors import Vector
from rcompat.design.model_matrix import as_coded_factor, model_matrix
from rcompat.language.expressions import is_call
from rcompat.language.terms import Terms
from rcompat.maths.linpack import pivoted_qr

__all__ = ["containing_terms", "droppable_terms", "term_contrasts", "term_rows"]

_Array = NDArray[np.float64]
_TINY = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Design:
    """A fixed design of full rank: columns, their names and the terms they belong to."""

    x: _Array
    names: tuple[str, ...]
    assign: NDArray[np.int_]

    def columns(self, term: int) -> NDArray[np.intp]:
        """Positions of a term's columns (terms count from 1)."""
        return np.flatnonzero(self.assign == term)


def _design_of(fit: MerFit) -> _Design:
    spec = fit.spec
    return _Design(x=spec.x, names=spec.x_names, assign=spec.x_assign)


def _ones(terms: Terms, fit: MerFit) -> list[tuple[frozenset[int], frozenset[int]]]:
    """For each term the covariates (numbers, `I()` apart) and the other variables that the table marks with 1."""
    columns = [fit.spec.frame.frame[name] for name in terms.variable_names]
    is_number = [
        not isinstance(column, Factor)
        and as_coded_factor(column) is None
        and column.ndim == 1
        and not is_call(expr, "I")
        for column, expr in zip(columns, terms.variables, strict=True)
    ]
    found = []
    for j in range(len(terms.term_labels)):
        marked = [i for i, code in enumerate(terms.factors[:, j].tolist()) if code == 1]
        found.append((frozenset(i for i in marked if is_number[i]), frozenset(i for i in marked if not is_number[i])))
    return found


def containing_terms(fit: MerFit) -> list[tuple[int, ...]]:
    """For each term (from 1) the terms that contain it: same covariates, more of the other variables."""
    sets = _ones(fit.spec.terms, fit)
    return [
        tuple(k + 1 for k, (c, f) in enumerate(sets) if c == covariates and f > factors) for covariates, factors in sets
    ]


def _as_matrix(rows: _Array, row_names: tuple[str, ...], names: tuple[str, ...]) -> Vector:
    return Vector(data=rows, dimnames=(row_names, names))


def term_rows(design: _Design, matrix: _Array, term: int, names: tuple[str, ...]) -> Vector:
    """The rows of a (p, p) matrix that belong to a term, named by its columns."""
    places = design.columns(term)
    return _as_matrix(matrix[places], tuple(design.names[j] for j in places), names)


def _doolittle(x: _Array) -> _Array:
    """Unit upper triangle U of X'X = U'DU: row j is what the sequential sum of squares of column j tests."""
    work = x.T @ x
    p = len(work)
    upper = np.eye(p)
    scale = np.sqrt(np.maximum(np.diag(work), 0.0))
    for j in range(p):
        pivot = work[j, j]
        if pivot > _TINY * scale[j] ** 2:
            row = work[j, j:] / pivot
            work[j + 1 :, j:] -= np.outer(work[j + 1 :, j], row)
            upper[j, j:] = row
    upper[np.abs(upper) * scale < _TINY * scale[:, None]] = 0.0
    return upper


def _marginal_contrasts(fit: MerFit) -> dict[str, Vector]:
    """Each term's own coefficients."""
    design = _design_of(fit)
    identity = np.eye(len(design.names))
    return {
        label: term_rows(design, identity, number, design.names)
        for number, label in enumerate(fit.spec.terms.term_labels, start=1)
    }


def term_contrasts(fit: MerFit, kind: str) -> dict[str, Vector]:
    """Contrast matrices (rows, p) of every term.

    Args:
        fit: a fitted model.
        kind: "I", "II", "III", "2b" (II without its short cut) or "marginal".

    R: lmerTest::show_tests(anova(fit, type = kind)).
    """
    labels = fit.spec.terms.term_labels
    if not labels:
        return {"": Vector(data=np.zeros((0, fit.spec.p)), dimnames=(None, None))}
    if kind == "I" or len(labels) <= 1 or fit.spec.p <= 1:
        design = _design_of(fit)
        upper = _doolittle(design.x)
        return {label: term_rows(design, upper, i, design.names) for i, label in enumerate(labels, start=1)}
    if kind == "marginal":
        return _marginal_contrasts(fit)
    if kind in ("II", "2b"):
        return _type_two(fit, kind == "II")
    if kind == "III":
        return _type_three(fit)
    raise RError(f"contrasts of type {kind} are not available")


def _type_two(fit: MerFit, keep_plain: bool) -> dict[str, Vector]:
    design = _design_of(fit)
    identity = np.eye(len(design.names))
    found = {}
    for number, (label, above) in enumerate(
        zip(fit.spec.terms.term_labels, containing_terms(fit), strict=True), start=1
    ):
        matrix = identity
        if above or not keep_plain:
            last = np.isin(design.assign, above)
            own = design.assign == number
            order = np.concatenate([np.flatnonzero(~(last | own)), np.flatnonzero(own), np.flatnonzero(last)])
            matrix = np.empty_like(identity)
            matrix[np.ix_(order, order)] = _doolittle(design.x[:, order])
        found[label] = term_rows(design, matrix, number, design.names)
    return found


def _type_three(fit: MerFit) -> dict[str, Vector]:
    spec = fit.spec
    if all(isinstance(value, str) and value == "contr.treatment" for value in spec.contrasts.values()):
        design, back, names = _design_of(fit), None, spec.x_names
    else:
        design = _treatment_design(fit)
        back, names = zapsmall(np.linalg.pinv(design.x) @ spec.x), spec.x_names
    above = containing_terms(fit)
    over = _dummy_design(fit) if any(above) or len(spec.dropped) else None
    weights = None
    if over is not None:
        _report_missing_cells(over)
        weights = _clean(_solution(design.x, over.x))
    found = {}
    identity = np.eye(len(design.names))
    for number, label in enumerate(spec.terms.term_labels, start=1):
        matrix = identity
        if above[number - 1] and weights is not None:
            last = np.flatnonzero(np.isin(design.assign, above[number - 1]))
            matrix = _orthogonal_rows(identity, weights, design.columns(number), last)
        rows = term_rows(design, matrix, number, names)
        data = zapsmall(rows.data) if rows.data.size else rows.data
        found[label] = replace(rows, data=data if back is None else data @ back)
    return found


def _orthogonal_rows(identity: _Array, weights: _Array, own: NDArray[np.intp], last: NDArray[np.intp]) -> _Array:
    """Rows of a term with what the containing terms' columns explain of them, over all dummies, taken out."""
    if not len(last) or not len(own):
        return identity
    matrix = identity.copy()
    part = _solution(weights[last].T, weights[own].T)
    matrix[np.ix_(own, last)] = _clean(-part.T)
    return matrix


def _solution(a: _Array, b: _Array) -> _Array:
    return np.asarray(np.linalg.lstsq(a, b, rcond=None)[0], dtype=np.float64)


def _clean(values: _Array) -> _Array:
    values[np.abs(values) < 1e-10] = 0.0
    return values


def _treatment_design(fit: MerFit) -> _Design:
    """The design under treatment contrasts, dependent columns left out."""
    spec = fit.spec
    contrasts = dict.fromkeys(spec.contrasts, "contr.treatment")
    full = model_matrix(spec.terms, spec.frame.frame, contrasts or None)
    factor = pivoted_qr(full.x)
    kept = np.sort(factor.pivot[: factor.rank])
    return _Design(x=full.x[:, kept], names=tuple(full.names[j] for j in kept), assign=np.asarray(full.assign)[kept])


def _dummy_design(fit: MerFit) -> _Design:
    """Dummies for every level in every term, cells that never occur included."""
    spec = fit.spec
    every = replace(spec.terms, factors=np.where(spec.terms.factors > 0, 2, 0))
    full = model_matrix(every, spec.frame.frame, dict(spec.contrasts) or None)
    return _Design(x=full.x, names=full.names, assign=np.asarray(full.assign))


def _report_missing_cells(over: _Design) -> None:
    empty = np.flatnonzero(~over.x.any(axis=0))
    if len(empty):
        cells = ", ".join(over.names[j] for j in empty.tolist())
        message(f"Missing cells for: {cells}.  \nInterpret type III hypotheses with care.")


def droppable_terms(terms: Terms) -> list[str]:
    """Labels of the terms whose variables no other term holds all of. R: stats::drop.scope."""
    sets = [frozenset(np.flatnonzero(terms.factors[:, j]).tolist()) for j in range(len(terms.term_labels))]
    return [label for j, label in enumerate(terms.term_labels) if not any(sets[j] < other for other in sets)]
