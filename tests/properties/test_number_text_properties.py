"""What any text of numbers must satisfy, whatever R's rules are: it reads back, rounds right, and lines up."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_profiles import CHEAP
from tolerances import assert_close

from rcompat.base.c_format import format_values, formatC, prettyNum
from rcompat.base.number_reading import read_number
from rcompat.base.number_text import format_doubles, number_word
from rcompat.base.options import local_options
from rcompat.base.p_value_text import format_pval
from rcompat.base.rounding import round_one, signif_one, zapsmall
from rcompat.base.string_text import display_width, pad, quote_string, strtrim
from rcompat.base.vector_sprintf import sprintf_vector
from rcompat.harness.strategies import number_vectors, numbers
from rcompat.language.syntax import parse_expression

VECTORS = number_vectors()
DIGITS = st.integers(1, 15)
P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


def read(text: str) -> float:
    value = read_number(text.strip())
    assert value is not None
    return value


@settings(CHEAP)
@given(value=numbers())
def test_seventeen_digits_read_back_to_the_same_bits(value: float) -> None:
    assert read(format_doubles([value], digits=17)[0]) == value


@settings(CHEAP)
@given(value=numbers(), digits=DIGITS)
def test_text_is_right_to_half_a_unit_of_its_last_digit(value: float, digits: int) -> None:
    assume(value != 0)
    size = Decimal(abs(value))
    error = abs(Decimal(format_doubles([value], digits=digits)[0].strip()) - Decimal(value))
    # R scales in 80-bit arithmetic: beyond half a unit there is room for its rounding only
    assert error <= Decimal(10) ** (size.adjusted() - digits + 1) * (Decimal("0.5") + Decimal("1e-3"))


@settings(CHEAP)
@given(values=VECTORS, digits=DIGITS)
def test_a_vector_has_one_width_and_one_number_of_decimals(values: list[float], digits: int) -> None:
    cells = format_doubles(values, digits=digits)
    assert len({len(cell) for cell in cells}) == 1
    assert len({len(cell.partition("e")[0].partition(".")[2]) for cell in cells}) == 1
    assert len({"e" in cell for cell in cells}) == 1


@settings(CHEAP)
@given(values=VECTORS, digits=DIGITS, seed=st.integers(0, 99))
def test_order_of_elements_does_not_matter(values: list[float], digits: int, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(values)).tolist()
    cells = format_doubles(values, digits=digits)
    assert format_doubles([values[i] for i in order], digits=digits) == [cells[i] for i in order]


@settings(CHEAP)
@given(values=VECTORS, digits=DIGITS)
def test_every_element_shows_its_digits_at_least(values: list[float], digits: int) -> None:
    for cell, value in zip(format_doubles(values, digits=digits), values, strict=True):
        if value:
            unit = Decimal(10) ** (Decimal(value).adjusted() - digits + 1)
            assert abs(Decimal(cell.strip()) - Decimal(value)) <= unit * Decimal("0.501")


@settings(CHEAP)
@given(value=numbers(), digits=st.integers(1, 14))
def test_more_digits_are_nearer(value: float, digits: int) -> None:
    far, near = (abs(Decimal(format_doubles([value], digits=d)[0].strip()) - Decimal(value)) for d in (digits, 15))
    assert near <= far


@settings(CHEAP)
@given(values=VECTORS, digits=DIGITS)
def test_a_minus_sign_is_all_that_negative_numbers_add(values: list[float], digits: int) -> None:
    size = [abs(value) for value in values if value]
    assume(size)
    positive = format_doubles(size, digits=digits)
    negative = format_doubles([-value for value in size], digits=digits)
    assert [cell.strip() for cell in negative] == [f"-{cell.strip()}" for cell in positive]


@settings(CHEAP)
@given(values=VECTORS, digits=DIGITS, scipen=st.integers(-20, 20))
def test_notation_follows_width_and_penalty(values: list[float], digits: int, scipen: int) -> None:
    with local_options(scipen=-400):
        scientific = max(map(len, format_doubles(values, digits=digits)))
    with local_options(scipen=400):
        fixed = max(map(len, format_doubles(values, digits=digits)))
    with local_options(scipen=scipen):
        found = format_doubles(values, digits=digits)
    assert max(map(len, found)) == (fixed if fixed <= scientific + scipen else scientific)


@settings(CHEAP)
@given(values=VECTORS, extra=st.sampled_from([math.nan, math.inf, -math.inf]))
def test_special_values_change_nothing_but_the_width(values: list[float], extra: float) -> None:
    cells = [cell.strip() for cell in format_doubles(values)]
    more = format_doubles([*values, extra])
    assert [cell.strip() for cell in more[:-1]] == cells
    assert len({len(cell) for cell in more}) == 1


@settings(CHEAP)
@given(value=numbers())
def test_words_of_numbers_read_back_to_fifteen_digits(value: float) -> None:
    word = number_word(value)
    assert_close([read(word)], [value], "default")
    assert word == number_word(read(word))
    assert not re.search(r"\.\d*0(e|$)", word)


@settings(CHEAP)
@given(value=numbers(least=1e-290, most=1e290), digits=DIGITS)
def test_signif_is_idempotent_and_near(value: float, digits: int) -> None:
    once = signif_one(value, digits)
    assert signif_one(once, digits) == once
    assert abs(once - value) <= abs(value) * 10.0 ** (1 - digits) * 0.5 * (1 + 1e-6) + abs(value) * 1e-15


@settings(CHEAP)
@given(value=numbers(least=1e-9, most=1e12), digits=st.integers(-3, 9))
def test_round_is_idempotent_odd_and_near(value: float, digits: int) -> None:
    once = round_one(value, digits)
    assert round_one(once, digits) == once
    assert round_one(-value, digits) == -once
    assert abs(once - value) <= 0.5 * 10.0**-digits * (1 + 1e-9) + abs(value) * 1e-15


@settings(CHEAP)
@given(whole=st.integers(-(10**6), 10**6), digits=st.integers(0, 8))
def test_round_keeps_short_decimals(whole: int, digits: int) -> None:
    value = whole / 10**digits
    assert round_one(value, digits) == value


@settings(CHEAP)
@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6), digits=st.integers(1, 12))
def test_zapsmall_moves_nothing_far(values: list[float], digits: int) -> None:
    largest = max(map(abs, values))
    zapped = zapsmall(np.array(values), digits)
    assert np.all(np.abs(zapped - values) <= largest * 10.0**-digits * 6)


@settings(CHEAP)
@given(values=VECTORS, width=st.integers(1, 30), digits=DIGITS)
def test_a_wider_cell_is_the_same_text(values: list[float], width: int, digits: int) -> None:
    plain, wide = format_values(values, digits=digits), format_values(values, digits=digits, width=width)
    assert [cell.strip() for cell in wide] == [cell.strip() for cell in plain]
    assert all(len(cell) == max(width, len(plain[0])) for cell in wide)


@settings(CHEAP)
@given(values=st.lists(numbers(least=1e-6, most=1e9), min_size=1, max_size=5), nsmall=st.integers(0, 8))
def test_nsmall_is_a_least_number_of_decimals(values: list[float], nsmall: int) -> None:
    cells = format_values(values, nsmall=nsmall, scientific=False)
    assert all(len(cell.partition(".")[2]) >= nsmall for cell in cells)


@settings(CHEAP)
@given(value=numbers(), digits=st.integers(0, 15))
def test_formatc_is_c(value: float, digits: int) -> None:
    exact = Decimal(value)
    for form in ("e", "f"):
        unit = Decimal(10) ** (-digits + (exact.adjusted() if form == "e" and value else 0))
        assert abs(Decimal(formatC(value, digits=digits, format=form)[0].strip()) - exact) <= unit / 2
    assert sprintf_vector(f"%.{digits}e", value) == formatC(value, digits=digits, format="e")


@settings(CHEAP)
@given(value=st.integers(-(2**31) + 1, 2**31 - 1), mark=st.sampled_from([",", "'", " "]))
def test_thousands_marks_stand_every_three_digits(value: int, mark: str) -> None:
    text = prettyNum(value, mark)[0]
    assert text.replace(mark, "") == str(value)
    head, *rest = text.lstrip("-").split(mark)
    assert 1 <= len(head) <= 3 and all(len(part) == 3 for part in rest)


@settings(CHEAP)
@given(values=P_VALUES, digits=st.integers(1, 7), eps=st.sampled_from([2.220446049250313e-16, 1e-3, 0.05]))
def test_p_values_below_eps_say_so_and_only_those(values: list[float], digits: int, eps: float) -> None:
    cells = format_pval(values, digits, eps)
    assert [cell.startswith("<") for cell in cells] == [value < eps for value in values]
    for cell, value in zip(cells, values, strict=True):
        if value >= eps:
            assert math.isclose(read(cell), value, rel_tol=10.0 ** (1 - digits))


@settings(CHEAP)
@given(text=st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("\n\t\\\"' "), max_size=20))
def test_quoted_texts_are_r_source_of_the_same_text(text: str) -> None:
    for quote in "\"'":
        assert getattr(parse_expression(quote_string(text, quote)), "value", None) == text


@settings(CHEAP)
@given(
    text=st.text("aé日b c", max_size=12), width=st.integers(0, 20), justify=st.sampled_from(["left", "right", "centre"])
)
def test_padding_and_trimming_count_columns(text: str, width: int, justify: str) -> None:
    padded = pad(text, width, justify)
    assert display_width(padded) == max(width, display_width(text))
    assert padded.strip(" ") == text.strip(" ")
    assert display_width(strtrim(text, width)) <= width
