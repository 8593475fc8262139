"""What a fit owes to single observations or groups: leverages, and refits without each of them.

R: lme4's influence.merMod and the methods cooks.distance, dfbeta, dfbetas, hatvalues, rstudent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.lmer import fit_request
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import residual_values, row_names
from pylmer.inference.covariance import VarCorr, vcov
from rcompat.base.conditions import RError, raised_again, running, warning
from rcompat.base.frame import NA_REAL, Column, Factor, Frame
from rcompat.base.frame_doors import as_frame
from rcompat.base.generics import Asks, answers
from rcompat.base.number_text import format_column, format_doubles
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.maths.linear_algebra import inverse, product

__all__ = [
    "MerInfluence",
    "cooks_distance",
    "cooks_distance_of_fit",
    "dfbeta",
    "dfbetas",
    "hatvalues",
    "influence",
    "rstudent",
]

_CASE = "case"
_WHICH = {"fixed": 0, "var.cov": 1}
_BATCH = 2048


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MerInfluence(Printable, Asks):
    """A fit and its refits without each group or case.

    Attributes:
        groups: name of the grouping variable, or "case"; None if only leverages were asked for.
        deleted: what was left out, one entry per refit.
        fixed: estimates of the fixed effects (p,).
        fixed_deleted: those of the refits (refits, p).
        components: sigma^2, variances and covariances of the random effects.
        components_deleted: those of the refits (refits, components).
        covariance: covariances of the fixed effects (p, p).
        covariance_deleted: those of the refits.
        converged: whether each refit converged.
        evaluations: evaluations of the objective by each refit.
        hat: leverages, if only these were asked for.

    R: class influence.merMod.
    """

    groups: str | float | None
    deleted: Vector | Factor | None = None
    fixed: Vector | None = None
    fixed_deleted: Vector | None = None
    components: Vector | None = None
    components_deleted: Vector | None = None
    covariance: Vector | None = None
    covariance_deleted: RList | None = None
    converged: Vector | None = None
    evaluations: Vector | None = None
    hat: Vector | None = None

    @property
    def parts(self) -> dict[str, Any]:
        """The elements under R's names."""
        if self.hat is not None:
            return {"hat": self.hat}
        return {
            "fixed.effects": self.fixed,
            f"fixed.effects[-{self.groups}]": self.fixed_deleted,
            "var.cov.comps": self.components,
            f"var.cov.comps[-{self.groups}]": self.components_deleted,
            "vcov": self.covariance,
            f"vcov[-{self.groups}]": self.covariance_deleted,
            "groups": self.groups,
            "deleted": self.deleted,
            "converged": self.converged,
            "function.evals": self.evaluations,
        }

    def __getitem__(self, name: str) -> Any:
        return self.parts[name]

    def to_list(self) -> RList:
        """The elements as R's list."""
        parts = self.parts
        return RList(
            values=tuple(parts.values()),
            names=tuple(parts),
            attributes={"class": Vector(data=np.array(["influence.merMod"], dtype=object))},
        )

    def to_frame(self) -> Frame:
        """The fixed effects of the refits, one row per deletion."""
        table = self.fixed_deleted
        if table is None or table.dimnames is None:
            raise RError("subscript out of bounds")
        rows, columns = table.dimnames
        names = [name or "" for name in columns or ()]
        data: dict[str, Column] = {name: table.data[:, j] for j, name in enumerate(names)}
        return Frame(columns=data, n=len(table.data), row_names=tuple(name or "" for name in rows or ()))


@answers("influence", MerFit)
def influence(
    fit: MerFit,
    groups: str | float | Sequence[str] | None = None,
    data: Any = None,
    maxfun: int = 1000,
    do_coef: bool = True,
    start: Any = None,
    **more: object,
) -> MerInfluence:
    """Fit again without each case, or without each group.

    Args:
        fit: a fitted model.
        groups: name (or number, from 1) of a variable in the data whose values are left out in turn; several names:
            the combinations as R makes them; None: single rows of the data.
        data: the data to fit to; None: those of the fit.
        maxfun: accepted for R's sake; the refits use the default control, as in R.
        do_coef: False gives the leverages only, without any refit.
        start: starting theta (m,) of the refits; None: that of the fit.
        **more: not used; R warns of them.

    Raises:
        RError: `groups` is not in the data; a refit has another number of fixed effects.

    R: lme4's influence.merMod.
    """
    if more:
        warning("disregarded additional arguments", "influence.merMod(...)")
    if not do_coef:
        return MerInfluence(groups=None, hat=hatvalues(fit))
    frame = _data_of(fit) if data is None else as_frame(data)
    by_number = isinstance(groups, int | float)
    wanted = _column_name(frame, groups) if isinstance(groups, int | float) else groups
    name, deleted, labels, codes = _deletions(frame, wanted)
    begin = fit.state.theta if start is None else start
    refits = [_refit_without(fit, frame, codes != code, begin) for code in range(len(labels))]
    return _record(fit, groups if by_number else name, deleted, labels, refits)


def _column_name(frame: Frame, number: float) -> str:
    """The column of that number."""
    if not 1 <= int(number) <= len(frame.names):
        with running("unique", "["):
            raise RError("undefined columns selected", "`[.data.frame`(data, , groups)")
    return frame.names[int(number) - 1]


def _data_of(fit: MerFit) -> Frame:
    return fit.spec.frame.frame if fit.request.data is None else fit.request.data


def _refit_without(fit: MerFit, frame: Frame, kept: NDArray[np.bool_], start: Any) -> MerFit:
    options = {name: value for name, value in fit.request.options.items() if name not in ("control", "verbose")}
    changed = {**options, "subset": kept.astype(np.int8), "start": start}
    return fit_request(replace(fit.request, data=frame, options=changed))[0]


_Deletions = tuple[str, "Vector | Factor", tuple[str, ...], NDArray[np.intp]]


def _deletions(frame: Frame, groups: str | Sequence[str] | None) -> _Deletions:
    """Name of the grouping, what is left out in turn and its labels, and each row's number among these."""
    wanted = (groups,) if isinstance(groups, str) else None if groups is None else tuple(groups)
    if wanted is None or wanted == (_CASE,):
        names = frame.row_names or tuple(str(i + 1) for i in range(frame.n))
        return _CASE, _texts(names), names, np.arange(frame.n)
    if any(name not in frame for name in wanted):
        with running("unique", "["):
            raise RError("undefined columns selected", "`[.data.frame`(data, , groups)")
    if len(wanted) > 1:
        labels, codes = _numbered(_row_texts(frame))
        return ".".join(wanted), _texts(labels), labels, codes
    column = frame[wanted[0]]
    texts = _labels(column)
    labels, codes = _numbered(texts)
    first = [texts.index(label) for label in labels]
    if isinstance(column, Factor):
        return wanted[0], replace(column, codes=column.codes[first]), labels, codes
    return wanted[0], Vector(data=column[first]), labels, codes


def _texts(values: Sequence[str]) -> Vector:
    return Vector(data=np.array(list(values), dtype=object))


def _labels(column: Column) -> list[str]:
    """Every element by itself as text. R: as.character."""
    if isinstance(column, Factor):
        return [column.levels[code] for code in column.codes.tolist()]
    if column.dtype.kind == "f":
        return [format_doubles([value], digits=15)[0] for value in column.tolist()]
    return [format_column(column[i : i + 1])[0] for i in range(len(column))]


def _row_texts(frame: Frame) -> list[str]:
    """Every row of the data as one text: R pastes all columns, not only those of the grouping."""
    columns = list(frame.columns.values())
    is_number = all(not isinstance(column, Factor) and column.dtype.kind in "fi" for column in columns)
    if is_number:
        cells = [_labels(column) for column in columns]
    else:
        cells = [
            format_column(column) if not isinstance(column, Factor) and column.dtype.kind in "fi" else _labels(column)
            for column in columns
        ]
    return [".".join(row) for row in zip(*cells, strict=True)]


def _numbered(texts: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """Distinct texts in order of appearance, and each row's number among them."""
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.intp)
    return tuple(places), codes


def _record(
    fit: MerFit, name: Any, deleted: Vector | Factor, labels: tuple[str, ...], refits: Sequence[MerFit]
) -> MerInfluence:
    x_names = fit.spec.x_names
    if any(refitted.spec.p != len(x_names) for refitted in refits):
        raise RError("length of 'dimnames' [2] not equal to array extent", "influence.merMod(model, groups)")
    components = _components(fit)
    rows = [_components(refitted).data for refitted in refits]
    return MerInfluence(
        groups=name,
        deleted=deleted,
        fixed=Vector(data=fit.state.beta, names=x_names),
        fixed_deleted=Vector(data=np.array([r.state.beta for r in refits]), dimnames=(labels, x_names)),
        components=components,
        components_deleted=Vector(data=np.array(rows), dimnames=(labels, components.names)),
        covariance=_bare_vcov(fit),
        covariance_deleted=RList(values=tuple(_bare_vcov(r) for r in refits), names=labels),
        converged=Vector(data=np.array([r.optim.code == 0 for r in refits], dtype=np.int8), names=labels),
        evaluations=Vector(data=np.array([r.optim.evaluations for r in refits], dtype=np.int32), names=labels),
    )


def _bare_vcov(fit: MerFit) -> Vector:
    return Vector(data=np.asarray(vcov(fit).data), dimnames=(fit.spec.x_names, fit.spec.x_names))


def _components(fit: MerFit) -> Vector:
    """sigma^2, then every term's covariances, column by column of the lower triangle."""
    blocks = VarCorr(fit).blocks
    names, values = ["sigma^2"], [fit.sigma**2]
    for block in blocks:
        prefix = f"{block.group}:" if len(blocks) > 1 else ""
        for j, column in enumerate(block.names):
            names.append(f"{prefix}v[{column}]")
            values.append(float(block.covariance[j, j]))
            for i in range(j + 1, len(block.names)):
                names.append(f"{prefix}C[{block.names[i]},{column}]")
                values.append(float(block.covariance[i, j]))
    return Vector(data=np.array(values), names=tuple(names))


def _required(part: Any) -> Any:
    if part is None:
        raise RError("subscript out of bounds")
    return part


@answers("dfbeta", MerInfluence)
def dfbeta(found: MerInfluence, which: str = "fixed") -> Vector:
    """Estimates without each case or group, less those of the fit.

    Args:
        found: from `influence`.
        which: "fixed" effects or "var.cov" components.

    R: dfbeta.influence.merMod.
    """
    if which not in _WHICH:
        raise RError("'arg' should be one of “fixed”, “var.cov”", "match.arg(which)")
    is_fixed = which == "fixed"
    table = _required(found.fixed_deleted if is_fixed else found.components_deleted)
    full = _required(found.fixed if is_fixed else found.components)
    return Vector(data=table.data - full.data, dimnames=table.dimnames)


@answers("dfbetas", MerInfluence)
def dfbetas(found: MerInfluence) -> Vector:
    """Changes of the fixed effects over their standard errors without each case or group.

    Raises:
        RError: the model has one fixed effect: R's matrices do not fit then.

    R: dfbetas.influence.merMod.
    """
    changes = dfbeta(found)
    if changes.data.shape[1] == 1:
        with raised_again("dfbetas.influence.merMod"):
            raise RError("non-conformable arrays", "dfbeta(model)/vmat")
    errors = np.sqrt([np.diag(matrix.data) for matrix in _required(found.covariance_deleted).values])
    return Vector(data=changes.data / errors, dimnames=changes.dimnames)


@answers("cooks_distance", MerInfluence)
def cooks_distance(found: MerInfluence) -> Vector:
    """Cook's distances by refits (refits,): d' V^-1 d (m - p) / (m p), V of the whole fit.

    R: cooks.distance.influence.merMod.
    """
    changes = dfbeta(found).data
    m, p = changes.shape
    scaled = inverse(_required(found.covariance).data) * ((m - p) / (m * p))
    values = np.zeros(m)
    for left, right in zip(product(changes, scaled).T, changes.T, strict=True):
        values += left * right  # in R's order, column after column
    labels = found.evaluations.names if found.groups == _CASE and found.evaluations else None
    return Vector(data=values, names=labels)  # R names cases, not groups


def _weighted_designs(fit: MerFit) -> tuple[Any, Any]:
    """W^1/2 Z Lambda (n, q) sparse, and W^1/2 X (n, p)."""
    from scipy import sparse

    re, spec = fit.spec.re, fit.spec
    roots = np.sqrt(spec.weights)
    z = sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(spec.n, re.q))
    shape = (re.q, re.q)
    lambda_t = sparse.csc_array((fit.state.theta[re.theta_index], re.lambda_rows, re.lambda_starts), shape=shape)
    return (sparse.diags_array(roots) @ z @ lambda_t.T).tocsr(), spec.x * roots[:, None]


@answers("hatvalues", MerFit)
def hatvalues(fit: MerFit, fullHatMatrix: bool = False) -> Vector:
    """Leverages (n,): how much each fitted value, random effects included, follows its own observation.

    Args:
        fit: a fitted model.
        fullHatMatrix: the whole matrix (n, n) instead of its diagonal.

    R: hatvalues.merMod.
    """
    from scipy import sparse
    from scipy.sparse.linalg import splu

    z, x = _weighted_designs(fit)
    q = z.shape[1]
    factor = splu((z.T @ z + sparse.eye_array(q)).tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0)
    rest = x - z @ factor.solve(np.ascontiguousarray(z.T @ x)) if x.shape[1] else x
    fixed = np.linalg.solve(fit.state.rx.T, rest.T) if x.shape[1] else np.zeros((0, len(x)))
    names = row_names(fit)
    if fullHatMatrix:
        matrix = z @ factor.solve(z.T.toarray()) + fixed.T @ fixed
        return Vector(data=matrix, dimnames=(names, names), attributes={"class": ("dsyMatrix",)})
    values = (fixed**2).sum(axis=0)
    for first in range(0, len(x), _BATCH):
        rows = z[first : first + _BATCH].T.toarray()
        values[first : first + _BATCH] += (rows * factor.solve(rows)).sum(axis=0)
    return _by_row(fit, values)


def _by_row(fit: MerFit, values: NDArray[np.float64]) -> Vector:
    """Values (n,) named by observation; under na.exclude the dropped rows come back as NA."""
    frame, names = fit.spec.frame, row_names(fit)
    if frame.na_action != "na.exclude" or not len(frame.dropped):
        return Vector(data=values, names=names)
    kept = np.ones(len(values) + len(frame.dropped), dtype=bool)
    kept[frame.dropped] = False
    full = np.full(len(kept), NA_REAL)
    full[kept] = values
    used, lost = iter(names), iter(frame.dropped_names)
    return Vector(data=full, names=tuple(next(used) if keep else next(lost) for keep in kept.tolist()))


@answers("rstudent", MerFit)
def rstudent(fit: MerFit) -> Vector:
    """Pearson residuals over sigma and the root of one less the leverage (n,). R: rstudent.merMod."""
    hat = hatvalues(fit)
    residuals = _by_row(fit, residual_values(fit, "pearson", True))
    return Vector(data=residuals.data / np.sqrt(1.0 - hat.data), names=hat.names)


@answers("cooks_distance", MerFit)
def cooks_distance_of_fit(fit: MerFit) -> Vector:
    """Cook's distances by leverages, without refits (n,). R: cooks.distance.merMod."""
    hat = hatvalues(fit)
    residuals = _by_row(fit, residual_values(fit, "pearson", True))
    values = (residuals.data / (1.0 - hat.data)) ** 2 * hat.data / fit.spec.p
    return Vector(data=values, names=hat.names)
