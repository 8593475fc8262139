"""How deletion diagnostics print: as R's list. R: print.default on class influence.merMod."""

from __future__ import annotations

from typing import Any

from pylmer.inference.influence import MerInfluence
from rcompat.base.generics import answers
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", MerInfluence)
def _(found: MerInfluence, /, **arguments: Any) -> str:
    return "\n".join(print_lines(found.to_list(), **arguments)) + "\n"
