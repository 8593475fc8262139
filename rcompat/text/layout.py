"""Lay out ready cells as R's printer does: index-prefixed vectors, named vectors and column-wrapped matrices.

Nothing here formats a number: cells come as text, so the same code serves every kind of value and table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rcompat.base.options import get_options
from rcompat.base.string_text import display_width

__all__ = [
    "MatrixLayout",
    "indexed_lines",
    "limited_matrix_lines",
    "matrix_lines",
    "named_lines",
    "omitted_line",
    "pad_left",
    "pad_right",
    "text_width",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLayout:
    """How a matrix of texts is laid out.

    Attributes:
        right: right-justify cells and column labels (else left).
        right_numbers: right-justify the labels [,1] [,2] ..., as R does for numbers but not for strings.
        gap: blanks between columns.
        width: columns of a line, or None for options(width).
        header_names: names of the dimnames (rows, columns), or None when the dimnames have no names.
        n_columns: number of columns, or None to take it from the cells or the column names.
        least_width: least width of a column.
        shown_rows: number of rows printed, or None for all; the others still count for the widths.
    """

    right: bool = True
    right_numbers: bool = False
    gap: int = 1
    width: int | None = None
    header_names: tuple[str | None, str | None] | None = None
    n_columns: int | None = None
    least_width: int = 0
    shown_rows: int | None = None


_DEFAULT_LAYOUT = MatrixLayout()


def text_width(text: str) -> int:
    """Columns a text takes on the terminal."""
    return len(text) if text.isascii() else display_width(text)


def pad_left(text: str, width: int) -> str:
    """Right-justify a text in `width` columns."""
    return text.rjust(width) if text.isascii() else " " * (width - display_width(text)) + text


def pad_right(text: str, width: int) -> str:
    """Left-justify a text in `width` columns."""
    return text.ljust(width) if text.isascii() else text + " " * (width - display_width(text))


def omitted_line(count: int, what: str = "entries") -> str:
    """R's remark that printing stopped at options(max.print)."""
    return f' [ reached getOption("max.print") -- omitted {count} {what} ]'


def _widest(texts: Sequence[str]) -> int:
    return max(map(text_width, texts), default=0)


def _shown(names: Sequence[str | None]) -> list[str]:
    return ["<NA>" if name is None else name for name in names]


def indexed_lines(cells: Sequence[str], *, right: bool = True, gap: int = 1, width: int | None = None) -> list[str]:
    """Lines of an unnamed vector, each starting with the index of its first element.

    R: base::print.default.
    """
    limit = get_options().width if width is None else width
    label_width = len(str(len(cells))) + 2
    cell_width = _widest(cells)
    per_line = max(1, (limit - label_width) // (cell_width + gap))
    justify = pad_left if right else pad_right
    space = " " * gap
    lines = []
    for start in range(0, len(cells), per_line):
        label = f"[{start + 1}]".rjust(label_width)
        lines.append(label + "".join([space + justify(cell, cell_width) for cell in cells[start : start + per_line]]))
    return lines


def named_lines(
    cells: Sequence[str], names: Sequence[str | None], *, gap: int = 1, width: int | None = None
) -> list[str]:
    """Lines of a named vector: a line of names over a line of values, as often as needed.

    R: base::print.default.
    """
    limit = get_options().width if width is None else width
    labels = _shown(names)
    cell_width = max(_widest(cells), _widest(labels))
    per_line = max(1, limit // (cell_width + gap))
    space = " " * gap
    lines = []
    for start in range(0, len(cells), per_line):
        part = slice(start, start + per_line)
        lines.append("".join([pad_left(label, cell_width) + space for label in labels[part]]))
        lines.append("".join([pad_left(cell, cell_width) + space for cell in cells[part]]))
    return lines


def _row_labels(names: Sequence[str | None] | None, n_rows: int, layout: MatrixLayout) -> tuple[list[str], int]:
    """Padded row labels and their width; under a title the labels are a block pushed right, two blanks in."""
    if not names:  # no names, or no rows that could have any
        block = len(str(n_rows + 1)) + 3  # R leaves room for the number of one row more
        labels = [f"[{i + 1},]".rjust(block) for i in range(n_rows)]
    else:
        shown = _shown(names)
        block = _widest(shown)
        labels = [pad_right(label, block) for label in shown]
    if layout.header_names is None:
        return labels, block
    label_width = max(text_width(layout.header_names[0] or ""), block + 2)
    indent = " " * (label_width - block)
    return [indent + label for label in labels], label_width


def _column_blocks(widths: Sequence[int], label_width: int, limit: int) -> list[range]:
    """Columns that share a line; a line of several columns stays one short of the limit."""
    blocks = []
    start = 0
    while start < len(widths):
        end = start + 1
        used = label_width + widths[start]
        while end < len(widths) and used + widths[end] < limit:
            used += widths[end]
            end += 1
        blocks.append(range(start, end))
        start = end
    return blocks or [range(0)]


def matrix_lines(
    cells: Sequence[Sequence[str]],
    row_names: Sequence[str | None] | None,
    column_names: Sequence[str | None] | None,
    layout: MatrixLayout = _DEFAULT_LAYOUT,
) -> list[str]:
    """Lines of a matrix whose cells are ready texts, its columns wrapped at the line width.

    Args:
        cells: the rows, each with one text per column.
        row_names: row labels; None gives [1,] [2,] ...
        column_names: column labels; None gives [,1] [,2] ...
        layout: justification, gap, width and titles.

    R: base::print.default of a character matrix with quote = FALSE.
    """
    limit = get_options().width if layout.width is None else layout.width
    columns = list(zip(*cells, strict=True))
    n_columns = layout.n_columns
    if n_columns is None:
        n_columns = len(columns) or len(column_names or ())
    columns = columns or [()] * n_columns
    labels, label_width = _row_labels(row_names, len(cells), layout)
    heads = [f"[,{j + 1}]" for j in range(n_columns)] if column_names is None else _shown(column_names)
    widths = [
        max(_widest(column), text_width(head), layout.least_width) for column, head in zip(columns, heads, strict=True)
    ]
    justify = pad_left if layout.right else pad_right
    space = " " * layout.gap
    justify_head = pad_right if column_names is None and not layout.right_numbers else justify
    heads = [space + justify_head(head, width) for head, width in zip(heads, widths, strict=True)]
    padded = [[space + justify(cell, width) for cell in column] for column, width in zip(columns, widths, strict=True)]
    labels = labels[: layout.shown_rows]
    row_title, column_title = layout.header_names or (None, None)
    corner = pad_right(row_title or "", label_width)
    lines = []
    for block in _column_blocks([width + layout.gap for width in widths], label_width, limit):
        if layout.header_names is not None:
            lines.append(" " * label_width + (column_title or ""))
        lines.append(corner + "".join([heads[j] for j in block]))
        lines.extend([label + "".join([padded[j][i] for j in block]) for i, label in enumerate(labels)])
    return lines


def limited_matrix_lines(
    cells: Sequence[Sequence[str]],
    row_names: Sequence[str | None] | None,
    column_names: Sequence[str | None] | None,
    layout: MatrixLayout,
    max_print: int,
) -> list[str]:
    """`matrix_lines` of as many rows as options(max.print) lets through, and R's remark about the others."""
    n_rows = len(cells)
    n_columns = len(cells[0]) if cells else 0
    if n_rows * n_columns <= max_print:
        return matrix_lines(cells, row_names, column_names, layout)
    shown = max_print // n_columns
    lines = matrix_lines(cells, row_names, column_names, replace(layout, shown_rows=shown))
    left = n_rows - shown
    return [*lines, omitted_line(left, "row" if left == 1 else "rows")]
