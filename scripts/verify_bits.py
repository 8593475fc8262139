"""Compare fits with live R, bit for bit, and print a table.

    setarch -R python scripts/verify_bits.py [--random N]

For each model: number of evaluations, theta, criterion, beta and sigma, ours against `lme4::lmer` 1.1-31, as hex. The
models are bundled data sets and simulated designs of every structure; `--random N` adds N drawn ones. The exit
status is 1 if a simplicial model differs in any bit.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "live"))

from random_models import r_frame, random_model

from pylmer.datasets import load_dataset
from pylmer.lme4 import MerFit, lmer
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import Factor, Frame
from rcompat.harness.live_r import RSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model of the table: `data` names a data set, or is a frame sent to R bit for bit."""

    name: str
    data: str | Frame
    formula: str
    r_arguments: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)


def _groups(rng: np.random.Generator, n: int, k: int) -> Factor:
    return Factor(codes=rng.integers(0, k, n).astype(np.int32), levels=tuple(f"g{i:05d}" for i in range(k)))


def _simulated(seed: int, n: int, sizes: tuple[int, ...], columns: int = 2) -> Frame:
    """Crossed grouping factors g1, g2, ... of the given sizes, covariates x1, x2, ..., a 3-level f, weights w."""
    rng = np.random.default_rng(seed)
    groups = {f"g{i + 1}": _groups(rng, n, k) for i, k in enumerate(sizes)}
    x = {f"x{j + 1}": rng.normal(size=n) for j in range(columns)}
    y = 2 + x["x1"] + rng.normal(size=n)
    for k, factor in zip(sizes, groups.values(), strict=True):
        y = y + rng.normal(size=k)[factor.codes] + 0.5 * rng.normal(size=k)[factor.codes] * x["x1"]
    f = Factor(codes=rng.integers(0, 3, n).astype(np.int32), levels=("a", "b", "c"))
    return Frame(columns={"y": y, **x, "f": f, "w": rng.uniform(0.5, 2, n), **groups}, n=n)


def _models() -> list[Model]:
    ml = {"REML": False}
    nested, large = _simulated(2, 1500, (40, 7)), _simulated(3, 4000, (300, 120))
    wide, tiny = _simulated(4, 2000, (80,), columns=40), _simulated(5, 24, (5,))
    crossed, psycho = _simulated(6, 3000, (60, 50)), _simulated(7, 3000, (110, 90))
    return [
        Model(name="sleepstudy slope", data="sleepstudy", formula="Reaction ~ Days + (Days | Subject)"),
        Model(name="sleepstudy slope ML", data="sleepstudy", formula="Reaction ~ Days + (Days | Subject)",
              r_arguments=", REML = FALSE", arguments=ml),
        Model(name="sleepstudy ||", data="sleepstudy", formula="Reaction ~ Days + (Days || Subject)"),
        Model(name="sleepstudy weights", data="sleepstudy", formula="Reaction ~ Days + (Days | Subject)",
              r_arguments=", weights = Days + 1", arguments={"weights": "Days + 1"}),
        Model(name="sleepstudy offset", data="sleepstudy", formula="Reaction ~ Days + (1 | Subject)",
              r_arguments=", offset = Days * 3", arguments={"offset": "Days * 3"}),
        Model(name="sleepstudy slope only", data="sleepstudy", formula="Reaction ~ 1 + (0 + Days | Subject)"),
        Model(name="sleepstudy no fixed", data="sleepstudy", formula="Reaction ~ 0 + (1 | Subject)"),
        Model(name="sleepstudy rank deficient", data="sleepstudy",
              formula="Reaction ~ Days + I(2 * Days) + (Days | Subject)"),
        Model(name="sleepstudy subset", data="sleepstudy", formula="Reaction ~ Days + (Days | Subject)",
              r_arguments=", subset = Days > 1", arguments={"subset": "Days > 1"}),
        Model(name="Dyestuff", data="Dyestuff", formula="Yield ~ 1 + (1 | Batch)"),
        Model(name="Dyestuff2 singular", data="Dyestuff2", formula="Yield ~ 1 + (1 | Batch)"),
        Model(name="Pastes nested", data="Pastes", formula="strength ~ 1 + (1 | batch/cask)"),
        Model(name="Penicillin crossed", data="Penicillin", formula="diameter ~ 1 + (1 | plate) + (1 | sample)"),
        Model(name="Penicillin crossed ML", data="Penicillin",
              formula="diameter ~ 1 + (1 | plate) + (1 | sample)", r_arguments=", REML = FALSE", arguments=ml),
        Model(name="cake", data="cake", formula="angle ~ recipe * temperature + (1 | recipe:replicate)"),
        Model(name="ham", data="ham",
              formula="Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Product:Consumer)"),
        Model(name="carrots", data="carrots", formula="Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)"),
        Model(name="nested 2 terms", data=nested, formula="y ~ x1 + f + (x1 | g1) + (1 | g1:g2)"),
        Model(name="factor slopes", data=nested, formula="y ~ x1 + (f | g1)"),
        Model(name="factor columns", data=nested, formula="y ~ f + (0 + f | g1)"),
        Model(name="3 columns singular", data=nested, formula="y ~ x1 + (x1 + x2 | g2)"),
        Model(name="several terms, one factor", data=nested,
              formula="y ~ x1 + (1 | g1) + (0 + x1 | g1) + (0 + x2 | g1)"),
        Model(name="weights + offset ML", data=nested, formula="y ~ x1 + (x1 | g1)",
              r_arguments=", REML = FALSE, weights = w, offset = x2",
              arguments={"REML": False, "weights": "w", "offset": "x2"}),
        Model(name="crossed 300 x 120", data=large, formula="y ~ x1 + f + (1 | g1) + (1 | g2)"),
        Model(name="crossed with slope", data=nested, formula="y ~ x1 + (x1 | g1) + (1 | g2)"),
        Model(name="crossed, 4 columns", data=nested, formula="y ~ x1 * f + (x1 + f | g1) + (1 | g2)"),
        Model(name="p = 42", data=wide, formula="y ~ " + " + ".join(f"x{j}" for j in range(1, 41)) + " + f + (1 | g1)"),
        Model(name="tiny", data=tiny, formula="y ~ 1 + (1 | g1)"),
        Model(name="n > 816, intercept", data=nested, formula="y ~ x1 + (1 | g1)"),
        Model(name="crossed 60 x 50", data=crossed, formula="y ~ x1 + (1 | g1) + (1 | g2)"),
        Model(name="crossed slopes 60 x 50", data=crossed, formula="y ~ x1 + (x1 | g1) + (x1 | g2)"),
        Model(name="crossed slopes 110 x 90 ||", data=psycho, formula="y ~ x1 + (x1 || g1) + (x1 || g2)"),
    ]  # fmt: skip


def _random(count: int) -> list[Model]:
    drawn = [random_model(10_000 + seed) for seed in range(count)]
    return [
        Model(
            name=f"random {m.seed}", data=m.frame, formula=m.formula, r_arguments=m.r_arguments, arguments=m.arguments
        )
        for m in drawn
    ]


_R_VALUES = """
c(if (is.null(m@optinfo$feval)) NA else m@optinfo$feval, m@devcomp$cmp[[if (isREML(m)) "REML" else "dev"]], sigma(m),
  length(getME(m, "theta")), getME(m, "theta"), getME(m, "beta"), as.numeric(is(getME(m, "L"), "dCHMsuper")))
"""


def _hex(values: list[float]) -> list[str]:
    return [float(value).hex() for value in values]


def _compare(session: RSession, model: Model) -> tuple[str, bool, bool]:
    """One line of the table; whether all bits agree; whether R's factor is supernodal."""
    if isinstance(model.data, str):
        name, frame = model.data, load_dataset(model.data)
    else:
        name, frame = "d", model.data
        session.run(r_frame(frame))
    session.run("m <- NULL")
    session.run(f"m <- suppressWarnings(suppressMessages(lme4::lmer({model.formula}, {name}{model.r_arguments})))")
    try:
        count, criterion, sigma, m, *rest = session.values(_R_VALUES)
    except ValueError:
        return _refused(model, name, frame)
    theta, beta, supernodal = rest[: int(m)], rest[int(m) : -1], bool(rest[-1])
    fit = _fit(model, name, frame)
    same = {
        "evaluations": fit.optim.evaluations == int(count),
        "theta": _hex(fit.state.theta.tolist()) == _hex(theta),
        "criterion": fit.optim.value.hex() == criterion.hex(),
        "beta": _hex(fit.state.beta.tolist()) == _hex(beta),
        "sigma": fit.sigma.hex() == sigma.hex(),
    }
    shape = f"{fit.spec.n}/{fit.spec.p}/{fit.spec.re.q}/{int(m)}"
    marks = " ".join("same" if agrees else "DIFF" for agrees in same.values())
    shown = f"{fit.state.theta[0].hex()}  {fit.optim.value.hex()}"
    kind = "S" if supernodal else " "
    return f"{model.name:<28}{shape:>18} {kind} {int(count):>5}  {marks}  {shown}", all(same.values()), supernodal


def _fit(model: Model, name: str, frame: Frame) -> MerFit:
    with collect_conditions():
        fit: MerFit = lmer(model.formula, frame, data_name=name, **model.arguments)
    return fit


def _refused(model: Model, name: str, frame: Frame) -> tuple[str, bool, bool]:
    """R stops with an error: so must we."""
    try:
        _fit(model, name, frame)
    except RError as error:
        return f"{model.name:<28} both refuse: {error.message}", True, False
    return f"{model.name:<28} DIFF: R refuses, we do not", False, False


def main() -> int:
    os.environ["PYLMER_L1_CACHE"] = "machine"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--random", type=int, default=0, metavar="N", help="add N random models")
    models = _models() + _random(parser.parse_args().random)
    print(f"{'model':<28}{'n/p/q/thetas':>18}   evals  eval theta crit beta sigma  theta[0], criterion (ours)")
    agreed = failed = 0
    with RSession() as session:
        for model in models:
            line, agrees, supernodal = _compare(session, model)
            agreed += agrees
            failed += not agrees and not supernodal
            print(line, flush=True)
    print(f"{agreed} of {len(models)} models bit-identical (S: supernodal factor); {failed} simplicial ones differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
