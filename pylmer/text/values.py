"""How the answers of the accessors print: VarCorr, ranef, coef, logLik. Named vectors and matrices print as in R."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pylmer.inference.covariance import VarCorrTable
from pylmer.inference.random_effects import CoefTable, RanefTable
from pylmer.text.tables import varcorr_lines
from rcompat.base.generics import answers
from rcompat.base.options import get_options
from rcompat.base.string_text import dquote
from rcompat.base.vectors import RList
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", VarCorrTable)
def _(table: VarCorrTable, /, digits: int | None = None, comp: Sequence[str] | str = "Std.Dev.") -> str:
    """R: print.VarCorr.merMod."""
    shown = max(3, get_options().digits - 2) if digits is None else digits
    columns = (comp,) if isinstance(comp, str) else tuple(comp)
    return "\n".join(varcorr_lines(table, shown, columns)) + "\n"


@answers("render", RanefTable)
def _(table: RanefTable, /, **arguments: Any) -> str:
    """R: print.ranef.mer."""
    lines = _list_lines(table.frames, arguments)
    if table.variances:
        names = " ".join(dquote(name) for name in table.variances)
        lines.append(f"with conditional variances for {names} ")
    return "\n".join(lines) + "\n"


@answers("render", CoefTable)
def _(table: CoefTable, /, **arguments: Any) -> str:
    """R: the default print of class coef.mer."""
    lines = _list_lines(table.frames, arguments)
    return "\n".join([*lines, 'attr(,"class")', '[1] "coef.mer"']) + "\n"


def _list_lines(frames: dict[str, Any], arguments: dict[str, Any]) -> list[str]:
    return print_lines(RList(values=tuple(frames.values()), names=tuple(frames)), **arguments)
