"""`getME`: the parts of a fit under lme4's names. R: lme4::getME."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pylmer.fit.lmer import objective_of
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import fixef, row_names
from pylmer.inference.likelihood import isREML
from pylmer.inference.model_frames import fixed_design
from rcompat.base.conditions import RError, running
from rcompat.base.frame import NA_LOGICAL, NA_REAL
from rcompat.base.generics import answers
from rcompat.base.s4 import S4Object
from rcompat.base.vectors import RList, Vector
from rcompat.design.model_matrix import model_matrix as build_model_matrix
from rcompat.language.expressions import call
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import make_terms

__all__ = ["getME", "model_matrix", "theta_names"]

_DESIGNS = ("fixed", "random", "randomListRaw")


def theta_names(fit: MerFit) -> tuple[str, ...]:
    """Names of theta: "group.coefficient", or "group.row.column" off the diagonal."""
    names = []
    for term in fit.spec.re.terms:
        for j, column in enumerate(term.columns):
            names += [
                f"{term.group}.{column}" if i == j else f"{term.group}.{row}.{column}"
                for i, row in enumerate(term.columns)
                if i >= j
            ]
    return tuple(names)


def _sparse_z(fit: MerFit) -> Any:
    from scipy import sparse

    re = fit.spec.re
    z = sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(fit.spec.n, re.q)).tocsc()
    return _named(z, row_names(fit), _effect_names(fit))


def _named(matrix: Any, rows: Sequence[str] | None, columns: Sequence[str] | None) -> Any:
    """A sparse matrix with R's dimnames as its attribute `dimnames`."""
    matrix.dimnames = (rows, columns)
    return matrix


def _effect_names(fit: MerFit) -> tuple[str, ...]:
    """The level that each column of Z belongs to."""
    return tuple(level for term in fit.spec.re.terms for level in term.factor.levels for _ in term.columns)


def _transposed(matrix: Any) -> Any:
    rows, columns = getattr(matrix, "dimnames", (None, None))
    return _named(matrix.T.tocsc(), columns, rows)


def _sparse_lambda_t(fit: MerFit) -> Any:
    from scipy import sparse

    re = fit.spec.re
    values = fit.state.theta[re.theta_index]
    return sparse.csc_array((values, re.lambda_rows, re.lambda_starts), shape=(re.q, re.q))


def _term_matrices(fit: MerFit) -> RList:
    """Lower-triangular relative covariance factors (k, k), one per term."""
    re = fit.spec.re
    blocks = []
    for term, first in zip(re.terms, re.theta_starts, strict=False):
        block = np.zeros((term.k, term.k))
        rows, columns = np.tril_indices(term.k)
        order = np.lexsort((rows, columns))
        block[rows[order], columns[order]] = fit.state.theta[first : first + term.k * (term.k + 1) // 2]
        blocks.append(Vector(data=block, dimnames=(None, None)))
    return RList(values=tuple(blocks), names=tuple(term.group for term in re.terms))


def _coefficient_names(fit: MerFit) -> RList:
    terms = fit.spec.re.terms
    values = tuple(Vector(data=np.array(term.columns, dtype=object)) for term in terms)
    return RList(values=values, names=tuple(term.group for term in terms))


def _integers(values: Sequence[int]) -> Vector:
    return Vector(data=np.array(values, dtype=np.int32))


def _by_term(fit: MerFit, values: Sequence[int]) -> Vector:
    return Vector(data=np.array(values, dtype=np.int32), names=tuple(term.label for term in fit.spec.re.terms))


def _by_group(fit: MerFit, values: Sequence[int]) -> Vector:
    return Vector(data=np.array(values, dtype=np.int32), names=tuple(term.group for term in fit.spec.re.terms))


def _reml_columns(fit: MerFit) -> int:
    if not isREML(fit):
        return 0
    return fit.spec.p if fit.spec.reml_columns is None else fit.spec.reml_columns


def _named_floats(values: dict[str, float]) -> Vector:
    return Vector(data=np.array(list(values.values())), names=tuple(values))


def _deviance_components(fit: MerFit) -> RList:
    """Numbers and sizes behind the criterion, under lme4's names."""
    state, spec = fit.state, fit.spec
    n, p, reml = spec.n, spec.p, isREML(fit)
    variance = state.pwrss / n
    numbers = {
        "ldL2": state.logdet_l,
        "ldRX2": state.logdet_rx,
        "wrss": state.wrss,
        "ussq": state.penalty,
        "pwrss": state.pwrss,
        "drsum": NA_REAL,
        "REML": fit.optim.value if reml else NA_REAL,
        "dev": NA_REAL if reml else fit.optim.value,
        "sigmaML": math.sqrt(variance),
        "sigmaREML": math.sqrt(variance * (n / (n - p))),
    }
    sizes = {"N": n, "n": n, "p": p, "nmp": n - p, "q": spec.re.q, "nth": len(state.theta), "useSc": 1}
    sizes |= {"reTrms": len(spec.re.terms), "spFe": 0, "REML": _reml_columns(fit), "GLMM": 0, "NLMM": 0}
    dims = Vector(data=np.array(list(sizes.values()), dtype=np.int32), names=tuple(sizes))
    return RList(values=(_named_floats(numbers), dims), names=("cmp", "dims"))


def _factor_matrix(fit: MerFit) -> Any:
    from scipy import sparse

    factor, q = fit.state.factor, fit.spec.re.q
    matrix = sparse.csc_array((factor.values, factor.indices, factor.indptr), shape=(q, q))
    if not factor.is_supernodal:
        matrix.s4 = _simplicial_factor(fit)
    return matrix


def _simplicial_factor(fit: MerFit) -> S4Object:
    """L as CHOLMOD's simplicial factor. R: class dCHMsimpl of package Matrix."""
    factor, q = fit.state.factor, fit.spec.re.q
    counts = np.diff(factor.indptr).astype(np.int32)
    slots: dict[str, Any] = {
        "x": lambda: factor.values,
        "p": lambda: _integers(factor.indptr.tolist()),
        "i": lambda: _integers(factor.indices.tolist()),
        "nz": lambda: counts,
        "prv": lambda: _integers([q + 1, *range(q), -1][: q + 2] if q else [1, -1]),
        "nxt": lambda: _integers([*range(1, q + 1), -1, 0]),
        "colcount": lambda: counts,
        "perm": lambda: _integers(factor.perm.tolist()),
        "type": lambda: _integers([min(factor.ordering, 2), 1, 0, 1]),
        "Dim": lambda: _integers([q, q]),
    }
    bases = ("CHMsimpl", "dCHMfactor", "CHMfactor", "CholeskyFactorization", "MatrixFactorization")
    return S4Object(class_name="dCHMsimpl", package="Matrix", slots=slots, bases=bases)


def _term_z(fit: MerFit) -> RList:
    """Z', cut by term and coefficient."""
    z, re = _transposed(_sparse_z(fit)), fit.spec.re
    blocks, names = [], []
    for term, first, last in zip(re.terms, re.block_starts, re.block_starts[1:], strict=False):
        for place, column in enumerate(term.columns):
            blocks.append(_named(z[first + place : last : term.k], term.factor.levels, row_names(fit)))
            names.append(f"{term.group}.{column}")
    return RList(values=tuple(blocks), names=tuple(names))


def _term_designs(fit: MerFit) -> RList:
    names, terms = row_names(fit), fit.spec.re.terms
    values = tuple(
        Vector(data=term.design, dimnames=(names, term.columns), attributes=_coding(fit, term.label)) for term in terms
    )
    return RList(values=values, names=tuple(term.label for term in terms))


def _coding(fit: MerFit, label: str) -> dict[str, object]:
    """To which part of the effects each column of a term's design belongs, and the contrasts of its factors."""
    effects = parse_expression(label).arguments[0].value  # type: ignore[union-attr]
    found = build_model_matrix(make_terms(call("~", effects)), fit.spec.frame.frame)
    coding: dict[str, object] = {"assign": np.asarray(found.assign, dtype=np.int32)}
    if found.contrasts:
        coding["contrasts"] = RList(values=tuple(found.contrasts.values()), names=tuple(found.contrasts))
    return coding


def _grouping_factors(fit: MerFit) -> RList:
    re = fit.spec.re
    assign = Vector(data=np.array([i + 1 for i in re.assign], dtype=np.int32))
    return RList(values=re.factors, names=re.factor_names, attributes={"assign": assign})


def _term_scales(fit: MerFit) -> RList:
    """The factors as T S: unit lower-triangular T, with the diagonal of S on T's diagonal."""
    blocks = []
    for block in _term_matrices(fit).values:
        factor = np.array(block)
        scale = np.diag(factor).copy()
        with np.errstate(divide="ignore", invalid="ignore"):
            unit = np.where(scale > 0, factor / scale, 0.0)
        np.fill_diagonal(unit, scale)
        blocks.append(Vector(data=unit, dimnames=(None, None)))
    return RList(values=tuple(blocks), names=tuple(term.group for term in fit.spec.re.terms))


_PARTS: dict[str, Callable[[MerFit], Any]] = {
    "X": fixed_design,
    "Z": _sparse_z,
    "Zt": lambda fit: _transposed(_sparse_z(fit)),
    "Ztlist": _term_z,
    "mmList": _term_designs,
    "y": lambda fit: fit.spec.y,
    "mu": lambda fit: fit.state.mu,
    "u": lambda fit: fit.state.u,
    "b": lambda fit: Vector(data=fit.state.b[:, np.newaxis], dimnames=(None, None), attributes={"class": "dgeMatrix"}),
    "Gp": lambda fit: _integers(fit.spec.re.block_starts),
    "Tp": lambda fit: Vector(
        data=np.array(fit.spec.re.theta_starts, dtype=np.float64),
        names=("beg__", *(term.group for term in fit.spec.re.terms)),
    ),
    "L": _factor_matrix,
    "Lambda": lambda fit: _sparse_lambda_t(fit).T.tocsc(),
    "Lambdat": _sparse_lambda_t,
    "Lind": lambda fit: _integers([i + 1 for i in fit.spec.re.theta_index.tolist()]),
    "Tlist": _term_matrices,
    "A": lambda fit: _named((_sparse_lambda_t(fit) @ _sparse_z(fit).T).tocsc(), None, row_names(fit)),
    "RX": lambda fit: Vector(data=fit.state.rx, dimnames=(fit.spec.x_names, fit.spec.x_names)),
    "RZX": lambda fit: Vector(data=fit.state.rzx, dimnames=(None, fit.spec.x_names)),
    "sigma": lambda fit: fit.sigma,
    "flist": _grouping_factors,
    "fixef": fixef,
    "beta": lambda fit: fit.state.beta,
    "theta": lambda fit: Vector(data=fit.state.theta, names=theta_names(fit)),
    "ST": _term_scales,
    "REML": _reml_columns,
    "is_REML": isREML,
    "n_rtrms": lambda fit: len(fit.spec.re.terms),
    "n_rfacs": lambda fit: len(fit.spec.re.factor_names),
    "N": lambda fit: fit.spec.n,
    "n": lambda fit: fit.spec.n,
    "p": lambda fit: fit.spec.p,
    "q": lambda fit: fit.spec.re.q,
    "p_i": lambda fit: _by_term(fit, [term.k for term in fit.spec.re.terms]),
    "l_i": lambda fit: _by_group(fit, [term.levels for term in fit.spec.re.terms]),
    "q_i": lambda fit: _by_term(fit, [term.k * term.levels for term in fit.spec.re.terms]),
    "k": lambda fit: len(fit.spec.re.terms),
    "m_i": lambda fit: Vector(
        data=np.array([term.k * (term.k + 1) / 2 for term in fit.spec.re.terms]),
        names=tuple(term.label for term in fit.spec.re.terms),
    ),
    "m": lambda fit: len(fit.state.theta),
    "cnms": _coefficient_names,
    "devcomp": _deviance_components,
    "offset": lambda fit: fit.spec.offset,
    "lower": lambda fit: Vector(data=fit.spec.re.lower, names=theta_names(fit)),
    "devfun": lambda fit: objective_of(fit.spec),
    "glmer.nb.theta": lambda _: Vector(data=np.array([NA_LOGICAL], dtype=np.int8)),
}


@answers("getME", MerFit)
def getME(fit: MerFit, name: str | Sequence[str] | None = None) -> Any:
    """Part of a fit by its lme4 name, or a list of parts.

    Args:
        fit: a fitted model.
        name: "X", "Z", "theta", ...; several names give a list; "ALL" gives all.

    Raises:
        RError: unknown name.

    R: lme4::getME.
    """
    if name is None:
        raise RError("'name' must not be missing", "getME.merMod(fit)")
    if name == "ALL":
        name = tuple(_PARTS)
    if isinstance(name, list | tuple):
        with running("lapply", "FUN", "getME.merMod"):
            return RList(values=tuple(getME(fit, part) for part in name), names=tuple(name))
    if name not in _PARTS:
        shown = ", ".join(f"“{part}”" for part in _PARTS)
        raise RError(f"'arg' should be one of {shown}", "match.arg(name)")
    return _PARTS[name](fit)


@answers("model_matrix", MerFit)
def model_matrix(fit: MerFit, type: str | None = None) -> Any:
    """The design of the fixed effects (n, p), or of the random effects (n, q).

    Args:
        fit: a fitted model.
        type: "fixed", "random", or "randomListRaw" for one matrix per term; R has nothing to say of others.

    R: model.matrix.merMod.
    """
    kind = "fixed" if type is None else type
    if kind not in _DESIGNS:
        return None
    if kind == "random":
        return getME(fit, "Z")
    if kind == "randomListRaw":
        return getME(fit, "mmList")
    return fixed_design(fit)
