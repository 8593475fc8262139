"""How bootstraps print. R: print.bootMer, boot's print.boot."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.bootstrap import BootMer, boot_condition_text
from rcompat.base.conditions import message
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", BootMer)
def _(boot: BootMer, /, digits: int | None = None, index: Any = None, **_unused: Any) -> str:
    count = boot.t.shape[1]
    chosen = range(count) if index is None else [int(i) - 1 for i in np.atleast_1d(index)]
    estimates = [*boot.t0.tolist(), *[NA_REAL] * count]
    known = [j for j in chosen if not np.isnan(boot.t[:, j]).all()]
    rows = np.array([_statistics(estimates[j], boot.t[:, j]) for j in known]).reshape(-1, 3)
    names = tuple(f"t{j + 1}*" for j in known)
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
    if known:
        table = Vector(data=rows, dimnames=(names, ("original", " bias  ", " std. error")))
        lines += print_lines(table, digits=digits)
    lines += [f"WARNING: All values of t{j + 1}* are NA" for j in chosen if j not in known]
    text = boot_condition_text(boot)
    if text is not None:
        message(text)
    return "\n".join(lines) + "\n"


def _statistics(estimate: float, replicates: NDArray[np.float64]) -> tuple[float, float, float]:
    """Estimate, bias and standard error; replicates that are missing do not count."""
    known = replicates[~np.isnan(replicates)]
    deviation = float(known.std(ddof=1)) if len(known) > 1 else NA_REAL
    return estimate, float(known.mean()) - estimate, deviation
