"""R's expression tree: constants, symbols and calls, and nothing else.

Every construct of the grammar is a call, as in R: `a + b` is Call(Symbol("+"), a, b), `if (c) x else y` is
Call(Symbol("if"), c, x, y), `x[1, ]` is Call(Symbol("["), x, 1, MISSING), `(a)` is Call(Symbol("("), a).
`function(x, y = 2) body` is Call(Symbol("function"), Formals, body).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

__all__ = [
    "MISSING",
    "Argument",
    "Call",
    "Constant",
    "DataCall",
    "Expr",
    "Formals",
    "Missing",
    "Symbol",
    "call",
    "is_call",
    "without_attributes",
]


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal.

    Attributes:
        value: None for NULL and the NAs, else bool, int (R's `1L`), float, complex or str.
        kind: "null", "logical", "integer", "double", "complex" or "character".
    """

    value: bool | int | float | complex | str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name, without backticks."""

    name: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The empty argument, as the second one in `x[1, ]`."""


MISSING: Final = Missing()


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call: `value`, or `name = value`."""

    value: Expr
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Formals:
    """The parameters of a function definition; a parameter without default has value MISSING.

    `source` is the whole definition as it was written.
    """

    parameters: tuple[Argument, ...]
    source: str | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `function` (an expression, mostly a Symbol) with arguments."""

    function: Expr
    arguments: tuple[Argument, ...]

    @property
    def name(self) -> str | None:
        """Name of the called function if it is a plain symbol."""
        return self.function.name if isinstance(self.function, Symbol) else None

    @property
    def values(self) -> tuple[Expr, ...]:
        """The argument expressions without their names."""
        return tuple([argument.value for argument in self.arguments])


@dataclass(frozen=True, slots=True)
class DataCall(Call):
    """A call that stands for a value (a vector, a list, an object with attributes, a function): R breaks its lines
    otherwise than those of a call that was written."""


Expr: TypeAlias = Constant | Symbol | Missing | Formals | Call


def call(name: str, *values: Expr) -> Call:
    """Build a call of the function `name` with unnamed arguments."""
    return Call(Symbol(name), tuple(Argument(value) for value in values))


def without_attributes(expr: Any) -> Any:
    """An expression with `x` for `structure(x, ...)`: how R shows values in the calls of conditions."""
    if not isinstance(expr, Call):
        return expr
    if expr.name == "structure" and expr.arguments:
        return without_attributes(expr.arguments[0].value)
    arguments = tuple(Argument(without_attributes(item.value), item.name) for item in expr.arguments)
    if all(new.value is old.value for new, old in zip(arguments, expr.arguments, strict=True)):
        return expr
    return replace(expr, arguments=arguments)


def is_call(expr: Expr, name: str, count: int | None = None) -> bool:
    """Whether `expr` calls the function `name` (with `count` arguments)."""
    return isinstance(expr, Call) and expr.name == name and (count is None or len(expr.arguments) == count)
