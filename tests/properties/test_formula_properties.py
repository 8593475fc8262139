"""The algebra of formulas: what R's operators mean in terms of one another."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_profiles import CHEAP

from rcompat.base.conditions import RError
from rcompat.harness.strategies import fixed_parts
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.formulas import all_vars, drop_terms, reformulate, update_formula
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import Terms, make_terms

PARTS = fixed_parts()
NAMES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True)


def terms_of(text: str) -> Terms:
    return make_terms(parse_expression(f"y ~ {text}"))


def members(terms: Terms) -> list[frozenset[str]]:
    """Every term as a set of variables: their order, and so the spelling of a label, does not count."""
    return [
        frozenset(name for name, used in zip(terms.variable_names, column, strict=True) if used)
        for column in terms.factors.T
    ]


def sets(text: str) -> set[frozenset[str]]:
    return set(members(terms_of(text)))


@settings(CHEAP)
@given(one=PARTS, two=PARTS)
def test_a_sum_has_the_terms_of_both(one: str, two: str) -> None:
    assume("0" not in one + two and "-" not in one + two)
    assert sets(f"({one}) + ({two})") == sets(one) | sets(two)
    assert sets(f"({one}) + ({two})") == sets(f"({two}) + ({one})")


@settings(CHEAP)
@given(one=PARTS)
def test_saying_it_twice_changes_nothing(one: str) -> None:
    assume("0" not in one and "-" not in one)
    once, twice = terms_of(one), terms_of(f"({one}) + ({one})")
    assert once.term_labels == twice.term_labels and (once.factors == twice.factors).all()


@settings(CHEAP)
@given(one=PARTS, two=PARTS)
def test_a_product_is_both_and_their_interaction(one: str, two: str) -> None:
    assume("0" not in one + two and "-" not in one + two and "1" not in one + two)
    assert sets(f"({one}) * ({two})") == sets(f"({one}) + ({two}) + ({one}):({two})")


@settings(CHEAP)
@given(names=NAMES, two=PARTS)
def test_nesting_is_the_outer_and_the_interaction_with_all_of_it(names: list[str], two: str) -> None:
    assume("0" not in two and "-" not in two and "1" not in two)
    outer = " + ".join(names)
    assert sets(f"({outer}) / ({two})") == sets(outer) | sets(f"{':'.join(names)}:({two})")


@settings(CHEAP)
@given(names=NAMES, power=st.integers(2, 4))
def test_a_power_has_the_interactions_up_to_its_order(names: list[str], power: int) -> None:
    terms = terms_of(f"({' + '.join(names)})^{power}")
    everything = sets(" * ".join(names))
    assert sets(f"({' + '.join(names)})^{power}") == {term for term in everything if len(term) <= power}
    assert max(terms.order) == min(power, len(names))


@settings(CHEAP)
@given(one=PARTS, name=st.sampled_from("abcd"))
def test_a_difference_lacks_the_term_and_keeps_the_others(one: str, name: str) -> None:
    assert sets(f"({one}) - {name}") == sets(one) - {frozenset(name)}


@settings(CHEAP)
@given(one=PARTS)
def test_terms_come_in_order_of_their_size(one: str) -> None:
    terms = terms_of(one)
    assert list(terms.order) == sorted(terms.order)
    assert [int((column > 0).sum()) for column in terms.factors.T] == list(terms.order)
    assert len(set(terms.term_labels)) == len(terms.term_labels)


@settings(CHEAP)
@given(one=PARTS)
def test_the_last_word_on_the_intercept_counts(one: str) -> None:
    assert terms_of(f"({one}) + 0").intercept is False
    assert terms_of(f"({one}) - 1").intercept is False
    assert terms_of(f"({one}) + 0 + 1").intercept is True


@settings(CHEAP)
@given(one=PARTS)
def test_term_labels_make_the_formula_again(one: str) -> None:
    terms = terms_of(one)
    assume(terms.term_labels)
    again = make_terms(reformulate(terms.term_labels, "y", terms.intercept))
    assert members(again) == members(terms) and again.intercept == terms.intercept


@settings(CHEAP)
@given(one=PARTS)
def test_update_by_dots_changes_no_term(one: str) -> None:
    old, same = parse_expression(f"y ~ {one}"), parse_expression(". ~ .")
    terms, updated = make_terms(old), make_terms(update_formula(old, same))
    assert set(members(terms)) == set(members(updated)) and terms.intercept == updated.intercept


@settings(CHEAP)
@given(one=PARTS)
def test_update_adds_and_takes_away_again(one: str) -> None:
    old = parse_expression(f"y ~ {one}")
    there = update_formula(old, parse_expression(". ~ . + new"))
    back = update_formula(there, parse_expression(". ~ . - new"))
    assert frozenset(["new"]) in members(make_terms(there))
    assert set(members(make_terms(back))) == set(members(make_terms(old)))


@settings(CHEAP)
@given(one=PARTS, which=st.integers(0, 10))
def test_dropping_a_term_leaves_the_others(one: str, which: int) -> None:
    terms = terms_of(one)
    assume(len(terms.term_labels) > 1)
    position = which % len(terms.term_labels)
    left = drop_terms(terms, [position + 1], keep_response=True)
    assert set(members(left)) == set(members(terms)) - {members(terms)[position]}


@settings(CHEAP)
@given(one=PARTS, width=st.integers(20, 200))
def test_deparsed_formulas_read_back_at_any_width(one: str, width: int) -> None:
    formula = parse_expression(f"y ~ {one}")
    lines = deparse(formula, width)
    assert deparse_one(parse_expression("\n".join(lines))) == deparse_one(formula)


@settings(CHEAP)
@given(one=PARTS)
def test_variables_of_terms_are_variables_of_the_formula(one: str) -> None:
    terms = terms_of(one)
    assert set(terms.variable_names) == set(all_vars(parse_expression(f"y ~ {one}")))
    assert {name for term in sets(one) for name in term} <= set(terms.variable_names) - {"y"}


@settings(CHEAP)
@given(one=PARTS, names=st.permutations("abcd"))
def test_renaming_variables_renames_the_terms(one: str, names: list[str]) -> None:
    table = str.maketrans("abcd", "".join(names))
    renamed = one.translate(table)
    assert sets(renamed) == {frozenset("".join(term).translate(table)) for term in sets(one)}


@settings(CHEAP)
@given(one=PARTS, name=st.sampled_from(["log(a)", "I(a^2)", "poly(a, 2)", "`a b`", "f(a, b)"]))
def test_calls_and_odd_names_are_variables_like_others(one: str, name: str) -> None:
    assume("a" in one)
    assert sets(one.replace("a", name)) == {frozenset(name if v == "a" else v for v in term) for term in sets(one)}


@settings(CHEAP)
@given(text=st.text("ab~+*:/^|()-1 ", max_size=14))
def test_nonsense_is_refused_in_r_words(text: str) -> None:
    try:
        make_terms(parse_expression(text))
    except RError as error:
        assert error.message
