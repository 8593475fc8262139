"""Cases bootstrap: resampled rows of nested clusters, and the model fitted to them. R: lmeresampler's case_bootstrap.

lmeresampler is not part of Debian: written from its documentation; neither draws nor labels were compared with R.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.lmer import fit_request
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import LmerRequest
from pylmer.inference.accessors import row_names
from rcompat.base.conditions import RError
from rcompat.base.frame import Column, Factor, Frame
from rcompat.base.frame_doors import as_frame
from rcompat.language.formulas import all_vars
from rcompat.maths.samples import sample_positions

__all__ = ["CasePlan", "case_plan", "drawn_request", "fit_cases"]

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CasePlan:
    """What is resampled, from the highest level to the observations.

    Attributes:
        request: the model, its data cut to the rows used.
        codes: cluster of each row (n,), one array per grouping factor, the highest first.
        variables: the variable to be relabelled at each level, or None.
        resample: whether each level is resampled, the observations last.
    """

    request: LmerRequest
    codes: tuple[NDArray[np.int32], ...]
    variables: tuple[str | None, ...]
    resample: tuple[bool, ...]


def case_plan(fit: MerFit, resample: Sequence[bool] | None, orig_data: Any = None) -> CasePlan:
    """Check the levels and prepare the data.

    Args:
        fit: a fitted model.
        resample: one flag per level, the largest clusters first, the observations last.
        orig_data: the data, if the fit does not know them.

    Raises:
        RError: flags missing or too many, no data, or grouping factors that are not nested.
    """
    factors = sorted(zip(fit.spec.re.factor_names, fit.spec.re.factors, strict=True), key=lambda f: len(f[1].levels))
    if resample is None:
        raise RError("'resample' is missing: give one logical value per level, the observations last")
    flags = tuple(bool(flag) for flag in resample)
    if len(flags) != len(factors) + 1:
        raise RError(f"'resample' is not the same length as the number of levels: {len(factors) + 1} are needed")
    codes = tuple(factor.codes for _, factor in factors)
    for upper, lower in pairwise(codes):
        if len(np.unique(np.stack([upper, lower]), axis=1)[0]) != len(np.unique(lower)):
            raise RError("the cases bootstrap needs nested grouping factors")
    return CasePlan(
        request=_used_rows(fit, orig_data),
        codes=codes,
        variables=_relabelled(fit, [name for name, _ in factors]),
        resample=flags,
    )


def _used_rows(fit: MerFit, orig_data: Any) -> LmerRequest:
    """The request with its data cut to the rows that the fit used."""
    data = fit.request.data if orig_data is None else as_frame(orig_data)
    if data is None:
        raise RError("the cases bootstrap needs the data: give 'orig_data'")
    names = data.row_names if data.row_names is not None else tuple(str(i + 1) for i in range(data.n))
    places = {name: i for i, name in enumerate(names)}
    rows = np.array([places[name] for name in row_names(fit)], dtype=np.intp)
    options = {name: value for name, value in fit.request.options.items() if name != "subset"}
    for name in ("weights", "offset"):
        if name in options and isinstance(options[name], list | tuple | np.ndarray):
            options[name] = np.asarray(options[name])[rows]
    return replace(fit.request, data=data.take(rows), options=MappingProxyType(options))


def _relabelled(fit: MerFit, groups: Sequence[str]) -> tuple[str | None, ...]:
    """A variable of each grouping factor that neither the fixed part nor a higher factor uses."""
    taken = set(all_vars(fit.spec.terms.formula))
    chosen: list[str | None] = []
    for group in groups:
        free = [part for part in group.split(":") if part not in taken]
        chosen.append(free[0] if free else None)
        taken.update(free[:1])
    return tuple(chosen)


def _draw(plan: CasePlan, rows: Rows, level: int, labels: list[list[int]], label: tuple[int, ...]) -> list[Rows]:
    """Draw within one cluster; note for each row drawn the number of its draw at every level."""
    if level == len(plan.codes):
        taken = rows[sample_positions(len(rows), len(rows), replace=True)] if plan.resample[level] else rows
        for place, number in enumerate(label):
            labels[place] += [number] * len(taken)
        return [taken]
    codes = plan.codes[level][rows]
    units = np.unique(codes)
    if plan.resample[level]:
        units = units[sample_positions(len(units), len(units), replace=True)]
    drawn: list[Rows] = []
    for number, unit in enumerate(units.tolist()):
        drawn += _draw(plan, rows[codes == unit], level + 1, labels, (*label, number))
    return drawn


def drawn_request(plan: CasePlan) -> LmerRequest:
    """Draw one sample. A cluster that is drawn twice counts as two clusters."""
    data = plan.request.data
    assert data is not None
    labels: list[list[int]] = [[] for _ in plan.codes]
    rows = np.concatenate(_draw(plan, np.arange(data.n), 0, labels, ()))
    frame = data.take(rows)
    columns: dict[str, Column] = dict(frame.columns)
    for variable, numbers in zip(plan.variables, labels, strict=True):
        if variable is not None:
            levels = tuple(str(number + 1) for number in range(max(numbers) + 1))
            columns[variable] = Factor(codes=np.array(numbers, dtype=np.int32), levels=levels)
    options = dict(plan.request.options)
    for name in ("weights", "offset"):
        if isinstance(options.get(name), np.ndarray):
            options[name] = options[name][rows]
    drawn = Frame(columns=columns, n=frame.n)
    return replace(plan.request, data=drawn, options=MappingProxyType(options))


def fit_cases(request: LmerRequest) -> MerFit:
    """Fit the model to a drawn sample."""
    return fit_request(request)[0]
