"""What a page cannot show: records, generics, frames, errors of linear models."""

from __future__ import annotations

import numpy as np
import pytest

from rcompat.base.conditions import RError, RWarning
from rcompat.base.frame import Frame, is_na_real
from rcompat.linear.lm import LmFit, anova, coef, lm, predict, update, vcov

DATA = {"y": [1.0, 3.0, 2.0, 5.0, 4.0, 7.0], "x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "g": ["a", "b", "a", "b", "a", "b"]}


def test_generics_are_methods() -> None:
    m = lm("y ~ x", DATA)
    assert isinstance(m, LmFit)
    assert np.array_equal(m.coef().data, coef(m).data)
    assert "summary" in dir(m)


def test_aliased_coefficients_are_na() -> None:
    m = lm("y ~ x + I(2 * x)", DATA)
    assert is_na_real(coef(m).data).tolist() == [False, False, True]
    assert vcov(m).data.shape == (3, 3)
    assert vcov(m, complete=False).data.shape == (2, 2)


def test_the_callers_name_of_the_data_is_shown() -> None:
    birds = DATA
    assert "data = birds" in str(lm("y ~ x", birds))
    assert "data = d2" in str(lm("y ~ x", birds, data_name="d2"))


def test_variables_of_the_caller_are_found() -> None:
    outside = np.array([1.0, 0.0, 2.0, 1.0, 0.5, 3.0])  # noqa: F841 - the formula names it
    m = lm("y ~ x + outside", DATA)
    assert update(m, ". ~ . - x").design.names == ("(Intercept)", "outside")


def test_anova_gives_a_frame() -> None:
    table = anova(lm("y ~ x", DATA), lm("y ~ x + g", DATA)).to_frame()
    assert isinstance(table, Frame)
    assert table.names == ("Res.Df", "RSS", "Df", "Sum of Sq", "F", "Pr(>F)")


def test_new_levels_are_an_error() -> None:
    with pytest.raises(RError, match="factor g has new level c"):
        predict(lm("y ~ g", DATA), {"g": ["c"]})


def test_rank_deficient_predictions_warn() -> None:
    m = lm("y ~ x + I(2 * x)", DATA)
    with pytest.warns(RWarning, match="rank-deficient"):
        predict(m, {"x": [1.0]})


def test_several_responses_give_a_model_of_all() -> None:
    assert lm("cbind(y, x) ~ g", DATA).coef().dimnames[1] == ("y", "x")
