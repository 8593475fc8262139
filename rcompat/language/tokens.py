"""R source text to tokens: names, numbers, strings with escapes and raw strings, operators, line breaks.

A piece of text that is no token becomes a token too ("bad", "incomplete", "error"), so that the parser reports
it only when it gets there, as R does.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from rcompat.base.conditions import RError
from rcompat.base.number_reading import read_number
from rcompat.base.sprintf import sprintf
from rcompat.language.expressions import Constant, Expr, Symbol

__all__ = ["PLACEHOLDER", "RSyntaxError", "Token", "is_name_character", "is_name_start", "tokenize"]


class RSyntaxError(RError):
    """Text that R's `parse()` rejects; the message is R's, with the lines of context."""


class Token(NamedTuple):
    """One token.

    Attributes:
        kind: the operator or keyword itself, or "symbol", "number", "string", "null", "newline", "end",
            "placeholder", "bad" (no token begins so), "incomplete" (string without end), "error".
        value: the expression of a constant or symbol; the message of an error.
        start: offset of the first character.
        end: offset after the last character.
    """

    kind: str
    value: Expr | str | None
    start: int
    end: int


PLACEHOLDER: Final = Symbol("_")
"""The pipe's `_`; compared by identity, since a name in backticks may read the same."""

_TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\f\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<raw>[rR](?=["']))
    |(?P<name>(?:[A-Za-z\x80-\U0010ffff]|\.(?![0-9]))[A-Za-z0-9._\x80-\U0010ffff]*)
    |(?P<broken>(?:0[xX](?![0-9a-fA-F])|0[xX][0-9a-fA-F]+\.[0-9a-fA-F]*(?![0-9a-fA-FpP])
        |0[xX][0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?[pP](?:[+-](?![0-9])|(?![-+0-9]))
        |(?!0[xX])(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE](?:[+-](?![0-9])|(?![-+0-9])))[^\n]?|<<(?!-))
    |(?P<number>(?:0[xX][0-9a-fA-F]+(?:(?:\.[0-9a-fA-F]*)?[pP][+-]?[0-9]+)?
        |(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[Li]?)
    |(?P<text>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')
    |(?P<backtick>`[^`\\]*(?:\\.[^`\\]*)*`)
    |(?P<special>%[^%\n]*%)
    |(?P<operator><<-|->>|<-|->|<=|>=|==|=>|!=|\|>|\|\||&&|:::|::|:=|\*\*|\[\[|[-+*/^<>=!|&~?:$@()\[\]{},;\\])
    |(?P<open>["'`])
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_KEYWORDS: Final = frozenset(("if", "else", "for", "in", "while", "repeat", "function", "break", "next"))

_CONSTANTS: Final[dict[str, Constant]] = {
    "NULL": Constant(None, "null"),
    "NA": Constant(None, "logical"),
    "TRUE": Constant(True, "logical"),
    "FALSE": Constant(False, "logical"),
    "Inf": Constant(float("inf"), "double"),
    "NaN": Constant(float("nan"), "double"),
    "NA_integer_": Constant(None, "integer"),
    "NA_real_": Constant(None, "double"),
    "NA_complex_": Constant(None, "complex"),
    "NA_character_": Constant(None, "character"),
}

_SELECTORS: Final = frozenset(map(chr, (0x34F, 0x180B, 0x180C, 0x180D, 0x180F, *range(0xFE00, 0xFE10))))
_EXACT_DIGITS: Final = 15
_LARGEST_INTEGER: Final = 2147483647
_RAW_OPEN: Final = re.compile(r"""(["'])(-*)([(\[{])""")
_RAW_CLOSE: Final = {"(": ")", "[": "]", "{": "}"}
_OCTAL: Final = re.compile(r"[0-7]{1,3}")
_HEX: Final = {
    "x": re.compile(r"[0-9a-fA-F]{1,2}"),
    "u": re.compile(r"[0-9a-fA-F]{1,4}"),
    "U": re.compile(r"[0-9a-fA-F]{1,8}"),
}
_SIMPLE_ESCAPES: Final = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v",
    "\\": "\\", '"': '"', "'": "'", "`": "`", " ": " ", "\n": "\n",
}  # fmt: skip
_LARGEST_CODE_POINT: Final = 0x10FFFF
_LARGEST_OCTAL: Final = 0o377
_LARGEST_ASCII: Final = 0x7F


def is_name_start(character: str) -> bool:
    """Whether a name without backticks may begin with this character (a dot needs no digit after it)."""
    if character.isalpha() or character == ".":
        return True
    return character > "\x7f" and (character.isdecimal() or _is_alphabetic_mark(character))


def _is_alphabetic_mark(character: str) -> bool:
    """Letter-like numbers, circled letters and vowel signs count as letters, as in C's `iswalpha`."""
    category = unicodedata.category(character)
    if category in ("Mn", "Mc"):
        # Combining classes 10 to 36 are the vowel points of Hebrew and Arabic.
        return (unicodedata.combining(character) or 10) in range(10, 37) and character not in _SELECTORS
    return category == "Nl" or "\u24b6" <= character <= "\u24e9"


def is_name_character(character: str) -> bool:
    """Whether a name without backticks may contain this character."""
    return is_name_start(character) or character == "_" or character.isdecimal()


def tokenize(text: str) -> list[Token]:
    """Cut R source text into tokens; blanks and comments are dropped.

    Args:
        text: source text that ends with a line break.

    Returns:
        list[Token]: closed by a token of kind "end", or by the first token that R's lexer refuses.
    """
    tokens: list[Token] = []
    append = tokens.append
    match_token = _TOKEN.match
    position = 0
    size = len(text)
    while position < size:
        found = match_token(text, position)
        assert found is not None
        kind = found.lastgroup
        end = found.end()
        if kind == "name":
            word = found.group()
            token = Token("symbol", Symbol(word), position, end) if word.isascii() else _wide_name(word, position)
            if word in _KEYWORDS:
                token = Token(word, None, position, end)
            elif word in _CONSTANTS:
                token = Token("null" if word == "NULL" else "number", _CONSTANTS[word], position, end)
            append(token)
            end = token.end
        elif kind == "operator":
            append(Token("^" if found.group() == "**" else found.group(), None, position, end))
        elif kind == "newline":
            append(Token("newline", None, position, end))
        elif kind != "space":
            token = _rarer(str(kind), text, position, end)
            append(token)
            end = token.end
        if tokens and tokens[-1].kind in ("bad", "error", "incomplete"):
            return tokens
        position = end
    append(Token("end", None, size, size))
    return tokens


def _wide_name(word: str, start: int) -> Token:
    """Keep the part of a non-ASCII word that is a name; a first character that cannot begin one is bad."""
    if not is_name_start(word[0]):
        return Token("bad", None, start, start + 1)
    size = next((i for i, character in enumerate(word) if not is_name_character(character)), len(word))
    return Token("symbol", Symbol(word[:size]), start, start + size)


def _rarer(kind: str, text: str, start: int, end: int) -> Token:
    """Make the tokens that are not names, operators or line breaks."""
    word = text[start:end]
    if kind == "number":
        return Token("number", _number(word), start, end)
    if kind == "special":
        return Token("special", Symbol(word), start, end)
    if kind == "raw":
        return _raw_string(text, start)
    if kind in ("text", "backtick", "open"):
        return _quoted(text, start, end, complete=kind != "open")
    if word == "_":
        return Token("placeholder", PLACEHOLDER, start, end)
    if word == "%":
        line_end = text.find("\n", start)
        return Token("bad", None, start, line_end)
    return Token("bad", None, start, end)


def _number(word: str) -> Constant:
    suffix = word[-1]
    digits = word[:-1] if suffix in "Li" else word
    # R's last bit is not always that of Python's `float` for long numbers and large powers of ten.
    short = len(digits) <= _EXACT_DIGITS and digits.replace(".", "", 1).isdecimal()
    value = float(digits) if short else read_number(digits)
    assert value is not None
    if suffix == "i":
        return Constant(complex(0.0, value), "complex")
    if suffix == "L" and value <= _LARGEST_INTEGER and value == int(value):
        return Constant(int(value), "integer")
    return Constant(value, "double")


def _raw_string(text: str, start: int) -> Token:
    opened = _RAW_OPEN.match(text, start + 1)
    if opened is None:
        # R counts the line end if that is the character that spoils the opening; the last line always has one.
        spoiler = start + 2
        while text.startswith("-", spoiler):
            spoiler += 1
        line = f"{text}\n".count("\n", 0, spoiler + 1) + 1
        return Token("error", f"malformed raw string literal at line {line}", start, start + 2)
    quote, dashes, bracket = opened.groups()
    closing = _RAW_CLOSE[bracket] + dashes + quote
    end = text.find(closing, opened.end())
    if end < 0:
        return Token("incomplete", None, start, len(text))
    return Token("string", Constant(text[opened.end() : end], "character"), start, end + len(closing))


def _quoted(text: str, start: int, end: int, *, complete: bool) -> Token:
    """Make a string or a name in backticks; escapes are checked even where the closing quote is missing."""
    body = text[start + 1 : end - 1] if complete else text[start + 1 :]
    if "\\" in body:
        try:
            body = _unescape(text, start, start + 1 + len(body))
        except RSyntaxError as error:
            return Token("error", error.message, start, end)
    if not complete:
        return Token("incomplete", None, start, len(text))
    if text[start] != "`":
        return Token("string", Constant(body, "character"), start, end)
    if not body:
        return Token("error", "attempt to use zero-length variable name", start, end)
    return Token("symbol", Symbol(body), start, end)


def _unescape(text: str, start: int, end: int) -> str:
    """Resolve the backslash escapes between the quote at `start` and `end`."""
    pieces: list[str] = []
    kinds: set[bool] = set()
    position = start + 1
    while position < end:
        slash = text.find("\\", position, end)
        if slash < 0 or slash + 1 >= end:
            pieces.append(text[position:end])
            break
        pieces.append(text[position:slash])
        escape = text[slash + 1]
        if escape in _SIMPLE_ESCAPES:
            pieces.append(_SIMPLE_ESCAPES[escape])
            position = slash + 2
        else:
            character, position = _coded_character(text, start, slash)
            pieces.append(character)
            kinds.add(escape in "uU")
    if len(kinds) > 1:
        raise RSyntaxError("mixing Unicode and octal/hex escapes in a string is not allowed")
    whole = "".join(pieces)
    # Octal and \\x escapes give bytes; together they may make up a character of UTF-8.
    return (
        whole.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
        if True in kinds
        else (whole.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape") if kinds else whole)
    )


def _coded_character(text: str, start: int, slash: int) -> tuple[str, int]:
    """Read one octal, \\x, \\u or \\U escape: the character and the offset after it."""
    escape = text[slash + 1]
    octal = _OCTAL.match(text, slash + 1)
    if octal is not None:
        code, end = int(octal.group(), 8), octal.end()
        if code > _LARGEST_OCTAL:
            raise RSyntaxError(f"exceeded maximum allowed octal value \\377 (line {_line(text, slash)})")
    elif escape in _HEX:
        code, end = _hex_escape(text, start, slash)
    else:
        seen = text[start : slash + 2]
        raise RSyntaxError(f"'\\{escape}' is an unrecognized escape in character string starting \"{seen}\"")
    if code == 0:
        raise RSyntaxError(f"nul character not allowed (line {_line(text, slash)})")
    if escape not in "uU" and code > _LARGEST_ASCII:
        return bytes([code]).decode("utf-8", "surrogateescape"), end
    return chr(code), end


def _hex_escape(text: str, start: int, slash: int) -> tuple[int, int]:
    escape = text[slash + 1]
    braced = escape != "x" and text[slash + 2 : slash + 3] == "{"
    digits = _HEX[escape].match(text, slash + 2 + braced)
    if digits is None:
        seen = text[start : slash + 2 + braced]
        raise RSyntaxError(f"'\\{escape}' used without hex digits in character string starting \"{seen}\"")
    end = digits.end()
    shape = "{xxxx}" if escape == "u" else "{xxxxxxxx}"
    if braced:
        if text[end : end + 1] != "}":
            raise RSyntaxError(f"invalid \\{escape}{shape} sequence (line {_line(text, slash)})")
        end += 1
    code = int(digits.group(), 16)
    if code > _LARGEST_CODE_POINT:
        shape = shape if braced else shape.strip("{}")
        raise RSyntaxError(f"invalid \\{escape}{shape} value {sprintf('%06x', code)} (line {_line(text, slash)})")
    return code, end


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
