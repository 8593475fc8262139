"""format, formatC, prettyNum, format.pval: numbers as text. R: base."""

from __future__ import annotations

import re
from typing import Any

from rcompat.base.c_format import formatC, prettyNum
from rcompat.base.number_text import format_column
from rcompat.base.options import get_options
from rcompat.base.p_value_text import format_pval
from rcompat.script.coercion import class_of, flag, is_factor, is_frame, number, shape_of, string, to_array, whole
from rcompat.script.complex_numbers import complex_cells
from rcompat.script.doors import to_record
from rcompat.script.machine import Context
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.slots import class_package, is_s4, slots_of
from rcompat.script.values import Language, List, Value, Vec, chr, scalar

__all__ = ["format_value"]


def format_value(
    x: Value,
    *,
    digits: int | None = None,
    nsmall: int = 0,
    width: int = 0,
    justify: str = "left",
    na_encode: bool = True,
    scientific: Value = None,
    big_mark: str = "",
    trim: bool = False,
) -> list[str]:
    """`format` on an atomic vector."""
    if x is None:
        return []
    if x.kind == "complex":
        return complex_cells(x.data, digits)
    record = to_record(Vec(x.data, {k: v for k, v in x.attrs.items() if k in ("levels", "class") and is_factor(x)}))
    data = getattr(record, "data", record)
    if is_factor(x):
        data = to_array(x, "character")
    if isinstance(scientific, Vec) and x.kind == "double":
        from rcompat.base.options import local_options

        if scientific.kind == "logical":
            penalty = -100 if scientific.data[0] == 1 else 100
        else:
            penalty = int(scientific.data[0])
        with local_options(scipen=penalty):
            cells = format_column(data, digits=digits, nsmall=nsmall, width=width, justify=justify, na_encode=na_encode)
    else:
        cells = format_column(data, digits=digits, nsmall=nsmall, width=width, justify=justify, na_encode=na_encode)
    if big_mark and x.kind in ("double", "integer"):
        cells = _marked(cells, big_mark)
    if trim and x.kind != "character":
        cells = [cell.strip() for cell in cells]
    return cells


def _marked(cells: list[str], mark: str) -> list[str]:
    found = [
        re.sub(r"(?<=\d)(?=(\d{3})+(?!\d))", mark, c.split(".")[0].strip())
        + ("." + c.split(".")[1] if "." in c else "")
        for c in cells
    ]
    width = max(map(len, found), default=0)
    return [cell.rjust(width) for cell in found]


@builtin("format", "x trim digits nsmall justify width na.encode scientific big.mark ...", generic=True)
def _format(
    context: Context,
    x: Value,
    trim: Value = None,
    digits: Value = None,
    nsmall: Value = None,
    justify: Value = None,
    width: Value = None,
    na_encode: Value = None,
    scientific: Value = None,
    big_mark: Value = None,
    dots: Any = (),
) -> Value:
    options: dict[str, Any] = {
        "digits": None if digits is None else whole(digits),
        "nsmall": 0 if nsmall is None else whole(nsmall),
        "width": 0 if width is None else whole(width),
        "justify": "left" if justify is None else string(justify),
        "scientific": scientific,
        "big_mark": "" if big_mark is None else string(big_mark),
        "trim": trim is not None and flag(trim),
        "na_encode": na_encode is None or flag(na_encode),
    }
    return _formatted(x, options)


def _formatted(x: Value, options: dict[str, Any]) -> Value:
    if is_s4(x):
        return scalar(_formal_text(x))
    if is_record(x):
        x = record_value(x)
    if is_frame(x):
        columns = [column if column.kind == "character" else chr(format_value(column, **options)) for column in x.data]
        kept = {name: x.attrs[name] for name in ("names", "row.names") if name in x.attrs}
        return List(columns, {**kept, "class": chr(["data.frame"])})
    if isinstance(x, List):
        return chr([_list_item(item, options) for item in x.data], shape_of(x))
    if isinstance(x, Language):
        from rcompat.script.deparsing import deparse_value

        return chr(deparse_value(x))
    if is_record(x):
        return scalar(str(x))
    if x is None:
        return chr(["NULL"])
    if is_factor(x):
        return chr(format_value(x, **options), {k: v for k, v in x.attrs.items() if k == "names"})
    return chr(format_value(x, **options), shape_of(x))


def _formal_text(x: Value) -> str:
    count = len(slots_of(x) or ())
    return f"<S4 class ‘{class_of(x)[0]}’ [package “{class_package(x)}”] with {count} slots>"


def _list_item(item: Value, options: dict[str, Any]) -> str:
    if item is None:
        return "NULL"
    if is_s4(item):
        return _formal_text(item)
    if isinstance(item, Vec):
        return ", ".join(cell.strip() for cell in format_value(item, **{**options, "trim": True}))
    from rcompat.script.deparsing import deparse_value

    return " ".join(deparse_value(item))


@builtin("formatC", "x width digits format flag mode big.mark drop0trailing ...")
def _format_c(
    context: Context,
    x: Value,
    width: Value = None,
    digits: Value = None,
    format_: Value = None,
    flag_: Value = None,
    mode: Value = None,
    big_mark: Value = None,
    drop0: Value = None,
    dots: Any = (),
) -> Value:
    given: dict[str, Any] = {}
    if big_mark is not None:
        given["big_mark"] = string(big_mark)
    if drop0 is not None:
        given["drop0trailing"] = flag(drop0)
    cells = formatC(
        _bare(x),
        None if digits is None else whole(digits),
        None if width is None else whole(width),
        None if format_ is None else string(format_),
        "" if flag_ is None else string(flag_),
        None if mode is None else string(mode),
        **given,
    )
    return chr(cells, shape_of(x))


def _bare(x: Value) -> Any:
    return to_array(x, "character") if is_factor(x) else x.data


@builtin("prettyNum", "x big.mark ...")
def _pretty_num(context: Context, x: Value, big_mark: Value = None, dots: Any = ()) -> Value:
    return chr(prettyNum(_bare(x), big_mark="" if big_mark is None else string(big_mark)), shape_of(x))


@builtin("format.pval", "pv digits eps na.form ...")
def _format_pval(
    context: Context, pv: Value, digits: Value = None, eps: Value = None, na_form: Value = None, dots: Any = ()
) -> Value:
    wanted = max(1, get_options().digits - 2) if digits is None else whole(digits)
    least = 2.220446049250313e-16 if eps is None else number(eps)
    return chr(
        format_pval(to_array(pv, "double").tolist(), wanted, least, "NA" if na_form is None else string(na_form))
    )
