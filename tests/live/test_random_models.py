"""Random models, fitted and printed by R and by us in turn: data, formula and options are drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest
from tolerances import assert_close

from pylmer import lme4, lmertest
from rcompat.base.condition_text import conditions_text
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.delimited import read_csv
from rcompat.harness.live_r import RSession

COUNT = 200


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One drawn model: the data as CSV text, the formula, and the other arguments as R expressions."""

    table: str
    formula: str
    reml: bool
    lmertest: bool
    extras: dict[str, str] = field(default_factory=dict)

    @property
    def r_call(self) -> str:
        """The call in R."""
        extras = "".join(f", {name} = {text}" for name, text in self.extras.items())
        return f"lmer({self.formula}, data = d, REML = {'TRUE' if self.reml else 'FALSE'}{extras})"


def draw(seed: int) -> Drawn:
    """Draw a model."""
    rng = random.Random(seed)
    rows = _rows(rng)
    formula = f"{_response(rng)} ~ {_fixed(rng)} + {_random(rng)}"
    extras = {}
    if rng.random() < 0.25:
        extras["weights"] = rng.choice(["w", "sqrt(w)", "w / 10"])
    if rng.random() < 0.15:
        extras["offset"] = rng.choice(["o", "2 * o"])
    if rng.random() < 0.15:
        extras["subset"] = rng.choice(["x1 < 12", "f != 'b'", "x2 > -2 & x1 > 6"])
    return Drawn(table=rows, formula=formula, reml=rng.random() < 0.7, lmertest=rng.random() < 0.5, extras=extras)


def _rows(rng: random.Random) -> str:
    groups, others, per_group = rng.randint(6, 25), rng.randint(5, 12), rng.randint(4, 12)
    scale, noise = 10 ** rng.uniform(-2, 3.5), rng.uniform(0.5, 2)
    spread, slope_spread = rng.choice([0.0, 0.5, 1.5, 1.5]), rng.choice([0.0, 0.5, 1.0, 1.0])
    missing = rng.choice([0.0, 0.0, 0.0, 0.02])
    levels = "abcde"[: rng.randint(2, 5)]
    group_effects = [(rng.gauss(0, spread), rng.gauss(0, slope_spread)) for _ in range(groups)]
    other_effects = [rng.gauss(0, spread / 2) for _ in range(others)]
    lines = ["y,x1,x2,f,logical,g,h,k,w,o"]
    for group in range(groups):
        for row in range(max(2, per_group + rng.randint(-2, 2))):
            x1, x2, other = rng.gauss(10, 3), rng.gauss(0, 1), rng.randrange(others)
            level = rng.choice(levels)
            value = 3 + 0.2 * x1 + 0.5 * x2 + (level == "b") + group_effects[group][0] + other_effects[other]
            value += group_effects[group][1] * x2 + rng.gauss(0, noise)
            logical = "TRUE" if rng.random() < 0.5 else "FALSE"
            cells = [f"{scale * value:.6g}", f"{x1:.3f}", f"{x2:.3f}", level, logical]
            cells += [f"g{group + 1}", f"{other + 1}", f"k{row % 3 + 1}"]
            cells += [f"{rng.uniform(0.2, 3):.2f}", f"{rng.gauss(0, 1):.2f}"]
            lines.append(
                ",".join("NA" if i in (0, 2, 3) and rng.random() < missing else cell for i, cell in enumerate(cells))
            )
    return "\n".join(lines) + "\n"


def _response(rng: random.Random) -> str:
    return rng.choice(["y"] * 6 + ["log(abs(y) + 1)", "I(y / 2)", "scale(y)"])


def _fixed(rng: random.Random) -> str:
    pool = ["x1", "x2", "f", "logical", "x1 * x2", "f * x2", "f:x1", "I(x2^2)", "poly(x1, 2)", "log(x1^2)", "scale(x1)"]
    terms = rng.sample(pool, rng.choice([1, 1, 2, 2, 3]))
    start = rng.choice(["", "", "", "1 + ", "0 + "])
    return start + " + ".join(terms)


def _random(rng: random.Random) -> str:
    return rng.choice(
        [
            "(1 | g)", "(1 | g)", "(x2 | g)", "(x2 | g)", "(1 + x2 | g)", "(x2 || g)", "(0 + x2 | g)",
            "(1 | g) + (0 + x2 | g)", "(1 | g/k)", "(1 | g) + (1 | h)", "(x2 | g) + (1 | h)", "(1 | g:k) + (1 | h)",
            "(x1 + x2 || g)", "(1 | h) + (x2 || g)", "(logical | g)", "(1 | g) + (1 | h) + (1 | k)",
        ]
    )  # fmt: skip


@pytest.fixture(scope="module")
def session(live_r: RSession) -> RSession:
    live_r.run("options(warn = 0)")
    return live_r


@pytest.mark.r
@pytest.mark.parametrize("seed", range(COUNT))
def test_summary_is_the_same_bytes(seed: int, session: RSession, tmp_path: Path) -> None:
    drawn = draw(seed)
    path = tmp_path / "d.csv"
    path.write_text(drawn.table)
    package = "lmerTest" if drawn.lmertest else "lme4"
    # One statement each, as in a script: R writes the warnings of a statement when it ends.
    fitted = session.run(f'd <- read.csv("{path}")\nm <- NULL\nm <- {package}::{drawn.r_call}')
    printed = session.run("summary(m)")
    if fitted.status:
        with pytest.raises(RError) as stopped:
            _ours(drawn, path, lmertest if drawn.lmertest else lme4)
        assert stopped.value.message in fitted.stderr.decode(), drawn.r_call
        return
    text, signalled, theta = _ours(drawn, path, lmertest if drawn.lmertest else lme4)
    assert text == printed.stdout.decode(), drawn.r_call
    assert signalled == (fitted.stderr + printed.stderr).decode(), drawn.r_call
    assert_close(theta, session.values('lme4::getME(m, "theta")'), "theta")


def _ours(drawn: Drawn, path: Path, door: ModuleType) -> tuple[str, str, list[float]]:
    d = read_csv(path)
    with collect_conditions() as fitting:
        m = door.lmer(drawn.formula, data=d, REML=drawn.reml, **drawn.extras)
    with collect_conditions() as printing:
        text = f"{m.summary()}\n"
    return text, conditions_text(fitting) + conditions_text(printing), list(lme4.getME(m, "theta"))
