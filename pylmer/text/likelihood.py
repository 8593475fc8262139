"""How likelihood profiles print."""

from __future__ import annotations

from typing import Any

from pylmer.inference.profile_record import Profile
from rcompat.base.render import render
from rcompat.text.values import print_lines

__all__: list[str] = []


@render.register(Profile)
def _(answer: Profile, /, **arguments: Any) -> str:
    """R: print.data.frame."""
    if not len(answer.rows):
        return "[1] .par\n<0 rows> (or 0-length row.names)\n"
    return "\n".join(print_lines(answer.to_frame(focal=False), **arguments)) + "\n"
