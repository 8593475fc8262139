"""The design matrix of a terms object: R's coding rule, column names, `assign` and contrasts record.

A factor stands in a term by its contrasts (1 in the factors table) or by one dummy per level (2); without an
intercept the first factor met gets dummies. Columns of an interaction run fastest over its first variable and
are products from left to right. Answers to R's `model.matrix`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, warning
from rcompat.base.factors import as_factor
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame
from rcompat.base.vectors import Vector
from rcompat.design.contrasts import contrast_matrix, resolve_contrasts

__all__ = ["ModelMatrix", "as_coded_factor", "matrix_names", "model_matrix"]

_CALL = "model.matrix.default"
_LOGICAL_LEVELS = ("FALSE", "TRUE")


class TermsLike(Protocol):
    """What the coding rule needs to know of a formula."""

    @property
    def variable_names(self) -> tuple[str, ...]: ...
    @property
    def factors(self) -> NDArray[np.int_]: ...
    @property
    def term_labels(self) -> tuple[str, ...]: ...
    @property
    def intercept(self) -> bool: ...
    @property
    def response(self) -> int: ...


class FrameHolder(Protocol):
    """A record that holds the evaluated variables."""

    @property
    def frame(self) -> Frame: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelMatrix:
    """A design matrix.

    Attributes:
        x: values (n, p), columns contiguous.
        names: column names (p,).
        assign: number of the term each column belongs to, 0 for the intercept (p,).
        contrasts: contrast of every factor in the model: a function's name or a matrix.
        row_names: names of the rows, or None for 1..n.
    """

    x: NDArray[np.float64]
    names: tuple[str, ...]
    assign: NDArray[np.intp]
    contrasts: Mapping[str, str | Vector | NDArray[np.float64] | None]
    row_names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns one variable brings to a term: by code (rows of `table`) or as they are."""

    names: tuple[str, ...]
    columns: list[NDArray[np.float64]]


def matrix_names(frame: Frame, name: str) -> tuple[str, ...] | None:
    """Column names of a matrix variable of a frame, or None."""
    known = frame.attributes.get("matrix_names")
    found = known.get(name) if isinstance(known, Mapping) else None
    return None if found is None else tuple("" if part is None else str(part) for part in found)


def as_coded_factor(column: Column) -> Factor | None:
    """Return a factor, logical or character column as the factor R codes it by; None for numbers."""
    if isinstance(column, Factor):
        return column
    if column.dtype == np.int8:
        codes = np.where(column == NA_LOGICAL, -1, column).astype(np.int32)
        return Factor(codes=codes, levels=_LOGICAL_LEVELS)
    if column.dtype == object:
        return as_factor(column)
    return None


def model_matrix(terms: TermsLike, data: Frame | FrameHolder, contrasts: object = None) -> ModelMatrix:
    """Code the variables of a model frame into a design matrix.

    Args:
        terms: the formula's terms.
        data: evaluated variables under their deparsed names.
        contrasts: mapping from factor to contrast (see `resolve_contrasts`), or None.

    Raises:
        RError: a variable is missing from the frame or is of no use in a matrix.

    R: stats::model.matrix.
    """
    frame = data if isinstance(data, Frame) else data.frame
    response = _response(terms)
    codings = _term_codings(terms, frame, response)
    coded = _coded_factors(terms, frame, contrasts)
    blocks = _BlockStore(frame, coded)
    if [] in codings:
        blocks.get(response[0], 1)  # R makes its contrasts before it leaves it out
        warning("the response appeared on the right-hand side and was dropped", _CALL)
    columns: list[NDArray[np.float64] | float] = []
    names: list[str] = []
    assign: list[int] = []
    if terms.intercept:
        columns.append(1.0)
        names.append("(Intercept)")
        assign.append(0)
    for number, coding in enumerate(codings, start=1):
        _add_term([blocks.get(name, code) for name, code in coding], columns, names)
        if len(columns) == len(assign):
            warning(f"problem with term {number} in model.matrix: no columns are assigned", _CALL)
        assign.extend([number] * (len(columns) - len(assign)))
    x = np.empty((frame.n, len(columns)), order="F")
    for place, column in enumerate(columns):
        x[:, place] = column
    return ModelMatrix(
        x=x,
        names=tuple(names),
        assign=np.array(assign, dtype=np.intp),
        contrasts={name: factor.contrasts for name, factor in coded.items() if name not in response},
        row_names=frame.row_names,
    )


def _term_codings(terms: TermsLike, frame: Frame, response: tuple[str, ...]) -> list[list[tuple[str, int]]]:
    """Variables and codes (1 contrasts, 2 dummies) of every term; nothing for a term that is the response."""
    variables = terms.variable_names
    table = np.asarray(terms.factors).T.tolist() if len(terms.term_labels) else []
    codings = [[(variables[i], code) for i, code in enumerate(row) if code] for row in table]
    codings = [[] if len(coding) == 1 and coding[0][0] in response else coding for coding in codings]
    if not terms.intercept:
        _give_first_factor_dummies(codings, frame, response)
    return codings


def _response(terms: TermsLike) -> tuple[str, ...]:
    return (terms.variable_names[terms.response - 1],) if terms.response else ()


def _give_first_factor_dummies(codings: list[list[tuple[str, int]]], frame: Frame, response: tuple[str, ...]) -> None:
    """Without an intercept the first factor met, term by term, is coded by dummies in that term."""
    for coding in codings:
        for place, (name, _) in enumerate(coding):
            if name not in response and name in frame and _is_categorical(frame[name]):
                coding[place] = (name, 2)
                return


def _is_categorical(column: Column) -> bool:
    return isinstance(column, Factor) or column.dtype == object or column.dtype == np.int8


def _coded_factors(terms: TermsLike, frame: Frame, contrasts: object) -> dict[str, Factor]:
    """Every categorical variable as a factor with its contrast."""
    factors: dict[str, Factor] = {}
    for name in terms.variable_names:
        if name not in frame:
            raise RError("model frame and formula mismatch in model.matrix()", _CALL)
        factor = as_coded_factor(frame[name])
        if factor is not None:
            factors[name] = factor
    if not factors and contrasts is None:
        return {}
    coded = resolve_contrasts(factors, terms.variable_names, contrasts, "".join(_response(terms)))
    for place, name in enumerate(terms.variable_names, start=1):
        if name in coded and not coded[name].levels:
            raise RError(f"variable {place} has no levels", _CALL)
    return coded


class _BlockStore:
    """The column blocks of one model matrix, each made once."""

    def __init__(self, frame: Frame, coded: Mapping[str, Factor]) -> None:
        self._frame = frame
        self._coded = coded
        self._made: dict[tuple[str, int], _Block] = {}

    def get(self, name: str, code: int) -> _Block:
        """Return the block of a variable under a code."""
        block = self._made.get((name, code))
        if block is None:
            factor = self._coded.get(name)
            if factor is None:
                block = _number_block(self._frame, name)
            elif code == 1:
                block = _contrast_block(name, factor)
            else:
                block = _dummy_block(name, factor)
            self._made[name, code] = block
        return block


def _number_block(frame: Frame, name: str) -> _Block:
    column = frame[name]
    assert not isinstance(column, Factor)
    if column.dtype.kind == "c":
        raise RError("complex variables are not currently allowed in model matrices", _CALL)
    values = column.astype(np.float64, copy=False)
    if column.dtype == np.int32:
        values[column == NA_INTEGER] = NA_REAL
    if values.ndim == 1:
        return _Block((name,), [values])
    width = values.shape[1]
    if width == 1:
        return _Block((name,), [values[:, 0]])
    parts = matrix_names(frame, name) or tuple(str(i + 1) for i in range(width))
    return _Block(tuple(name + part for part in parts), [values[:, i] for i in range(width)])


def _coded_columns(names: tuple[str, ...], codes: NDArray[np.int32], table: NDArray[np.float64]) -> _Block:
    """Look every row's code up in a (levels, columns) table; code -1 gives NA."""
    rows = np.concatenate([table, np.full((1, table.shape[1]), NA_REAL)]).T
    return _Block(names, [row.take(codes, mode="wrap") for row in rows])


def _contrast_block(name: str, factor: Factor) -> _Block:
    matrix = contrast_matrix(factor)
    parts = matrix.dimnames[1] if matrix.dimnames else None
    if parts is None:
        parts = tuple(str(i + 1) for i in range(matrix.data.shape[1]))
    return _coded_columns(tuple(f"{name}{part or ''}" for part in parts), factor.codes, matrix.data)


def _dummy_block(name: str, factor: Factor) -> _Block:
    return _coded_columns(tuple(name + level for level in factor.levels), factor.codes, np.eye(len(factor.levels)))


def _add_term(blocks: list[_Block], columns: list[NDArray[np.float64] | float], names: list[str]) -> None:
    """Append the columns of one term, its first variable running fastest."""
    if not blocks:
        return
    values, labels = list(blocks[0].columns), list(blocks[0].names)
    for block in blocks[1:]:
        with np.errstate(invalid="ignore"):  # R's NA is a signalling NaN
            values = [left * right for right in block.columns for left in values]
        labels = [f"{left}:{right}" for right in block.names for left in labels]
    columns.extend(values)
    names.extend(labels)
