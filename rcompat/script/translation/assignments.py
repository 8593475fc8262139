"""Assignment to parts: `d$x <- v`, `x[i] <- v`, `names(x)[2] <- v`."""

from __future__ import annotations

import ast

from rcompat.language.expressions import Call, Constant, Expr, Missing, Symbol
from rcompat.script.translation.expressions import frames_of, load_dataset, translate
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, function_call, name_load, r_call
from rcompat.script.translation.subsets import column_list, key_of, place_nodes, row_mask

__all__ = ["assign_part"]


def assign_part(scope: Scope, target: Call, value: Expr) -> list[ast.stmt]:
    """Statements that replace a part of a variable."""
    code = translate(scope, value)
    holder = target.values[0]
    if isinstance(holder, Symbol):
        if scope.kind_of(holder.name) is None and holder.name in scope.project.datasets:
            load_dataset(scope, holder.name)
        kind = scope.kind_of(holder.name)
        if kind in ("frame", "tibble"):
            native = _frame_part(scope, holder.name, target, code, value)
            if native is not None:
                return [native]
        if kind == "value":
            native = _value_part(scope, holder.name, target, code)
            if native is not None:
                return [native]
    name, node = _replaced(scope, target, code.node)
    kind = scope.kind_of(name)
    label = scope.set(name, kind if kind in ("frame", "tibble", "value") else "any")
    return [ast.Assign([ast.Name(label, ast.Store())], node)]


def _column(frame: str, code: Code) -> ast.expr:
    """A new column; pandas would match the rows of another frame's column by their labels."""
    is_own = code.kind == "series" and frames_of(code.node) <= {frame}
    return code.node if is_own or code.kind == "scalar" else r_call("column", code.node)


def _frame_part(scope: Scope, name: str, target: Call, code: Code, value: Expr) -> ast.stmt | None:
    """Columns of a data frame, whole or at some rows."""
    frame = name_load(scope.python(name))
    places = target.values[1:]
    key = key_of(places[0]) if target.name in ("$", "[[") and len(places) == 1 else None
    if target.name == "[[" and isinstance(places[0], Symbol):
        key = None
    if key is not None:
        if isinstance(value, Constant) and value.kind == "null":
            dropped = function_call(ast.Attribute(frame, "drop", ast.Load()), columns=const(key))
            return ast.Assign([ast.Name(frame.id, ast.Store())], dropped)
        if isinstance(value, Call) and value.name in ("list", "I", "matrix", "cbind", "as.Date", "as.POSIXct"):
            return None
        return ast.Assign([ast.Subscript(frame, const(key), ast.Store())], _column(frame.id, code))
    if target.name == "[" and len(places) == 2 and code.kind == "scalar":
        mask, columns = row_mask(scope, places[0], frame), column_list(places[1])
        if mask is not None and columns is not None and len(columns) == 1:
            where = ast.Tuple([mask, const(columns[0])], ast.Load())
            return ast.Assign([ast.Subscript(ast.Attribute(frame, "loc", ast.Load()), where, ast.Store())], code.node)
    return None


def _value_part(scope: Scope, name: str, target: Call, code: Code) -> ast.stmt | None:
    """Elements of an R vector or list."""
    label = name_load(scope.python(name))
    places = target.values[1:]
    if any(argument.name for argument in target.arguments[1:]):
        return None
    if target.name == "[" and not (len(places) == 1 and isinstance(places[0], Missing)):
        nodes = place_nodes(scope, list(places))
        key = nodes[0] if len(nodes) == 1 else ast.Tuple(nodes, ast.Load())
        return ast.Assign([ast.Subscript(ast.Attribute(label, "loc", ast.Load()), key, ast.Store())], code.node)
    text = key_of(places[0]) if target.name == "$" else None
    if target.name == "[[" and isinstance(places[0], Constant) and isinstance(places[0].value, str):
        text = places[0].value
    if text is not None:
        return ast.Assign([ast.Subscript(label, const(text), ast.Store())], code.node)
    return None


def _replaced(scope: Scope, target: Expr, new: ast.expr) -> tuple[str, ast.expr]:
    """The variable at the bottom and its new value, from the outside in: f(g(x)) <- v is x <- g<-(x, f<-(g(x), v))."""
    if isinstance(target, Symbol):
        return target.name, new
    if not isinstance(target, Call) or target.name is None:
        raise Untranslatable("invalid target of an assignment")
    holder = target.values[0]
    if isinstance(holder, Constant) and isinstance(holder.value, str):
        holder = Symbol(holder.value)
    old = translate(scope, holder).node
    return _replaced(scope, holder, _replacement(scope, target, old, new))


def _replacement(scope: Scope, target: Call, old: ast.expr, new: ast.expr) -> ast.expr:
    name = target.name or ""
    if name == "[":
        return r_call("put", old, *place_nodes(scope, list(target.values[1:])), new)
    if name in ("$", "[[", "@"):
        key = key_of(target.values[1]) if name != "[[" else None
        where = [const(key)] if key is not None else place_nodes(scope, list(target.values[1:]))
        return r_call("put_part", old, *where, new)
    others = [translate(scope, item).node for item in target.values[1:]]
    return r_call("replaced", const(name), old, *others, new)
