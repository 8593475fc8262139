"""The `.` of a model formula: which columns it stands for, and the formula with it written out."""

from __future__ import annotations

from collections.abc import Sequence

from rcompat.language.expressions import Argument, Call, Expr, Symbol, call

__all__ = ["expand_dots", "names_for_dot"]

_GROUPING = frozenset(("-", "*", "/", ":", "^", "%in%"))


def names_for_dot(response: Expr | None, data_names: Sequence[str] | None) -> tuple[str, ...] | None:
    """Columns that `.` stands for: those that the response does not mention."""
    if not data_names:
        return None
    used = set() if response is None else _symbols(response)
    return tuple([name for name in data_names if name not in used])


def expand_dots(formula: Call, names: Sequence[str]) -> Call:
    """Write the sum of `names` for every `.` on the right side, in parentheses where R puts them."""
    dot = _sum_of(names)
    right = _expand(formula.arguments[-1].value, dot, False)
    return Call(formula.function, (*formula.arguments[:-1], Argument(right)))


def _symbols(expr: Expr) -> set[str]:
    found: set[str] = set()
    pending = [expr]
    while pending:
        item = pending.pop()
        if isinstance(item, Symbol):
            found.add(item.name)
        elif isinstance(item, Call):
            pending.extend(item.values)
    return found


def _sum_of(names: Sequence[str]) -> Expr:
    whole: Expr = Symbol(names[0]) if names else Symbol(".")
    for name in names[1:]:
        whole = call("+", whole, Symbol(name))
    return whole


def _expand(expr: Expr, dot: Expr, grouped: bool) -> Expr:
    """Replace dots; the left operands of a chain are reached by a loop."""
    pending: list[Call] = []
    while isinstance(expr, Call) and expr.arguments and not (isinstance(expr.function, Symbol) and not expr.values):
        pending.append(expr)
        grouped = expr.name in _GROUPING
        expr = expr.arguments[0].value
    if isinstance(expr, Symbol) and expr.name == ".":
        expr = _group(dot) if grouped else dot
    for node in reversed(pending):
        grouped = node.name in _GROUPING or node.name == "+"
        rest = [Argument(_expand_operand(item.value, dot, grouped), item.name) for item in node.arguments[1:]]
        expr = Call(node.function, (Argument(expr, node.arguments[0].name), *rest))
    return expr


def _expand_operand(expr: Expr, dot: Expr, grouped: bool) -> Expr:
    if isinstance(expr, Symbol):
        return (_group(dot) if grouped else dot) if expr.name == "." else expr
    return _expand(expr, dot, grouped) if isinstance(expr, Call) else expr


def _group(dot: Expr) -> Expr:
    return call("(", dot) if isinstance(dot, Call) else dot
