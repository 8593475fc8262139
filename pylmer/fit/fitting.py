"""lme4's `lmer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pylmer.control import LmerControl
from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import fit_request, objective_of
from pylmer.fit.requests import read_request, request_spec
from rcompat.base.arguments import truth

__all__ = ["lmer"]


def lmer(
    formula: Any = None,
    data: Any = None,
    REML: bool = True,
    control: LmerControl | Mapping[str, Any] | None = None,
    start: Sequence[float] | Mapping[str, Any] | float | None = None,
    verbose: int = 0,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    offset: Any = None,
    contrasts: Mapping[str, Any] | None = None,
    devFunOnly: bool = False,
    data_name: str | None = None,
    **unused: Any,
) -> Any:
    """Fit a linear mixed model.

    Args:
        formula: R formula as text, such as "y ~ x + (x | g)".
        data: data frame: pandas, polars, pyarrow, dict of columns, or `Frame`; variables it lacks are looked up
            among the caller's.
        REML: restricted maximum likelihood (else maximum likelihood).
        control: `lmerControl(...)`.
        start: starting theta (m,), or a mapping with "theta".
        verbose: print the optimiser's steps.
        subset, weights, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: "na.omit", "na.exclude", "na.pass" or "na.fail".
        contrasts: factor name to contrast name or matrix.
        devFunOnly: return the deviance as a function of theta (m,) instead of a fit.
        data_name: what the page calls the data; default: the caller's name for the object.
        **unused: refused, in R's words.

    Returns:
        MerFit, or the objective if `devFunOnly`.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: lme4::lmer 1.1-31. Theory: Bates et al. 2015, JSS 67(1).
    """
    options = {
        "REML": REML,
        "control": control,
        "start": start,
        "verbose": verbose,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "offset": offset,
        "contrasts": contrasts,
    }
    request = read_request(caller_names(), formula, data, options, data_name, unused)
    if truth(devFunOnly, "if (devFunOnly) return(devfun)"):
        return objective_of(request_spec(request))
    return fit_request(request)[0]
