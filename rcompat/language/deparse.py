"""Expression trees to R text, with R's spacing, line breaks, indentation and parentheses.

Answers to R's `deparse()`. A chain of left-associative operators is one loop, so long formulas need no depth.
"""

from __future__ import annotations

from rcompat.base.conditions import RError
from rcompat.language.constant_text import constant_text, is_syntactic, name_text
from rcompat.language.expressions import MISSING, Argument, Call, Constant, DataCall, Expr, Formals, Missing, Symbol
from rcompat.language.operators import (
    BINARY,
    FIXED_COUNTS,
    PRIMITIVES,
    SUBSETS,
    UNARY,
    Operator,
    binary_operator,
    is_open_ended,
)
from rcompat.language.operators import left_needs_parentheses as left_needs
from rcompat.language.operators import operand_needs_parentheses as operand_needs
from rcompat.language.operators import right_needs_parentheses as right_needs

__all__ = ["deparse", "deparse_one"]

_WHOLE_LEVELS = 4
_ONE_LINE = 500
_FUNCTION_PARTS = range(2, 5)
_NULL = Constant(None, "null")
_TOO_DEEP = "evaluation nested too deeply: infinite recursion / options(expressions=)?"


def deparse(expr: Expr, width: int = 60, *, backtick: bool = False, simple: bool = False) -> list[str]:
    """Write an expression as R source text.

    Args:
        expr: any expression.
        width: a line is broken at the next allowed place once it is longer than this.
        backtick: put backticks around an expression that is one non-syntactic name; inside calls they always are.
        simple: write `1L` as 1 and every kind of NA as NA, as the labels of model terms are written.

    Returns:
        list[str]: the lines.

    R: base `deparse(expr, width.cutoff = width)`.
    """
    if isinstance(expr, Symbol):
        return [name_text(expr.name) if backtick else expr.name]
    page = _Page(width, simple)
    try:
        _write(page, expr)
    except RecursionError:
        raise RError(_TOO_DEEP) from None
    page.break_line()
    return page.lines


def deparse_one(expr: Expr) -> str:
    """Write an expression as one line: lines of width 500, joined without their indentation.

    R: `paste(deparse(expr, 500), collapse = " ")` as printing a formula needs it.
    """
    lines = deparse(expr, _ONE_LINE, backtick=True)
    return lines[0] if len(lines) == 1 else " ".join([line.strip() for line in lines])


class _Page:
    """Lines written so far, and the one being written."""

    __slots__ = ("curly", "current", "cutoff", "edge", "indent", "inline", "length", "lines", "simple")

    def __init__(self, cutoff: int, simple: bool) -> None:
        self.lines: list[str] = []
        self.current: list[str] = []
        self.length = 0
        self.cutoff = cutoff
        self.simple = simple
        self.indent = 0
        self.curly = 0
        self.inline = 0
        self.edge = False

    def put(self, text: str) -> None:
        """Write text on the current line; a new line gets its indentation first."""
        if not self.current and self.indent:
            blanks = 4 * min(self.indent, _WHOLE_LEVELS) + 2 * max(self.indent - _WHOLE_LEVELS, 0)
            self.current.append(" " * blanks)
            self.length = blanks
        self.current.append(text)
        # R counts bytes, so a line of non-ASCII text is broken earlier.
        self.length += len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))

    def break_line(self) -> None:
        """End the current line."""
        self.lines.append("".join(self.current))
        self.current = []
        self.length = 0

    def spill(self) -> None:
        """Break a line that is too long, without more indentation: between the elements of a vector."""
        if self.length > self.cutoff:
            self.break_line()

    def wrap(self, wrapped: bool) -> bool:
        """Break a line that is too long; the first break of a construct indents it.

        Returns:
            bool: whether the construct is wrapped now.
        """
        if self.length <= self.cutoff:
            return wrapped
        self.indent += not wrapped
        self.break_line()
        return True


def _write(page: _Page, expr: Expr) -> None:
    if isinstance(expr, Symbol):
        page.put(name_text(expr.name))
    elif isinstance(expr, Constant):
        page.put(constant_text(expr, simple=page.simple))
    elif isinstance(expr, Call):
        _write_call(page, expr)
    elif isinstance(expr, Formals):
        _write_formals(page, expr)
    else:
        # An empty argument still gets its line's indentation.
        assert isinstance(expr, Missing)
        page.put("")


def _write_call(page: _Page, expr: Call) -> None:
    function = expr.function
    edge, page.edge = page.edge, False
    if not isinstance(function, Symbol):
        _write_operand(page, function, _callee_needs_parentheses(function))
        _write_arguments(page, expr.arguments, "(", ")")
        return
    name = function.name
    if isinstance(expr, DataCall) and name in _DATA:
        _DATA[name](page, expr)
        return
    if name in FIXED_COUNTS:
        expr = _with_fixed_count(expr, FIXED_COUNTS[name])
    writer = _KEYWORDS.get(name)
    if writer is not None:
        writer(page, expr)
    elif name in SUBSETS:
        first, *rest = expr.arguments or (Argument(_NULL),)
        _write_operand(page, first.value, left_needs(SUBSETS[name], first.value))
        _write_arguments(page, tuple(rest), name, "]" * len(name))
    elif binary_operator(expr) is not None:
        _write_chain(page, expr, edge)
    elif len(expr.arguments) == 1 and (name in UNARY or (name in BINARY and BINARY[name].breaks)):
        operator = UNARY.get(name) or BINARY[name]
        operand = expr.arguments[0].value
        page.put(name)
        _write_operand(page, operand, operand_needs(operator, operand), edge)
    else:
        inline = name in PRIMITIVES
        page.inline += inline
        page.put(name_text(name))
        _write_arguments(page, expr.arguments, "(", ")")
        page.inline -= inline


def _with_fixed_count(expr: Call, counts: range) -> Call:
    """R writes a construct with too few parts as if NULL stood there, and leaves out what is too much."""
    given = expr.arguments
    if len(given) in counts:
        return expr
    padded = given + (Argument(_NULL),) * (counts.start - len(given))
    return Call(expr.function, padded[: counts.stop - 1])


def _write_operand(page: _Page, expr: Expr, parentheses: bool, edge: bool = False) -> None:
    """Write an operand; at the right edge of a left operand an open-ended construct is put in parentheses."""
    if parentheses or (edge and is_open_ended(expr)):
        page.put("(")
        _write(page, expr)
        page.put(")")
    else:
        page.edge = edge
        _write(page, expr)
        page.edge = False


def _callee_needs_parentheses(function: Expr) -> bool:
    if not isinstance(function, Call):
        return False
    if not isinstance(function.function, Symbol):
        return True
    return function.name in ("function", "break", "next") or left_needs(SUBSETS["["], function)


def _write_chain(page: _Page, expr: Call, edge: bool) -> None:
    """Write a binary operation; operations in its left operand are unwound in a loop."""
    pending: list[tuple[Operator, Call, bool]] = []
    item: Expr = expr
    closed = False
    operator = binary_operator(item)
    while operator is not None and isinstance(item, Call):
        pending.append((operator, item, closed))
        if closed:
            page.put("(")
        left = item.arguments[0].value
        closed = left_needs(operator, left)
        item = left
        operator = binary_operator(item)
    _write_operand(page, item, closed, True)
    for operator, node, parentheses in reversed(pending):
        page.put(operator.text)
        wrapped = operator.breaks and page.wrap(False)
        right = node.arguments[1].value
        if operator.member and isinstance(right, Constant) and is_syntactic(str(right.value)):
            right = Symbol(str(right.value))
        at_edge = edge if node is expr else not parentheses
        _write_operand(page, right, right_needs(operator, right), at_edge)
        page.indent -= wrapped
        if parentheses:
            page.put(")")


def _write_arguments(page: _Page, arguments: tuple[Argument, ...], opening: str, closing: str) -> None:
    page.put(opening)
    wrapped = False
    for i, argument in enumerate(arguments):
        if i:
            page.put(", ")
            wrapped = page.wrap(wrapped)
        value = argument.value
        if argument.name is not None:
            page.put(name_text(argument.name) + " = ")
        _write_operand(page, value, isinstance(value, Call) and value.name == "=" and len(value.arguments) == 2)
    page.indent -= wrapped
    page.put(closing)


def _write_vector(page: _Page, expr: Call) -> None:
    page.put(f"{expr.name}(")
    for i, argument in enumerate(expr.arguments):
        if i:
            page.put(", ")
            page.spill()
        if argument.name is not None:
            page.put(name_text(argument.name) + " = ")
        _write(page, argument.value)
    page.spill()
    page.put(")")


def _write_structure(page: _Page, expr: Call) -> None:
    """A value with its attributes, between which no line is broken."""
    core, *attributes = expr.arguments
    page.put("structure(")
    _write(page, core.value)
    for attribute in attributes:
        page.put(f", {name_text(attribute.name or '')} = ")
        _write(page, attribute.value)
    page.put(")")


def _write_closure(page: _Page, expr: Call) -> None:
    page.put("function (")
    _write(page, expr.arguments[0].value)
    page.put(") ")
    page.break_line()
    _write(page, expr.arguments[1].value)


def _write_formals(page: _Page, expr: Formals) -> None:
    wrapped = False
    for i, parameter in enumerate(expr.parameters):
        if i:
            page.put(", ")
            wrapped = page.wrap(wrapped)
        page.put(name_text(parameter.name or ""))
        if parameter.value is not MISSING:
            page.put(" = ")
            _write(page, parameter.value)
    page.indent -= wrapped


def _write_function(page: _Page, expr: Call) -> None:
    if len(expr.arguments) not in _FUNCTION_PARTS or not isinstance(expr.arguments[0].value, Formals):
        raise RError("badly formed function expression")
    page.put("function(")
    _write(page, expr.arguments[0].value)
    page.put(") ")
    _write(page, expr.arguments[1].value)


def _write_parentheses(page: _Page, expr: Call) -> None:
    page.put("(")
    _write(page, expr.arguments[0].value)
    page.put(")")


def _write_block(page: _Page, expr: Call) -> None:
    page.put("{")
    page.curly += 1
    page.indent += 1
    page.break_line()
    for value in expr.values:
        _write(page, value)
        page.break_line()
    page.indent -= 1
    page.put("}")
    page.curly -= 1


def _write_if(page: _Page, expr: Call) -> None:
    """Inside a block a branch that is no block gets its own line, and `else` starts a line.

    The arguments of R's primitive functions are an exception.
    """
    condition, branch, *rest = expr.values
    page.put("if (")
    _write(page, condition)
    page.put(") ")
    spread = page.curly > 0 and not page.inline
    own_line = spread and not (isinstance(branch, Call) and branch.name == "{")
    if own_line:
        page.break_line()
        page.indent += 1
    _write(page, branch)
    page.indent -= own_line
    if rest:
        if spread:
            page.break_line()
            page.put("else ")
        else:
            page.put(" else ")
        _write(page, rest[0])


def _write_while(page: _Page, expr: Call) -> None:
    page.put("while (")
    _write(page, expr.arguments[0].value)
    page.put(") ")
    _write(page, expr.arguments[1].value)


def _write_for(page: _Page, expr: Call) -> None:
    variable, sequence, body = expr.values
    page.put("for (")
    _write(page, variable)
    page.put(" in ")
    _write(page, sequence)
    page.put(") ")
    _write(page, body)


def _write_repeat(page: _Page, expr: Call) -> None:
    page.put("repeat ")
    _write(page, expr.arguments[0].value)


def _write_jump(page: _Page, expr: Call) -> None:
    page.put(expr.name or "")


_KEYWORDS = {
    "function": _write_function, "(": _write_parentheses, "{": _write_block, "if": _write_if,
    "while": _write_while, "for": _write_for, "repeat": _write_repeat, "break": _write_jump, "next": _write_jump,
}  # fmt: skip
_DATA = {"c": _write_vector, "structure": _write_structure, "function": _write_closure}
