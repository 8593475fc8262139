"""The text table of `model_parameters`: columns between bars, a block for the fixed and one for the random effects.

R: parameters 0.20.2 and insight 0.19.0, print.parameters_model. The notes below the table are messages, as in R.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pylmer.inference.parameter_records import Interval, ModelParameters, RandomParameter, wrapped_message
from pylmer.text.bar_tables import LARGE, df_texts, p_text, table_lines, value_text
from rcompat.base.conditions import message
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import sprintf
from rcompat.language.expressions import Call, Constant, is_call
from rcompat.language.syntax import parse_expression

__all__ = ["ShownTable", "interval_texts", "level_head", "shown_tables", "with_digits"]

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


_RATIO_NOTES = (
    "This model has a log-transformed response variable, and exponentiated parameters are reported.",
    "A one-unit increase in the predictor is associated with multiplying the outcome by that predictor's coefficient.",
)


def _limit_text(value: float, digits: int) -> str:
    """A limit of an interval: small ones stay fixed."""
    if math.isnan(value):
        return ""
    return value_text(value, digits) if abs(value) >= LARGE else sprintf(f"%.{digits}f", value)


def interval_texts(limits: Sequence[Interval | None], digits: int, is_plain: bool = False) -> list[str]:
    """Intervals between brackets, their limits of one width; `is_plain` as in Markdown, between parentheses."""
    lower = [limit[0] if limit else math.nan for limit in limits]
    upper = [limit[1] if limit else math.nan for limit in limits]
    if is_plain:
        pairs = [(_limit_text(low, digits), _limit_text(high, digits)) for low, high in zip(lower, upper, strict=True)]
        return [f"({low}, {high})" if low else "" for low, high in pairs]
    pairs = list(zip(_limit_column(lower, digits), _limit_column(upper, digits), strict=True))
    return [f"[{low}, {high}]" if low.strip() else "" for low, high in pairs]


def _limit_column(values: Sequence[float], digits: int) -> list[str]:
    """Limits of one width; R takes the sign from a zero only where no blank stands before it."""
    texts = [_limit_text(value, digits) for value in values]
    width = max(map(len, texts), default=0)
    zero = sprintf(f"%.{digits}f", -0.0)
    return [" " + zero[1:] if len(zero) == width and text == zero else text.rjust(width) for text in texts]


def level_head(level: float) -> str:
    """The head of a column of intervals."""
    return f"{format_doubles([100.0 * level], digits=15)[0]}% CI"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """One table of the page: its title (or ""), heads, cells, and which columns stand at the left."""

    title: str
    heads: list[str]
    columns: list[Sequence[str]]
    left: tuple[int, ...]


def shown_tables(answer: ModelParameters, is_plain: bool = False) -> list[ShownTable]:
    """The tables of a page; `is_plain` as in Markdown."""
    found = [] if answer.effects == "random" else [_fixed_table(answer, is_plain)]
    return found if answer.effects == "fixed" else [*found, *_random_tables(answer, is_plain)]


def _fixed_table(answer: ModelParameters, is_plain: bool) -> ShownTable:
    digits = answer.digits
    coefficients, errors, statistics, df, p_values = answer.table.T.tolist()
    heads = ["Parameter", "Std. Coef." if answer.is_standardized else "Coefficient", "SE"]
    columns: list[Sequence[str]] = [
        [_in_parentheses(label) for label in answer.labels] if is_plain else answer.labels,
        [value_text(value, digits) for value in coefficients],
        [value_text(value, digits) for value in errors],
    ]
    for level, limits in zip(answer.levels, answer.limits, strict=True):
        heads.append(level_head(level))
        columns.append(interval_texts([(low, high) for low, high in limits.tolist()], answer.ci_digits, is_plain))
    freedoms = df_texts(df)
    shared = len(set(freedoms)) == 1
    heads.append(f"t({freedoms[0]})" if shared else "t")
    columns.append([value_text(value, digits) for value in statistics])
    if not shared:
        heads.append("df")
        columns.append(freedoms)
    heads.append("p")
    columns.append([p_text(value, answer.p_digits) for value in p_values])
    title = "# Fixed Effects" if answer.is_mixed else ""
    return ShownTable(title=title, heads=heads, columns=columns, left=(0, len(heads) - 1))


def _in_parentheses(label: str) -> str:
    return label.replace("[", "(").replace("]", ")")


def _random_tables(answer: ModelParameters, is_plain: bool) -> list[ShownTable]:
    """One table of the parameters of the random effects; of the groups' own values one for each grouping factor."""
    groups = dict.fromkeys(each.group for each in answer.random)
    if not answer.is_by_level:
        return [_random_table(answer, answer.random, "# Random Effects", is_plain)]
    alone = answer.effects == "random" and len(groups) == 1
    return [
        _random_table(
            answer,
            [each for each in answer.random if each.group == group],
            "# Random Effects" if alone else f"# Random Effects: {group}",
            is_plain,
        )
        for group in groups
    ]


def _random_table(answer: ModelParameters, rows: Sequence[RandomParameter], title: str, is_plain: bool) -> ShownTable:
    digits = answer.digits
    heads = ["Parameter", "Coefficient"]
    labels = [_random_label(each) for each in rows]
    columns: list[Sequence[str]] = [
        [_in_parentheses(label) if answer.is_by_level else label for label in labels] if is_plain else labels,
        [value_text(each.value, digits) for each in rows],
    ]
    if answer.is_by_level:
        heads.append("SE")
        columns.append([value_text(each.error, digits) for each in rows])
        for place, level in enumerate(answer.levels):
            heads.append(level_head(level))
            columns.append(interval_texts([each.intervals[place] for each in rows], answer.ci_digits, is_plain))
        return ShownTable(title=title, heads=heads, columns=columns, left=(0,))
    known = any(each.interval for each in rows)
    for level in answer.levels if known or answer.effects == "random" else ():
        heads.append(level_head(level))
        columns.append(interval_texts([each.interval for each in rows], answer.ci_digits, is_plain))
    return ShownTable(title=title, heads=heads, columns=columns, left=(0,))


def _random_label(parameter: RandomParameter) -> str:
    if parameter.level is not None:
        return f"{parameter.name} [{parameter.level}]"
    if parameter.group == "Residual":
        return "SD (Residual)"
    return f"{parameter.name.removesuffix(')')}: {parameter.group})"


def _show_notes(answer: ModelParameters) -> None:
    """Signal the notes about intervals and about a response on the log scale."""
    kind = "profile-likelihood" if answer.method == "profile" else "equal-tailed"
    how = _APPROXIMATIONS.get(answer.method, "a Wald t-distribution approximation")
    note = f"Uncertainty intervals ({kind}) and p-values (two-tailed) computed using {how}."
    about_random = (
        not answer.is_by_level and answer.class_name == "lmerMod" and answer.method not in ("normal", "profile", "boot")
    )
    if answer.effects == "random":
        message("\n " + _after_blank(_RANDOM_NOTE) if about_random else "\n")
    else:
        more = about_random and answer.effects == "all" and answer.method != "wald"
        message("\n" + wrapped_message(f"{note} {_RANDOM_NOTE}" if more else note))
    is_told = answer.is_mixed or not answer.is_exponentiated
    if is_told and answer.response.startswith(_LOGS) and not _is_shifted(answer.response):
        notes = _RATIO_NOTES if answer.is_exponentiated else (_LOG_NOTE,)
        message("\n" + "\n  \n".join(wrapped_message(note) for note in notes))


def _is_shifted(response: str) -> bool:
    """Whether the logarithm is one of a sum with a number, which R calls by another name."""
    inner = parse_expression(response)
    argument = inner.values[0] if isinstance(inner, Call) and inner.arguments else None
    return is_call(argument, "+") and isinstance(argument, Call) and isinstance(argument.values[-1], Constant)  # type: ignore[arg-type]


def _after_blank(text: str) -> str:
    """The note of a page with random effects only: R counts the line break and the blank before it."""
    return wrapped_message("__" + text)[2:]


@answers("render", ModelParameters)
def _(
    answer: ModelParameters,
    /,
    digits: int | None = None,
    ci_digits: int | None = None,
    p_digits: int | None = None,
    pretty_names: bool = True,
    **_unused: Any,
) -> str:
    """R: print.parameters_model."""
    shown = with_digits(answer, digits, ci_digits, p_digits)
    if not pretty_names:
        shown = replace(shown, labels=answer.names)
    parts = []
    for table in shown_tables(shown):
        lines = table_lines(table.heads, table.columns, table.left)
        parts.append("\n".join([table.title, "", *lines] if table.title else lines))
    if answer.footer:
        parts.append("\n".join(answer.footer))
    if answer.verbose:
        _show_notes(answer)
    return "\n\n".join(parts) + "\n"


def with_digits(
    answer: ModelParameters, digits: int | None, ci_digits: int | None, p_digits: int | None
) -> ModelParameters:
    """The answer with other decimals, as far as they are given."""
    return replace(
        answer,
        digits=answer.digits if digits is None else digits,
        ci_digits=answer.ci_digits if ci_digits is None else ci_digits,
        p_digits=answer.p_digits if p_digits is None else p_digits,
    )
