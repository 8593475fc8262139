"""How likelihood profiles, fits by all optimizers and principal components of random effects print."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.all_fit import AllFit, AllFitSummary
from pylmer.inference.likelihood import logLik
from pylmer.inference.principal_components import Components, ComponentsSummary
from pylmer.inference.profile_record import Profile
from rcompat.base.generics import answers
from rcompat.base.line_wrap import strwrap
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse, deparse_one
from rcompat.text.values import print_lines

__all__: list[str] = []

_LONGEST = 80
_CLASS_LINES = ('attr(,"class")', '[1] "summary.allFit"')


@answers("render", Profile)
def _(answer: Profile, /, **arguments: Any) -> str:
    """R: print.data.frame."""
    if not len(answer.rows):
        return "[1] .par\n<0 rows> (or 0-length row.names)\n"
    return "\n".join(print_lines(answer.to_frame(focal=False), **arguments)) + "\n"


@answers("render", Components)
def _(answer: Components, /, **arguments: Any) -> str:
    """R: a list of prcomp objects."""
    lines: list[str] = []
    for name, sdev, rotation in zip(answer.groups, answer.sdev, answer.rotation, strict=True):
        k = len(sdev)
        lines += [f"${_list_name(name)}", f"Standard deviations (1, .., p={k}):"]
        lines += print_lines(Vector(data=sdev), **arguments)
        lines += ["", f"Rotation (n x k) = ({k} x {k}):"]
        lines += [*print_lines(Vector(data=rotation, dimnames=(None, None)), **arguments), ""]
    return "\n".join([*lines, 'attr(,"class")', '[1] "prcomplist"']) + "\n"


@answers("render", ComponentsSummary)
def _(answer: ComponentsSummary, /, digits: int | None = None, **arguments: Any) -> str:
    """R: print.summary.prcomp, factor by factor."""
    shown = max(3, get_options().digits - 3) if digits is None else digits
    lines: list[str] = []
    for name, table in zip(answer.groups, answer.importance, strict=True):
        lines += [f"${_list_name(name)}", "Importance of components:"]
        lines += [*print_lines(table, digits=shown, **arguments), ""]
    return "\n".join(lines) + "\n"


def _list_name(name: str) -> str:
    plain = name.replace(".", "a").replace("_", "a")
    return name if plain.isalnum() and not name[0].isdigit() else f"`{name}`"


@answers("render", AllFit)
def _(answer: AllFit, /, **_arguments: Any) -> str:
    """R: lme4's print.allFit."""
    request = answer.fit.request
    data = deparse_one(request.shown["data"]) if "data" in request.shown else ""
    names = list(answer.fits)
    lines = ["original model:", *(f"{line} " for line in deparse(answer.fit.shown_formula)), f"data:  {data} "]
    lines.append(f"optimizers ({len(names)}): {_cut_names(names)}")
    values = np.array([logLik(fit).value for fit in answer.good.values()])
    if len(values):
        differences = np.abs(values - values.max())
        spread = float(np.std(differences, ddof=1)) if len(values) > 1 else float("nan")
        largest = float(differences.max())
        texts = [format_doubles([value], digits=3)[0] for value in (largest, spread)]
        lines += ["differences in negative log-likelihoods:", f"max= {texts[0]} ; std dev= {texts[1]} "]
    return "\n".join(lines) + "\n"


def _cut_names(names: list[str]) -> str:
    """The names, wrapped, the lines put together again without a space, and cut."""
    text = "".join(strwrap(", ".join(names), get_options().width))
    return text if len(text) < _LONGEST else f"{text[: _LONGEST - 4]}..."


@answers("render", AllFitSummary)
def _(answer: AllFitSummary, /, **arguments: Any) -> str:
    """R: a list with a class."""
    return "\n".join([*print_lines(answer.parts, **arguments), *_CLASS_LINES]) + "\n"
