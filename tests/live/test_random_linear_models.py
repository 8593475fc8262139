"""Random linear models, asked the same questions by R and by us in turn; pages are compared as bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.delimited import read_csv
from rcompat.base.frame import Frame
from rcompat.base.render import render
from rcompat.harness.live_r import RSession
from rcompat.linear.lm import LmFit, lm

COUNT = 60
_RIGHT = (
    "1", "x", "x + f", "x * f", "f", "0 + f", "x + z + t", "poly(x, 2)", "log(t + 1) + x", "I(x^2) + x", "s * x",
    "x + offset(z)", "f:x", "(x + z + t)^2", "f/x", "x + I(2 * x) + f", "factor(t)", "scale(x) + z", "-1 + x",
)  # fmt: skip
_QUESTIONS: dict[str, Callable[[LmFit, LmFit, Frame], Any]] = {
    "m": lambda m, other, new: m,
    "summary(m)": lambda m, other, new: m.summary(),
    "summary(m, correlation = TRUE)": lambda m, other, new: m.summary(correlation=True),
    "anova(m)": lambda m, other, new: m.anova(),
    "anova(m, m2)": lambda m, other, new: m.anova(other),
    "predict(m, new)": lambda m, other, new: m.predict(new),
    "confint(m)": lambda m, other, new: m.confint(),
    "vcov(m)": lambda m, other, new: m.vcov(),
    "drop1(m, test = 'F')": lambda m, other, new: m.drop1(test="F"),
    "cooks.distance(m)": lambda m, other, new: m.cooks_distance(),
}


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One drawn model: the data as CSV text, two formulas, and the other arguments as R expressions."""

    table: str
    formulas: tuple[str, str]
    extras: dict[str, str] = field(default_factory=dict)

    def r_call(self, formula: str) -> str:
        return f"lm({formula}, d{''.join(f', {name} = {text}' for name, text in self.extras.items())})"


def draw(seed: int) -> Drawn:
    """Draw a model."""
    rng = random.Random(seed)
    n = rng.choice([12, 20, 40, 80])
    rows = ["y,x,z,t,f,s,w"]
    for _ in range(n):
        x, f = rng.gauss(0, 1), rng.choice("abc")
        y = round(3 + x + "abc".index(f) + rng.gauss(0, 1), 3)
        values = (y, round(x, 4), round(rng.gauss(0, 2), 2), rng.randrange(9), f, rng.choice("uv"))
        rows.append(",".join(map(str, (*values, round(rng.uniform(0.2, 3), 3)))))
    right, more = rng.choice(_RIGHT), rng.choice(_RIGHT)
    left = rng.choice(("y", "y", "log(abs(y) + 1)", "y - z"))
    extras = {"weights": "w"} if rng.random() < 0.3 else {}
    if rng.random() < 0.2:
        extras["subset"] = "t > 1"
    return Drawn(table="\n".join(rows), formulas=(f"{left} ~ {right}", f"{left} ~ {right} + {more}"), extras=extras)


def answer(ask: Callable[[], Any]) -> str:
    """What the question prints, or R's error text."""
    with collect_conditions():
        try:
            return render(ask())
        except RError as error:
            return f"Error: {error.message}\n"


@pytest.fixture(scope="module")
def session() -> Any:
    with RSession(packages=()) as running:
        running.run(
            "show <- function(e) tryCatch(suppressWarnings(print(e)), "
            'error = function(e) cat("Error: ", conditionMessage(e), "\\n", sep = ""))\n'
        )
        yield running


@pytest.mark.r
@pytest.mark.parametrize("seed", range(COUNT))
def test_pages_are_those_of_r(session: RSession, seed: int) -> None:
    drawn = draw(seed)
    d = read_csv(drawn.table)
    with collect_conditions():
        m, other = (lm(formula, d, data_name="d", **drawn.extras) for formula in drawn.formulas)
    new = d.take(slice(0, 4))  # type: ignore[arg-type]
    table = drawn.table.replace("\n", "\\n")
    session.run(f'd <- read.csv(text = "{table}"); new <- d[1:4, ]\n')
    session.run(f"m <- {drawn.r_call(drawn.formulas[0])}; m2 <- {drawn.r_call(drawn.formulas[1])}\n")
    for question, ask in _QUESTIONS.items():
        ours = answer(lambda ask=ask: ask(m, other, new))  # type: ignore[misc]
        assert ours == session.run(f"show({question})\n").stdout.decode(), (question, drawn.formulas, drawn.extras)
