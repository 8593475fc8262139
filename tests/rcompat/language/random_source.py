"""Random R source text: well-formed, damaged, random model formulas, and pieces of the grammar in any order."""

from __future__ import annotations

import random

__all__ = ["damaged", "expression", "formula", "malformed"]

_NAMES = ("a", "b", "x", "y", "Subject", "long_variable_name", "`a b`", "f", ".v", "é", "..1", "...")
_OPERATORS = (
    *("+", "-", "*", "/", "^", ":", "%in%", "%%", "%o%", "<", "==", "&", "|", "||", "~", "<-", "->", "=", "?", "|>"),
    *("$", "@", ":=", "<<-", "!=", "&&"),
)
_CONSTANTS = ("1", "1L", "1e5", "0x1F", ".5", "1i", "TRUE", "NA", "NULL", "'s'", '"q\\n"', 'r"(a\\b)"', "1e-10")
_PIECES = (*"()[]{}+-*/^:~|&!=<>,;'\"`$@%?\\_ \n\t#.1ea0xL", "else", "if", "function", "[[", "]]", "::", " x ", " 2 ")
_TERMS = (
    "a",
    "b",
    "c",
    "x",
    "log(a)",
    "I(x^2)",
    "offset(w)",
    "`a b`",
    "f(a, b)",
    "(1 | g)",
    "(x | g/h)",
    "a == b",
    "y",
)
_SCRAPS = (
    "y", "~", "x", "+", "-", "*", "/", ":", "^", "%in%", "(", ")", "[", "]", "[[", "]]", "{", "}", "|", "||", "!", "&&",
    "1", "1e5", "0x1p3", "1L", "'a'", '"', "`", ",", ";", "#", "if", "else", "for", "in", "while", "function(x)", "\\",
    "<-", "->", "=", "==", "$", "@", "::", "NULL", "TRUE", "NA", "..1", "...", "_", "_x", "é", "|>", "=>", "%", "?",
    "'b", "\\(x)", "1i", ".5", "5.", "0x", "1e", 'r"(a)"', "@@", "~~", ":::",
)  # fmt: skip


def malformed(source: random.Random) -> str:
    """Scraps of the grammar in any order: most are no formula."""
    return " ".join(source.choices(_SCRAPS, k=source.randint(1, 14)))


def expression(source: random.Random, depth: int) -> str:
    kind = source.random()

    def inner() -> str:
        return expression(source, depth - 1)

    if depth <= 0 or kind < 0.22:
        return source.choice(_NAMES if source.random() < 0.75 else _CONSTANTS)
    if kind < 0.55:
        return f"{inner()} {source.choice(_OPERATORS)} {inner()}"
    if kind < 0.63:
        return source.choice("-+!~?") + inner()
    if kind < 0.72:
        return f"({inner()})"
    if kind < 0.80:
        names = ("", "", "k = ", "'q' = ", "`u v` = ")
        given = [source.choice(names) + (inner() if source.random() < 0.9 else "") for _ in range(source.randint(0, 4))]
        return source.choice(("f", "log", "a::b", "x$y", "`my f`")) + f"({', '.join(given)})"
    shapes = ("x[%s]", "y[[%s]]", "f(x)[, %s, drop = FALSE]", "if (%s) b", "if (a) %s else b", "{%s\n%s}", "{%s; %s}",
              "function(p, q = 2) %s", "\\(p) %s", "while (%s) %s", "for (i in %s) %s", "repeat %s")  # fmt: skip
    shape = source.choice(shapes)
    return shape % tuple(inner() for _ in range(shape.count("%s")))


def damaged(source: random.Random, text: str) -> str:
    for _ in range(source.randint(1, 3)):
        at = source.randint(0, len(text))
        cut = source.random() < 0.4
        text = text[:at] + ("" if cut else source.choice(_PIECES)) + text[at + cut :]
    return text


def formula(source: random.Random, depth: int) -> str:
    kind = source.random()
    if depth <= 0 or kind < 0.25:
        return source.choice(("0", "1")) if source.random() < 0.1 else source.choice(_TERMS)
    if kind < 0.8:
        operator = source.choice((" + ", " + ", " + ", " - ", ":", " * ", "/", " %in% "))
        return formula(source, depth - 1) + operator + formula(source, depth - 1)
    if kind < 0.92:
        return f"({formula(source, depth - 1)})"
    return f"({formula(source, depth - 1)})^{source.choice('232')}"
