"""The model frame, design and terms of a fit. R: model.frame.merMod, terms.merMod, the matrix X."""

from __future__ import annotations

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import row_names
from pylmer.structure.bars import bars_only, no_bars, sub_bars
from rcompat.base.arguments import either
from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.design.frame_names import with_bare_names
from rcompat.design.frame_terms import FrameTerms, data_classes, dropped_rows
from rcompat.design.model_frame import OFFSET_NAME, WEIGHTS_NAME
from rcompat.language.expressions import Expr, call
from rcompat.language.terms import Terms, make_terms

__all__ = ["fixed_design", "formula", "model_frame", "terms"]


@answers("formula", MerFit)
def formula(fit: MerFit, fixed_only: bool = False, random_only: bool = False) -> Expr:
    """The model formula, or its fixed or its random part.

    Raises:
        RError: both parts alone are asked for.

    R: formula.merMod.
    """
    of_random = either(random_only, "missing(fixed.only) && random.only", "y")
    of_fixed = either(fixed_only, "fixed.only && random.only")
    if of_fixed and of_random:
        raise RError("can't specify 'only fixed' and 'only random' terms")
    if of_fixed:
        return no_bars(fit.shown_formula)
    return bars_only(fit.shown_formula) if of_random else fit.shown_formula


def _predvars(fit: MerFit, wanted: Terms) -> tuple[Expr, ...]:
    """How the variables of these terms are coded for new data."""
    frame = fit.spec.frame
    known = dict(zip(frame.terms.variable_names, frame.predvars, strict=True))
    pairs = zip(wanted.variable_names, wanted.variables, strict=True)
    return tuple(known.get(name, variable) for name, variable in pairs)


def _part(fit: MerFit, formula: Expr) -> FrameTerms:
    found = make_terms(formula)
    return FrameTerms(terms=found, predvars=_predvars(fit, found))


@answers("terms", MerFit)
def terms(fit: MerFit, fixed_only: bool = True, random_only: bool = False) -> FrameTerms:
    """Terms of the model.

    Args:
        fit: a fitted model.
        fixed_only: those of the fixed part only.
        random_only: those of the random part only.

    R: terms.merMod.
    """
    formula = fit.shown_formula
    if either(random_only, "missing(fixed.only) && random.only", "y"):
        return _part(fit, sub_bars(bars_only(formula)))
    if either(fixed_only, "fixed.only && random.only"):
        return FrameTerms(terms=fit.spec.terms, predvars=_predvars(fit, fit.spec.terms))
    return _all_terms(fit)


def _all_terms(fit: MerFit) -> FrameTerms:
    frame, fixed = fit.spec.frame, fit.spec.terms
    random = make_terms(sub_bars(bars_only(fit.shown_formula)))
    names = [*fixed.variable_names, *(name for name in (WEIGHTS_NAME, OFFSET_NAME) if name in frame.frame)]
    return FrameTerms(
        terms=make_terms(sub_bars(fit.shown_formula)),
        predvars=frame.predvars,
        classes=data_classes(frame.frame),
        more={
            "predvars.fixed": call("list", *_predvars(fit, fixed)),
            "varnames.fixed": Vector(data=np.array(names, dtype=object)),
            "predvars.random": call("list", *_predvars(fit, random)),
        },
    )


@answers("model_frame", MerFit)
def model_frame(fit: MerFit, fixed_only: bool = False) -> Frame:
    """The model frame: all variables, rows with missing values gone.

    Args:
        fit: a fitted model.
        fixed_only: the variables of the fixed part only.

    R: model.frame.merMod.
    """
    frame = fit.spec.frame.frame
    if fixed_only:
        names = (*fit.spec.terms.variable_names, WEIGHTS_NAME, OFFSET_NAME)
        columns = {name: frame[name] for name in names if name in frame}
        return with_bare_names(Frame(columns=columns, n=frame.n, row_names=frame.row_names))
    extra = {**frame.attributes, "terms": _all_terms(fit)}
    if len(fit.spec.frame.dropped):
        extra["na.action"] = dropped_rows(fit.spec.frame)
    extra["formula"] = fit.shown_formula
    shown = Frame(columns=frame.columns, n=frame.n, row_names=frame.row_names, attributes=extra)
    return with_bare_names(shown)


def fixed_design(fit: MerFit) -> Vector:
    """X (n, p) with names, and with its attributes as R keeps them."""
    spec = fit.spec
    assign: dict[str, object] = {"assign": np.asarray(spec.x_assign, dtype=np.int32)}
    contrasts: dict[str, object] = {}
    if spec.contrasts:
        contrasts = {"contrasts": RList(values=tuple(spec.contrasts.values()), names=tuple(spec.contrasts))}
    notes = list(spec.notes)
    extra = assign | contrasts
    if spec.dropped:
        extra = contrasts | assign
        if notes:
            extra["msgRankdrop"] = notes.pop(0)
        places = np.array([place + 1 for place in spec.dropped.values()], dtype=np.int32)
        extra["col.dropped"] = Vector(data=places, names=tuple(spec.dropped))
    extra["msgScaleX"] = Vector(data=np.array(notes, dtype=object))
    return Vector(data=spec.x, dimnames=(row_names(fit), spec.x_names), attributes=extra)
