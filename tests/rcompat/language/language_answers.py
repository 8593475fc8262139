"""Our answers in the form in which `scripts/golden_r/language.R` writes R's."""

from __future__ import annotations

import re

from rcompat.base.conditions import RError, collect_conditions
from rcompat.language.deparse import deparse
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse
from rcompat.language.terms import make_terms

__all__ = ["ANSWERS", "escape", "expression_answer", "formula_answer", "unescape", "update_answer"]

_ESCAPES = {"n": "\n", "t": "\t", "f": "\f", "r": "\r", "\\": "\\"}


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES[found.group(1)], text)


def _failed(error: RError) -> str:
    return f"ER\t{escape(error.message)}"


def expression_answer(line: str) -> str:
    try:
        parsed = parse(unescape(line))
        pages = ["\n;;\n".join("\n".join(deparse(expr, width)) for expr in parsed) for width in (20, 60, 500)]
    except RError as error:
        return _failed(error)
    return "\t".join(["OK", *map(escape, pages)])


def formula_answer(line: str) -> str:
    text, _, names = line.partition("\t")
    try:
        with collect_conditions():
            terms = make_terms(parse(unescape(text))[0], names.split(";") if names else None)
    except RError as error:
        return _failed(error)
    variables = ";".join("\n".join(deparse(variable, 500, backtick=True)) for variable in terms.variables)
    fields = [
        "OK",
        escape("\n".join(deparse(terms.formula, 500))),
        escape(variables),
        escape(";".join(terms.term_labels)),
        ",".join(map(str, terms.order)),
        str(int(terms.intercept)),
        str(terms.response),
        ",".join(map(str, terms.offsets)),
        ",".join("".join(map(str, column)) for column in terms.factors.T) or "-",
    ]
    return "\t".join(fields)


def update_answer(line: str) -> str:
    old, new = line.split("\t")
    try:
        with collect_conditions():
            return "OK\t" + escape("\n".join(deparse(update_formula(parse(old)[0], parse(new)[0]), 500)))
    except RError as error:
        return _failed(error)


ANSWERS = {"expressions": expression_answer, "formulas": formula_answer, "updates": update_answer}
