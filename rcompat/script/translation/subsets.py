"""`$`, `[[` and `[`: pandas for data frames, `.loc` for R's vectors, `r.pick` where nothing is known."""

from __future__ import annotations

import ast

from rcompat.language.expressions import Call, Constant, Expr, Missing, Symbol, is_call
from rcompat.script.translation.expressions import calls, constant_number, frames_of, translate
from rcompat.script.translation.missing_values import may_miss
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, r_call

__all__ = ["column_list", "key_of", "place_nodes", "row_mask"]


def key_of(expr: Expr) -> str | None:
    """The name behind `$`, or the text between `[[` and `]]`."""
    if isinstance(expr, Symbol):
        return expr.name
    return expr.value if isinstance(expr, Constant) and isinstance(expr.value, str) else None


def _item(value: ast.expr, key: ast.expr) -> ast.Subscript:
    return ast.Subscript(value, key, ast.Load())


@calls("$ @")
def _dollar(scope: Scope, expr: Call) -> Code:
    value = translate(scope, expr.values[0])
    key = key_of(expr.values[1])
    if key is None:
        raise Untranslatable("the name behind $ is computed")
    if value.kind in ("frame", "tibble"):
        return Code(_item(value.node, const(key)), "series")
    if value.kind == "models" and expr.name == "@":
        raise Untranslatable("slots of an lmList")
    if value.kind == "value" and expr.name == "$":
        return Code(_item(value.node, const(key)), "any")
    return Code(r_call("part" if expr.name == "$" else "slot", value.node, const(key)), "any")


@calls("[[")
def _element(scope: Scope, expr: Call) -> Code:
    value = translate(scope, expr.values[0])
    if len(expr.values) == 2:
        key = expr.values[1]
        text = key.value if isinstance(key, Constant) and isinstance(key.value, str) else None
        if text is not None and value.kind in ("frame", "tibble", "value"):
            return Code(_item(value.node, const(text)), "any" if value.kind == "value" else "series")
        number = constant_number(key)
        if number is not None and value.kind == "value" and number >= 1:
            return Code(_item(value.node, const(int(number) - 1)), "any")
    places = [translate(scope, item).node for item in expr.values[1:]]
    return Code(r_call("element", value.node, *places), "any")


@calls("[")
def _subset(scope: Scope, expr: Call) -> Code:
    value = translate(scope, expr.values[0])
    places = [argument for argument in expr.arguments[1:] if argument.name not in ("drop", "exact")]
    drop = next((argument.value for argument in expr.arguments[1:] if argument.name == "drop"), None)
    if value.kind == "frame" and drop is None:
        native = _frame_subset(scope, value.node, [argument.value for argument in places])
        if native is not None:
            return native
    nodes = place_nodes(scope, [argument.value for argument in places])
    if value.kind == "value" and drop is None and nodes:
        key = nodes[0] if len(nodes) == 1 else ast.Tuple(nodes, ast.Load())
        return Code(_item(ast.Attribute(value.node, "loc", ast.Load()), key), "value")
    named = {} if drop is None else {"drop": translate(scope, drop).node}
    kind = "frame" if value.kind == "frame" and len(places) == 2 and isinstance(places[1].value, Missing) else "any"
    return Code(r_call("pick", value.node, *nodes, **named), kind)


def place_nodes(scope: Scope, places: list[Expr]) -> list[ast.expr]:
    """Indices as Python expressions; an empty one is `...`."""
    return [translate(scope, place).node for place in places]


def column_list(expr: Expr) -> list[str] | None:
    """The texts of `"a"` or `c("a", "b")`."""
    if isinstance(expr, Constant) and isinstance(expr.value, str):
        return [expr.value]
    if is_call(expr, "c") and isinstance(expr, Call):
        texts = [item.value for item in expr.values if isinstance(item, Constant) and isinstance(item.value, str)]
        return texts if texts and len(texts) == len(expr.values) else None
    return None


def row_mask(scope: Scope, expr: Expr, frame: ast.expr) -> ast.expr | None:
    """A choice of rows that pandas understands: a comparison of the frame's own columns."""
    if isinstance(expr, Call) and expr.name in ("==", "!=", "<", "<=", ">", ">=", "&", "|", "!", "("):
        code = translate(scope, expr)
        return code.node if code.kind == "series" and frames_of(code.node) <= {ast.unparse(frame)} else None
    return None


def _frame_subset(scope: Scope, frame: ast.expr, places: list[Expr]) -> Code | None:
    if len(places) == 1:
        columns = column_list(places[0])
        return None if columns is None else Code(_item(frame, _texts(columns)), "frame")
    if len(places) != 2:
        return None
    rows, columns = places[0], column_list(places[1])
    if isinstance(rows, Missing) and columns is not None:
        if len(columns) == 1 and isinstance(places[1], Constant):
            return Code(_item(frame, const(columns[0])), "series")
        return Code(_item(frame, _texts(columns)), "frame")
    mask = row_mask(scope, rows, frame)
    if mask is None or may_miss(scope, frame):
        return None
    if isinstance(places[1], Missing):
        return Code(_item(frame, mask), "frame")
    if columns is None:
        return None
    is_one = isinstance(places[1], Constant)
    wanted: ast.expr = const(columns[0]) if is_one else _texts(columns)
    located = _item(ast.Attribute(frame, "loc", ast.Load()), ast.Tuple([mask, wanted], ast.Load()))
    return Code(located, "series" if is_one else "frame")


def _texts(words: list[str]) -> ast.List:
    return ast.List([const(word) for word in words], ast.Load())
