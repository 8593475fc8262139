"""Data frames: columns of one frame by their names (`with`, `subset`, `transform`), files, the pipe."""

from __future__ import annotations

import ast

from rcompat.language.expressions import Argument, Call, Expr, Symbol, is_call
from rcompat.script.translation.expressions import calls, translate
from rcompat.script.translation.functions import r_function_call
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, function_call
from rcompat.script.translation.subsets import row_mask

__all__: list[str] = []


def _masked(scope: Scope, frame: ast.expr) -> Scope:
    return Scope(scope.project, parent=scope, mask=frame, hoisted=scope.hoisted)


@calls("with")
def _with(scope: Scope, expr: Call) -> Code:
    data = translate(scope, expr.values[0])
    if data.kind != "frame" or len(expr.values) != 2:
        return r_function_call(scope, "with", expr)
    return translate(_masked(scope, data.node), expr.values[1])


@calls("subset")
def _subset(scope: Scope, expr: Call) -> Code:
    """Rows by a comparison of columns, and columns by name; anything else as R text."""
    data = translate(scope, expr.values[0])
    if data.kind == "frame" and not any(argument.name == "drop" for argument in expr.arguments):
        native = _plain_subset(scope, data.node, expr)
        if native is not None:
            return native
    code = r_function_call(scope, "subset", expr)
    return Code(code.node, data.kind if data.kind == "frame" else "any")


def _plain_subset(scope: Scope, frame: ast.expr, expr: Call) -> Code | None:
    rows, columns = None, None
    for place, argument in enumerate(expr.arguments[1:]):
        if argument.name == "select" or (not argument.name and place == 1):
            columns = argument.value
        else:
            rows = argument.value
    mask = None if rows is None else row_mask(_masked(scope, frame), rows, frame)
    if rows is not None and mask is None:
        return None
    wanted = None if columns is None else _column_names(scope, columns)
    if columns is not None and wanted is None:
        return None
    result: ast.expr = frame if mask is None else ast.Subscript(frame, mask, ast.Load())
    if wanted is not None:
        words = ast.List([const(word) for word in wanted], ast.Load())
        result = ast.Subscript(result, words, ast.Load())
    return Code(result, "frame")


def _column_names(scope: Scope, expr: Expr) -> list[str] | None:
    items = expr.values if is_call(expr, "c") and isinstance(expr, Call) else (expr,)
    names = [item.name for item in items if isinstance(item, Symbol) and scope.kind_of(item.name) is None]
    return names if len(names) == len(items) else None


@calls("transform mutate")
def _transform(scope: Scope, expr: Call) -> Code:
    """New columns computed from columns: pandas' assign; anything else as R text."""
    data = translate(scope, expr.values[0])
    if data.kind != "frame" or len(expr.arguments) != 2 or not expr.arguments[1].name:
        return r_function_call(scope, expr.name or "", expr)
    code = translate(_masked(scope, data.node), expr.arguments[1].value)
    if code.kind != "series" or not expr.arguments[1].name.isidentifier():
        return r_function_call(scope, expr.name or "", expr)
    assign = ast.Attribute(data.node, "assign", ast.Load())
    return Code(function_call(assign, **{expr.arguments[1].name: code.node}), "frame")


@calls("%>%")
def _pipe(scope: Scope, expr: Call) -> Code:
    """`x %>% f(y)` is f(x, y)."""
    left, right = expr.values
    if isinstance(right, Symbol):
        return translate(scope, Call(right, (Argument(left),)))
    if not isinstance(right, Call):
        raise Untranslatable("a pipe into something that is no call")
    if is_call(right, "{") and len(right.values) == 1:
        return translate(scope, _with_dot(right.values[0], left))
    if right.name == "(" and is_call(right.values[0], "function"):
        return translate(scope, Call(right.values[0], (Argument(left),)))
    if is_call(right, "{") or right.name in ("(", "function"):
        raise Untranslatable("a pipe into a block")
    dot = Symbol(".")
    if any(value == dot for value in right.values):
        return translate(scope, Call(right.function, tuple(_undotted(a, left) for a in right.arguments)))
    return translate(scope, Call(right.function, (Argument(left), *right.arguments)))


def _with_dot(expr: Expr, left: Expr) -> Expr:
    """A block in which the value of the pipe is called `.`; it is computed once only."""
    if expr == Symbol("."):
        return left
    if not isinstance(expr, Call):
        return expr
    if not isinstance(left, Symbol):
        raise Untranslatable("a computed value is piped into a block")
    return Call(expr.function, tuple(Argument(_with_dot(a.value, left), a.name) for a in expr.arguments))


def _undotted(argument: Argument, left: Expr) -> Argument:
    return Argument(left, argument.name) if argument.value == Symbol(".") else argument


@calls("read.csv read_csv")
def _read(scope: Scope, expr: Call) -> Code:
    """A plain file of comma-separated values is pandas' business, its types are R's."""
    code = r_function_call(scope, expr.name or "", expr)
    return Code(code.node, "tibble" if expr.name == "read_csv" else "frame")


@calls("data.frame")
def _data_frame(scope: Scope, expr: Call) -> Code:
    return Code(r_function_call(scope, "data.frame", expr).node, "frame")


@calls("tibble as_tibble tribble")
def _tibble(scope: Scope, expr: Call) -> Code:
    return Code(r_function_call(scope, expr.name or "", expr).node, "tibble")
