"""Compare tests and intervals with live R on random models, and print how many digits agree.

    setarch -R python scripts/verify_inference.py [--models N] [--profiles N] [--worst N]

For each quantity: how many numbers were compared, and the median and the least log relative error (the number of
agreeing significant digits, at most 16). Models that R itself refuses are left out. `--profiles` says for how many
models the profile limits are compared (R needs seconds for each). `--worst` lists the models below six digits.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "live"))

from random_models import RandomModel, r_frame, random_model

from pylmer import lmertest, pbkrtest
from rcompat.base.conditions import RError, collect_conditions
from rcompat.harness.live_r import RSession

MOST_DIGITS = 16.0
NOISE = 1e-12  # of the largest number of the same answer: what two orders of summation leave of a zero


def _column(name: str) -> Callable[[Any], list[float]]:
    return lambda fit: np.asarray(fit.anova().to_frame()[name], dtype=np.float64).tolist()


def _coefficients(column: int) -> Callable[[Any], list[float]]:
    return lambda fit: lmertest.summary(fit).coefficients.data[:, column].tolist()


QUESTIONS: dict[str, tuple[str, Callable[[Any], list[float]]]] = {
    "t: df": ("coef(summary(m))[, 'df']", _coefficients(2)),
    "t: p": ("coef(summary(m))[, 'Pr(>|t|)']", _coefficients(4)),
    "anova III: F": ("anova(m)[['F value']]", _column("F value")),
    "anova III: DenDF": ("anova(m)[['DenDF']]", _column("DenDF")),
    "anova III: p": ("anova(m)[['Pr(>F)']]", _column("Pr(>F)")),
    "vcovAdj": ("as.matrix(pbkrtest::vcovAdj(m))", lambda fit: pbkrtest.vcovAdj(fit).data.ravel(order="F").tolist()),
    "Wald limits": (
        "na.omit(as.vector(confint(m, method = 'Wald')))",
        lambda fit: [v for v in fit.confint(method="Wald").data.ravel(order="F").tolist() if not math.isnan(v)],
    ),
}
PROFILE = ("as.vector(confint(m, quiet = TRUE))", lambda fit: fit.confint(quiet=True).data.ravel(order="F").tolist())


FEW = 6.0


MOVED_ROWS = (1, 2, 3, 5, 8)


def _moved_digits(session: RSession, model: RandomModel, row: int) -> float:
    """Least digits in which R's profile limits agree with R's when the last bit of one response has moved."""
    session.run(f"kept <- d; d$y[{row}] <- d$y[{row}] * (1 + 2^-52)")
    session.run(f"moved <- suppressMessages(suppressWarnings(lmerTest::{model.r_call}))")
    quiet = "suppressMessages(suppressWarnings({}))"
    try:
        found = session.values(quiet.format(PROFILE[0].replace("confint(m,", "confint(moved,")), timeout=600.0)
    except ValueError:  # R refuses to profile now
        return 0.0
    finally:
        session.run("d <- kept")
    limits = session.values(quiet.format(PROFILE[0]), timeout=600.0)
    scale = max((abs(v) for v in limits if math.isfinite(v)), default=1.0)
    return min(agreeing_digits(a, b, scale) for a, b in zip(found, limits, strict=True))


def _cause(session: RSession, name: str, model: RandomModel, least: float) -> str:
    """Why few digits of R's `m` agree, measured in R; "unexplained" if nothing is found."""
    if name == "vcovAdj":
        rcond = session.values("rcond(as.matrix(attr(pbkrtest::vcovAdj(m), 'W')))")[0]
        if rcond < 1e-12:
            return f"the variances' information is singular to rounding (rcond {rcond:.0e}): R's numbers are its noise"
    if name == "profile limits":
        moved = min(_moved_digits(session, model, row) for row in MOVED_ROWS)
        if moved <= least + 1.0:
            return f"R's limits and R's after the last bit of one response has moved agree in {moved:.1f} digits"
    return "unexplained"


def agreeing_digits(ours: float, theirs: float, scale: float) -> float:
    """Log relative error, at most 16; numbers that are rounding noise beside `scale` are measured by it."""
    if ours == theirs or (math.isnan(ours) and math.isnan(theirs)):
        return MOST_DIGITS
    if math.isnan(ours) or math.isnan(theirs):
        return 0.0
    size = abs(theirs) if abs(theirs) > NOISE * scale else (scale or 1.0)
    return max(0.0, min(MOST_DIGITS, -math.log10(abs(ours - theirs) / size)))


def _compare(session: RSession, model: RandomModel, names: list[str]) -> dict[str, list[float]]:
    """Digits of every number of every question; empty where R or the model gives none."""
    code = r_frame(model.frame).replace("), ", "),\n")
    session.run(code)
    session.run(f"m <- NULL; m <- suppressMessages(suppressWarnings(lmerTest::{model.r_call}))")
    found: dict[str, list[float]] = {}
    with collect_conditions():
        try:
            fit = lmertest.lmer(model.formula, model.frame, data_name="d", **model.arguments)
        except RError:
            return {}
        for name in names:
            r_code, ask = PROFILE if name == "profile limits" else QUESTIONS[name]
            try:
                theirs = session.values(f"suppressMessages(suppressWarnings({r_code}))", timeout=600.0)
            except ValueError:
                continue
            try:
                ours = ask(fit)
            except RError:
                ours = [math.nan] * len(theirs)
            if len(ours) == len(theirs):
                scale = max((abs(v) for v in theirs if math.isfinite(v)), default=1.0)
                found[name] = [agreeing_digits(a, b, scale) for a, b in zip(ours, theirs, strict=True)]
            else:
                found[name] = [0.0]
    return found


def main() -> int:
    os.environ["PYLMER_L1_CACHE"] = "machine"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--models", type=int, default=200)
    parser.add_argument("--profiles", type=int, default=20)
    given = parser.parse_args()
    digits: dict[str, list[float]] = {name: [] for name in (*QUESTIONS, "profile limits")}
    worst: list[tuple[float, str, str]] = []
    unexplained = 0
    with RSession(packages=("lme4", "lmerTest", "pbkrtest")) as session:
        for seed in range(given.models):
            model = random_model(20_000 + seed)
            names = [*QUESTIONS, *(["profile limits"] if seed < given.profiles else [])]
            for name, values in _compare(session, model, names).items():
                digits[name] += values
                if values and min(values) < FEW:
                    cause = _cause(session, name, model, min(values))
                    unexplained += cause == "unexplained"
                    worst.append((min(values), name, f"seed {model.seed}: {model.r_call}: {cause}"))
    print(f"{'quantity':<18}{'numbers':>9}{'median':>9}{'1 in 100':>10}{'least':>8}")
    for name, values in digits.items():
        if values:
            low = sorted(values)[len(values) // 100]
            print(f"{name:<18}{len(values):>9}{statistics.median(values):>9.1f}{low:>10.1f}{min(values):>8.1f}")
    for least, name, where in sorted(worst):
        print(f"below six digits: {name} {least:.1f}  {where}")
    print(f"{len(worst)} answers below six digits, {unexplained} without a known cause")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
