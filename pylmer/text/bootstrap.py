"""How bootstraps print. R: print.bootMer, boot's print.boot."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.bootstrap import BootMer, boot_condition_text
from rcompat.base.conditions import message
from rcompat.base.generics import answers
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", BootMer)
def _(boot: BootMer, /, digits: int | None = None, **_unused: Any) -> str:
    known = boot.t[np.isfinite(boot.t).all(axis=1)]
    rows = np.column_stack([boot.t0, known.mean(axis=0) - boot.t0, known.std(axis=0, ddof=1)])
    names = tuple(f"t{j + 1}*" for j in range(len(boot.t0)))
    table = Vector(data=rows, dimnames=(names, ("original", " bias  ", " std. error")))
    lines = [
        "",
        f"{boot.sim.upper()} BOOTSTRAP",
        "",
        "",
        "Call:",
        *deparse(boot.call),
        "",
        "",
        "Bootstrap Statistics :",
    ]
    text = boot_condition_text(boot)
    if text is not None:
        message(text)
    return "\n".join([*lines, *print_lines(table, digits=digits)]) + "\n"
