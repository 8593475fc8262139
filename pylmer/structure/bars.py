"""Random-effects bars in a formula: find them, strip them, expand `||` and `/`.

`(e || g)` becomes one term per term label of e; `(e | a/b)` becomes `(e | b:a)` and `(e | a)`. Like lme4, a call
that loses one side to a bar is replaced by its other side, whatever its operator (so `(1 | g) - 1` leaves `1`).
R: lme4 findbars, nobars, subbars, expandDoubleVerts, isNested.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.factors import as_factor
from rcompat.base.frame_doors import as_frame
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, call, is_call
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import make_terms

__all__ = [
    "bars_only",
    "expand_double_verts",
    "find_bars",
    "formula_sides",
    "has_bars",
    "isNested",
    "no_bars",
    "sub_bars",
]

_ONE = Constant(1.0, "double")


def _is_bar(expr: Expr) -> bool:
    return is_call(expr, "|", 2) or is_call(expr, "||", 2)


def has_bars(expr: Expr) -> bool:
    """Whether a `|` or `||` stands anywhere in the expression."""
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Call):
            if _is_bar(node):
                return True
            stack.extend(node.values)
    return False


def formula_sides(formula: Expr) -> tuple[Expr | None, Expr]:
    """Return the left side (None if one-sided) and the right side of a formula.

    Raises:
        RError: the expression is no formula.
    """
    if is_call(formula, "~", 2):
        left, right = formula.values  # type: ignore[union-attr]
        return left, right
    if is_call(formula, "~", 1):
        return None, formula.values[0]  # type: ignore[union-attr]
    raise RError("invalid formula", "formula.default(object, env = baseenv())")


def _with_sides(left: Expr | None, right: Expr) -> Call:
    return call("~", right) if left is None else call("~", left, right)


def expand_double_verts(expr: Expr) -> Expr:
    """Replace every `(e || g)` by `((1 | g) + (0 + x | g) + ...)`, one term for each term label of e.

    Factors keep their full covariance block, as in lme4. R: lme4::expandDoubleVerts.
    """
    return (_fold(expr, _expand_double) or expr) if _has_double(expr) else expr


def _has_double(expr: Expr) -> bool:
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Call):
            if node.name == "||":
                return True
            stack.extend([argument.value for argument in node.arguments])
    return False


def _expand_double(node: Call, kept: list[Expr | None]) -> Expr | None:
    if is_call(node, "||", 2):
        return _split_double(node)
    return _rebuilt(
        node, tuple(Argument(v, a.name) for a, v in zip(node.arguments, kept, strict=True) if v is not None)
    )


def _split_double(bar: Expr) -> Expr:
    effects, group = bar.values  # type: ignore[union-attr]
    terms = make_terms(call("~", effects))
    if not terms.term_labels:
        # R builds text and parses it; without a label the text is malformed and the parser says so.
        parse_expression(f"~( 1|{deparse_one(group)})+(0+|{deparse_one(group)})")
    parts: list[Expr] = [_ONE] if terms.intercept else []
    zero = Constant(0.0, "double")
    parts.extend(call("+", zero, parse_expression(label)) for label in terms.term_labels)
    bars = [call("(", call("|", part, group)) for part in parts]
    joined: Expr = bars[0]
    for item in bars[1:]:
        joined = call("+", joined, item)
    return joined


def find_bars(formula: Expr) -> tuple[Call, ...]:
    """Return the terms `effects | group` of a formula in order, `||` and `/` expanded. R: lme4::findbars."""
    expanded = expand_double_verts(formula)
    return tuple(piece for bar in _collect_bars(expanded) for piece in _expand_slash(bar))


def _collect_bars(expr: Expr) -> list[Call]:
    """Depth first, left to right, without recursion (formulas may be long)."""
    found: list[Call] = []
    stack = [expr]
    while stack:
        node = stack.pop()
        if not isinstance(node, Call):
            continue
        if is_call(node, "|", 2):
            found.append(node)
        elif is_call(node, "~", 2):
            stack.append(node.values[1])
        else:
            stack.extend(reversed(node.values))
    return found


def _expand_slash(bar: Call) -> list[Call]:
    effects, group = bar.values
    if not is_call(group, "/", 2):
        return [bar]
    names = _slash_parts(group)
    nested: list[Expr] = [names[0]]
    for name in names[1:]:
        nested.append(call(":", name, _parenthesised(nested[-1])))
    return [call("|", effects, item) for item in reversed(nested)]


def _parenthesised(expr: Expr) -> Expr:
    """`c:(b:a)`: nested interactions print with parentheses in R."""
    return call("(", expr) if is_call(expr, ":", 2) else expr


def _slash_parts(group: Expr) -> list[Expr]:
    """Split `a/b/c` into [a, b, c]; a part that is itself parenthesised stays whole."""
    parts: list[Expr] = []
    node = group
    while is_call(node, "/", 2):
        node, last = node.values  # type: ignore[union-attr]
        parts.append(last)
    if isinstance(node, Call) and not is_call(node, "("):
        raise RError("unparseable formula for grouping factor")
    parts.append(node)
    return parts[::-1]


def no_bars(formula: Expr) -> Call:
    """Return the formula without its random-effects terms; `~ 1` if nothing is left. R: lme4::nobars."""
    left, right = formula_sides(formula)
    kept = _fold(right, _without_bars)
    return _with_sides(left, _ONE if kept is None else kept)


def _without_bars(node: Call, kept: list[Expr | None]) -> Expr | None:
    if _is_bar(node):
        return None
    left_over = [Argument(v, item.name) for item, v in zip(node.arguments, kept, strict=True) if v is not None]
    if len(left_over) == len(kept):
        return _rebuilt(node, tuple(left_over))
    if not left_over:
        return None
    return left_over[0].value if len(kept) == 2 else Call(node.function, tuple(left_over))


def bars_only(formula: Expr) -> Call:
    """Return the formula with its random-effects terms alone on the right. R: lme4's reOnly."""
    left, right = formula_sides(formula)
    terms: list[Expr] = [call("(", bar) for bar in _collect_bars(expand_double_verts(right))]
    joined = terms[0]
    for term in terms[1:]:
        joined = call("+", joined, term)
    return _with_sides(left, joined)


def sub_bars(formula: Expr) -> Call:
    """Return the formula with every `|` and `||` turned into `+`: the variables of all terms. R: lme4::subbars."""
    left, right = formula_sides(formula)
    return _with_sides(left, _fold(right, _bar_to_plus) or _ONE)


def _bar_to_plus(node: Call, kept: list[Expr | None]) -> Expr | None:
    arguments = tuple(Argument(v, item.name) for item, v in zip(node.arguments, kept, strict=True) if v is not None)
    return Call(Symbol("+"), arguments) if _is_bar(node) else _rebuilt(node, arguments)


def _rebuilt(node: Call, arguments: tuple[Argument, ...]) -> Call:
    same = all(new.value is old.value for new, old in zip(arguments, node.arguments, strict=True))
    return node if same else Call(node.function, arguments)


def _fold(expr: Expr, combine: Callable[[Call, list[Expr | None]], Expr | None]) -> Expr | None:
    """Rewrite a tree from its leaves up, with an own stack: formulas may be thousands of terms deep."""
    results: list[Expr | None] = []
    stack: list[tuple[Expr, bool]] = [(expr, False)]
    while stack:
        node, is_done = stack.pop()
        if not isinstance(node, Call):
            results.append(node)
        elif is_done:
            count = len(node.arguments)
            children = results[len(results) - count :]
            del results[len(results) - count :]
            results.append(combine(node, children))
        else:
            stack.append((node, True))
            stack.extend((value, False) for value in reversed(node.values))
    return results[0]


def isNested(f1: Any, f2: Any) -> bool:
    """Whether each level of a factor meets only one level of another.

    Args:
        f1: the factor that may be nested, or what becomes a factor.
        f2: the factor it may be nested in, of the same length.

    Raises:
        RError: the lengths differ.

    R: lme4::isNested.
    """
    if len(f1) != len(f2):
        raise RError("length(f1) == length(f2) is not TRUE", "isNested(f1, f2)")
    inner, outer = (as_factor(as_frame({"f": values})["f"]).codes.tolist() for values in (f1, f2))
    return len(set(zip(inner, outer, strict=True))) == len(set(inner))
