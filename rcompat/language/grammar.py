"""R's grammar: tokens to expression trees, operators by binding power.

A chain of left-associative operators is one loop, so long formulas need no depth.
"""

from __future__ import annotations

from typing import Final

from rcompat.language.cursor import Cursor
from rcompat.language.expressions import MISSING, Argument, Call, Constant, Expr, Formals, Symbol
from rcompat.language.pipes import pipe
from rcompat.language.syntax_errors import unexpected
from rcompat.language.tokens import RSyntaxError, Token

__all__ = ["read_expression"]

# Binding powers, weakest first. `=` is an operator only where a statement may stand.
_HELP, _EQUAL, _LEFT_ASSIGN, _RIGHT_ASSIGN, _TILDE, _OR, _AND, _NOT, _COMPARE = range(1, 10)
_SUM, _PRODUCT, _SPECIAL, _COLON, _SIGN, _POWER, _MEMBER, _POSTFIX = range(10, 18)

_BINARY: Final[dict[str, int]] = {
    "?": _HELP, "=": _EQUAL, "<-": _LEFT_ASSIGN, "<<-": _LEFT_ASSIGN, ":=": _LEFT_ASSIGN,
    "->": _RIGHT_ASSIGN, "->>": _RIGHT_ASSIGN, "~": _TILDE, "|": _OR, "||": _OR, "&": _AND, "&&": _AND,
    "==": _COMPARE, "!=": _COMPARE, "<": _COMPARE, ">": _COMPARE, "<=": _COMPARE, ">=": _COMPARE,
    "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "special": _SPECIAL, "|>": _SPECIAL, "=>": _SPECIAL,
    ":": _COLON, "^": _POWER, "$": _MEMBER, "@": _MEMBER, "(": _POSTFIX, "[": _POSTFIX, "[[": _POSTFIX,
}  # fmt: skip
_RIGHT_ASSOCIATIVE: Final = frozenset(("=", "<-", "<<-", ":=", "^"))
_UNARY: Final[dict[str, int]] = {"-": _SIGN, "+": _SIGN, "!": _NOT, "~": _TILDE + 1, "?": _HELP + 1}
_SYMBOLS: Final[dict[str, Symbol]] = {
    name: Symbol(name)
    for name in (*_BINARY, *_UNARY, "{", "if", "for", "while", "repeat", "function", "break", "next", "::", ":::")
}
_DEEPEST_NESTING: Final = 200
_TOO_DEEP: Final = "out of memory while parsing"


def read_expression(cursor: Cursor, weakest: int, equal: bool) -> Expr:
    """Read an expression whose operators bind at least as `weakest`; `equal` lets `=` be one of them."""
    cursor.depth += 1
    if cursor.depth > _DEEPEST_NESTING:
        raise RSyntaxError(_TOO_DEEP)
    left = _operand(cursor)
    while True:
        token = cursor.peek()
        kind = token.kind
        power = _BINARY.get(kind, 0)
        if power < weakest or power == 0 or (kind == "=" and not equal):
            break
        cursor.index += 1
        if power >= _MEMBER:
            left = _member(cursor, left, kind) if power == _MEMBER else _postfix(cursor, left, kind)
            continue
        cursor.eat_lines()
        right = read_expression(cursor, power if kind in _RIGHT_ASSOCIATIVE else power + 1, equal and power <= _EQUAL)
        if power == _COMPARE and _BINARY.get(cursor.peek().kind) == _COMPARE:
            raise unexpected(cursor.text, cursor.peek())
        left = _combine(cursor, token, left, right)
    cursor.depth -= 1
    return left


def _combine(cursor: Cursor, token: Token, left: Expr, right: Expr) -> Expr:
    kind = token.kind
    if kind == "->" or kind == "->>":
        return Call(_SYMBOLS["<-" if kind == "->" else "<<-"], (Argument(right), Argument(left)))
    if kind == "|>":
        expr, used = pipe(left, right)
        cursor.placeholders -= used
        return expr
    if kind == "=>":
        raise RSyntaxError("'=>' is disabled; set '_R_USE_PIPEBIND_' envvar to a true value to enable it")
    function = token.value if kind == "special" else _SYMBOLS[kind]
    assert isinstance(function, Symbol)
    return Call(function, (Argument(left), Argument(right)))


def _operand(cursor: Cursor) -> Expr:
    """Read what may stand before an operator: an atom, a prefix operator with its operand, or a construct."""
    token = cursor.peek()
    kind = token.kind
    if kind == "symbol" or kind == "string":
        cursor.index += 1
        return _qualified(cursor, token)
    if kind == "number" or kind == "null":
        cursor.index += 1
        assert isinstance(token.value, Constant)
        return token.value
    if kind in _UNARY:
        cursor.index += 1
        cursor.eat_lines()
        operand = read_expression(cursor, _UNARY[kind], kind == "?")
        return Call(_SYMBOLS[kind], (Argument(operand),))
    construct = _CONSTRUCTS.get(kind)
    if construct is None:
        raise unexpected(cursor.text, token)
    cursor.index += 1
    return construct(cursor)


def _qualified(cursor: Cursor, token: Token) -> Expr:
    """Read `name`, `package::name` or `package:::name` after the first name was passed."""
    assert isinstance(token.value, Symbol | Constant)
    operator = cursor.tokens[cursor.index] if not cursor.skip_lines else cursor.peek()
    if operator.kind != "::" and operator.kind != ":::":
        return token.value
    cursor.index += 1
    name = cursor.peek()
    if name.kind not in ("symbol", "string"):
        raise unexpected(cursor.text, name)
    cursor.index += 1
    assert isinstance(name.value, Symbol | Constant)
    return Call(_SYMBOLS[operator.kind], (Argument(token.value), Argument(name.value)))


def _member(cursor: Cursor, left: Expr, kind: str) -> Expr:
    """Read the name after `$` or `@`."""
    cursor.eat_lines()
    token = cursor.peek()
    if token.kind not in ("symbol", "string"):
        raise unexpected(cursor.text, token)
    cursor.index += 1
    assert isinstance(token.value, Symbol | Constant)
    return Call(_SYMBOLS[kind], (Argument(left), Argument(token.value)))


def _postfix(cursor: Cursor, left: Expr, kind: str) -> Expr:
    """Read the arguments of a call or an index."""
    if kind == "(":
        if isinstance(left, Constant) and left.kind == "character":
            left = Symbol(str(left.value))
        return Call(left, _arguments(cursor, ")"))
    return Call(_SYMBOLS[kind], (Argument(left), *_arguments(cursor, "]", 2 if kind == "[[" else 1)))


def _arguments(cursor: Cursor, closing: str, levels: int = 1) -> tuple[Argument, ...]:
    before = cursor.enter(levels, True)
    found: list[Argument] = []
    while True:
        found.append(_argument(cursor, closing))
        token = cursor.peek()
        cursor.index += 1
        if token.kind == closing:
            break
        if token.kind != ",":
            raise unexpected(cursor.text, token)
    if levels > 1:
        cursor.take(closing)
    cursor.leave(levels, before)
    if len(found) == 1 and found[0].value is MISSING and found[0].name is None:
        return () if closing == ")" else tuple(found)
    return tuple(found)


def _argument(cursor: Cursor, closing: str) -> Argument:
    token = cursor.peek()
    kind = token.kind
    if kind == "," or kind == closing:
        return Argument(MISSING)
    if kind in ("symbol", "string", "null"):
        start = cursor.index
        cursor.index += 1
        if cursor.peek().kind == "=":
            cursor.index += 1
            following = cursor.peek().kind
            value = MISSING if following in (",", closing) else read_expression(cursor, 0, False)
            name = _name_text(token)
            if not name:
                raise RSyntaxError("attempt to use zero-length variable name")
            return Argument(value, name)
        cursor.index = start
    return Argument(read_expression(cursor, 0, False))


def _name_text(token: Token) -> str:
    if isinstance(token.value, Symbol):
        return token.value.name
    if isinstance(token.value, Constant) and token.kind == "string":
        return str(token.value.value)
    return "NULL"


def _parenthesised(cursor: Cursor) -> Expr:
    before = cursor.enter(1, True)
    inner = read_expression(cursor, 0, True)
    cursor.take(")")
    cursor.leave(1, before)
    return Call(_SYMBOLS["("], (Argument(inner),))


def _block(cursor: Cursor) -> Expr:
    before = cursor.enter(1, False)
    found: list[Argument] = []
    while True:
        token = cursor.peek()
        if token.kind == "newline" or token.kind == ";":
            cursor.index += 1
        elif token.kind == "}":
            cursor.index += 1
            break
        else:
            found.append(Argument(read_expression(cursor, 0, True)))
            following = cursor.peek()
            if following.kind not in ("newline", ";", "}"):
                raise unexpected(cursor.text, following)
    cursor.leave(1, before)
    return Call(_SYMBOLS["{"], tuple(found))


def _condition(cursor: Cursor) -> Expr:
    """Read `(condition)` and the line breaks after it."""
    cursor.eat_lines()
    cursor.take("(")
    before = cursor.enter(1, True)
    inner = read_expression(cursor, 0, False)
    cursor.take(")")
    cursor.leave(1, before)
    cursor.eat_lines()
    return inner


def _if(cursor: Cursor) -> Expr:
    condition = _condition(cursor)
    inside = cursor.context > 0
    if inside:
        before = cursor.enter(1, cursor.skip_lines)
        cursor.in_if = True
    parts = [Argument(condition), Argument(read_expression(cursor, _EQUAL, True))]
    start = cursor.index
    if inside:
        # Inside any bracket R looks past line breaks for the `else`; at top level the statement has ended.
        cursor.leave(1, before)
        cursor.eat_lines()
    if cursor.peek().kind == "else":
        cursor.index += 1
        cursor.eat_lines()
        parts.append(Argument(read_expression(cursor, _EQUAL, True)))
    else:
        cursor.index = start
    return Call(_SYMBOLS["if"], tuple(parts))


def _while(cursor: Cursor) -> Expr:
    condition = _condition(cursor)
    return Call(_SYMBOLS["while"], (Argument(condition), Argument(read_expression(cursor, _EQUAL, True))))


def _repeat(cursor: Cursor) -> Expr:
    cursor.eat_lines()
    return Call(_SYMBOLS["repeat"], (Argument(read_expression(cursor, _EQUAL, True)),))


def _for(cursor: Cursor) -> Expr:
    cursor.eat_lines()
    cursor.take("(")
    before = cursor.enter(1, True)
    variable = cursor.take("symbol").value
    assert isinstance(variable, Symbol)
    cursor.take("in")
    sequence = read_expression(cursor, 0, False)
    cursor.take(")")
    cursor.leave(1, before)
    cursor.eat_lines()
    body = read_expression(cursor, _EQUAL, True)
    return Call(_SYMBOLS["for"], (Argument(variable), Argument(sequence), Argument(body)))


_LAST_OF_EXPRESSION: Final = frozenset(("symbol", "string", "number", "null", ")", "]", "}", "break", "next"))


def _lambda(cursor: Cursor) -> Expr:
    """Read a function written with a backslash: a line break may follow only where R passes over line breaks anyway."""
    start = cursor.tokens[cursor.index - 1].start
    place = cursor.index - 2
    while place >= 0 and cursor.tokens[place].kind == "newline":
        place -= 1
    before = cursor.tokens[place].kind if place >= 0 else ";"
    if before != ";" and (place == cursor.index - 2 or before not in _LAST_OF_EXPRESSION):
        cursor.eat_lines()
    return _function_from(cursor, start)


def _function(cursor: Cursor) -> Expr:
    start = cursor.tokens[cursor.index - 1].start
    cursor.eat_lines()
    return _function_from(cursor, start)


def _function_from(cursor: Cursor, start: int) -> Expr:
    cursor.take("(")
    before = cursor.enter(1, True)
    parameters: list[Argument] = []
    if cursor.peek().kind not in (")", ","):
        parameters.append(_parameter(cursor, parameters))
    while cursor.peek().kind == ",":
        cursor.index += 1
        nothing_before = not parameters
        parameters.append(_parameter(cursor, parameters))
        if nothing_before:
            raise RSyntaxError("bad value")
    cursor.take(")")
    cursor.leave(1, before)
    cursor.eat_lines()
    body = read_expression(cursor, _EQUAL, True)
    source = cursor.text[start : cursor.tokens[cursor.index - 1].end]
    return Call(_SYMBOLS["function"], (Argument(Formals(tuple(parameters), source)), Argument(body)))


def _parameter(cursor: Cursor, earlier: list[Argument]) -> Argument:
    token = cursor.take("symbol")
    assert isinstance(token.value, Symbol)
    name = token.value.name
    value: Expr = MISSING
    if cursor.peek().kind == "=":
        cursor.index += 1
        value = read_expression(cursor, 0, False)
    if any(parameter.name == name for parameter in earlier):
        line = cursor.text.count("\n", 0, cursor.tokens[cursor.index - 1].start) + 1
        raise RSyntaxError(f"repeated formal argument '{name}' on line {line}")
    return Argument(value, name)


def _break(cursor: Cursor) -> Expr:
    return Call(_SYMBOLS[cursor.tokens[cursor.index - 1].kind], ())


def _placeholder(cursor: Cursor) -> Expr:
    cursor.placeholders += 1
    value = cursor.tokens[cursor.index - 1].value
    assert isinstance(value, Symbol)
    return value


_CONSTRUCTS: Final = {
    "(": _parenthesised, "{": _block, "if": _if, "while": _while, "repeat": _repeat, "for": _for,
    "function": _function, "\\": _lambda, "break": _break, "next": _break, "placeholder": _placeholder,
}  # fmt: skip
