"""Linear models with several responses: one least-squares problem for every column. R: class mlm of stats::lm."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rcompat.base.generics import Asks
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.language.expressions import Call, Symbol
from rcompat.linear.lm_fit import LmFit, solve_least_squares
from rcompat.linear.request import LmRequest

__all__ = ["SeveralFit", "fit_columns", "side_by_side"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeveralFit(Printable, Asks):
    """A linear model of several responses. R: class mlm.

    Attributes:
        request: what was asked for.
        names: of the responses, "Y1", ... where they have none.
        columns: what they are called in matrices: "" where they have no name; None if none has.
        parts: the linear model of every response, as if it had been fitted alone.
    """

    request: LmRequest
    names: tuple[str, ...]
    columns: tuple[str, ...] | None
    parts: tuple[LmFit, ...]

    @staticmethod
    def r_method_class(generic: str) -> str:
        """The class for which R has the method of a generic."""
        return "lm" if generic in ("confint", "logLik", "simulate") else "mlm"

    @property
    def first(self) -> LmFit:
        """The first model, for what all have in common."""
        return self.parts[0]


def fit_columns(fit: LmFit, y: NDArray[np.float64]) -> SeveralFit:
    """Fit every column of a response (n, responses).

    Args:
        fit: the model of the first column.
        y: all columns.

    R: stats::lm.
    """
    name, column_names = next(
        iter(dict(fit.frame.frame.attributes.get("matrix_names") or {}).items()),  # type: ignore[call-overload]
        ("Y", (None,) * y.shape[1]),
    )
    del name
    known = column_names if len(column_names) == y.shape[1] else (None,) * y.shape[1]
    names = tuple(label or f"Y{i}" for i, label in enumerate(known, start=1))
    parts = []
    for label, column in zip(names, np.ascontiguousarray(y.T), strict=True):
        solution = solve_least_squares(fit.design.x, column, fit.prior_weights, fit.total_offset)
        parts.append(replace(fit, y=column, solution=solution, request=_alone(fit.request, label)))
    columns = tuple(label or "" for label in known) if any(known) else None
    return SeveralFit(request=fit.request, names=names, columns=columns, parts=tuple(parts))


def _alone(request: LmRequest, label: str) -> LmRequest:
    """The request of one response."""
    formula = request.formula
    if not isinstance(formula, Call):
        return request
    left, right = formula.arguments
    new = Call(formula.function, (replace(left, value=Symbol(label)), right))
    return replace(request, formula=new, shown={**request.shown, "formula": new})


def side_by_side(fit: SeveralFit, columns: list[NDArray[np.float64]], rows: tuple[str, ...] | None) -> Vector:
    """One column for every response."""
    return Vector(data=np.column_stack(columns), dimnames=(rows, fit.columns))
