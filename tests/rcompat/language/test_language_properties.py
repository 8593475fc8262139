"""Properties of the language room: round trips, no stray exceptions, long and deep input."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_source import damaged, expression, formula

from rcompat.base.conditions import RError
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Call, Constant, Expr
from rcompat.language.formulas import all_vars, delete_response, drop_terms, reformulate, update_formula
from rcompat.language.syntax import RSyntaxError, parse, parse_expression, parse_program
from rcompat.language.terms import make_terms

# What R's deparse writes so that it reads back differently: open-ended constructs, help, assignments, and complex
# numbers, which become a sum.
_LOSSY = frozenset(("?", ":=", "->", "if", "while", "for", "repeat", "function", "=", "<-", "<<-", "$", "@", "!", "~"))


def _calls(expr: Expr) -> set[str]:
    if not isinstance(expr, Call):
        return set()
    return {expr.name or "", *_calls(expr.function)}.union(*[_calls(value) for value in expr.values])


def _has_complex(expr: Expr) -> bool:
    if isinstance(expr, Constant):
        return expr.kind == "complex"
    return isinstance(expr, Call) and any(map(_has_complex, (expr.function, *expr.values)))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_deparsed_text_reads_back(seed: int) -> None:
    source = random.Random(seed)
    try:
        parsed = parse(expression(source, 4))
    except RError:
        return
    for expr in parsed:
        if not _calls(expr) & _LOSSY and not _has_complex(expr):
            text = deparse(expr, 500, backtick=True)
            again = parse_expression("(" + "\n".join(text) + "\n)")
            assert isinstance(again, Call)
            assert deparse(again.values[0], 500, backtick=True) == text


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_damaged_text_ends_in_r_errors_only(seed: int) -> None:
    source = random.Random(seed)
    text = damaged(source, expression(source, 4))
    try:
        parsed = parse(text)
    except RError:
        return
    for expr in parsed:
        deparse(expr, 40)
        all_vars(expr)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_ends_in_r_errors_only(text: str) -> None:
    try:
        parse(text)
    except RSyntaxError:
        return


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_terms_of_deparsed_formula_are_the_same(seed: int) -> None:
    text = f"y ~ {formula(random.Random(seed), 3)}"
    try:
        first = make_terms(parse_expression(text))
    except RError:
        return
    second = make_terms(parse_expression(deparse_one(first.formula)))
    assert first.term_labels == second.term_labels
    assert (first.factors == second.factors).all()


def test_long_formulas_need_no_depth() -> None:
    names = [f"x{i}" for i in range(3000)]
    text = "y ~ " + " + ".join(names)
    parsed = parse_expression(text)
    assert deparse(parsed, 500)[0].startswith("y ~ x0 + x1")
    assert make_terms(parsed).term_labels == tuple(names)
    assert len(all_vars(parsed)) == len(names) + 1
    assert parse_expression("-".join(names)) is not None


@pytest.mark.parametrize("text", ["(" * 51 + "x" + ")" * 51, "f(" * 3000, "[" * 9, "{" * 4000, "x[" * 60 + "1"])
def test_nesting_is_limited_as_in_r(text: str) -> None:
    with pytest.raises(RSyntaxError):
        parse(text)


def test_context_stack_message() -> None:
    with pytest.raises(RSyntaxError, match="contextstack overflow at line 1"):
        parse("(" * 60)
    parse("(" * 49 + "x" + ")" * 49)


@pytest.mark.parametrize("text", ["-" * 5000 + "x", "x^" * 5000 + "1", "if (a) " * 5000 + "b", "x <- " * 4000 + "1"])
def test_deep_text_is_an_r_error(text: str) -> None:
    with pytest.raises(RError):
        parse(text)


@pytest.mark.parametrize("text", ["0x" + "f" * 500, "0x1p99999", "1e400L", "1e999999999"])
def test_numbers_beyond_doubles_are_infinite(text: str) -> None:
    assert parse_expression(text) == Constant(math.inf, "double")


@pytest.mark.parametrize(
    ("token", "shown_from"), [(")", 1), ("x", 2), ("12", 2), ("'s'", 1), ("==", 1), ("=", 2), ("%%", 1), ("else", 2)]
)
def test_errors_show_the_last_256_bytes_that_were_read(token: str, shown_from: int) -> None:
    """One byte less where R has read a character ahead to know that the token ends."""
    left = "a == " if token == "==" else "a = " if token == "=" else "a %% " if token == "%%" else "a "
    text = "".join(f"b{i:03d}" for i in range(80))[: 256 - len(left) - len(token)] + left + token
    assert len(text) == 256
    with pytest.raises(RSyntaxError) as error:
        parse(f"{text} 2")
    shown = error.value.message.split("\n")[1].removeprefix("1: ")
    assert text.index(shown) + 1 == shown_from


def test_a_power_orders_terms_as_r_does() -> None:
    labels = make_terms(parse_expression("y ~ (a + c * b %in% x * a)^2")).term_labels
    assert labels == ("a", "c", "a:c", "b:x", "a:b:x", "c:b:x", "a:c:b:x")


def test_places_of_expressions() -> None:
    program = parse_program("a <- 1\n\n# note\nf(x,\n  y)  # end\nb; d\n")
    assert [(p.first_line, p.last_line, p.source_text) for p in program] == [
        (1, 1, "a <- 1"),
        (4, 5, "f(x,\n  y)"),
        (6, 6, "b"),
        (6, 6, "d"),
    ]


def test_terms_without_response_and_without_terms() -> None:
    terms = make_terms(parse_expression("y ~ a * b + offset(w)"))
    bare = delete_response(terms)
    assert (bare.variable_names, bare.offsets, bare.response) == (("a", "b", "offset(w)"), (3,), 0)
    assert deparse_one(bare.formula) == "~a * b + offset(w)"
    assert deparse_one(drop_terms(terms, [1], keep_response=True).formula) == "y ~ b + a:b"
    assert deparse_one(reformulate(["x", "(1 | g)"], "y c", intercept=False)) == "`y c` ~ x + (1 | g) - 1"
    with pytest.raises(RError, match="'termlabels' must be a character vector of length at least one"):
        drop_terms(terms, [1, 2, 3])


def test_update_refuses_a_dot_that_stays() -> None:
    old, new = parse("y ~ .; . ~ . + z")
    with pytest.raises(RError, match=r"'\.' in formula and no 'data' argument"):
        update_formula(old, new)
