"""Readable names of coefficients: `fb` becomes `f [b]`, `x:fb` becomes `x × f [b]`, `poly(x, 2)1` `x [1st degree]`.

R: parameters::format_parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rcompat.base.conditions import RError
from rcompat.base.frame import Column, Factor, Frame, kind_of
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Expr
from rcompat.language.syntax import parse_expression

__all__ = ["pretty_names"]

_BASIS = frozenset({"poly", "ns", "bs", "splines::ns", "splines::bs"})
_PLAIN = frozenset({"factor", "as.factor", "as.numeric", "scale", "I", "as.character"})
_SHOWN = frozenset({"log", "log2", "log10", "log1p", "sqrt", "exp"})
_POLYNOMIAL = {".L": "linear", ".Q": "quadratic", ".C": "cubic"}
_TIMES = " × "
_JOINT = re.compile(r"(?<=[^\W\d])[._](?=\w)")


def pretty_names(names: Sequence[str], frame: Frame) -> tuple[str, ...]:
    """Readable names of the coefficients.

    Args:
        names: names of the coefficients, as R's model matrix has them.
        frame: the model frame.
    """
    known = {name for name in names if len(_factors(name)) == 1}
    cleaned = {variable: _variable(variable) for variable in frame}
    return tuple(_pretty(name, known, frame, cleaned) for name in names)


def _pretty(name: str, known: set[str], frame: Frame, cleaned: Mapping[str, str]) -> str:
    parts = _factors(name)
    if len(parts) == 1:
        return _single(name, frame, cleaned)
    if len(parts) > 2 and not all(part in known for part in parts):
        return _TIMES.join(map(_spaced, parts))
    shown = [
        _single(part, frame, cleaned) if part in known or i == 0 else _spaced(part) for i, part in enumerate(parts)
    ]
    return _TIMES.join(shown) if len(shown) == 2 else f"({_TIMES.join(shown[:-1])}){_TIMES}{shown[-1]}"


def _factors(name: str) -> list[str]:
    """Split an interaction at the colons that stand outside brackets, quotes and `::`."""
    parts, depth, start, place = [], 0, 0, 0
    while place < len(name):
        character = name[place]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "`":
            place = name.find("`", place + 1) if "`" in name[place + 1 :] else place
        elif character == ":" and depth <= 0:
            if name[place + 1 : place + 2] == ":":
                place += 1
            else:
                parts.append(name[start:place])
                start = place + 1
        place += 1
    return [*parts, name[start:]]


def _spaced(text: str) -> str:
    """Dots and underscores inside words become blanks."""
    return text if "(" in text else _JOINT.sub(" ", text.strip("`"))


def _single(name: str, frame: Frame, cleaned: Mapping[str, str]) -> str:
    if name == "(Intercept)":
        return name
    bare = name.strip("`") if name.count("`") == 2 else name
    fitting = [(variable, found) for variable in frame if (found := _level_text(bare, variable, frame[variable]))]
    if not fitting:
        return _spaced(bare)
    variable, level = max(fitting, key=lambda pair: len(pair[0]))
    return cleaned[variable] + level.removeprefix("=")


def _level_text(name: str, variable: str, column: Column | Vector) -> str:
    """What follows the variable in the readable name, "=" if nothing does, "" if the name is not the variable's."""
    if not name.startswith(variable):
        return ""
    rest = name[len(variable) :]
    if isinstance(column, Factor) and column.ordered:
        degree = rest[:1] in (".", "^")
        return f" [{_POLYNOMIAL.get(rest, f'{_ordinal(rest[1:])} degree')}]" if degree else _JOINT.sub(" ", rest) or "="
    if isinstance(column, Factor):
        return f" [{rest}]" if rest else "="
    if isinstance(column, Vector) or column.ndim == 2:
        return f" [{_ordinal(rest)} degree]" if rest.isdigit() else ("" if rest else "=")
    if kind_of(column) == "character":
        return f" [{rest}]" if rest else "="
    if kind_of(column) == "logical":
        return _JOINT.sub(" ", rest) or "="
    return "" if rest else "="


def _ordinal(number: str) -> str:
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
    return number + ("th" if number[-2:-1] == "1" else ending)


def _variable(text: str) -> str:
    """The readable name of a variable of the model frame."""
    try:
        expr = parse_expression(text)
    except RError:
        return text
    if not isinstance(expr, Call):
        return _spaced(text)
    function = deparse_one(expr.function)
    if not expr.arguments:
        return text
    inner = expr.values[0]
    if function in _BASIS or function in _PLAIN:
        return _inside(inner)
    return f"{_inside(inner)} [{function}]" if function in _SHOWN else text


def _inside(expr: Expr) -> str:
    return _JOINT.sub(" ", deparse_one(expr).strip("`"))
