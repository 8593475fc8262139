"""Predictions from a fit, for its own data or new ones. R: lme4's predict.merMod."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import as_formula
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import fitted, pad_values, row_names
from pylmer.inference.new_parameters import new_parameters
from pylmer.inference.prediction_design import RANDOM_CALL, complete_rows, fixed_design, random_rows, random_terms
from pylmer.inference.prediction_errors import standard_errors
from rcompat.base.arguments import negated
from rcompat.base.conditions import RError, running, warning
from rcompat.base.frame import Frame
from rcompat.base.frame_doors import as_frame
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.language.expressions import Constant, Expr, is_call

__all__ = ["predict"]

_CALL = "predict.merMod(fit)"
_TYPES = ("link", "response")
_DEPRECATED = ("ReForm", "REForm", "REform")


_OWN_CALL = "if (is.null(newdata) && is.null(re.form) && is.null(newparams) && "


@answers("predict", MerFit)
def predict(
    fit: MerFit,
    newdata: Any = None,
    newparams: Mapping[str, Any] | None = None,
    re_form: Any = None,
    random_only: bool = False,
    terms: Any = None,
    type: str = "link",
    allow_new_levels: bool = False,
    na_action: str = "na.pass",
    se_fit: bool = False,
    **unused: Any,
) -> Vector | RList:
    """Predicted values, in units of y.

    Args:
        fit: a fitted model.
        newdata: any data frame with the variables of the model; None for the model's own data.
        newparams: "beta" (p,), "theta" (m,) and "sigma" to use instead of the estimates.
        re_form: which random effects count: None for all, "NA" or "~0" for none, or a formula of some of them.
        random_only: random effects only, no fixed effects.
        terms: not implemented, as in R.
        type: "link" or "response", which are the same here.
        allow_new_levels: new levels of grouping factors count as zero instead of being an error.
        na_action: "na.pass", "na.omit", "na.exclude" or "na.fail" for rows with missing values.
        se_fit: also standard errors, given theta, of fixed plus random effects.
        **unused: ignored with a warning.

    Returns:
        Vector, named by row; or, with `se_fit`, the list of fit and se.fit.

    Raises:
        RError: in R's words.

    R: lme4's predict.merMod; `se_fit` as in lme4 1.1-35.
    """
    re_form = _deprecated(re_form, unused)
    _check_arguments(type, terms, unused)
    parameters = new_parameters(fit, newparams)
    beta, theta = parameters.beta, parameters.theta
    wanted = _random_formula(re_form)
    random_only = not negated(random_only, "random.only", _OWN_CALL)
    is_own = newdata is None and wanted is None and newparams is None
    if is_own and not (random_only or se_fit):
        return fitted(fit) if na_action != "na.omit" else Vector(data=fit.state.mu, names=row_names(fit))
    data = None if newdata is None else _as_data(newdata)
    if wanted is False and random_only and not se_fit:
        return Vector(data=np.zeros(fit.spec.n if data is None else data.n))
    fixed = None if random_only else fixed_design(fit, data)
    total, present = _fixed_part(fixed, beta)
    rows = None
    if wanted is not False:
        found = random_terms(fit, wanted, data)
        no_new = negated(allow_new_levels, "allow.new.levels", "if (!allow.new.levels) {")
        rows = random_rows(fit, found, not no_new)
        b = fit.state.b if newparams is None else _modes(fit, theta)
        total = total + rows @ b if total is not None else rows @ b
    assert total is not None
    finish = _Finish(fit, data, na_action, present)
    if not se_fit:
        return finish(total)
    errors = standard_errors(fit, None if fixed is None else fixed.x, rows)
    return RList(values=(finish(total), finish(errors)), names=("fit", "se.fit"))


def _check_arguments(kind: str, terms: object, unused: Mapping[str, Any]) -> None:
    if unused:
        warning("unused arguments ignored", _CALL)
    if not any(name.startswith(kind) for name in _TYPES):
        raise RError("'arg' should be one of “link”, “response”", "match.arg(type)")
    if terms is not None:
        raise RError("terms functionality for predict not yet implemented", _CALL)


def _deprecated(re_form: Any, unused: dict[str, Any]) -> Any:
    """The value of `re_form` under one of its old names."""
    for name in _DEPRECATED:
        if name in unused:
            warning(f"'{name}' is deprecated; use 're.form' instead")
            re_form = unused.pop(name)
    return re_form


def _as_data(newdata: Any) -> Frame:
    if isinstance(newdata, bool | int | float | str):
        raise RError("invalid 'times' argument", "rep(0, nobs)")
    return as_frame(newdata)


def _random_formula(re_form: Any) -> Expr | Literal[False] | None:
    """None for all random effects, False for none, or the formula."""
    if re_form is None:
        return None
    if isinstance(re_form, float) and np.isnan(re_form):
        return False
    if isinstance(re_form, str) and re_form.strip() == "NA":
        return False
    if isinstance(re_form, bool | int | float):
        _no_random_terms()
    formula = as_formula(re_form)
    if not is_call(formula, "~"):
        _no_random_terms()
    values = getattr(formula, "values", (None,))
    if len(values) > 1:  # R looks at the left side
        raise RError("No random effects terms specified in formula")
    right = values[-1]
    is_nothing = isinstance(right, Constant) and right.value == 0
    return False if is_nothing else formula


@running("mkNewReTrms")
def _no_random_terms() -> NoReturn:
    raise RError("object 'ReTrms' not found", RANDOM_CALL)


def _modes(fit: MerFit, theta: NDArray[np.float64]) -> NDArray[np.float64]:
    """The random effects (q,) at another theta, the spherical ones as they are."""
    re, u = fit.spec.re, fit.state.u
    b = np.zeros(re.q)
    columns = np.repeat(np.arange(re.q), np.diff(re.lambda_starts))
    # Column c of Lambda' holds what the spherical effects of its rows add to effect c.
    np.add.at(b, columns, theta[re.theta_index] * u[re.lambda_rows])
    return b


def _fixed_part(fixed: Any, beta: NDArray[np.float64]) -> tuple[NDArray[np.float64] | None, NDArray[np.bool_] | None]:
    if fixed is None:
        return None, None
    return fixed.x @ beta + fixed.offset, complete_rows(fixed.frame)


class _Finish:
    """Naming the values by row, after the missing ones have been dealt with."""

    def __init__(self, fit: MerFit, data: Frame | None, na_action: str, present: NDArray[np.bool_] | None) -> None:
        self.fit, self.data, self.na_action, self.present = fit, data, na_action, present

    def __call__(self, values: NDArray[np.float64]) -> Vector:
        """The named vector."""
        if self.data is None:
            padded = pad_values(self.fit, values)
            return padded if self.na_action != "na.omit" else Vector(data=values, names=row_names(self.fit))
        names: Sequence[str] = self.data.row_names or tuple(str(i + 1) for i in range(self.data.n))
        missing = np.isnan(values) if self.present is None else ~self.present
        if missing.any() and self.na_action == "na.fail":
            raise RError("missing values in object", "na.fail.default(newdata)")
        if self.na_action == "na.omit":
            keep = ~missing
            return Vector(data=values[keep], names=tuple(n for n, k in zip(names, keep.tolist(), strict=True) if k))
        return Vector(data=values, names=tuple(names)) if len(values) else Vector(data=values)
