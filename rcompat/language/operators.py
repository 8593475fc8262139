"""R's operators as `deparse()` sees them: spacing, precedence, and where an operand needs parentheses."""

from __future__ import annotations

from typing import Final, NamedTuple

from rcompat.language.expressions import Call, Constant, Expr, Symbol

__all__ = [
    "BINARY",
    "FIXED_COUNTS",
    "PRIMITIVES",
    "SUBSETS",
    "UNARY",
    "Operator",
    "binary_operator",
    "is_open_ended",
    "left_needs_parentheses",
    "operand_needs_parentheses",
    "right_needs_parentheses",
]


class Operator(NamedTuple):
    """How one operator is written.

    Attributes:
        text: the operator with its blanks.
        power: binding power; larger binds more tightly.
        right: whether it associates to the right.
        breaks: whether a long line may be broken after it.
        alone: whether an operand of the same power needs parentheses on both sides.
        member: whether a name must follow.
    """

    text: str
    power: int
    right: bool = False
    breaks: bool = False
    alone: bool = False
    member: bool = False


def _spaced(name: str, power: int, *, breaks: bool = True, right: bool = False, alone: bool = False) -> Operator:
    return Operator(f" {name} ", power, right, breaks, alone)


_SPECIAL_POWER: Final = 11

BINARY: Final[dict[str, Operator]] = {
    "=": _spaced("=", 1, breaks=False, right=True),
    "<-": _spaced("<-", 2, breaks=False, right=True),
    "<<-": _spaced("<<-", 2, breaks=False, right=True),
    "~": _spaced("~", 4),
    "|": _spaced("|", 5),
    "||": _spaced("||", 5),
    "&": _spaced("&", 6),
    "&&": _spaced("&&", 6),
    **{name: _spaced(name, 8, alone=True) for name in ("==", "!=", "<", ">", "<=", ">=")},
    "+": _spaced("+", 9),
    "-": _spaced("-", 9),
    "*": _spaced("*", 10),
    "/": Operator("/", 10),
    "%%": Operator("%%", _SPECIAL_POWER),
    "%/%": Operator("%/%", _SPECIAL_POWER),
    ":": Operator(":", 12),
    "^": Operator("^", 14, right=True),
    "$": Operator("$", 15, member=True),
    "@": Operator("@", 15, member=True),
    "::": Operator("::", 17),
    ":::": Operator(":::", 17),
}
UNARY: Final[dict[str, Operator]] = {
    "-": Operator("-", 13),
    "+": Operator("+", 13),
    "!": Operator("!", 7),
    "~": Operator("~", 4),
}
SUBSETS: Final[dict[str, Operator]] = {"[": Operator("[", 16), "[[": Operator("[[", 16)}
"""How many arguments R writes for a construct, whatever their number is."""
FIXED_COUNTS: Final[dict[str, range]] = {
    "(": range(1, 2), "if": range(2, 4), "while": range(2, 3), "for": range(3, 4), "repeat": range(1, 2),
    "!": range(1, 2), "<-": range(2, 3), "<<-": range(2, 3), "=": range(2, 3), "break": range(1), "next": range(1),
}  # fmt: skip
"""Functions that R implements without R code."""
PRIMITIVES: Final = frozenset(
    """
    ...elt ...length ...names .C .Call .External .External2 .Fortran .Internal .Primitive .class2 .subset .subset2
    Arg Conj Im Mod Re UseMethod abs acos acosh all any anyNA as.call as.character as.complex as.double
    as.environment as.integer as.logical as.numeric as.raw asin asinh atan atanh attr attr<- attributes attributes<-
    baseenv browser c call ceiling class class<- cos cosh cospi cummax cummin cumprod cumsum digamma dim dim<-
    dimnames dimnames<- emptyenv enc2native enc2utf8 environment<- exp expm1 expression floor forceAndCall gamma
    gc.time globalenv interactive invisible is.array is.atomic is.call is.character is.complex is.double
    is.environment is.expression is.finite is.function is.infinite is.integer is.language is.list is.logical
    is.matrix is.na is.name is.nan is.null is.numeric is.object is.pairlist is.raw is.recursive is.single is.symbol
    isS4 lazyLoadDBfetch length length<- levels<- lgamma list log log10 log1p log2 max min missing names names<-
    nargs nzchar oldClass oldClass<- on.exit pos.to.env proc.time prod quote range rep retracemem return round
    seq.int seq_along seq_len sign signif sin sinh sinpi sqrt standardGeneric storage.mode<- substitute sum switch
    tan tanh tanpi tracemem trigamma trunc unclass untracemem xtfrm
    """.split()  # noqa: SIM905
)
_OPEN_ENDED: Final = frozenset(("if", "while", "for", "repeat"))


def _special(expr: Call) -> Operator | None:
    """The operator `%name%`; with named arguments it is written as a function."""
    if any(argument.name is not None for argument in expr.arguments):
        return None
    return _spaced(expr.name or "", _SPECIAL_POWER)


def binary_operator(expr: Expr) -> Operator | None:
    """The operator with which `expr` is written between its two arguments, or None."""
    if not isinstance(expr, Call) or not isinstance(expr.function, Symbol) or len(expr.arguments) != 2:
        return None
    name = expr.function.name
    operator = BINARY.get(name)
    if operator is None:
        if len(name) > 1 and name[0] == "%" == name[-1]:
            return _special(expr)
        return None
    if operator.member:
        member = expr.arguments[1].value
        if not isinstance(member, Symbol) and not (isinstance(member, Constant) and member.kind == "character"):
            return None
    return operator


def is_open_ended(expr: Expr) -> bool:
    """Whether an expression would swallow an operator that follows it."""
    return isinstance(expr, Call) and expr.name in _OPEN_ENDED


def left_needs_parentheses(operator: Operator, operand: Expr) -> bool:
    """Whether R puts the left operand of `operator` in parentheses."""
    if isinstance(operand, Constant) and operand.kind == "complex":
        return operator.power > BINARY["+"].power and operand.value is not None
    if not isinstance(operand, Call) or not isinstance(operand.function, Symbol):
        return False
    name = operand.function.name
    if is_open_ended(operand):
        return True
    inner = binary_operator(operand)
    if inner is None and len(operand.arguments) == 1:
        inner = UNARY.get(name)
    if inner is None and name in SUBSETS:
        inner = SUBSETS[name]
    if inner is None:
        return False
    if inner.power == operator.power:
        return operator.right or operator.alone
    # A member access binds as an index does: `a$b[c]`, `a[b]$c`.
    return inner.power < operator.power and not (inner.power >= BINARY["$"].power and operator.power <= 16)


def right_needs_parentheses(operator: Operator, operand: Expr) -> bool:
    """Whether R puts the right operand of `operator` in parentheses; prefix operators never need them."""
    if isinstance(operand, Constant) and operand.kind == "complex":
        return operator.power >= BINARY["+"].power and operand.value is not None
    inner = binary_operator(operand)
    if inner is None:
        return (
            isinstance(operand, Call)
            and operand.name in SUBSETS
            and bool(operand.arguments)
            and operator.power > SUBSETS["["].power
        )
    if inner.power == operator.power:
        return not operator.right
    return inner.power < operator.power


def operand_needs_parentheses(operator: Operator, operand: Expr) -> bool:
    """Whether R puts the operand of a prefix operator in parentheses."""
    if isinstance(operand, Constant) and operand.kind == "complex":
        return operator.power > BINARY["+"].power and operand.value is not None
    inner = binary_operator(operand)
    if inner is None:
        return False
    return inner.power < operator.power or (inner.power == operator.power and operator.text == "~")
