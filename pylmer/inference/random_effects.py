"""Conditional modes of the random effects and their conditional variances. R: ranef.merMod, coef.merMod."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.call_texts import call_text
from pylmer.structure.re_terms import ReTerms
from rcompat.base.arguments import is_text, truth
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import Column, Factor, Frame
from rcompat.base.generics import answers
from rcompat.base.render import Printable

__all__ = ["CoefTable", "RanefTable", "coef", "conditional_variances", "ranef"]

_BATCH = 256


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RanefTable(Printable):
    """Conditional modes, one data frame per grouping factor (rows: levels, columns: coefficients).

    Attributes:
        frames: name of the grouping factor to data frame.
        variances: name to conditional variances, one (levels, k, k) array per term, computed when first looked at;
            empty without condVar.
        term_columns: name to the coefficient names of each of its terms.
        is_dropped: whether data frames of one column are shown as vectors.
    """

    frames: dict[str, Frame]
    variances: Mapping[str, tuple[NDArray[np.float64], ...]]
    term_columns: dict[str, tuple[tuple[str, ...], ...]]
    is_dropped: bool = False

    def __getitem__(self, group: str) -> Frame:
        return self.frames[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def to_frame(self) -> Frame:
        """Long form: grpvar, term, grp, condval and, with conditional variances, condsd. R: as.data.frame.ranef.mer."""
        return _long_form(self)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoefTable(Printable):
    """Fixed effects plus conditional modes, one data frame per grouping factor. R: class coef.mer."""

    frames: dict[str, Frame]

    def __getitem__(self, group: str) -> Frame:
        return self.frames[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)


def _modes(fit: MerFit) -> dict[str, dict[str, NDArray[np.float64]]]:
    """Group name to coefficient name to its modes; a coefficient of two terms gets R's unique names."""
    re, b = fit.spec.re, fit.state.b
    table: dict[str, dict[str, NDArray[np.float64]]] = {name: {} for name in re.factor_names}
    for term, base in zip(re.terms, re.block_starts, strict=False):
        block = b[base : base + term.k * term.levels].reshape(term.levels, term.k)
        columns = table[term.group]
        for c, name in enumerate(term.columns):
            columns[_unused(name, columns)] = block[:, c].copy()
    return table


def _unused(name: str, taken: dict[str, NDArray[np.float64]]) -> str:
    number, candidate = 0, name
    while candidate in taken:
        number += 1
        candidate = f"{name}.{number}"
    return candidate


@answers("ranef", MerFit)
def ranef(
    fit: MerFit,
    condVar: bool = True,
    drop: bool = False,
    whichel: tuple[str, ...] | list[str] | str | None = None,
    **more: object,
) -> RanefTable:
    """Conditional modes of the random effects, in units of y over units of the coefficients.

    Args:
        fit: a fitted model.
        condVar: compute the conditional variances too.
        drop: factors with one coefficient give named vectors instead of data frames, where the page is concerned.
        whichel: names of the grouping factors wanted; None for all.
        **more: not used; R warns of them.

    R: ranef.merMod. Theory: Bates et al. 2015, JSS 67(1), s. 5.1.
    """
    if more:
        names = ", ".join(name.replace("_", ".") for name in more)
        warning(f"additional arguments to ranef.merMod ignored: {names}", "ranef.merMod(...)")
    if whichel is not None and not is_text(whichel):
        raise RError('is(whichel, "character") is not TRUE', call_text("ranef.merMod", (fit,), {"whichel": whichel}))
    has_variances = truth(condVar, "if (condVar) {")
    is_dropped = truth(drop, "if (drop) ans <- lapply(ans, function(el) {")
    re = fit.spec.re
    wanted = re.factor_names if whichel is None else ((whichel,) if isinstance(whichel, str) else tuple(whichel))
    modes = _modes(fit)
    frames = {}
    for name, factor in zip(re.factor_names, re.factors, strict=True):
        if name in wanted:
            columns: dict[str, Column] = dict(modes[name])
            frames[name] = Frame(columns=columns, n=len(factor.levels), row_names=factor.levels)
    term_columns: dict[str, tuple[tuple[str, ...], ...]] = {}
    for term in re.terms:
        if term.group in frames:
            term_columns[term.group] = (*term_columns.get(term.group, ()), term.columns)
    variances = _Variances(fit, tuple(term_columns)) if has_variances else {}
    return RanefTable(frames=frames, variances=variances, term_columns=term_columns, is_dropped=is_dropped)


class _Variances(Mapping[str, tuple[NDArray[np.float64], ...]]):
    """Grouping factor to the conditional variances of its terms; they take a factorisation, so only when wanted."""

    def __init__(self, fit: MerFit, groups: tuple[str, ...]) -> None:
        self._fit = fit
        self._groups = groups

    @cached_property
    def _by_term(self) -> tuple[NDArray[np.float64], ...]:
        return conditional_variances(self._fit)

    def __getitem__(self, group: str) -> tuple[NDArray[np.float64], ...]:
        if group not in self._groups:
            raise KeyError(group)
        terms = zip(self._fit.spec.re.terms, self._by_term, strict=True)
        return tuple(block for term, block in terms if term.group == group)

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


def _lambda_matrix(re: ReTerms, theta: NDArray[np.float64]) -> Any:
    """Lambda (q, q), sparse."""
    from scipy import sparse

    shape = (re.q, re.q)
    return sparse.csc_array((theta[re.theta_index], re.lambda_rows, re.lambda_starts), shape=shape).T.tocsc()


def conditional_variances(fit: MerFit) -> tuple[NDArray[np.float64], ...]:
    """Conditional covariance of each level's coefficients given theta and y, one (levels, k, k) array per term.

    sigma^2 Lambda (Lambda' Z' W Z Lambda + I)^-1 Lambda', its diagonal blocks only.
    """
    from scipy import sparse
    from scipy.sparse.linalg import splu

    re, spec = fit.spec.re, fit.spec
    z = sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(spec.n, re.q))
    weighted = sparse.diags_array(np.sqrt(spec.weights)) @ z
    lambda_ = _lambda_matrix(re, fit.state.theta)
    u = (weighted @ lambda_).tocsc()
    factor = splu((u.T @ u + sparse.eye_array(re.q)).tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0)
    lambda_t = lambda_.T.tocsc()
    answers = []
    for term, base in zip(re.terms, re.block_starts, strict=False):
        blocks = np.empty((term.levels, term.k, term.k))
        for first in range(0, term.levels, _BATCH):
            last = min(first + _BATCH, term.levels)
            columns = slice(base + first * term.k, base + last * term.k)
            right = lambda_t[:, columns].toarray()
            product = right.T @ factor.solve(right)
            for level in range(first, last):
                at = slice((level - first) * term.k, (level - first + 1) * term.k)
                blocks[level] = fit.sigma**2 * product[at, at]
        answers.append(blocks)
    return tuple(answers)


@answers("coef", MerFit)
def coef(fit: MerFit, *more: object, **named: object) -> CoefTable:
    """Fixed effects plus conditional modes, level by level; warns of further arguments. R: coef.merMod."""
    if more or named:
        names = ", ".join(f"‘{name.replace('_', '.')}’" for name in named)
        warning(f"arguments named {names} ignored", "coef.merMod(...)")
    beta = dict(zip(fit.spec.x_names, fit.state.beta.tolist(), strict=True))
    frames = {}
    modes = _modes(fit)
    for name, factor in zip(fit.spec.re.factor_names, fit.spec.re.factors, strict=True):
        n = len(factor.levels)
        columns: dict[str, Column] = {}
        # R puts coefficients without a fixed effect first, those of every group in all tables, with fixed part zero.
        for extra in dict.fromkeys(column for table in modes.values() for column in table if column not in beta):
            columns[extra] = modes[name].get(extra, np.zeros(n))
        for column, value in beta.items():
            columns[column] = value + modes[name].get(column, np.zeros(n))
        frames[name] = Frame(columns=columns, n=n, row_names=factor.levels)
    return CoefTable(frames=frames)


def _long_form(table: RanefTable) -> Frame:
    group, term, level, value, deviation = [], [], [], [], []
    term_levels: list[str] = []
    level_names: list[str] = []
    for name, frame in table.frames.items():
        labels = frame.row_names or ()
        blocks = table.variances[name] if table.variances else ()
        deviation += [np.sqrt(block[:, c, c]) for block in blocks for c in range(block.shape[1])]
        for column, modes in frame.items():
            group += [name] * frame.n
            term += [column] * frame.n
            level += list(labels)
            value.append(np.asarray(modes, dtype=np.float64))
            if column not in term_levels:
                term_levels.append(column)
        first = np.asarray(next(iter(frame.columns.values())), dtype=np.float64)
        ordered = [labels[i] for i in np.argsort(first, kind="stable")]  # R sorts levels by their first mode
        level_names += [label for label in ordered if label not in set(level_names)]
    columns: dict[str, Column] = {
        "grpvar": np.array(group, dtype=object),
        "term": _coded(term, term_levels),
        "grp": _coded(level, level_names),
        "condval": np.concatenate(value),
    }
    if deviation:
        columns["condsd"] = np.concatenate(deviation)
    return Frame(columns=columns, n=len(group))


def _coded(values: list[str], levels: list[str]) -> Factor:
    place = {name: code for code, name in enumerate(levels)}
    return Factor(codes=np.array([place[value] for value in values], dtype=np.int32), levels=tuple(levels))
