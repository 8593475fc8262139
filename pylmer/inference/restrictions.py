"""Restriction matrices and the models they stand for: L beta = 0 against a smaller design matrix.

The bases follow from LINPACK's QR factorisation, so that their signs are R's. R: pbkrtest 0.5.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import fit_request
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import updated_request
from pylmer.inference.satterthwaite import LmerTestFit, with_derivatives
from pylmer.structure.bars import find_bars, formula_sides
from rcompat.base.conditions import RError, running, warning
from rcompat.base.frame import Column, Frame
from rcompat.base.generics import answers, ask
from rcompat.base.options import get_options
from rcompat.base.rounding import zapsmall
from rcompat.base.vectors import Names, Vector
from rcompat.language.expressions import Call, Constant, Expr, Symbol, call
from rcompat.linear.lm import lm
from rcompat.linear.lm_fit import LmFit
from rcompat.maths.linpack import PivotedQr, pivoted_qr, q_times

__all__ = [
    "as_matrix",
    "compare_column_space",
    "full_rank_rows",
    "make_model_matrix",
    "make_restriction_matrix",
    "model2restriction_matrix",
    "restriction_matrix2model",
]

Array = NDArray[np.float64]

_NOT_A_MODEL = "Model m2 smallModel is not merMod or restriction matrix\n"
_NOT_A_MODEL_CALL = "modcomp_init.merMod(largeModel, smallModel, matrixOK = TRUE)"
_NO_NAMES_CALL = "dimnames(x) <- dn"
_FORMULA_WARNING = (
    "Using formula(x) is deprecated when x is a character vector of length > 1.\n"
    '  Consider formula(paste(x, collapse = " ")) instead.'
)


def _basis(factor: PivotedQr, columns: int) -> Array:
    """The first columns of Q."""
    return q_times(factor, np.eye(len(factor.qr))[:, :columns])


def _products(left: Array, right: Array) -> Array:
    """left' right, summed in order as the reference BLAS does: a zero's rounding error decides a sign in R."""
    return np.array([np.add.accumulate(column[:, None] * right, axis=0)[-1] for column in left.T])


def as_matrix(value: Any) -> tuple[Array, tuple[Names, Names]]:
    """A matrix with its names; a vector is one row."""
    names = value.dimnames if isinstance(value, Vector) else None
    data = np.asarray(value, dtype=np.float64)
    if data.ndim == 2:
        return data, (None, None) if names is None else (names[0], names[1])
    return data.reshape(1, -1), (None, None)


def full_rank_rows(restriction: Any, p: int) -> Vector:
    """A restriction matrix for p coefficients; if its rows depend on each other, an orthonormal basis of them.

    Raises:
        RError: a wrong number of columns.
    """
    data, names = as_matrix(restriction)
    if data.shape[1] != p:
        with running("rankMatrix_", "rankMatrix", "stopifnot", "rbind"):
            raise RError("number of columns of matrices must match (see arg 2)", "rbind(Xlarge, m2)")
    factor = pivoted_qr(data.T)
    if factor.rank < len(data):
        # R takes columns 1 to rank, and 1:0 is c(1, 0).
        return Vector(data=_basis(factor, max(factor.rank, 1)).T)
    return Vector(data=data, dimnames=None if names == (None, None) else names)


def make_restriction_matrix(X: Any, X2: Any) -> Vector:
    """Orthonormal L (rows, p) such that the models X beta with L beta = 0 are the space of X2.

    Args:
        X: design matrix (n, p).
        X2: design matrix of a smaller model (n, p2).

    Raises:
        RError: X2 does not lie in the space of X, or has another number of rows.

    R: pbkrtest::make_restriction_matrix.
    """
    large, small = np.asarray(X, dtype=np.float64), np.asarray(X2, dtype=np.float64)
    if large.ndim != 2 or small.ndim != 2:
        raise RError("length(d <- dim(x)) == 2 is not TRUE", "rankMatrix(X)")
    if len(large) != len(small):
        raise RError("number of rows of matrices must match (see arg 2)", "cbind(X2, X)")
    both = pivoted_qr(np.column_stack([small, large]))
    rank = pivoted_qr(small).rank
    if both.rank > pivoted_qr(large).rank:
        raise RError("Error: <X2> not subspace of <X> \n", "make_restriction_matrix(X, X2)")
    chosen = np.arange(rank, both.rank) if both.rank > rank else np.array([rank, rank - 1])
    rows = _products(_basis(both, min(both.qr.shape))[:, chosen], large)
    factor = pivoted_qr(rows.T)
    return Vector(data=zapsmall(_basis(factor, factor.rank).T, get_options().digits))


def make_model_matrix(X: Any, L: Any) -> Vector:
    """Design matrix (n, p - rank) of the models X beta with L beta = 0.

    Raises:
        RError: X and L differ in their number of columns.

    R: pbkrtest::make_model_matrix.
    """
    data, names = as_matrix(X)
    restriction = as_matrix(L)[0]
    if restriction.shape[1] != data.shape[1]:
        raise RError("Number of columns of X and L not equal \n", "make_model_matrix(X, L)")
    factor = pivoted_qr(restriction.T)
    result = data @ _basis(factor, data.shape[1])[:, factor.rank :]
    return Vector(data=result, dimnames=None if names[0] is None else (names[0], None))


def compare_column_space(X1: Any, X2: Any) -> int:
    """1 if the space of X2 lies inside that of X1, 0 if it is the other way round, -1 if neither is smaller.

    Raises:
        RError: not a matrix, or different numbers of rows.

    R: pbkrtest::compare_column_space.
    """
    first, second = np.asarray(X1, dtype=np.float64), np.asarray(X2, dtype=np.float64)
    for name, matrix in (("X1", first), ("X2", second)):
        if matrix.ndim != 2:
            raise RError(f"'{name}' is not at matrix\n", "compare_column_space(X1, X2)")
    if len(first) != len(second):
        raise RError("'X1' and 'X2' do not have same number of rows\n", "compare_column_space(X1, X2)")
    ranks = pivoted_qr(first).rank, pivoted_qr(second).rank
    both = pivoted_qr(np.column_stack([first, second])).rank
    if ranks[0] == ranks[1] or both > max(ranks):
        return -1
    return int(ranks[0] > ranks[1])


@answers("model2restriction_matrix", LmFit)
@answers("model2restriction_matrix", MerFit)
def model2restriction_matrix(largeModel: Any, smallModel: Any, sparse: bool = False) -> Vector:
    """The restriction matrix of a smaller model.

    Args:
        largeModel: a fitted model.
        smallModel: a fitted model, or a restriction matrix, which is only made to have full rank.
        sparse: give it as a sparse matrix.

    Raises:
        RError: the models are not nested.

    R: pbkrtest::model2restriction_matrix.
    """
    large = np.asarray(ask("model_matrix", largeModel).data, dtype=np.float64)
    if isinstance(smallModel, MerFit | LmFit):
        found = make_restriction_matrix(large, ask("model_matrix", smallModel).data)
    elif isinstance(smallModel, np.ndarray | Vector | list | tuple | float | int):
        found = full_rank_rows(smallModel, large.shape[1])
    else:
        raise RError(_NOT_A_MODEL, _NOT_A_MODEL_CALL)
    return Vector(data=found.data, attributes={"class": "dgCMatrix"}) if sparse else found


@answers("restriction_matrix2model", MerFit)
def restriction_matrix2model(largeModel: MerFit, L: Any, REML: bool = True, **changes: Any) -> MerFit:
    """Fit the model with L beta = 0.

    Only the first random-effects term is kept, as in R, which warns of it in other words.

    Args:
        largeModel: a fitted model.
        L: restriction matrix (rows, p).
        REML: false for a fit by maximum likelihood; true keeps the criterion of the model.
        **changes: further arguments for `update`.

    Raises:
        RError: a wrong number of columns.

    R: pbkrtest::restriction_matrix2model.
    """
    spec = largeModel.spec
    small = make_model_matrix(spec.x, L).data
    if small.shape[1] == 0:
        raise RError("length of 'dimnames' [2] not equal to array extent", _NO_NAMES_CALL)
    columns: dict[str, Column] = {f".X{j + 1}": np.ascontiguousarray(small[:, j]) for j in range(small.shape[1])}
    right: Expr | None = None
    for name in columns:
        right = Symbol(name) if right is None else call("+", right, Symbol(name))
    bars = find_bars(spec.formula)
    if len(bars) > 1:
        warning(_FORMULA_WARNING)
    assert right is not None
    right = call("-", call("+", right, call("(", bars[0])), Constant(1.0, "double"))
    left = formula_sides(spec.formula)[0]
    assert left is not None
    columns.update(spec.frame.frame.columns)
    original = largeModel.request.data
    if original is not None and original.n == spec.n:
        columns = {**original.columns, **columns}
    options = {**changes, **({} if REML else {"REML": False})}
    formula: Call = call("~", left, right)
    data = Frame(columns=columns, n=spec.n, row_names=spec.frame.frame.row_names)
    return _fitted_again(largeModel, formula, {**options, "data": data})


@answers("restriction_matrix2model", LmFit)
def _lm_restricted(largeModel: LmFit, L: Any, **changes: Any) -> LmFit:
    """Fit the linear model with L beta = 0 on the columns that span what is left. R: pbkrtest's method for lm."""
    small = make_model_matrix(largeModel.design.x, L).data
    if small.shape[1] == 0:
        raise RError("length of 'dimnames' [2] not equal to array extent", _NO_NAMES_CALL)
    frame = largeModel.frame.frame
    columns: dict[str, Column] = {f".X{j + 1}": np.ascontiguousarray(small[:, j]) for j in range(small.shape[1])}
    right: Expr | None = None
    for name in columns:
        right = Symbol(name) if right is None else call("+", right, Symbol(name))
    left = formula_sides(largeModel.frame.terms.formula)[0]
    assert left is not None and right is not None
    formula = call("~", left, call("-", right, Constant(1.0, "double")))
    data = Frame(columns={**columns, **frame.columns}, n=frame.n, row_names=frame.row_names)
    found: LmFit = lm(formula, data=data, data_name="new.data", **changes)
    return found


def _fitted_again(fit: MerFit, formula: Call, changes: dict[str, Any]) -> MerFit:
    request = updated_request(fit.request, formula, changes, caller_names())
    new = fit_request(replace(request, shown={**request.shown, "data": Symbol("new.data")}))[0]
    return with_derivatives(new, 1e-8, "as_lmerModLT(model, devfun)") if isinstance(fit, LmerTestFit) else new
