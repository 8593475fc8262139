"""Terms with what a model frame adds to them: how new data are coded, and the classes of the variables.

R: the attribute "terms" of a model frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from rcompat.base.frame import Column, Factor, Frame, kind_of
from rcompat.base.vectors import Vector
from rcompat.design.model_frame import ModelFrame
from rcompat.language.expressions import Expr, call
from rcompat.language.terms import Terms

__all__ = ["FrameTerms", "data_classes", "dropped_rows"]

_CLASSES = {"double": "numeric", "integer": "numeric"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameTerms:
    """Terms that know their data.

    Attributes:
        terms: the terms.
        predvars: expressions that code new data.
        classes: R's dataClasses by variable, or None.
        more: further attributes.
    """

    terms: Terms
    predvars: tuple[Expr, ...]
    classes: Vector | None = None
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def attributes(self) -> dict[str, object]:
        """The attributes that R's `terms` has besides those of the formula itself."""
        found: dict[str, object] = {"predvars": call("list", *self.predvars)}
        if self.classes is not None:
            found["dataClasses"] = self.classes
        return {**found, **self.more}


def data_classes(frame: Frame) -> Vector:
    """R's class words of the columns of a model frame, named. R: stats::.MFclass."""
    words = np.array([_class_word(column) for column in frame.columns.values()], dtype=object)
    return Vector(data=words, names=frame.names)


def dropped_rows(frame: ModelFrame) -> Vector:
    """The rows that the NA action left out, from 1, named, with R's class. R: attribute na.action."""
    kind = str(frame.na_action).removeprefix("na.")
    places = np.asarray(frame.dropped, dtype=np.int32) + 1
    return Vector(data=places, names=frame.dropped_names, attributes={"class": (kind,)})


def _class_word(column: Column) -> str:
    if isinstance(column, Factor):
        return "ordered" if column.ordered else "factor"
    if column.ndim == 2:
        return f"nmatrix.{column.shape[1]}"
    kind = kind_of(column)
    return _CLASSES.get(kind, kind)
