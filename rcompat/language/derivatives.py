"""Derivatives of expressions by rule, simplified as R simplifies them. R: stats::D, stats::deriv."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rcompat.base.conditions import RError
from rcompat.language.expressions import MISSING, Argument, Call, Constant, Expr, Symbol

__all__ = ["derivative", "gradient_code"]


def _number(value: float) -> Constant:
    return Constant(float(value), "double")


def _make(name: str, *parts: Expr) -> Call:
    return Call(Symbol(name), tuple(Argument(part) for part in parts))


def _is(expr: Expr, value: float) -> bool:
    return isinstance(expr, Constant) and expr.kind in ("double", "integer") and expr.value == value


def _negated(expr: Expr) -> Expr | None:
    """What is behind a minus sign, or None."""
    return expr.values[0] if isinstance(expr, Call) and expr.name == "-" and len(expr.values) == 1 else None


def _minus(a: Expr) -> Expr:
    inner = _negated(a)
    if _is(a, 0.0):
        return _number(0.0)
    return _make("-", a) if inner is None else inner


def _sum(a: Expr, b: Expr) -> Expr:
    if _is(a, 0.0):
        return b
    if _is(b, 0.0):
        return a
    left, right = _negated(a), _negated(b)
    if left is not None:
        return _difference(b, left)
    return _make("+", a, b) if right is None else _difference(a, right)


def _difference(a: Expr, b: Expr) -> Expr:
    if _is(b, 0.0):
        return a
    if _is(a, 0.0):
        return _minus(b)
    left, right = _negated(a), _negated(b)
    if left is not None:
        return _minus(_sum(left, b))
    return _make("-", a, b) if right is None else _make("+", a, right)


def _product(a: Expr, b: Expr) -> Expr:
    if _is(a, 0.0) or _is(b, 0.0):
        return _number(0.0)
    if _is(a, 1.0):
        return b
    if _is(b, 1.0):
        return a
    left, right = _negated(a), _negated(b)
    if left is not None:
        return _minus(_product(left, b))
    return _make("*", a, b) if right is None else _minus(_product(a, right))


def _quotient(a: Expr, b: Expr) -> Expr:
    if _is(a, 0.0):
        return _number(0.0)
    if _is(b, 1.0):
        return a
    left, right = _negated(a), _negated(b)
    if left is not None:
        return _minus(_quotient(left, b))
    return _make("/", a, b) if right is None else _minus(_quotient(a, right))


def _power(a: Expr, b: Expr) -> Expr:
    if _is(b, 1.0):
        return a
    if _is(b, 0.0):
        return _number(1.0)
    if _is(a, 0.0):
        return _number(0.0)
    inner = _negated(a)
    if inner is not None and isinstance(b, Constant) and isinstance(b.value, float) and b.value.is_integer():
        return _power(inner, b) if b.value % 2.0 == 0.0 else _minus(_power(inner, b))
    return _make("^", a, b)


_CHAINS: dict[str, Callable[[Expr, Expr], Expr]] = {
    "exp": lambda a, da: _product(_make("exp", a), da),
    "log": lambda a, da: _quotient(da, a),
    "cos": lambda a, da: _minus(_product(_make("sin", a), da)),
    "sin": lambda a, da: _product(_make("cos", a), da),
    "tan": lambda a, da: _quotient(da, _power(_make("cos", a), _number(2.0))),
    "cosh": lambda a, da: _product(_make("sinh", a), da),
    "sinh": lambda a, da: _product(_make("cosh", a), da),
    "tanh": lambda a, da: _quotient(da, _power(_make("cosh", a), _number(2.0))),
    "pnorm": lambda a, da: _product(_make("dnorm", a), da),
    "dnorm": lambda a, da: _minus(_product(a, _product(_make("dnorm", a), da))),
    "asin": lambda a, da: _quotient(da, _make("sqrt", _difference(_number(1.0), _power(a, _number(2.0))))),
    "acos": lambda a, da: _minus(_quotient(da, _make("sqrt", _difference(_number(1.0), _power(a, _number(2.0)))))),
    "atan": lambda a, da: _quotient(da, _sum(_number(1.0), _power(a, _number(2.0)))),
    "lgamma": lambda a, da: _product(da, _make("digamma", a)),
    "gamma": lambda a, da: _product(da, _product(_make("gamma", a), _make("digamma", a))),
    "digamma": lambda a, da: _product(da, _make("trigamma", a)),
    "trigamma": lambda a, da: _product(da, _make("psigamma", a, Constant(2, "integer"))),
    "log1p": lambda a, da: _quotient(da, _sum(_number(1.0), a)),
    "expm1": lambda a, da: _product(_make("exp", a), da),
    "log2": lambda a, da: _quotient(da, _product(a, _make("log", _number(2.0)))),
    "log10": lambda a, da: _quotient(da, _product(a, _make("log", _number(10.0)))),
}
"""The derivative of a function of a, given a and its derivative."""


def derivative(expr: Expr, name: str) -> Expr:
    """The derivative of an expression with respect to a variable.

    Raises:
        RError: a function that is not in the table of derivatives.

    R: stats::D.
    """
    if isinstance(expr, Constant):
        return _number(0.0)
    if isinstance(expr, Symbol):
        return _number(1.0 if expr.name == name else 0.0)
    if not isinstance(expr, Call) or not isinstance(expr.function, Symbol):
        raise RError("invalid form in derivative")
    parts = expr.values
    if expr.name == "(":
        return derivative(parts[0], name)
    if expr.name in ("+", "-", "*", "/", "^"):
        return _of_operator(expr, name)
    if expr.name == "sqrt":
        return derivative(_make("^", parts[0], _number(0.5)), name)
    if expr.name == "log" and len(parts) == 2:
        raise RError("only single-argument calls to log() are supported;\n  maybe use log(x,a) = log(x)/log(a)")
    if expr.name not in _CHAINS:
        raise RError(f"Function '{expr.name}' is not in the derivatives table")
    return _CHAINS[expr.name](parts[0], derivative(parts[0], name))


def _of_operator(expr: Call, name: str) -> Expr:
    parts = expr.values
    slopes = [derivative(part, name) for part in parts]
    if len(parts) == 1:
        return slopes[0] if expr.name == "+" else _minus(slopes[0])
    (a, b), (da, db) = parts, slopes
    if expr.name == "+":
        return _sum(da, db)
    if expr.name == "-":
        return _difference(da, db)
    if expr.name == "*":
        return _sum(_product(da, b), _product(a, db))
    if expr.name == "/":
        return _difference(_quotient(da, b), _quotient(_product(a, db), _power(b, _number(2.0))))
    return _of_power(a, b, da, db)


def _of_power(a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
    exponent = _plain_number(b)
    if exponent is not None:
        return _product(_number(exponent), _product(da, _power(a, _number(exponent - 1.0))))
    first = _product(_power(a, _difference(b, _number(1.0))), _product(b, da))
    second = _product(_power(a, b), _product(_make("log", a), db))
    return _sum(first, second)


def _plain_number(expr: Expr) -> float | None:
    if isinstance(expr, Constant) and expr.kind in ("double", "integer") and expr.value is not None:
        return float(expr.value)  # type: ignore[arg-type]
    return None


def gradient_code(expr: Expr, names: Sequence[str]) -> Call:
    """The block that computes an expression and its gradient; parts that occur twice are computed once.

    R: stats::deriv.
    """
    parts: list[Expr] = []
    value = _shared(expr, parts)
    slopes = [_shared(derivative(expr, name), parts) for name in names]
    code: list[Expr] = [*parts, value, *slopes]
    kept: list[tuple[Symbol, int]] = []
    for place in range(len(parts)):
        symbol = Symbol(f".expr{place + 1}")
        if sum(_count(item, symbol) for item in code[place + 1 :]) < 2:
            code[place + 1 :] = [_replaced(item, symbol, code[place]) for item in code[place + 1 :]]
        else:
            kept.append((symbol, place))
    lines: list[Expr] = [_make("<-", symbol, code[place]) for symbol, place in kept]
    lines.append(_make("<-", Symbol(".value"), code[len(parts)]))
    lines.append(_gradient_array(names))
    for name, slope in zip(names, code[len(parts) + 1 :], strict=True):
        cell = Call(Symbol("["), (Argument(Symbol(".grad")), Argument(MISSING), Argument(Constant(name, "character"))))
        lines.append(_make("<-", cell, slope))
    attribute = _make("attr", Symbol(".value"), Constant("gradient", "character"))
    lines += [_make("<-", attribute, Symbol(".grad")), Symbol(".value")]
    return _make("{", *lines)


def _gradient_array(names: Sequence[str]) -> Expr:
    size = _make("c", _make("length", Symbol(".value")), Constant(len(names), "integer"))
    labels = _make("list", Constant(None, "null"), _make("c", *(Constant(name, "character") for name in names)))
    return _make("<-", Symbol(".grad"), _make("array", _number(0.0), size, labels))


def _shared(expr: Expr, parts: list[Expr]) -> Expr:
    """The expression with every call replaced by the variable of an entry of `parts`."""
    if not isinstance(expr, Call):
        return expr
    if expr.name == "(":
        return _shared(expr.values[0], parts)
    inner = Call(expr.function, tuple(Argument(_shared(a.value, parts), a.name) for a in expr.arguments))
    if inner not in parts:
        parts.append(inner)
    return Symbol(f".expr{parts.index(inner) + 1}")


def _count(expr: Expr, symbol: Symbol) -> int:
    if isinstance(expr, Call):
        return sum(_count(argument.value, symbol) for argument in expr.arguments)
    return int(expr == symbol)


def _replaced(expr: Expr, symbol: Symbol, by: Expr) -> Expr:
    if isinstance(expr, Call):
        arguments = tuple(Argument(_replaced(a.value, symbol, by), a.name) for a in expr.arguments)
        return Call(expr.function, arguments)
    return by if expr == symbol else expr
