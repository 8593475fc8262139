"""How many digits of certified variances a program has: the table of `rcompat lre`.

R: lme4::lmer and lme4::VarCorr, beside ours by default and with `polish=True`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Frame
from rcompat.base.number_text import encode_number, number_format
from rcompat.harness.certified import certified_sets
from rcompat.harness.certified_fits import CertifiedFit, certified_fits
from rcompat.harness.compare import log_relative_error
from rcompat.harness.doors import door
from rcompat.harness.live_r import RSession, has_r
from rcompat.harness.transport import receive_frame, send_frame

__all__ = ["fitted_variances", "lre_lines", "variance_digits"]

_NAME_WIDTH = 25
_COLUMN_WIDTH = 17


def fitted_variances(fit: CertifiedFit, *, polish: bool) -> dict[str, float]:
    """Our estimates, named as the certified ones are."""
    lme4 = door("lme4")
    control = lme4.lmerControl(polish=True) if polish else lme4.lmerControl()
    with collect_conditions():
        found = lme4.lmer(
            fit.formula, data=fit.frame, REML=fit.reml, weights=fit.weights, offset=fit.offset, control=control
        )
    return _variances(lme4.VarCorr(found).to_frame())


def _variances(table: Frame) -> dict[str, float]:
    """Read the variances in a data frame made of VarCorr."""
    columns = [np.asarray(table[name], dtype=object).tolist() for name in ("grp", "var1", "var2", "vcov")]
    rows = zip(*columns, strict=True)
    return {f"{term} {one}" if one else term: float(value) for term, one, other, value in rows if other is None}


def _r_variances(session: RSession, fit: CertifiedFit) -> dict[str, float]:
    send_frame(session, fit.frame, "d")
    session.run("m <- NULL")
    session.run(f"m <- suppressMessages(suppressWarnings(lme4::lmer({fit.formula}, d{fit.r_arguments})))")
    if session.run("stopifnot(!is.null(m))").status:
        return {}  # R stopped
    return _variances(receive_frame(session, "as.data.frame(lme4::VarCorr(m))"))


def variance_digits(found: Mapping[str, float], fit: CertifiedFit) -> tuple[float, float]:
    """Correct digits of the variances of random effects (the least) and of the residual variance."""
    digits = {name: log_relative_error(found.get(name, np.nan), float(value)) for name, value in fit.variances.items()}
    residual = digits.pop("Residual")
    return min(digits.values()), residual


def lre_lines(*, with_r: bool = True) -> list[str]:
    """The table of correct digits: every certified model by lme4, by our default, and polished."""
    fits = (*(data.fit for data in certified_sets()), *certified_fits())
    columns: dict[str, list[dict[str, float]]] = {}
    if with_r and has_r():
        with RSession(packages=("lme4",)) as session:
            columns["lme4"] = [_r_variances(session, fit) for fit in fits]
    columns["default"] = [fitted_variances(fit, polish=False) for fit in fits]
    columns["polish"] = [fitted_variances(fit, polish=True) for fit in fits]
    heads = [f"{name} {part}" for name in columns for part in ("random", "residual")]
    lines = ["Correct digits (log relative error, 15 at most) of the variances; of random effects, the least", ""]
    lines.append("model".ljust(_NAME_WIDTH) + "".join(head.rjust(_COLUMN_WIDTH) for head in heads))
    for i, fit in enumerate(fits):
        cells = [cell for column in columns.values() for cell in _cells(variance_digits(column[i], fit))]
        lines.append(fit.name.ljust(_NAME_WIDTH) + "".join(cell.rjust(_COLUMN_WIDTH) for cell in cells))
    return lines


def _cells(values: Sequence[float]) -> list[str]:
    return [encode_number(value, number_format([value], digits=3)) for value in values]
