"""R's `terms()`: what a model formula means - variables, terms, their order, and how each variable is coded.

A term is a set of variables, held as the bits of an integer; a list of terms is a dict, so that order is kept and
repetitions vanish. Chains of operators are unwound in a loop, so long formulas need no depth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, warning
from rcompat.language.constant_text import name_text
from rcompat.language.deparse import deparse
from rcompat.language.dots import expand_dots, names_for_dot
from rcompat.language.expressions import Call, Constant, Expr, Symbol

__all__ = ["Terms", "make_terms"]

_TermSet = dict[int, None]
_BINARY = frozenset(("+", "-", ":", "*", "/", "%in%", "^"))
_ONE_LINE = 500
_LARGEST_POWER = 2147483647
_TOO_DEEP = "evaluation nested too deeply: infinite recursion / options(expressions=)?"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """The meaning of a formula.

    Attributes:
        formula: the formula, with `.` written out.
        variables: every variable of the formula, the response first.
        variable_names: their text.
        factors: (variables, terms): 0 not in the term, 1 coded by contrasts, 2 coded by indicators.
        term_labels: the terms' names.
        order: number of variables of each term.
        intercept: whether there is a constant.
        response: 1 if the first variable is the response, else 0.
        offsets: positions (from 1) of the offsets among the variables.
    """

    formula: Expr
    variables: tuple[Expr, ...]
    variable_names: tuple[str, ...]
    factors: NDArray[np.int64]
    term_labels: tuple[str, ...]
    order: tuple[int, ...]
    intercept: bool
    response: int
    offsets: tuple[int, ...] = ()


def make_terms(
    formula: Expr,
    data_names: Sequence[str] | None = None,
    keep_order: bool = False,
    *,
    dot_is_name: bool = False,
) -> Terms:
    """Read a model formula.

    Args:
        formula: a call of `~` with one or two sides.
        data_names: names of the data's columns, which `.` stands for; None if there are no data.
        keep_order: leave the terms as written, else sort them by number of variables.
        dot_is_name: take `.` for a variable, as R's `allowDotAsName`.

    Raises:
        RError: what is no formula, or a formula that R refuses, in R's words.

    R: stats `terms.formula`.
    """
    if not isinstance(formula, Call) or formula.name != "~" or len(formula.arguments) not in (1, 2):
        raise RError("argument is not a valid model", "terms.formula")
    left = formula.values[:-1]
    reader = _Reader(names_for_dot(left[0] if left else None, data_names), dot_is_name)
    try:
        found = list(reader.encode_formula(formula))
        if reader.late:
            found = reader.put_last(found)
        if reader.had_dot:
            formula = expand_dots(formula, reader.dot or ())
    except RecursionError:
        raise RError(_TOO_DEEP) from None
    return _conclude(formula, reader, found, keep_order)


def _conclude(formula: Expr, reader: _Reader, found: list[int], keep_order: bool) -> Terms:
    """Drop the offsets, sort, name and code the terms."""
    names = list(reader.positions)
    offsets = [i for i, name in enumerate(names) if name.startswith("offset(") and i >= reader.response]
    if offsets:
        mask = sum(1 << i for i in offsets)
        found = [term for term in found if not term & mask]
    if not keep_order:
        found.sort(key=int.bit_count)
    members = [[i for i in range(term.bit_length()) if term >> i & 1] for term in found]
    return Terms(
        formula=formula,
        variables=tuple(reader.variables),
        variable_names=tuple(names),
        factors=_code(found, members, len(names)),
        term_labels=tuple([":".join([names[i] for i in inside]) for inside in members]),
        order=tuple([len(inside) for inside in members]),
        intercept=reader.intercept,
        response=reader.response,
        offsets=tuple([i + 1 for i in offsets]),
    )


def _code(found: list[int], members: list[list[int]], count: int) -> NDArray[np.int64]:
    """Code each variable of each term: by contrasts (1) if an earlier term holds the rest of the term, else 2."""
    factors = np.zeros((count, len(found)), dtype=np.int64)
    for j, term in enumerate(found):
        inside = members[j]
        if len(inside) == 1:
            factors[inside[0], j] = 1
            continue
        for i in inside:
            rest = term & ~(1 << i)
            factors[i, j] = 1 if any(rest & ~earlier == 0 for earlier in found[:j]) else 2
    return factors


class _Reader:
    """Reads the right side of a formula: numbers the variables as they come and tracks the intercept."""

    __slots__ = ("dot", "dot_is_name", "had_dot", "intercept", "late", "parity", "positions", "response", "variables")

    def __init__(self, dot: tuple[str, ...] | None, dot_is_name: bool) -> None:
        self.dot = dot
        self.dot_is_name = dot_is_name
        self.had_dot = False
        self.late: list[int] = []
        self.intercept = True
        self.parity = True
        self.response = 0
        self.positions: dict[str, int] = {}
        self.variables: list[Expr] = []

    def variable(self, expr: Expr) -> int:
        """Number of a variable, counted from 0 in order of appearance."""
        name = name_text(expr.name) if isinstance(expr, Symbol) else "\n".join(deparse(expr, _ONE_LINE, simple=True))
        known = self.positions.get(name)
        if known is None:
            known = self.positions[name] = len(self.variables)
            self.variables.append(expr)
            if self.had_dot and isinstance(expr, Symbol) and expr.name not in (self.dot or ()):
                self.late.append(known)
        return known

    def put_last(self, found: list[int]) -> list[int]:
        """Number the plain names that follow a `.` and are not in the data after all others, as R does."""
        count = len(self.variables)
        order = [i for i in range(count) if i not in self.late] + self.late
        warning(
            f"'varlist' has changed (from nvar={count - len(self.late)}) to new {count} after EncodeVars()"
            " -- should no longer happen!",
            "terms.formula",
        )
        names = list(self.positions)
        self.variables = [self.variables[i] for i in order]
        self.positions = {names[old]: new for new, old in enumerate(order)}
        return [sum(1 << new for new, old in enumerate(order) if term >> old & 1) for term in found]

    def encode(self, expr: Expr) -> _TermSet:
        """List the terms of an expression; its leftmost operands are reached by a loop."""
        pending: list[tuple[str, Expr]] = []
        while isinstance(expr, Call) and len(expr.arguments) == 2 and expr.name in _BINARY:
            left, right = expr.values
            if expr.name == "^":
                _check_power(right)
            pending.append((expr.name or "", right))
            expr = left
        found = self.encode_operand(expr)
        for operator, right in reversed(pending):
            if operator == "^":
                found = _raise(found, right)
            elif operator == "-":
                self.parity = not self.parity
                for term in self.encode(right):
                    found.pop(term, None)
                self.parity = not self.parity
            else:
                found = _COMBINE[operator](found, self.encode(right))
        return found

    def encode_operand(self, expr: Expr) -> _TermSet:
        """List the terms of what is no binary operation."""
        if isinstance(expr, Constant):
            return self.encode_constant(expr)
        if isinstance(expr, Symbol) and expr.name == "." and not self.dot_is_name:
            return self.encode_dot()
        if isinstance(expr, Call):
            if len(expr.arguments) == 1:
                operand = expr.arguments[0].value
                if expr.name == "(" or expr.name == "+":
                    return self.encode(operand)
                if expr.name == "-":
                    self.parity = not self.parity
                    self.encode(operand)
                    self.parity = not self.parity
                    return {}
            if expr.name == "~":
                return self.encode_formula(expr)
        return {1 << self.variable(expr): None}

    def encode_formula(self, expr: Call) -> _TermSet:
        """The terms of a formula; one inside another is read only while there is no response."""
        if self.response:
            raise RError("invalid model formula", "terms.formula")
        *left, right = expr.values
        if left:
            if isinstance(left[0], Constant) and left[0].kind != "null" and not _is_zero_or_one(left[0]):
                raise RError("invalid term in model formula", "terms.formula")
            self.variable(left[0])
            self.response = 1
        return self.encode(right)

    def encode_constant(self, expr: Constant) -> _TermSet:
        """Only 0, 1 and NULL may stand in a formula; they set the intercept."""
        if expr.kind == "null":
            return {}
        if not _is_zero_or_one(expr):
            raise RError("invalid model formula in ExtractVars", "terms.formula")
        self.intercept = (expr.value == 1) == self.parity
        return {}

    def encode_dot(self) -> _TermSet:
        """All columns of the data that are not in the response."""
        if self.dot is None:
            raise RError("'.' in formula and no 'data' argument", "terms.formula")
        self.had_dot = True
        return {1 << self.variable(Symbol(name)): None for name in self.dot}


def _is_zero_or_one(expr: Constant) -> bool:
    return expr.kind in ("double", "integer", "logical") and expr.value in (0, 1)


def _add(left: _TermSet, right: _TermSet) -> _TermSet:
    left.update(right)
    return left


def _interact(left: _TermSet, right: _TermSet) -> _TermSet:
    return {a | b: None for a in left for b in right}


def _cross(left: _TermSet, right: _TermSet) -> _TermSet:
    """R gives no term at all where the left side of `*` has none."""
    return {**left, **right, **_interact(left, right)} if left else {}


def _union(terms: _TermSet) -> int:
    whole = 0
    for term in terms:
        whole |= term
    return whole


def _nest(left: _TermSet, right: _TermSet) -> _TermSet:
    if not left:
        return {}
    whole = _union(left)
    return {**left, **{whole | term: None for term in right}}


def _within(left: _TermSet, right: _TermSet) -> _TermSet:
    whole = _union(right)
    return {term | whole: None for term in left}


def _check_power(expr: Expr) -> None:
    if not isinstance(expr, Constant) or expr.kind not in ("double", "integer", "logical"):
        raise RError("invalid power in formula", "terms.formula")


def _power(expr: Expr) -> int:
    """The exponent of `^`: a number of at least 2, without its decimals."""
    value: Any = expr.value if isinstance(expr, Constant) else None
    if value is None or not 2 <= value <= _LARGEST_POWER:
        raise RError("invalid power in formula", "terms.formula")
    return int(value)


def _raise(base: _TermSet, power: Expr) -> _TermSet:
    """Cross a list of terms with itself; nothing new can come once a round adds nothing and keeps the order."""
    found = base
    for _ in range(_power(power) - 1):
        larger = _interact(found, base)
        if list(larger) == list(found):
            break
        found = larger
    return found


_COMBINE = {"+": _add, ":": _interact, "*": _cross, "/": _nest, "%in%": _within}
