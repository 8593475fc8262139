"""Random-effects terms: grouping factors, Z', and the pattern of Lambda', in lme4's order.

Terms are reordered only if some term has more levels than the one before it; then the order is the reverse of a
stable ascending sort by number of levels. Inside a term rows run level by level, coefficient fastest. R: mkReTrms.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.condition_text import error_text
from rcompat.base.conditions import RError, running
from rcompat.base.factors import as_factor
from rcompat.base.frame import Column, Factor, Frame
from rcompat.design.evaluate import Scope, evaluate
from rcompat.design.model_matrix import model_matrix
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Expr, Symbol, call, is_call
from rcompat.language.formulas import all_vars
from rcompat.language.terms import make_terms

__all__ = ["ReTerm", "ReTerms", "make_re_terms", "term_order"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReTerm:
    """One term `effects | group`.

    Attributes:
        label: the deparsed term.
        group: the deparsed grouping expression.
        factor: its levels and codes; unused levels are gone.
        columns: names of the k coefficients.
        design: the raw model matrix of the effects (n, k).
    """

    label: str
    group: str
    factor: Factor
    columns: tuple[str, ...]
    design: NDArray[np.float64]

    @property
    def k(self) -> int:
        """Number of coefficients per level."""
        return len(self.columns)

    @property
    def levels(self) -> int:
        """Number of levels of the grouping factor."""
        return len(self.factor.levels)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReTerms:
    """All random-effects terms of a model, in lme4's order.

    Attributes:
        terms: the terms.
        factor_names: distinct grouping factors, in order of first use.
        assign: for each term the index of its factor in `factor_names`.
        zt_starts: (n + 1,), zt_rows, zt_values (nnz,): Z' observation by observation, exact zeros dropped.
        lambda_starts: (q + 1,), lambda_rows, theta_index (nnz,): upper triangle of Lambda' column by column and
            which theta stands where.
        theta_start: (m,) one on the diagonal, zero off it.
        lower: (m,) lower bounds, 0 or -inf.
        block_starts: (k + 1,) first row of each term in Z' (lme4's Gp).
        theta_starts: (k + 1,) first theta of each term (lme4's Tp).
    """

    terms: tuple[ReTerm, ...]
    factor_names: tuple[str, ...]
    assign: tuple[int, ...]
    zt_starts: NDArray[np.int32]
    zt_rows: NDArray[np.int32]
    zt_values: NDArray[np.float64]
    lambda_starts: NDArray[np.int32]
    lambda_rows: NDArray[np.int32]
    theta_index: NDArray[np.int32]
    theta_start: NDArray[np.float64]
    lower: NDArray[np.float64]
    block_starts: tuple[int, ...]
    theta_starts: tuple[int, ...]

    @property
    def q(self) -> int:
        """Number of random effects."""
        return self.block_starts[-1]

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The distinct grouping factors, in the order of `factor_names`."""
        return tuple(self.terms[self.assign.index(i)].factor for i in range(len(self.factor_names)))


def make_re_terms(bars: Sequence[Call], frame: Frame, environment: Mapping[str, object] | None = None) -> ReTerms:
    """Build the random-effects terms from the model frame.

    Raises:
        RError: a grouping expression cannot be evaluated, or gives only NA.

    R: lme4::mkReTrms. Theory: Bates et al. 2015, JSS 67(1), s. 2.3.
    """
    factorised = _Factorised(frame, environment)
    cache: dict[str, Factor] = {}
    terms = tuple(_make_term(bar, frame, factorised, cache) for bar in bars)
    terms = tuple(terms[i] for i in term_order([term.levels for term in terms]))
    names: list[str] = []
    for term in terms:
        if term.group not in names:
            names.append(term.group)
    blocks, thetas = [0], [0]
    for term in terms:
        blocks.append(blocks[-1] + term.k * term.levels)
        thetas.append(thetas[-1] + term.k * (term.k + 1) // 2)
    zt_starts, zt_rows, zt_values = _stack_zt(terms, blocks, frame.n)
    lambda_starts, lambda_rows, theta_index = _lambda_pattern(terms, blocks, thetas)
    on_diagonal = np.concatenate([_diagonal_mask(term.k) for term in terms])
    return ReTerms(
        terms=terms,
        factor_names=tuple(names),
        assign=tuple(names.index(term.group) for term in terms),
        zt_starts=zt_starts,
        zt_rows=zt_rows,
        zt_values=zt_values,
        lambda_starts=lambda_starts,
        lambda_rows=lambda_rows,
        theta_index=theta_index,
        theta_start=on_diagonal.astype(np.float64),
        lower=np.where(on_diagonal, 0.0, -np.inf),
        block_starts=tuple(blocks),
        theta_starts=tuple(thetas),
    )


def term_order(levels: Sequence[int]) -> list[int]:
    """Order of the terms by their numbers of levels (see the module's rule)."""
    order = list(range(len(levels)))
    if any(later > earlier for earlier, later in itertools.pairwise(levels)):
        order = sorted(order, key=lambda i: levels[i])[::-1]
    return order


class _Factorised:
    """The model frame with grouping variables turned into factors when they are first asked for."""

    __slots__ = ("columns", "environment", "frame")

    def __init__(self, frame: Frame, environment: Mapping[str, object] | None) -> None:
        self.frame = frame
        self.environment = environment
        # A model frame names its columns by terms, with the backticks of names that need them.
        bare = {name[1:-1]: column for name, column in frame.columns.items() if name[:1] == name[-1:] == "`"}
        self.columns: dict[str, Column] = {**frame.columns, **bare}

    def evaluate(self, group: Expr) -> object:
        """Evaluate a grouping expression; its bare variables become factors first, as lme4 does."""
        for name in all_vars(group):
            column = self.columns.get(name)
            if column is not None and not isinstance(column, Factor) and column.ndim == 1:
                self.columns[name] = as_factor(column)
        return self._value(group)

    def _value(self, group: Expr) -> object:
        inner = group.values[0] if is_call(group, "(", 1) else group  # type: ignore[union-attr]
        if is_call(inner, ":", 2):
            left, right = (self._value(part) for part in inner.values)  # type: ignore[union-attr]
            if isinstance(left, Factor) and isinstance(right, Factor):
                return _interaction(left, right)
        columns = Frame(columns=self.columns, n=self.frame.n)
        return evaluate(inner, Scope(frame=columns, environment=self.environment or {}))


def _group(group: Expr, factorised: _Factorised, cache: dict[str, Factor]) -> Factor:
    text = deparse_one(group)
    if text in cache:
        return cache[text]
    try:
        value = factorised.evaluate(group)
    except RError as error:
        where = "is.factor(f1)" if is_call(group, ":", 2) else "is.factor(x)"
        where = where if error.call is None else error.call
        shown = error_text(RError(error.message, where))
        raise RError(
            f"couldn't evaluate grouping factor {text} within model frame:error ={shown}"
            " Try adding grouping factor to data frame explicitly if possible"
        ) from error
    if value is None:
        raise RError("1 argument passed to '|' which requires 2", "|1")
    factor = value if isinstance(value, Factor) else as_factor(np.asarray(value))
    if len(factor) and bool((factor.codes < 0).all()):
        raise RError(f"Invalid grouping factor specification, {text}")
    if len(factor) != factorised.frame.n:
        raise RError("(p <- ncol(X)) == ncol(Y) is not TRUE", "KhatriRao(sm, t(mm))")
    cache[text] = _drop_unused(factor)
    return cache[text]


def _drop_unused(factor: Factor) -> Factor:
    used = np.zeros(len(factor.levels) + 1, dtype=bool)
    used[factor.codes] = True
    used = used[:-1]
    if used.all():
        return factor
    renumber = np.cumsum(used, dtype=np.int32) - 1
    codes = np.where(factor.codes < 0, np.int32(-1), renumber[factor.codes]).astype(np.int32)
    levels = tuple(level for level, keep in zip(factor.levels, used.tolist(), strict=True) if keep)
    return Factor(codes=codes, levels=levels, ordered=factor.ordered)


def _interaction(left: Factor, right: Factor) -> Factor:
    """`left:right` with the observed combinations only; the right factor varies fastest. R: lme4's `%i%`."""
    wide = len(right.levels)
    missing = (left.codes < 0) | (right.codes < 0)
    pairs = left.codes.astype(np.int64) * wide + right.codes
    present, codes = np.unique(np.where(missing, -1, pairs), return_inverse=True)
    codes = codes.reshape(-1).astype(np.int32)
    if len(present) and present[0] == -1:
        present, codes = present[1:], codes - np.int32(1)
    begins, ends = [f"{level}:" for level in left.levels], right.levels
    firsts, seconds = (part.tolist() for part in np.divmod(present, wide))
    levels = tuple([begins[i] + ends[j] for i, j in zip(firsts, seconds, strict=True)])
    return Factor(codes=codes.astype(np.int32), levels=levels)


def _make_term(bar: Call, frame: Frame, factorised: _Factorised, cache: dict[str, Factor]) -> ReTerm:
    effects, group = bar.values
    with running("mkReTrms", "lapply", "FUN"):
        factor = _group(group, factorised, cache)
        with running("mMatrix", "model.matrix.default"):
            matrix = model_matrix(make_terms(call("~", effects)), frame)
    return ReTerm(
        label=deparse_one(bar),
        group=_group_name(group),
        factor=factor,
        columns=matrix.names,
        design=matrix.x,
    )


def _group_name(group: Expr) -> str:
    """A bare name stands without backticks, as R deparses a symbol."""
    return group.name if isinstance(group, Symbol) else deparse_one(group)


def _stack_zt(
    terms: Sequence[ReTerm], blocks: Sequence[int], n: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Z' by observation: rows of all terms ascending, exact zeros and missing groups left out."""
    width = sum(term.k for term in terms)
    rows = np.empty((n, width), dtype=np.int32)
    values = np.empty((n, width))
    at = 0
    for term, base in zip(terms, blocks, strict=False):
        first = base + term.factor.codes * term.k
        for c in range(term.k):
            rows[:, at] = first + c
            values[:, at] = term.design[:, c]
            at += 1
        missing = term.factor.codes < 0
        if missing.any():
            values[missing, at - term.k : at] = 0.0
    keep = values != 0.0
    starts = np.zeros(n + 1, dtype=np.int32)
    if keep.all():
        starts[:] = np.arange(n + 1, dtype=np.int64) * width
        return starts, rows.reshape(-1), values.reshape(-1)
    np.cumsum(keep.sum(axis=1), out=starts[1:])
    return starts, rows[keep], values[keep]


def _diagonal_mask(k: int) -> NDArray[np.bool_]:
    """Which entries of the column-wise lower triangle of a (k, k) block are on the diagonal."""
    return np.array([i == j for j in range(k) for i in range(j, k)], dtype=bool)


def _lambda_pattern(
    terms: Sequence[ReTerm], blocks: Sequence[int], thetas: Sequence[int]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    starts, rows, index = [np.zeros(1, dtype=np.int64)], [], []
    for term, base, first in zip(terms, blocks, thetas, strict=False):
        k = term.k
        position: dict[tuple[int, int], int] = {}
        for j in range(k):
            for i in range(j, k):
                position[i, j] = first + len(position)
        block_rows = np.array([a for c in range(k) for a in range(c + 1)], dtype=np.int64)
        block_index = np.array([position[c, a] for c in range(k) for a in range(c + 1)], dtype=np.int64)
        level_base = base + k * np.arange(term.levels)
        rows.append((level_base[:, None] + block_rows).reshape(-1))
        index.append(np.tile(block_index, term.levels))
        starts.append(starts[-1][-1] + np.cumsum(np.tile(np.arange(1, k + 1), term.levels)))
    return (
        np.concatenate(starts).astype(np.int32),
        np.concatenate(rows).astype(np.int32),
        np.concatenate(index).astype(np.int32),
    )
