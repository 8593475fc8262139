"""How the answers of the accessors print: VarCorr, ranef, coef, logLik. Named vectors and matrices print as in R."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pylmer.inference.covariance import VarCorrTable
from pylmer.inference.random_effects import CoefTable, RanefTable
from pylmer.text.tables import shown_components, varcorr_lines
from rcompat.base.conditions import running
from rcompat.base.frame import Frame
from rcompat.base.generics import answers, ask
from rcompat.base.options import get_options
from rcompat.base.string_text import dquote
from rcompat.base.vectors import RList
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", VarCorrTable)
def _(
    table: VarCorrTable,
    /,
    digits: int | None = None,
    comp: Sequence[str] | str = "Std.Dev.",
    formatter: Callable[..., Any] | None = None,
    **more: object,
) -> str:
    """R: print.VarCorr.merMod; it takes no notice of further arguments."""
    del more
    shown = max(3, get_options().digits - 2) if digits is None else digits
    with running("print.VarCorr.merMod", "print", "formatVC"):
        columns = shown_components(comp, "formatVC(x, digits = digits, comp = comp, formatter = formatter)")
    return "\n".join(varcorr_lines(table, shown, columns, formatter)) + "\n"


@answers("render", RanefTable)
def _(table: RanefTable, /, **arguments: Any) -> str:
    """R: print.ranef.mer."""
    lines = _list_lines(_shown_parts(table), arguments)
    if table.variances:
        names = " ".join(dquote(name) for name in table.variances)
        lines.append(f"with conditional variances for {names} ")
    return "\n".join(lines) + "\n"


def _shown_parts(table: RanefTable) -> dict[str, Any]:
    """The data frames; those of one column as vectors with their variances if they are to be dropped."""
    if not table.is_dropped:
        return dict(table.frames)
    whole: RList = ask("r_value", table)
    return {
        str(name): replace(part, attributes={}) if isinstance(part, Frame) else part
        for name, part in zip(whole.names or (), whole.values, strict=True)
    }


@answers("render", CoefTable)
def _(table: CoefTable, /, **arguments: Any) -> str:
    """R: the default print of class coef.mer."""
    lines = _list_lines(table.frames, arguments)
    return "\n".join([*lines, 'attr(,"class")', '[1] "coef.mer"']) + "\n"


def _list_lines(frames: dict[str, Any], arguments: dict[str, Any]) -> list[str]:
    return print_lines(RList(values=tuple(frames.values()), names=tuple(frames)), **arguments)
