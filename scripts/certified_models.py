"""The models that `scripts/certify.py` certifies: bundled data sets, and data made by formula from whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, lmer
from rcompat.base.conditions import collect_conditions
from rcompat.base.factors import as_factor
from rcompat.base.frame import Factor, Frame

__all__ = ["MODELS", "Model", "start_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model, spelt out beside its formula.

    Attributes:
        fixed: columns of the fixed part: "1", "x", "f=b" for the dummy of level b, "x*z" for a product.
        random: name of the term in R's VarCorr, grouping factor ("a:b" for an interaction), columns.
    """

    name: str
    formula: str
    fixed: tuple[str, ...]
    random: tuple[tuple[str, str, tuple[str, ...]], ...]
    numeric: dict[str, list[float]]
    factors: dict[str, list[str]]
    reml: bool = True
    weights: str | None = None
    offset: str | None = None
    shown: dict[str, str] = field(default_factory=lambda: {"1": "(Intercept)"})

    def groups(self, factor: str) -> list[str]:
        """The level of every row, of an interaction too."""
        parts = [self.factors[name] for name in factor.split(":")]
        return [":".join(row) for row in zip(*parts, strict=True)]

    def covariance_names(self) -> list[str]:
        """Term, first and second column of every covariance, as R's as.data.frame(VarCorr(m)) names them."""
        out = []
        for name, _, columns in self.random:
            shown = [self.shown.get(column, column) for column in columns]
            out += [f"{name}|{shown[j]}|{shown[i]}" for i in range(len(shown)) for j in range(i + 1)]
        return out

    @property
    def frame(self) -> Frame:
        """The data as `lmer` takes them."""
        columns = {name: np.array(values) for name, values in self.numeric.items()}
        factors = {name: as_factor(np.array(values, dtype=object)) for name, values in self.factors.items()}
        return Frame(columns={**columns, **factors}, n=len(self.numeric["y"]))


def start_of(model: Model) -> list[float]:
    """A rough theta, in the order of `random`."""
    with collect_conditions():
        fit = lmer(model.formula, data=model.frame, REML=model.reml, weights=model.weights, offset=model.offset)
    names, theta = getME(fit, "theta").names, np.asarray(getME(fit, "theta"))
    found = dict(zip(names or (), theta.tolist(), strict=True))
    return [found[name] for name in _theta_names(model)]


def _theta_names(model: Model) -> Iterator[str]:
    for _, factor, columns in model.random:
        shown = [model.shown.get(column, column) for column in columns]
        for i, one in enumerate(shown):
            for other in shown[:i]:
                yield f"{factor}.{one}.{other}"
            yield f"{factor}.{one}"


def _bundled(name: str, response: str) -> tuple[dict[str, list[float]], dict[str, list[str]]]:
    frame = load_dataset(name)
    numeric, factors = {}, {}
    for key, column in frame.items():
        if isinstance(column, Factor):
            factors[key] = [column.levels[code] for code in column.codes]
        else:
            numeric["y" if key == response else key] = np.asarray(column, dtype=float).tolist()
    return numeric, factors


def _noise(seed: int) -> Iterator[int]:
    """Whole numbers from -100 to 100: the sum of four remainders of a linear congruential generator, so bell-shaped."""
    state = seed
    while True:
        total = 0
        for _ in range(4):
            state = (1103515245 * state + 12345) % 2**31
            total += (state >> 8) % 51
        yield total - 100


def _made(
    seed: int, sizes: Sequence[int], n: int, scale: float = 1.0
) -> tuple[dict[str, list[float]], dict[str, list[str]]]:
    """Unbalanced data of n rows: factors a, b, c of the given sizes, covariates x and z, weights w, an offset o."""
    noise = _noise(seed)
    rows = [[(next(noise) + 100 + i) % k for k in sizes] for i in range(n)]
    effects = [[(next(noise), next(noise)) for _ in range(k)] for k in sizes]
    x, z = [float(next(noise)) / 10 for _ in range(n)], [float((7 * i + next(noise)) % 13) for i in range(n)]
    y = []
    for i, row in enumerate(rows):
        shift = sum(effects[k][level][0] + effects[k][level][1] * x[i] / 5 for k, level in enumerate(row))
        y.append(scale * round(500 + 20 * x[i] + 5 * z[i] + shift + 0.5 * next(noise)) / 10)
    numeric = {"y": y, "x": x, "z": z, "w": [float(1 + i % 4) for i in range(n)], "o": [float(i % 7) for i in range(n)]}
    return numeric, {name: [f"{name}{row[k]}" for row in rows] for k, name in enumerate("abc"[: len(sizes)])}


def _both(name: str, formula: str, fixed: tuple[str, ...], random: object, data: object, **more: object) -> list[Model]:
    """The model by REML and by ML."""
    numeric, factors = data  # type: ignore[misc]
    spelt = {"formula": formula, "fixed": fixed, "random": random, "numeric": numeric, "factors": factors, **more}
    return [Model(name=f"{name} {'REML' if reml else 'ML'}", reml=reml, **spelt) for reml in (True, False)]  # type: ignore[arg-type]


_SLEEP = _bundled("sleepstudy", "Reaction")
_DAYS = (("Subject", "Subject", ("1", "Days")),)
MODELS: tuple[Model, ...] = (
    *_both("Dyestuff", "y ~ 1 + (1 | Batch)", ("1",), (("Batch", "Batch", ("1",)),), _bundled("Dyestuff", "Yield")),
    *_both("Pastes", "y ~ 1 + (1 | batch) + (1 | batch:cask)", ("1",),
           (("batch:cask", "batch:cask", ("1",)), ("batch", "batch", ("1",))), _bundled("Pastes", "strength")),
    *_both("beets", "y ~ sow + harvest + (1 | block:harvest)",
           ("1", "sow=sow2", "sow=sow3", "sow=sow4", "sow=sow5", "harvest=harv2"),
           (("block:harvest", "block:harvest", ("1",)),), _bundled("beets", "sugpct")),
    *_both("sleepstudy", "y ~ Days + (Days | Subject)", ("1", "Days"), _DAYS, _SLEEP),
    *_both("unbalanced", "y ~ 1 + (1 | a)", ("1",), (("a", "a", ("1",)),), _made(62, (6,), 23)),
    *_both("covariates", "y ~ x + z + (1 | a)", ("1", "x", "z"), (("a", "a", ("1",)),), _made(5, (7,), 33)),
    *_both("slopes", "y ~ x + (x | a)", ("1", "x"), (("a", "a", ("1", "x")),), _made(85, (8,), 48)),
    *_both("independent slopes", "y ~ x + (x || a)", ("1", "x"), (("a", "a", ("1",)), ("a.1", "a", ("x",))),
           _made(23, (8,), 48)),
    *_both("crossed", "y ~ x + (1 | a) + (1 | b)", ("1", "x"), (("a", "a", ("1",)), ("b", "b", ("1",))),
           _made(29, (7, 5), 45)),
    *_both("three factors", "y ~ x + (1 | a) + (1 | b) + (1 | c)", ("1", "x"),
           (("a", "a", ("1",)), ("b", "b", ("1",)), ("c", "c", ("1",))), _made(31, (8, 6, 4), 60)),
    *_both("weights", "y ~ x + (1 | a)", ("1", "x"), (("a", "a", ("1",)),), _made(37, (6,), 30), weights="w"),
    *_both("offset", "y ~ x + (x | a)", ("1", "x"), (("a", "a", ("1", "x")),), _made(41, (8,), 44), offset="o"),
    *_both("slope alone", "y ~ x + z + (0 + x | a)", ("1", "x", "z"), (("a", "a", ("x",)),), _made(43, (6,), 36)),
    *_both("small numbers", "y ~ x + (1 | a)", ("1", "x"), (("a", "a", ("1",)),), _made(47, (6,), 30, 2.0**-40)),
)  # fmt: skip
