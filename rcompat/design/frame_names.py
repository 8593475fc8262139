"""Names of a model frame as R shows them."""

from __future__ import annotations

from rcompat.base.frame import Frame

__all__ = ["with_bare_names"]


def with_bare_names(frame: Frame) -> Frame:
    """A model frame whose names have no backticks: terms have them, columns do not.

    R: names of stats::model.frame.
    """
    if not any(name.startswith("`") for name in frame.columns):
        return frame
    columns = {_bare(name): column for name, column in frame.columns.items()}
    return Frame(columns=columns, n=frame.n, row_names=frame.row_names, attributes=frame.attributes)


def _bare(name: str) -> str:
    is_symbol = len(name) > 2 and name[0] == name[-1] == "`" and "`" not in name[1:-1]
    return name[1:-1] if is_symbol else name
