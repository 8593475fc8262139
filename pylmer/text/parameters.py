"""The text table of `model_parameters`: columns between bars, a block for the fixed and one for the random effects.

R: parameters 0.20.2 and insight 0.19.0, print.parameters_model. The notes below the table are messages, as in R.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pylmer.inference.model_parameters import Interval, ModelParameters, RandomParameter, wrapped_message
from rcompat.base.conditions import message
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import sprintf
from rcompat.base.string_text import display_width, pad
from rcompat.language.expressions import Call, Constant, is_call
from rcompat.language.syntax import parse_expression

__all__: list[str] = []

_LARGE = 1e5
_LOGS = ("log(", "log2(", "log10(", "log1p(")
_APPROXIMATIONS = {
    "satterthwaite": "a Wald t-distribution with Satterthwaite approximation",
    "kenward": "a Wald t-distribution with Kenward-Roger approximation",
    "kr": "a Wald t-distribution with Kenward-Roger approximation",
    "normal": "a Wald normal distribution approximation",
    "boot": "a parametric bootstrap t-distribution approximation",
}
_RANDOM_NOTE = "Uncertainty intervals for random effect variances computed using a Wald z-distribution approximation."
_LOG_NOTE = (
    "The model has a log-transformed response variable. Consider using `exponentiate = TRUE` to interpret"
    " coefficients as ratios."
)


def _value_text(value: float, digits: int) -> str:
    """A number with `digits` decimals; scientific if that shows nothing of it, or if it is large."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    size = abs(value)
    wants_power = value != 0.0 and (size >= _LARGE or math.log10(size) < -digits)
    return sprintf(f"%.{digits}e" if wants_power else f"%.{digits}f", value)


def _limit_text(value: float, digits: int) -> str:
    """A limit of an interval: small ones stay fixed."""
    if math.isnan(value):
        return ""
    return _value_text(value, digits) if abs(value) >= _LARGE else sprintf(f"%.{digits}f", value)


def _df_texts(values: Sequence[float]) -> list[str]:
    if all(math.isinf(value) or value == math.floor(value) for value in values):
        return [format_doubles([value], digits=15)[0] for value in values]
    return [_value_text(value, 2) for value in values]


def _p_text(value: float, digits: int) -> str:
    if math.isnan(value):
        return ""
    if digits <= 3:
        if value < 0.001:
            return "< .001"
        if value > 0.999:
            return "> .999"
    return _value_text(value, digits)


def _interval_texts(limits: Sequence[Interval | None], digits: int) -> list[str]:
    lows = _limit_column([limit[0] if limit else math.nan for limit in limits], digits)
    highs = _limit_column([limit[1] if limit else math.nan for limit in limits], digits)
    return [f"[{low}, {high}]" if low.strip() else "" for low, high in zip(lows, highs, strict=True)]


def _limit_column(values: Sequence[float], digits: int) -> list[str]:
    """Limits of one width; R takes the sign from a zero only where no blank stands before it."""
    texts = [_limit_text(value, digits) for value in values]
    width = max(map(len, texts), default=0)
    zero = sprintf(f"%.{digits}f", -0.0)
    return [" " + zero[1:] if len(zero) == width and text == zero else text.rjust(width) for text in texts]


def _level_head(level: float) -> str:
    return f"{format_doubles([100.0 * level], digits=15)[0]}% CI"


def _table_lines(heads: Sequence[str], columns: Sequence[Sequence[str]], left: Sequence[int]) -> list[str]:
    """A table with bars; the columns in `left` have their cells at the left, the first one its head too."""
    padded = []
    for j, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        width = max(map(display_width, [head, *cells]))
        side = "left" if j in left else "right"
        padded.append([pad(head, width, "left" if j == 0 else "right"), *(pad(cell, width, side) for cell in cells)])
    first, *rows = [" | ".join(row) for row in zip(*padded, strict=True)]
    return [first, "-" * display_width(first), *rows]


def _fixed_lines(answer: ModelParameters, digits: int) -> list[str]:
    coefficients, errors, statistics, df, p_values = answer.table.T.tolist()
    heads = ["Parameter", "Coefficient", "SE"]
    columns: list[Sequence[str]] = [
        answer.labels,
        [_value_text(value, digits) for value in coefficients],
        [_value_text(value, digits) for value in errors],
    ]
    for level, limits in zip(answer.levels, answer.limits, strict=True):
        heads.append(_level_head(level))
        columns.append(_interval_texts([(low, high) for low, high in limits.tolist()], answer.ci_digits))
    df_texts = _df_texts(df)
    shared = len(set(df_texts)) == 1
    heads.append(f"t({df_texts[0]})" if shared else "t")
    columns.append([_value_text(value, digits) for value in statistics])
    if not shared:
        heads.append("df")
        columns.append(df_texts)
    heads.append("p")
    columns.append([_p_text(value, answer.p_digits) for value in p_values])
    lines = _table_lines(heads, columns, (0, len(heads) - 1))
    return ["# Fixed Effects", "", *lines] if answer.is_mixed else lines


def _random_lines(answer: ModelParameters, digits: int) -> list[str]:
    heads = ["Parameter", "Coefficient"]
    columns = [
        [_random_label(each) for each in answer.random],
        [_value_text(each.value, digits) for each in answer.random],
    ]
    known = any(each.interval for each in answer.random)
    for level in answer.levels if known or answer.effects == "random" else ():
        heads.append(_level_head(level))
        columns.append(_interval_texts([each.interval for each in answer.random], answer.ci_digits))
    return ["# Random Effects", "", *_table_lines(heads, columns, (0,))]


def _random_label(parameter: RandomParameter) -> str:
    if parameter.group == "Residual":
        return "SD (Residual)"
    return f"{parameter.name.removesuffix(')')}: {parameter.group})"


def _show_notes(answer: ModelParameters) -> None:
    """Signal the notes about intervals and about a response on the log scale."""
    kind = "profile-likelihood" if answer.method == "profile" else "equal-tailed"
    how = _APPROXIMATIONS.get(answer.method, "a Wald t-distribution approximation")
    note = f"Uncertainty intervals ({kind}) and p-values (two-tailed) computed using {how}."
    about_random = answer.class_name == "lmerMod" and answer.method not in ("normal", "profile", "boot")
    if answer.effects == "random":
        message("\n " + _after_blank(_RANDOM_NOTE) if about_random else "\n")
    else:
        more = about_random and answer.effects == "all" and answer.method != "wald"
        message("\n" + wrapped_message(f"{note} {_RANDOM_NOTE}" if more else note))
    if answer.response.startswith(_LOGS) and not _is_shifted(answer.response):
        message("\n" + wrapped_message(_LOG_NOTE))


def _is_shifted(response: str) -> bool:
    """Whether the logarithm is one of a sum with a number, which R calls by another name."""
    inner = parse_expression(response)
    argument = inner.values[0] if isinstance(inner, Call) and inner.arguments else None
    return is_call(argument, "+") and isinstance(argument, Call) and isinstance(argument.values[-1], Constant)  # type: ignore[arg-type]


def _after_blank(text: str) -> str:
    """The note of a page with random effects only: R counts the line break and the blank before it."""
    return wrapped_message("__" + text)[2:]


@answers("render", ModelParameters)
def _(answer: ModelParameters, /, digits: int | None = None, **_unused: Any) -> str:
    shown = answer.digits if digits is None else digits
    parts = []
    if answer.effects != "random":
        parts.append("\n".join(_fixed_lines(answer, shown)))
    if answer.effects != "fixed":
        parts.append("\n".join(_random_lines(answer, shown)))
    if answer.footer:
        parts.append("\n".join(answer.footer))
    if answer.verbose:
        _show_notes(answer)
    return "\n\n".join(parts) + "\n"
