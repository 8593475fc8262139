"""R's `match.arg`: the choice that an argument's text begins."""

from __future__ import annotations

from collections.abc import Sequence

from rcompat.base.conditions import RError

__all__ = ["match_arg"]


def match_arg(given: object, choices: Sequence[str], name: str = "arg") -> str:
    """Return the choice that `given` abbreviates; None takes the first.

    Args:
        given: text, or None.
        choices: what is allowed.
        name: the argument's name in R, for the message's call.

    Raises:
        RError: `given` is no text, or the beginning of none of the choices, or of several.

    R: base::match.arg.
    """
    call = f"match.arg({name})"
    if given is None:
        return choices[0]
    if not isinstance(given, str):
        raise RError("'arg' must be NULL or a character vector", call)
    if given in choices:
        return given
    matches = [choice for choice in choices if choice.startswith(given)]
    if len(matches) != 1:
        raise RError("'arg' should be one of " + ", ".join(f"“{choice}”" for choice in choices), call)
    return matches[0]
