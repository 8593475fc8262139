"""Tables of tests as `model_parameters` shows them. R: parameters 0.20.2, model_parameters for anova and aov."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.answer_tables import AnovaTable
from pylmer.inference.parameter_records import wrapped_message
from rcompat.base.conditions import RError, message, warning
from rcompat.base.frame import Column, Frame
from rcompat.base.generics import Asks, answers, ask
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.linear.anova import LmAnova
from rcompat.linear.aov import AovList
from rcompat.linear.lm_fit import AovFit

__all__ = ["AnovaParameters", "anova_parameters", "aov_parameters"]

_NAMES = {
    "Sum Sq": "Sum_Squares",
    "Sum of Sq": "Sum_Squares",
    "Mean Sq": "Mean_Square",
    "F value": "F",
    "F": "F",
    "logLik": "Log_Likelihood",
    "AIC": "AIC",
    "BIC": "BIC",
    "RSS": "RSS",
    "Chisq": "Chi2",
    "deviance": "Deviance",
    "Deviance": "Deviance",
    "Res.Df": "df_error",
    "Resid. Df": "df_error",
    "Resid. Dev": "Deviance_error",
    "npar": "df",
    "NumDF": "df",
    "Df": "df",
    "Pr(>F)": "p",
    "Pr(>Chi)": "p",
    "Pr(>Chisq)": "p",
}
"""R's columns to those of the package; of two with one name the first one counts, others are left out."""
_ORDER = (
    *("AIC", "BIC", "Log_Likelihood", "RSS", "Sum_Squares", "Chi2", "df", "Deviance", "df_error", "Deviance_error"),
    *("Mean_Square", "F", "p"),
)
_TYPES = {"I": 1, "II": 2, "III": 3, "1": 1, "2": 2, "3": 3}
_TYPE_3 = (
    "Type 3 ANOVAs only give sensible and informative results when covariates are mean-centered and factors are coded"
    " with orthogonal contrasts (such as those produced by `contr.sum`, `contr.poly`, or `contr.helmert`, but *not* by"
    " the default `contr.treatment`)."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnovaParameters(Printable, Asks):
    """Tests, one row each. R: class parameters_model of an anova.

    Attributes:
        blocks: the table; of several error strata each under its name.
        kind: type of the tests, 1 to 3.
        digits, p_digits: decimals of the page.
    """

    blocks: tuple[tuple[str | None, Frame], ...]
    kind: int
    digits: int
    p_digits: int

    def to_frame(self) -> Frame:
        """All rows; of several strata with the column Group. R: as.data.frame of a parameters_model."""
        if len(self.blocks) == 1:
            return self.blocks[0][1]
        names = list(dict.fromkeys(name for _, frame in self.blocks for name in frame.columns))
        columns: dict[str, Column] = {
            "Group": np.array([title for title, frame in self.blocks for _ in range(frame.n)], dtype=object)
        }
        for name in names:
            columns[name] = np.concatenate([_column(frame, name) for _, frame in self.blocks])
        return Frame(columns=columns, n=sum(frame.n for _, frame in self.blocks))


def _column(frame: Frame, name: str) -> NDArray[Any]:
    if name in frame.columns:
        return np.asarray(frame.columns[name])
    return np.full(frame.n, math.nan)


@answers("model_parameters", AnovaTable)
@answers("model_parameters", LmAnova)
def anova_parameters(
    model: Any, digits: int = 2, p_digits: int = 3, verbose: bool = True, **changes: Any
) -> AnovaParameters:
    """A table of tests under the package's names.

    Args:
        model: what `anova`, `ranova` or `drop1` gave.
        digits, p_digits: decimals of the page.
        verbose: whether to warn of tests of type 3 with interactions.

    R: parameters::model_parameters for class anova.
    """
    _refuse_effect_sizes(changes)
    table: Frame = ask("r_value", model)
    headings = _headings(table)
    found = re.search(r"Type (I+|[123])\b", "\n".join(headings))
    kind = _TYPES.get(found.group(1), 1) if found else 1
    frame = _renamed(table, headings)
    if verbose and kind == 3 and any(":" in str(name) for name in np.asarray(frame.columns["Parameter"])):
        message(wrapped_message(_TYPE_3))
    return AnovaParameters(blocks=((None, frame),), kind=kind, digits=digits, p_digits=p_digits)


@answers("model_parameters", AovFit)
@answers("model_parameters", AovList)
def aov_parameters(model: Any, digits: int = 2, p_digits: int = 3, **changes: Any) -> AnovaParameters:
    """The tests of an analysis of variance.

    Raises:
        RError: effect sizes, which R takes from the package effectsize.

    R: parameters::model_parameters for classes aov and aovlist.
    """
    _refuse_effect_sizes(changes)
    parts: RList = ask("r_value", ask("summary", model))
    if not isinstance(model, AovList):
        blocks: tuple[tuple[str | None, Frame], ...] = ((None, _renamed(parts.values[0], ())),)  # type: ignore[arg-type]
    else:
        blocks = tuple(
            (str(name).removeprefix("Error: "), _renamed(stratum.values[0], ()))  # type: ignore[attr-defined]
            for name, stratum in zip(parts.names or (), parts.values, strict=True)
        )
    return AnovaParameters(blocks=blocks, kind=1, digits=digits, p_digits=p_digits)


def _refuse_effect_sizes(changes: Mapping[str, Any]) -> None:
    for name in ("omega", "eta", "epsilon"):
        if changes.get(f"{name}_squared") is not None:
            warning(f'Argument `{name}_squared` is deprecated.\n  Please use `effectsize_type = "{name}"` instead.')
            changes = {**changes, "effectsize_type": name}
    if changes.get("effectsize_type") is not None:
        raise RError(
            "Package `effectsize` required for this function to work.\n"
            "  Please install it by running `install.packages(`effectsize`)`."
        )


def _headings(table: Frame) -> tuple[str, ...]:
    given = table.attributes.get("heading")
    return tuple(str(text) for text in given.data) if isinstance(given, Vector) else ()


def _renamed(table: Frame, headings: tuple[str, ...]) -> Frame:
    """The columns that the package shows, in its order; models are named by their formulas."""
    rows = [name.strip() for name in table.row_names or ()]
    formulas = [line for text in headings for line in text.split("\n") if "~" in line]
    if len(formulas) == table.n:
        rows = [line.strip() for line in formulas]
    found: dict[str, Column] = {}
    for name, column in table.items():
        label = _NAMES.get(name)
        if label is not None and label not in found:
            found[label] = np.asarray(column, dtype=np.float64)
    if "Sum_Squares" in found and "Mean_Square" not in found:
        found["Mean_Square"] = np.asarray(found["Sum_Squares"]) / np.asarray(found["df"])
    ordered: dict[str, Column] = {"Parameter": np.array(rows, dtype=object)}
    ordered |= {name: found[name] for name in _ORDER if name in found and not np.isnan(np.asarray(found[name])).all()}
    return Frame(columns=ordered, n=table.n)
