"""Data frames and named vectors stacked by the names of their columns. R: dplyr::bind_rows, purrr::map_dfr."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.script.coercion import is_frame
from rcompat.script.doors import frame_length
from rcompat.script.functions.binding import stacked_columns
from rcompat.script.functions.data_masks import columns_of, make_tibble, rebuilt, with_groups
from rcompat.script.indexing import take
from rcompat.script.values import List, Value, Vec, chr, lgl, names_of

__all__ = ["bound_rows"]


def bound_rows(parts: list[tuple[str | None, Value]], id_name: str | None = None) -> List:
    """Stack data frames; a named vector is a row. Columns that a part lacks are missing there.

    Args:
        parts: label and value of each part; NULL is left out.
        id_name: name of a first column of labels, or None.
    """
    frames = [(label, _as_frame(part)) for label, part in parts if part is not None]
    if not frames:
        return make_tibble({}, 0)
    columns: dict[str, Value] = {}
    if id_name is not None:
        labels = [label or str(place) for place, (label, _) in enumerate(frames, start=1)]
        columns[id_name] = chr(
            label for label, (_, frame) in zip(labels, frames, strict=True) for _ in range(frame_length(frame))
        )
    for name in dict.fromkeys(name for _, frame in frames for name in columns_of(frame)):
        columns[name] = stacked_columns([_column(frame, name) for _, frame in frames])
    n = sum(frame_length(frame) for _, frame in frames)
    return rebuilt(with_groups(frames[0][1], ()), columns, n)


def _as_frame(part: Any) -> List:
    if isinstance(part, List) and is_frame(part):
        return part
    names = [str(name) for name in names_of(part) or []]
    if isinstance(part, Vec):
        return make_tibble({name: Vec(take(part, np.array([place])).data) for place, name in enumerate(names)}, 1)
    columns = dict(zip(names, part.data, strict=True))
    return make_tibble(columns, max((len(column) for column in columns.values()), default=0))


def _column(frame: List, name: str) -> Value:
    found = columns_of(frame).get(name)
    return lgl([-128] * frame_length(frame)) if found is None else found
