"""Random R calls that make text of numbers, and the answers rcompat gives to them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from rcompat.base.abbreviation import abbreviate
from rcompat.base.c_format import format_values, formatC, prettyNum
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.base.number_text import is_na_double, number_word
from rcompat.base.p_value_text import format_pval
from rcompat.base.rounding import round_half, signif, zapsmall
from rcompat.base.string_text import quote_string
from rcompat.base.symbols import symnum
from rcompat.base.vector_sprintf import sprintf_vector
from rcompat.language.expressions import Argument, Call, Constant
from rcompat.language.syntax import parse_expression

__all__ = ["KINDS", "answer", "questions"]

_MISSING = {"double": NA_REAL, "integer": NA_INTEGER, "logical": NA_LOGICAL}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "format": format_values,
    "formatC": formatC,
    "prettyNum": prettyNum,
    "sprintf": sprintf_vector,
    "format.pval": format_pval,
    "round": round_half,
    "signif": signif,
    "zapsmall": zapsmall,
    "as.character": lambda x: [number_word(value) for value in np.atleast_1d(x).tolist()],
    "encodeString": lambda x, quote="": [quote_string(text, quote) for text in np.atleast_1d(x)],
    "symnum": lambda x, cutpoints, symbols, **rest: (
        symnum(x.tolist(), cutpoints.tolist(), list(symbols), **rest).symbols
    ),
    "abbreviate": lambda x, minlength: abbreviate(list(np.atleast_1d(x)), minlength),
}


def _number(source: random.Random) -> str:
    kind = source.randrange(8)
    if kind == 0:
        return source.choice(["0x0p+0", "NA_real_", "NaN", "Inf", "-Inf", "0x1.86ap+16", "-0x0p+0"])
    if kind == 1:
        return float(f"{source.randint(1, 10 ** source.randint(1, 14))}5e{source.randint(-25, 12)}").hex()
    if kind == 2:
        return float(source.randint(-1000, 10 ** source.randint(1, 8))).hex()
    if kind == 3:
        return round(source.gauss(0, 10 ** source.randint(0, 5)), source.randint(0, 4)).hex()
    return (source.gauss(0, 1) * 10.0 ** source.randint(-6, 8)).hex()


def _numbers(source: random.Random) -> str:
    scale = 10.0 ** source.randint(-5, 6)
    if source.random() < 0.5:
        return _vector([(source.gauss(0, 1) * scale).hex() for _ in range(source.randint(1, 9))])
    return _vector([_number(source) for _ in range(source.randint(1, 5))])


def _integers(source: random.Random) -> str:
    some = ["0L", "5L", "-12L", "4567L", "-98765L", "1234567L", "NA_integer_", "100000L"]
    return _vector(source.choices(some, k=source.randint(1, 4)))


def _words(source: random.Random) -> str:
    some = ["a", "bcd", "\u00e9", "\u65e5\u672c", "", "x y", "long word here", 'q"q', "b\\s", "it's", "a\u0301"]
    return _vector([_quoted(text) for text in source.choices(some, k=source.randint(1, 4))])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _vector(items: Sequence[str]) -> str:
    return f"c({','.join(items)})"


def _some(source: random.Random, share: float, choices: Mapping[str, Sequence[str]]) -> str:
    picked = [f", {name}={source.choice(values)}" for name, values in choices.items() if source.random() < share]
    return "".join(picked)


def _format(source: random.Random) -> str:
    make = source.choice([_numbers, _numbers, _numbers, _integers, _words])
    choices = {
        "digits": ["1L", "2L", "3L", "5L", "8L", "12L", "15L"],
        "nsmall": ["1L", "2L", "5L"],
        "width": ["0L", "4L", "15L"],
        "scientific": ["TRUE", "FALSE", "2L", "-3L"],
        "big.mark": ['","'],
        "justify": ['"left"', '"right"', '"centre"', '"none"'],
        "trim": ["TRUE"],
    }
    return f"format({make(source)}{_some(source, 0.2, choices)})"


def _format_c(source: random.Random) -> str:
    make = source.choice([_numbers, _numbers, _integers])
    choices = {
        "digits": ["1L", "2L", "3L", "5L", "8L"],
        "width": ["1L", "4L", "8L", "12L"],
        "format": ['"f"', '"e"', '"g"', '"fg"', '"G"'],
        "flag": ['"0"', '"-"', '"+"', '" "', '"#"'],
        "big.mark": ['","'],
    }
    return f"formatC({make(source)}{_some(source, 0.3, choices)})"


def _pretty(source: random.Random) -> str:
    make = source.choice([_numbers, _integers])
    return f"prettyNum({make(source)}{_some(source, 0.5, {'big.mark': [chr(34) + ',' + chr(34)]})})"


def _sprintf(source: random.Random) -> str:
    letter = source.choice("dfegGs")
    flag = source.choice(["", "", "-", "+", "0"]) if letter != "s" else source.choice(["", "-"])
    shape = (
        f"%{flag}{source.choice(['', '5', '12'])}{source.choice(['', '.2', '.5']) if letter in 'feg' else ''}{letter}"
    )
    make = {"d": _integers, "s": source.choice([_numbers, _integers, _words])}.get(letter, _numbers)
    return f'sprintf("{source.choice(["", "x=", "%%"])}{shape}|%s", {make(source)}, "end")'


def _rounding(source: random.Random) -> str:
    name, low, high = source.choice([("round", -4, 12), ("signif", 1, 15), ("zapsmall", 1, 12)])
    return f"{name}({_numbers(source)}, {source.randint(low, high)}L)"


def _p_values(source: random.Random) -> str:
    values = [(10.0 ** -source.uniform(0, source.choice([1, 3, 6, 20]))).hex() for _ in range(source.randint(1, 6))]
    digits = source.randint(1, 7)
    return f"format.pval({_vector(values)}, {digits}L, {source.choice([2.220446049250313e-16, 1e-3, 1e-4]).hex()})"


def _text(source: random.Random) -> str:
    kind = source.randrange(3)
    if kind == 0:
        return f"as.character({_numbers(source)})"
    if kind == 1:
        return f"encodeString({_words(source)}, quote={source.choice([_quoted(chr(34)), _quoted(chr(39))])})"
    values = _vector(
        [float(source.choice([0, 1, 0.001, 0.05, source.random(), source.random() ** 6])).hex() for _ in "12345"]
    )
    return f'symnum({values}, c(0,0.001,0.01,0.05,0.1,1), c("***","**","*","."," "), corr=FALSE, na=FALSE)'


KINDS: dict[str, Callable[[random.Random], str]] = {
    "format": _format,
    "formatC": _format_c,
    "prettyNum": _pretty,
    "sprintf": _sprintf,
    "rounding": _rounding,
    "p values": _p_values,
    "text": _text,
}


def questions(kind: str, count: int, source: random.Random) -> list[str]:
    """Return `count` random calls of one kind."""
    return [KINDS[kind](source) for _ in range(count)]


def answer(question: str) -> str:
    """Return what rcompat answers, in the notation of scripts/golden_r/number_text.R."""
    call = parse_expression(question)
    assert isinstance(call, Call)
    assert call.name is not None
    plain = [_value(argument) for argument in call.arguments if argument.name is None]
    named = {argument.name.replace(".", "_"): _value(argument) for argument in call.arguments if argument.name}
    try:
        with collect_conditions():
            result = _FUNCTIONS[call.name](*plain, **named)
    except RError as error:
        return f"ERR {error.message}"
    if isinstance(result, np.ndarray):
        return "|".join(_hexadecimal(value) for value in result.tolist())
    return "|".join("NA" if text is None else quote_string(text, "") for text in result)


def _hexadecimal(value: float) -> str:
    if not math.isfinite(value):
        return "NA" if is_na_double(value) else {math.inf: "Inf", -math.inf: "-Inf"}.get(value, "NaN")
    mantissa, _, power = value.hex().partition("p")
    return f"{mantissa.rstrip('0').removesuffix('.') if '.' in mantissa else mantissa}p{power}"


def _value(argument: Argument) -> Any:
    expression = argument.value
    if isinstance(expression, Constant):
        return _MISSING[expression.kind] if expression.value is None else expression.value
    assert isinstance(expression, Call)
    items = [_value(part) for part in expression.arguments]
    if expression.name == "-":
        return -items[0]
    assert expression.name == "c"
    if any(isinstance(item, str) for item in items):
        return np.array(items, dtype=object)
    return np.array(items, dtype=np.float64 if any(isinstance(item, float) for item in items) else np.int32)
