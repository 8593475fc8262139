"""`getME`: the parts of a fit under lme4's names. R: lme4::getME."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pylmer.fit.lmer import objective_of
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import fixef, model_matrix
from pylmer.inference.likelihood import isREML
from rcompat.base.conditions import RError
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector

__all__ = ["getME", "theta_names"]


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
    return sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(fit.spec.n, re.q)).tocsc()


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
        blocks.append(Vector(data=block, dimnames=(term.columns, term.columns)))
    return RList(values=tuple(blocks), names=tuple(term.group for term in re.terms))


def _coefficient_names(fit: MerFit) -> RList:
    terms = fit.spec.re.terms
    values = tuple(Vector(data=np.array(term.columns, dtype=object)) for term in terms)
    return RList(values=values, names=tuple(term.group for term in terms))


def _integers(values: Sequence[int]) -> Vector:
    return Vector(data=np.array(values, dtype=np.int32))


def _named_by_label(fit: MerFit, values: Sequence[int]) -> Vector:
    return Vector(data=np.array(values, dtype=np.int32), names=tuple(term.group for term in fit.spec.re.terms))


_PARTS: dict[str, Callable[[MerFit], Any]] = {
    "X": model_matrix,
    "Z": _sparse_z,
    "Zt": lambda fit: _sparse_z(fit).T.tocsc(),
    "y": lambda fit: fit.spec.y,
    "mu": lambda fit: fit.state.mu,
    "u": lambda fit: fit.state.u,
    "b": lambda fit: fit.state.b,
    "Gp": lambda fit: _integers(fit.spec.re.block_starts),
    "Tp": lambda fit: _integers(fit.spec.re.theta_starts),
    "Lambda": lambda fit: _sparse_lambda_t(fit).T.tocsc(),
    "Lambdat": _sparse_lambda_t,
    "Lind": lambda fit: _integers([i + 1 for i in fit.spec.re.theta_index.tolist()]),
    "RX": lambda fit: Vector(data=fit.state.rx, dimnames=(None, fit.spec.x_names)),
    "RZX": lambda fit: fit.state.rzx,
    "sigma": lambda fit: fit.sigma,
    "cnms": _coefficient_names,
    "flist": lambda fit: dict(zip(fit.spec.re.factor_names, fit.spec.re.factors, strict=True)),
    "fixef": fixef,
    "beta": lambda fit: fit.state.beta,
    "theta": lambda fit: Vector(data=fit.state.theta, names=theta_names(fit)),
    "lower": lambda fit: Vector(data=fit.spec.re.lower, names=theta_names(fit)),
    "Tlist": _term_matrices,
    "ST": _term_matrices,
    "REML": lambda fit: fit.spec.n - (fit.spec.n - fit.spec.p) if isREML(fit) else 0,
    "is_REML": isREML,
    "n_rtrms": lambda fit: len(fit.spec.re.terms),
    "n_rfacs": lambda fit: len(fit.spec.re.factor_names),
    "N": lambda fit: fit.spec.n,
    "n": lambda fit: fit.spec.n,
    "p": lambda fit: fit.spec.p,
    "q": lambda fit: fit.spec.re.q,
    "p_i": lambda fit: _named_by_label(fit, [term.k for term in fit.spec.re.terms]),
    "l_i": lambda fit: _named_by_label(fit, [term.levels for term in fit.spec.re.terms]),
    "q_i": lambda fit: _named_by_label(fit, [term.k * term.levels for term in fit.spec.re.terms]),
    "k": lambda fit: len(fit.spec.re.terms),
    "m_i": lambda fit: _named_by_label(fit, [term.k * (term.k + 1) // 2 for term in fit.spec.re.terms]),
    "m": lambda fit: len(fit.state.theta),
    "offset": lambda fit: fit.spec.offset,
    "devfun": lambda fit: objective_of(fit.spec),
}


@answers("getME", MerFit)
def getME(fit: MerFit, name: str | Sequence[str]) -> Any:
    """Part of a fit by its lme4 name, or a list of parts.

    Args:
        fit: a fitted model.
        name: "X", "Z", "theta", ...; several names give a list; "ALL" gives all.

    Raises:
        RError: unknown name.

    R: lme4::getME.
    """
    if name == "ALL":
        name = tuple(_PARTS)
    if not isinstance(name, str):
        return RList(values=tuple(getME(fit, part) for part in name), names=tuple(name))
    if name not in _PARTS:
        shown = ", ".join(f"“{part}”" for part in _PARTS)
        raise RError(f"'arg' should be one of {shown}", "match.arg(name)")
    return _PARTS[name](fit)
