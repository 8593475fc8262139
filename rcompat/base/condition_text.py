"""What R writes to standard error for messages, warnings and errors when no one is at the console.

Messages come at once; warnings wait for the end of the top-level call and come as one block. Answers to R's
top-level loop with `options(warn = 0)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rcompat.base.conditions import Condition, RError, RMessage
from rcompat.base.string_text import display_width

__all__ = ["conditions_text", "error_text", "warning_lines", "warning_text", "warnings_text"]

# Widest call plus first line of the text that R keeps on one line.
_SINGLE_FIT = 69
_NUMBERED_FIT = 65
_ERROR_FIT = 61
_IMMEDIATE_FIT = 58
_SHOWN_ONE_BY_ONE = 10
_KEPT = 50


def conditions_text(conditions: Sequence[Condition]) -> str:
    """Return what R writes for the conditions of one top-level call, in the order they came.

    R: message() at once, then the deferred warnings.
    """
    messages = "".join(f"{condition.message}\n" for condition in conditions if isinstance(condition, RMessage))
    return messages + warnings_text([condition for condition in conditions if not isinstance(condition, RMessage)])


def warnings_text(warnings: Sequence[Condition]) -> str:
    """Return the block R writes for the warnings of one top-level call; "" when there is none."""
    count = len(warnings)
    if count == 0:
        return ""
    if count == 1:
        return "Warning message:\n" + _entry(warnings[0], _SINGLE_FIT)
    if count <= _SHOWN_ONE_BY_ONE:
        entries = (f"{number}: {_entry(item, _NUMBERED_FIT)}" for number, item in enumerate(warnings, start=1))
        return "Warning messages:\n" + "".join(entries)
    if count < _KEPT:
        return f"There were {count} warnings (use warnings() to see them)\n"
    return f"There were {_KEPT} or more warnings (use warnings() to see the first {_KEPT})\n"


def warning_lines(warnings: Sequence[Condition]) -> list[str]:
    """Each warning as `print(warnings())` lists it, without its number."""
    fit = _SINGLE_FIT if len(warnings) == 1 else _NUMBERED_FIT
    return [item.message if item.call is None else _entry(item, fit).removesuffix("\n") for item in warnings]


def error_text(error: RError, warnings: Sequence[Condition] = ()) -> str:
    """Return what R writes for an error that ends a top-level call, with the warnings that came before it."""
    ended = error.message if error.message.endswith("\n") else f"{error.message}\n"
    if error.call is None:
        text = f"Error: {ended}"
    elif _fits(error.call, error.message, _ERROR_FIT):
        text = f"Error in {_first_line(error.call)} : {ended}"
    else:
        text = f"Error in {_first_line(error.call)} : \n  {ended}"
    return text + ("In addition: " + warnings_text(warnings) if warnings else "")


def _entry(condition: Condition, fit: int) -> str:
    if condition.call is None:
        return f"{condition.message} \n"
    separator = " " if _fits(condition.call, condition.message, fit) else "\n  "
    return f"In {_first_line(condition.call)} :{separator}{condition.message}\n"


def warning_text(text: str, call: str | None) -> str:
    """What R writes for a warning at once, with `options(warn = 1)`."""
    if call is None:
        return f"Warning: {text}\n"
    joint = " " if _fits(call, text, _IMMEDIATE_FIT) else "\n  "
    return f"Warning in {_first_line(call)} :{joint}{text}\n"


def _first_line(call: str) -> str:
    return call.split("\n", 1)[0]


def _fits(call: str, text: str, limit: int) -> bool:
    return display_width(_first_line(call)) + display_width(_first_line(text)) <= limit
