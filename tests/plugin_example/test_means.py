"""The project's tests against R: they need the plugin of rcompat, and R itself or the answers in r_answers/."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from means import group_means, means_page

D = pd.DataFrame({"school": list("aabbbc"), "score": [1.5, 2.25, 3.0, 4.5, 0.1, 7.0]})


def test_means_have_rs_digits(assert_lre):
    assert_lre(group_means(D), "tapply(d$score, d$school, mean)", at_least=15, data={"d": D})


def test_page_is_rs(assert_same_output):
    assert_same_output(means_page(D), "aggregate(score ~ school, d, mean)", data={"d": D})


@pytest.mark.live_r
@pytest.mark.parametrize("seed", range(3))
def test_means_of_random_data_have_rs_digits(r, assert_lre, seed):
    rng = np.random.default_rng(seed)
    d = pd.DataFrame({"school": rng.choice(list("abcde"), 500), "score": rng.normal(100, 15, 500)})
    assert_lre(group_means(d), r.values("tapply(d$score, d$school, mean)", d=d), at_least=13)
