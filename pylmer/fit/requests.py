"""From the arguments of `lmer()` as Python gives them to a `ModelSpec`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pylmer.control import as_lmer_control, lmerControl
from pylmer.fit.callers import CallerNames, as_formula, r_call
from pylmer.structure.spec import ModelSpec, make_spec
from rcompat.base.conditions import RError
from rcompat.base.frame_doors import as_frame
from rcompat.language.deparse import deparse_one
from rcompat.language.syntax import parse_expression

__all__ = ["request_spec"]

_DEFAULT_CONTROL = lmerControl()


def request_spec(
    names: CallerNames,
    formula: object,
    data: object,
    *,
    REML: object,
    control: object,
    start: object,
    subset: object,
    weights: object,
    na_action: str | None,
    offset: object,
    contrasts: Mapping[str, Any] | None,
    data_name: str | None,
    unused: Mapping[str, Any],
) -> ModelSpec:
    """Read the arguments of `lmer()` and set the model up.

    Args:
        names: the caller's variables: for names on the page and for variables that the data lack.
        unused: arguments that `lmer()` does not know.

    Raises:
        RError: R's message for whatever is wrong with the input.
    """
    expression = as_formula(formula)
    options = {
        "REML": None if REML is True else REML,
        "control": control,
        "start": start,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "offset": offset,
        "contrasts": contrasts,
    }
    if unused:
        _refuse(unused, names)
    call = r_call("lmer", expression, data, options, names, data_name)
    settings = _DEFAULT_CONTROL if control is None else as_lmer_control(control, deparse_one(call))
    return make_spec(
        expression,
        None if data is None else as_frame(data),
        call=call,
        control=settings,
        reml=_truth(REML),
        subset=_code(subset),
        weights=_code(weights),
        offset=_code(offset),
        na_action=na_action,
        contrasts=contrasts,
        environment=names,
    )


def _refuse(unused: Mapping[str, Any], names: CallerNames) -> None:
    call = r_call("lmer", as_formula("x"), None, unused, names)
    shown = ", ".join(f"{item.name} = {deparse_one(item.value)}" for item in call.arguments[1:])
    raise RError(f"unused argument{'s' if len(unused) > 1 else ''} ({shown})", "lmer()")


def _truth(value: object) -> bool:
    if isinstance(value, str) or not isinstance(value, bool | int | float | np.bool_):
        raise RError("argument is not interpretable as logical", "if (REML) p else 0L")
    return bool(value)


def _code(value: object) -> object:
    """Text is R code; anything else is taken as it is."""
    return parse_expression(value) if isinstance(value, str) else value
