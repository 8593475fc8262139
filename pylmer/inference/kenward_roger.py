"""The tests of Kenward and Roger: adjusted covariance of the fixed effects, degrees of freedom, F statistics.

R: pbkrtest 0.5.2. Theory: Kenward & Roger 1997, Biometrics 53, 983-997.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import fixed_covariance
from pylmer.inference.likelihood import isREML
from pylmer.inference.variance_structure import variance_parts
from rcompat.base.conditions import RError, warning
from rcompat.base.generics import answers, ask
from rcompat.base.sprintf import c_sprintf
from rcompat.base.vectors import RList, Vector
from rcompat.maths.distributions import pf

__all__ = [
    "KrAdjustment",
    "KrTest",
    "Lb_ddf",
    "as_reml",
    "coefficient_variances",
    "contrast_df",
    "ddf_Lb",
    "get_Lb_ddf",
    "kr_adjustment",
    "kr_test",
    "vcovAdj",
]

Array = NDArray[np.float64]

_SINGULAR = 1e-10
_SYMMETRY = 100.0 * 2.0**-52
_FORCE = "error in evaluating the argument 'x' in selecting a method for function 'forceSymmetric': "
_FORCE_CALL = "h(simpleError(msg, call))"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KrAdjustment:
    """The adjustment of one model fitted by REML.

    Attributes:
        covariance: of the fixed effects, as the fit has it (p, p).
        adjusted: the same for small samples (p, p).
        products: P_r (R, p, p), one for each parameter of the marginal covariance.
        weights: W (R, R), twice the inverse of the expected information of these parameters.
        condition: the smallest absolute eigenvalue of the information.
    """

    covariance: Array
    adjusted: Array
    products: Array
    weights: Array
    condition: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KrTest:
    """One F test. R: the element `stats` of a KRmodcomp.

    Attributes:
        ndf, ddf: degrees of freedom.
        statistic, p_value: scaled F statistic and its p value.
        scaling: the scale.
        unscaled, p_unscaled: the statistic without scale and its p value.
        aux: A1, A2, V0, V1, V2, rho and the scale.
    """

    ndf: int
    ddf: float
    statistic: float
    p_value: float
    scaling: float
    unscaled: float
    p_unscaled: float
    aux: Vector


def as_reml(fit: MerFit) -> MerFit:
    """The fit, or the same model fitted again by REML."""
    return fit if isREML(fit) else ask("update", fit, REML=True)


def kr_adjustment(fit: MerFit, nearly_symmetric: bool = False) -> KrAdjustment:
    """The adjusted covariance of the fixed effects and what the degrees of freedom need.

    The prior weights of the observations are left out of account, as in pbkrtest.

    Args:
        fit: a model fitted by REML.
        nearly_symmetric: take products that differ little from their transpose for symmetric, as parameters does.

    Raises:
        RError: the information about the covariance parameters is singular.
    """
    parts = variance_parts(fit)
    second = _symmetrised(parts.second) if nearly_symmetric else parts.second
    phi = fixed_covariance(fit)
    scaled = phi @ parts.first
    information = parts.traces - 2.0 * np.einsum("ij,rsji->rs", phi, second) + np.einsum("rij,sji->rs", scaled, scaled)
    information = (information + information.T) / 2.0
    condition = float(np.abs(np.linalg.eigvalsh(information)).min())
    weights = 2.0 * (_inverse(information) if condition > _SINGULAR else _pseudo_inverse(information))
    weights = (weights + weights.T) / 2.0
    total = np.einsum("rs,rsij->ij", weights, second) - np.einsum(
        "rs,rij,sjk->ik", weights, parts.first, scaled, optimize=True
    )
    adjusted = phi + 2.0 * (phi @ total @ phi)
    return KrAdjustment(
        covariance=phi,
        adjusted=(adjusted + adjusted.T) / 2.0,
        products=-parts.first,
        weights=weights,
        condition=condition,
    )


def _symmetrised(second: Array) -> Array:
    """The products X'S G_r S G_s S X with those that R's `isSymmetric` lets pass replaced by their upper triangles.

    The test is relative only for products larger than its tolerance; small ones pass though they are not symmetric.
    """
    result = second.copy()
    for r in range(len(second)):
        for s in range(r + 1, len(second)):
            product = second[r, s]
            size = float(np.abs(product).mean())
            distance = float(np.abs(product - product.T).mean())
            if distance < _SYMMETRY * (size if size > _SYMMETRY else 1.0):
                result[r, s] = result[s, r] = np.triu(product) + np.triu(product, 1).T
    return result


def _inverse(matrix: Array) -> Array:
    """R: base::solve, which refuses a matrix whose reciprocal condition is below the precision of doubles."""
    try:
        inverse = np.asarray(np.linalg.inv(matrix))
        norms = [float(np.abs(part).sum(axis=0).max()) for part in (matrix, inverse)]
        reciprocal = 1.0 / (norms[0] * norms[1])
    except (np.linalg.LinAlgError, ZeroDivisionError):
        reciprocal = 0.0
    if not reciprocal >= 2.0**-52:
        shown = c_sprintf("%g", reciprocal)
        raise RError(f"{_FORCE}system is computationally singular: reciprocal condition number = {shown}", _FORCE_CALL)
    return inverse


def _pseudo_inverse(matrix: Array) -> Array:
    """R: MASS::ginv."""
    left, values, right = np.linalg.svd(matrix)
    kept = values > max(math.sqrt(2.0**-52) * float(values[0]), 0.0)
    return np.asarray((right[kept].T / values[kept]) @ left[:, kept].T)


@answers("vcovAdj", MerFit)
def vcovAdj(fit: MerFit, details: int = 0) -> Vector:
    """Covariance of the fixed effects adjusted for small samples (p, p), in squared units of the coefficients.

    Args:
        fit: a fitted model; one fitted by maximum likelihood is fitted again by REML.
        details: of no effect.

    Returns:
        Vector: with the attributes P (list of (p, p)), W (R, R) and condi that `Lb_ddf` needs.

    R: pbkrtest::vcovAdj. Theory: Kenward & Roger 1997, s. 3.
    """
    names = fit.spec.x_names
    found = kr_adjustment(as_reml(fit))
    symmetric = {"class": "dsyMatrix"}
    products = tuple(Vector(data=each, dimnames=(names, names), attributes=symmetric) for each in found.products)
    return Vector(
        data=found.adjusted,
        dimnames=(names, names),
        attributes={
            "class": "dgeMatrix",
            "P": RList(values=products),
            "W": Vector(data=found.weights, attributes=symmetric),
            "condi": found.condition,
        },
    )


def kr_test(fit: MerFit, contrasts: Array, beta: Array, adjustment: KrAdjustment | None = None) -> KrTest:
    """F test of L (beta_hat - beta) = 0.

    Args:
        fit: a model fitted by REML.
        contrasts: L (rows, p), of any rank.
        beta: hypothetical coefficients (p,).
        adjustment: the model's `kr_adjustment`, if it is at hand.

    R: pbkrtest::KRmodcomp on a restriction matrix. Theory: Kenward & Roger 1997, s. 3.
    """
    found = kr_adjustment(fit) if adjustment is None else adjustment
    ndf = int(np.linalg.matrix_rank(contrasts))
    a1, a2 = _sums(contrasts, found.covariance, found.products, found.weights)
    v0, v1, v2, rho, ddf = _moments(ndf, a1, a2)
    scaling = 1.0 if abs(ddf - 2.0) < 0.01 else ddf * (1.0 - a2 / ndf) / (ddf - 2.0)
    distance = contrasts @ (fit.state.beta - beta)
    wald = float(distance @ np.linalg.solve(contrasts @ found.adjusted @ contrasts.T, distance))
    unscaled = wald / ndf
    statistic = scaling * unscaled
    p_unscaled = _upper_tail("FstatU", unscaled, ndf, ddf)
    return KrTest(
        ndf=ndf,
        ddf=ddf,
        statistic=statistic,
        p_value=_upper_tail("Fstat", statistic, ndf, ddf),
        scaling=scaling,
        unscaled=unscaled,
        p_unscaled=p_unscaled,
        aux=Vector(
            data=np.array([a1, a2, v0, v1, v2, rho, scaling]),
            names=("A1", "A2", "V0", "V1", "V2", "rho", "F.scaling"),
        ),
    )


def _upper_tail(name: str, statistic: float, ndf: int, ddf: float) -> float:
    """The p value of an F statistic; warns as R's `pf` does where there is none."""
    if not ddf > 0.0 or math.isnan(statistic):
        if not (math.isnan(ddf) or math.isnan(statistic)):
            warning("NaNs produced", f"pf({name}, df1 = q, df2 = df2, lower.tail = FALSE)")
        return math.nan
    return float(pf(statistic, ndf, ddf, lower_tail=False))


def _sums(contrasts: Array, phi: Array, products: Array, weights: Array) -> tuple[float, float]:
    """A1 and A2: weighted sums over pairs of parameters."""
    theta = contrasts.T @ np.linalg.solve(contrasts @ phi @ contrasts.T, contrasts)
    pieces = (theta @ phi) @ products @ phi
    traces = np.einsum("rii->r", pieces)
    a1 = float(traces @ weights @ traces)
    a2 = float(np.sum(weights * np.tensordot(pieces, pieces, axes=((1, 2), (2, 1)))))
    return a1, a2


def _moments(q: int, a1: float, a2: float) -> tuple[float, float, float, float, float]:
    """V0, V1, V2, rho and the denominator degrees of freedom of a contrast of rank q."""
    b = (a1 + 6.0 * a2) / (2.0 * q)
    g = _ratio((q + 1.0) * a1 - (q + 4.0) * a2, (q + 2.0) * a2)
    below = 3.0 * q + 2.0 * (1.0 - g)
    v0 = 1.0 + _ratio(g, below) * b
    v1 = 1.0 - _ratio(q - g, below) * b
    v2 = 1.0 - _ratio(q + 2.0 - g, below) * b
    v0 = 0.0 if abs(v0) < _SINGULAR else v0
    rho = _ratio(_guarded(1.0 - a2 / q, v1) ** 2 * v0, v2) / q
    return v0, v1, v2, rho, 4.0 + _ratio(q + 2.0, q * rho - 1.0)


def _guarded(a: float, b: float) -> float:
    """a / b, and 1 where both are nothing."""
    return 1.0 if abs(a) < 1e-14 and abs(b) < 1e-14 else _ratio(a, b)


def _ratio(a: float, b: float) -> float:
    """a / b as R divides."""
    if b != 0.0:
        return a / b
    return math.nan if a == 0.0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)


def contrast_df(adjustment: KrAdjustment, contrasts: Array) -> float:
    """Denominator degrees of freedom of contrasts (rows, p)."""
    return _degrees(contrasts, adjustment.covariance, adjustment.products, adjustment.weights)


def coefficient_variances(fit: MerFit, by_reml: MerFit) -> list[tuple[float, float]]:
    """Adjusted variance and degrees of freedom of each coefficient of a fit, with the same model by REML.

    R: parameters::se_kenward, dof_kenward.
    """
    found = kr_adjustment(by_reml, nearly_symmetric=True)
    phi = fixed_covariance(fit)
    return [
        (float(found.adjusted[j, j]), _degrees(unit[None, :], phi, found.products, found.weights))
        for j, unit in enumerate(np.eye(fit.spec.p))
    ]


def Lb_ddf(L: Any, V0: Any, Vadj: Vector) -> float:
    """Denominator degrees of freedom of L beta.

    Args:
        L: contrast (p,) or contrasts (rows, p).
        V0: covariance of the fixed effects (p, p).
        Vadj: `vcovAdj` of the same model.

    Raises:
        RError: `Vadj` is not what `vcovAdj` gives, or the shapes do not fit.

    R: pbkrtest::Lb_ddf.
    """
    contrasts = np.atleast_2d(np.asarray(L, dtype=np.float64))
    phi = np.asarray(V0, dtype=np.float64)
    products = Vadj.attributes.get("P") if isinstance(Vadj, Vector) else None
    weights = Vadj.attributes.get("W") if isinstance(Vadj, Vector) else None
    if not isinstance(products, RList) or not isinstance(weights, Vector):
        raise RError("requires numeric/complex matrix/vector arguments", "ThetaV0 %*% P[[ii]]")
    return _degrees(contrasts, phi, np.array([np.asarray(each) for each in products]), weights.data)


def _degrees(contrasts: Array, phi: Array, products: Array, weights: Array) -> float:
    if contrasts.shape[1] != phi.shape[0]:
        text = "error in evaluating the argument 'a' in selecting a method for function 'solve': "
        raise RError(text + "Matrices are not conformable for multiplication", "h(simpleError(msg, call))")
    try:
        a1, a2 = _sums(contrasts, phi, products, weights)
    except np.linalg.LinAlgError as error:
        raise RError("LAPACK 'dgetrf': matrix is exactly singular", "solve(L %*% V0 %*% t(L), L)") from error
    return _moments(int(np.linalg.matrix_rank(contrasts)), a1, a2)[-1]


@answers("get_Lb_ddf", MerFit)
def get_Lb_ddf(fit: MerFit, L: Any) -> float:
    """Denominator degrees of freedom of L beta for a fit.

    Args:
        fit: a fitted model.
        L: contrast (p,) or contrasts (rows, p).

    R: pbkrtest::get_Lb_ddf.
    """
    found = kr_adjustment(as_reml(fit))
    contrasts = np.atleast_2d(np.asarray(L, dtype=np.float64))
    # R does so: the covariance is that of the fit itself, the adjustment that of the fit by REML.
    return _degrees(contrasts, fixed_covariance(fit), found.products, found.weights)


def ddf_Lb(VVa: Vector, Lcoef: Sequence[float] | Array, VV0: Any = None) -> float:
    """Denominator degrees of freedom of one contrast.

    Args:
        VVa: `vcovAdj` of the model.
        Lcoef: contrast (p,).
        VV0: covariance of the fixed effects (p, p); default the adjusted one.

    Raises:
        RError: several contrasts.

    R: pbkrtest::ddf_Lb.
    """
    contrast = np.asarray(Lcoef, dtype=np.float64)
    if contrast.ndim != 1 or len(contrast) != VVa.data.shape[0]:
        raise RError("Matrices are not conformable for multiplication", "VV0 %*% Lcoef")
    return Lb_ddf(contrast, VVa if VV0 is None else VV0, VVa)
