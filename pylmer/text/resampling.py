"""How a bootstrap of package lmeresampler prints: its table, and how many resamples complained."""

from __future__ import annotations

from typing import Any

from pylmer.inference.resampling import LmeResamp
from rcompat.base.generics import answers
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", LmeResamp)
def _(boot: LmeResamp, /, **arguments: Any) -> str:
    messages, warnings, errors = (
        sum(bool(texts) for texts in part) for part in (boot.message, boot.warning, boot.error)
    )
    lines = [f"Bootstrap type: {boot.type} ", "", f"Number of resamples: {boot.B} ", ""]
    lines += print_lines(boot.stats, **arguments)
    lines += ["", f"There were {messages} messages, {warnings} warnings, and {errors} errors."]
    return "\n".join(lines) + "\n"
