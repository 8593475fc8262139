"""Which parameters are meant: by name, by number, or as a kind. R: lme4's rules for `which` and `parm`."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import warning
from rcompat.base.string_text import quote_string

__all__ = ["chosen_parameters"]


def chosen_parameters(which: Any, names: tuple[str, ...], variances: int, call: str) -> list[int]:
    """Positions (from 0) of the parameters that are meant, in the model's order.

    Args:
        which: None for all; names; "theta_" (covariance parameters) or "beta_" (fixed effects); numbers from 1,
            negative ones leave out; truth values.
        names: names of all parameters, covariance parameters first.
        variances: how many of them are covariance parameters.
        call: the call that R would name.

    Warns:
        RWarning: no parameter has such a name.
    """
    total = len(names)
    if which is None:
        return list(range(total))
    given = [which] if isinstance(which, str) or np.ndim(which) == 0 else list(which)
    if given == ["NA"]:  # the way NA comes from scripts
        return []
    if not given or not all(isinstance(item, str) for item in given):
        return _by_number(given, total)
    wanted: set[int] = set()
    for item in given:
        if item == "theta_":
            wanted |= set(range(variances))
        elif item == "beta_":
            wanted |= set(range(variances, total))
        elif item in names:
            wanted.add(names.index(item))
    if not wanted:
        shown = quote_string(given[0]) if len(given) == 1 else f"c({', '.join(map(quote_string, given))})"
        warning(f"Nothing selected by 'which={shown}'", call)
    return sorted(wanted)


def _by_number(given: list[Any], total: int) -> list[int]:
    if all(isinstance(item, bool | np.bool_) for item in given):
        return [i for i, keep in enumerate(given[:total]) if keep]
    return sorted({int(item) - 1 for item in given if 1 <= int(item) <= total})
