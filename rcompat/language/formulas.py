"""Formulas made from formulas and terms: R's `update.formula`, `reformulate`, `delete.response`, `drop.terms`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, call, is_call
from rcompat.language.operators import binary_operator, left_needs_parentheses, right_needs_parentheses
from rcompat.language.syntax import RSyntaxError, parse_expression
from rcompat.language.terms import Terms, make_terms

__all__ = ["all_vars", "called_functions", "delete_response", "drop_terms", "reformulate", "update_formula"]

_PLAIN = frozenset(("+", "-", "*", "/", ":", "^", "|", "||"))
_ONE = Constant(1.0, "double")


def all_vars(expr: Expr) -> tuple[str, ...]:
    """Names of the variables in an expression, each once, in order of appearance.

    R: base `all.vars`.
    """
    found: list[str] = []
    pending = [expr]
    while pending:
        item = pending.pop()
        if isinstance(item, Symbol):
            found.append(item.name)
        elif isinstance(item, Call):
            pending.extend(reversed(item.values))
    return tuple(dict.fromkeys(found))


def called_functions(expr: Expr) -> tuple[Expr, ...]:
    """What an expression calls by name, `f` or `package::f`, each once."""
    found: dict[Expr, None] = {}
    pending = [expr]
    while pending:
        item = pending.pop()
        if isinstance(item, Call):
            pending.extend(reversed(item.values))
            if isinstance(item.function, Symbol) or is_call(item.function, "::"):
                found[item.function] = None
    return tuple(found)


def update_formula(old: Expr, new: Expr) -> Expr:
    """Change a formula: in `new`, `.` stands for the same side of `old`; the result is written out and sorted.

    R: stats `update.formula`.
    """
    old_left, old_right = _sides(old)
    new_left, new_right = _sides(new)
    left = old_left if new_left is None else _substitute(new_left, old_left or Symbol("."))
    right = _substitute(new_right, old_right)
    sides = (right,) if left is None else (left, right)
    return _simplify(make_terms(call("~", *sides)), left)


def _sides(formula: Expr) -> tuple[Expr | None, Expr]:
    if not isinstance(formula, Call) or formula.name != "~" or len(formula.arguments) not in (1, 2):
        raise RError("argument is not a valid model", "update.formula")
    values = formula.values
    return (values[0] if len(values) > 1 else None), values[-1]


def _substitute(expr: Expr, value: Expr) -> Expr:
    """Put `value` for every `.`; the leftmost operands are reached by a loop."""
    pending: list[Call] = []
    while isinstance(expr, Call) and expr.arguments:
        pending.append(expr)
        expr = expr.arguments[0].value
    if isinstance(expr, Symbol) and expr.name == ".":
        expr = value
    for node in reversed(pending):
        rest = [Argument(_substitute(item.value, value), item.name) for item in node.arguments[1:]]
        expr = Call(node.function, (Argument(expr, node.arguments[0].name), *rest))
    return expr


def _simplify(terms: Terms, left: Expr | None) -> Expr:
    """Write a formula from its terms: labels, then offsets, then `- 1`."""
    parts = [_term(terms, column) for column in terms.factors.T.astype(bool)]
    parts += [terms.variables[i - 1] for i in terms.offsets]
    right = reduce(partial(call, "+"), parts or [_ONE])
    right = right if terms.intercept else call("-", right, _ONE)
    if _is_kept(right):
        return _formula(left, right)
    labels = [f"({label})" if "|" in label else label for label in terms.term_labels]
    labels += [terms.variable_names[i - 1] for i in terms.offsets]
    # Within parentheses a label of several lines is one expression, too.
    grouped = parse_expression("(" + " + ".join(labels or ["1"]) + ("" if terms.intercept else " - 1") + "\n)")
    assert isinstance(grouped, Call)
    return _formula(left, grouped.arguments[0].value)


def _term(terms: Terms, holds: NDArray[np.bool_]) -> Expr:
    """A term as an expression: its variables joined by `:`, one with a bar in parentheses."""
    whole = reduce(partial(call, ":"), [terms.variables[i] for i in np.flatnonzero(holds)])
    return call("(", whole) if isinstance(whole, Call) and whole.name in ("|", "||") else whole


def _is_kept(expr: Expr) -> bool:
    """Whether an expression is plain enough to be the same once it was written as text and read again."""
    if isinstance(expr, Constant):
        return expr.kind == "double" and expr.value in (0.0, 1.0)
    if is_call(expr, "(", 1):
        return _is_kept(expr.values[0])  # type: ignore[union-attr]
    operator = binary_operator(expr)
    if operator is None or not isinstance(expr, Call) or expr.name not in _PLAIN:
        return isinstance(expr, Symbol)
    one, two = expr.values
    needs = left_needs_parentheses(operator, one) or right_needs_parentheses(operator, two)
    return not needs and _is_kept(one) and _is_kept(two)


def _formula(left: Expr | None, right: Expr) -> Expr:
    return call("~", right) if left is None else call("~", left, right)


def reformulate(labels: Sequence[str], response: str | Expr | None = None, intercept: bool = True) -> Expr:
    """Build a formula from the text of its terms.

    Args:
        labels: text of the terms.
        response: an expression, its text, or a name that need not be syntactic.
        intercept: whether there is a constant.

    R: stats `reformulate`.
    """
    if not labels:
        raise RError("'termlabels' must be a character vector of length at least one", "reformulate")
    if isinstance(response, str):
        response = _response_of(response)
    text = "+".join(labels) + ("" if intercept else "-1")
    right = parse_expression(text)
    return call("~", right) if response is None else call("~", response, right)


def _response_of(text: str) -> Expr:
    try:
        return parse_expression(text)
    except RSyntaxError:
        return Symbol(text)


def delete_response(terms: Terms) -> Terms:
    """The terms without their response.

    R: stats `delete.response`.
    """
    if not terms.response:
        return terms
    assert isinstance(terms.formula, Call)
    return replace(
        terms,
        formula=Call(terms.formula.function, terms.formula.arguments[1:]),
        variables=terms.variables[1:],
        variable_names=terms.variable_names[1:],
        factors=terms.factors[1:],
        response=0,
        offsets=tuple([i - 1 for i in terms.offsets]),
    )


def drop_terms(terms: Terms, drop: Sequence[int], keep_response: bool = False) -> Terms:
    """The terms without some of them; offsets are lost, as in R.

    Args:
        terms: the terms of a formula.
        drop: positions (from 1) of the terms to leave out.
        keep_response: whether the response stays.

    R: stats `drop.terms`.
    """
    kept = [label for i, label in enumerate(terms.term_labels, 1) if i not in drop]
    response = terms.variables[0] if keep_response and terms.response else None
    formula = reformulate(kept, response, terms.intercept)
    return make_terms(formula)
