"""Tables that tests and comparisons answer with: data frames that know how R prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector

__all__ = ["AnovaTable", "ContestTable", "make_frame"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnovaTable(Printable, Asks):
    """A table of R's class anova.

    Attributes:
        heading: texts above the table.
        table: the numbers, one row per term or model.
        hypotheses: contrast matrices (rows, p) that were tested, by term; None where R keeps none.
        ddf: method of the denominator degrees of freedom, or None.
        formulae: formulas of the reduced models, by row name.
    """

    heading: tuple[str, ...]
    table: Frame
    hypotheses: Mapping[str, Vector] | None = None
    ddf: str | None = None
    formulae: Mapping[str, object] = field(default_factory=dict)

    def to_frame(self) -> Frame:
        """The table as a data frame."""
        return self.table

    def __getitem__(self, name: str) -> Column:
        return self.table[name]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContestTable(Printable, Asks):
    """Tests of contrasts, printed as a plain data frame.

    Attributes:
        table: the numbers, one row per test.
    """

    table: Frame

    def to_frame(self) -> Frame:
        """The table as a data frame."""
        return self.table

    def __getitem__(self, name: str) -> Column:
        return self.table[name]


def make_frame(
    names: Sequence[str],
    rows: Sequence[Sequence[float | None]],
    row_names: Sequence[str] | None = None,
    integers: Sequence[str] = (),
) -> Frame:
    """A data frame of numbers from its rows; None is NA.

    Args:
        names: column names.
        rows: one sequence per row.
        row_names: names of the rows, or None for 1..n.
        integers: names of the columns that R holds as integers.
    """
    columns: dict[str, Column] = {}
    for j, name in enumerate(names):
        values = [row[j] for row in rows]
        if name in integers:
            columns[name] = np.array([-(2**31) if v is None else int(v) for v in values], dtype=np.int32)
        else:
            columns[name] = np.array([NA_REAL if v is None else v for v in values], dtype=np.float64)
    return Frame(columns=columns, n=len(rows), row_names=None if row_names is None else tuple(row_names))
