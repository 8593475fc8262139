"""Time R and pylmer side by side in one run, from formula to printed summary.

    setarch -R python scripts/bench.py [ROW ...]

Each row is one model and one page (lme4 or lmerTest). Both sides start from a data frame in memory and end with the
text of the summary; best of several runs, R's and ours in turn. The last column is R's time over ours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as R's reference BLAS; before NumPy

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "live"))

from random_models import r_frame

from pylmer import lme4, lmertest, pbkrtest
from pylmer.datasets import load_dataset
from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Frame
from rcompat.harness.live_r import RSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: the model, its data (R code that makes `d`), and how often to repeat."""

    name: str
    package: str
    formula: str
    data: str
    repeats: int = 7


_HSB = "d <- merge(as.data.frame(nlme::MathAchieve), as.data.frame(nlme::MathAchSchool)[c('School', 'MEANSES')])"
_MODELS = (
    ("sleepstudy", "Reaction ~ Days + (Days | Subject)", "d <- lme4::sleepstudy", 9),
    ("schoolmot", "grade ~ motiv * funding + (1 + motiv | schoolid)", "schoolmot", 9),
    ("classroom nested", "mathkind ~ ses + (1 | schoolid/classid)", "classroom", 7),
    ("MathAchieve", "MathAch ~ 1 + SES + (1 + SES | School)", "d <- as.data.frame(nlme::MathAchieve)", 5),
    ("InstEval", "y ~ service + (1 | s) + (1 | d) + (1 | dept)", "d <- lme4::InstEval", 1),
)
ROWS = tuple(
    Row(name=name, package=package, formula=formula, data=data, repeats=repeats)
    for name, formula, data, repeats in _MODELS
    for package in ("lme4", "lmerTest")
    if not (name == "InstEval" and package == "lmerTest")
)


def _frames(session: RSession, row: Row) -> Frame:
    """Put the data into R as `d`, and return the same data."""
    if not row.data.startswith("d <-"):
        frame = load_dataset(row.data)
        session.run(r_frame(frame))
        return frame
    session.run(row.data)
    name = row.data.rpartition("::")[2]
    return load_dataset(name) if row.data.startswith("d <- lme4::") else _from_r(session, row.formula)


def _from_r(session: RSession, formula: str) -> Frame:
    """The variables of a formula, read back from R's `d`."""
    from rcompat.base.factors import as_factor

    columns = {}
    names = session.run(f"cat(all.vars({formula}), sep = '\\n')").stdout.decode().split()
    for name in names:
        if session.run(f"cat(is.numeric(d${name}))").stdout == b"TRUE":
            columns[name] = np.array(session.values(f"d${name}"))
            continue
        texts = session.run(f"cat(as.character(d${name}), sep = '\\n')").stdout.decode().split("\n")
        levels = session.run(f"cat(levels(d${name}), sep = '\\n')").stdout.decode().split("\n")
        wanted = [text for text in texts if text]
        columns[name] = as_factor(np.array(wanted, dtype=object), levels=[level for level in levels if level])
    return Frame(columns=columns, n=len(columns[names[0]]))


def _time_r(session: RSession, row: Row) -> float:
    call = f"suppressMessages(suppressWarnings(capture.output(print(summary({row.package}::lmer({row.formula}, d))))))"
    expression = (
        f"local({{t <- proc.time()[[3]]; for (i in 1:{row.repeats}) {call}; (proc.time()[[3]] - t) / {row.repeats}}})"
    )
    return session.values(expression, timeout=1800.0)[0]


def _time_ours(page: Callable[[], str], repeats: int) -> float:
    best = float("inf")
    for _ in range(repeats):
        begin = time.perf_counter()
        page()
        best = min(best, time.perf_counter() - begin)
    return best


def _bench(session: RSession, row: Row) -> str:
    frame = _frames(session, row)
    door = lme4 if row.package == "lme4" else lmertest

    def page() -> str:
        with collect_conditions():
            return str(door.lmer(row.formula, frame, data_name="d").summary())

    first = _time_ours(page, 1)
    ours = [_time_ours(page, row.repeats)]
    theirs = [_time_r(session, row)]
    if row.repeats > 1:
        ours.append(_time_ours(page, row.repeats))
        theirs.append(_time_r(session, row))
    r, mine = min(theirs), min(ours)
    return f"{row.name:<18}{row.package:<9}{r * 1e3:>10.1f}{mine * 1e3:>10.1f}{first * 1e3:>10.1f}{r / mine:>9.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question put to a fit, in R and in Python; `m` is the fit, `s` a smaller one where the question needs it."""

    name: str
    data: str
    formula: str
    r: str
    python: Callable[[Any, Any], object]
    smaller: str | None = None
    package: str = "lmerTest"
    repeats: int = 3


_SCHOOL = "grade ~ motiv * funding + (1 + motiv | schoolid)"
_SCHOOL_SMALL = "grade ~ motiv + funding + (1 + motiv | schoolid)"
_HAM = "Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Product:Consumer)"
_CARROTS = "Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)"
QUESTIONS = (
    Question(name="anova III", data="schoolmot", formula=_SCHOOL, r="print(anova(m))",
             python=lambda m, s: str(m.anova())),
    Question(name="anova III KR", data="schoolmot", formula=_SCHOOL, r="print(anova(m, ddf = 'Kenward-Roger'))",
             python=lambda m, s: str(m.anova(ddf="Kenward-Roger")), repeats=1),
    Question(name="KRmodcomp", data="schoolmot", formula=_SCHOOL, smaller=_SCHOOL_SMALL,
             r="print(pbkrtest::KRmodcomp(m, s))", python=lambda m, s: str(pbkrtest.KRmodcomp(m, s)), repeats=1),
    Question(name="confint profile", data="schoolmot", formula=_SCHOOL, r="print(confint(m))",
             python=lambda m, s: str(m.confint()), repeats=1),
    Question(name="ranova", data="schoolmot", formula=_SCHOOL, r="print(ranova(m))",
             python=lambda m, s: str(m.ranova())),
    Question(name="step", data="schoolmot", formula=_SCHOOL, r="print(step(m))", python=lambda m, s: str(m.step())),
    Question(name="anova III", data="ham", formula=_HAM, r="print(anova(m))", python=lambda m, s: str(m.anova())),
    Question(name="anova III KR", data="ham", formula=_HAM, r="print(anova(m, ddf = 'Kenward-Roger'))",
             python=lambda m, s: str(m.anova(ddf="Kenward-Roger")), repeats=1),
    Question(name="step", data="ham", formula=_HAM, r="print(step(m))", python=lambda m, s: str(m.step()), repeats=1),
    Question(name="ranova", data="carrots", formula=_CARROTS, r="print(ranova(m))",
             python=lambda m, s: str(m.ranova())),
    Question(name="step", data="carrots", formula=_CARROTS, r="print(step(m))", python=lambda m, s: str(m.step()),
             repeats=1),
    Question(name="PBmodcomp 200", data="schoolmot", formula=_SCHOOL, smaller=_SCHOOL_SMALL, package="lme4",
             r="print(pbkrtest::PBmodcomp(m, s, nsim = 200))",
             python=lambda m, s: str(pbkrtest.PBmodcomp(m, s, nsim=200)), repeats=1),
    Question(name="bootMer 200", data="sleepstudy", formula="Reaction ~ Days + (Days | Subject)", package="lme4",
             r="bootMer(m, fixef, nsim = 200)", python=lambda m, s: lme4.bootMer(m, lme4.fixef, nsim=200), repeats=1),
    Question(name="bootMer 200", data="Penicillin", formula="diameter ~ 1 + (1 | plate) + (1 | sample)",
             package="lme4", r="bootMer(m, fixef, nsim = 200)",
             python=lambda m, s: lme4.bootMer(m, lme4.fixef, nsim=200), repeats=1),
)  # fmt: skip


def _ask(session: RSession, question: Question) -> str:
    frame = load_dataset(question.data)
    session.run(r_frame(frame))
    door = lme4 if question.package == "lme4" else lmertest
    fits = []
    for name, formula in (("m", question.formula), ("s", question.smaller)):
        if formula is not None:
            session.run(f"{name} <- suppressMessages(suppressWarnings({question.package}::lmer({formula}, d)))")
            with collect_conditions():
                fits.append(door.lmer(formula, frame, data_name="d"))

    def answer() -> str:
        with collect_conditions():
            return str(question.python(fits[0], fits[-1]))

    mine = _time_ours(answer, question.repeats + 1)
    quiet = f"suppressMessages(suppressWarnings(capture.output({question.r})))"
    loop = f"for (i in 1:{question.repeats}) {quiet}"
    r = session.values(
        f"local({{t <- proc.time()[[3]]; {loop}; (proc.time()[[3]] - t) / {question.repeats}}})", timeout=1800.0
    )[0]
    return f"{question.name:<18}{question.data:<12}{r * 1e3:>10.1f}{mine * 1e3:>10.1f}{r / mine:>9.1f}"


def _import_seconds(module: str) -> float:
    command = [
        sys.executable,
        "-c",
        f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)",
    ]
    return min(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(7))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help="names of models or questions to time; default: all")
    wanted = parser.parse_args().rows
    print(f"{'formula to page':<18}{'package':<9}{'R ms':>10}{'ours ms':>10}{'first ms':>10}{'R/ours':>9}")
    with RSession() as session:
        for row in ROWS:
            if not wanted or row.name in wanted:
                print(_bench(session, row), flush=True)
        print(f"\n{'question':<18}{'data':<12}{'R ms':>10}{'ours ms':>10}{'R/ours':>9}")
        for question in QUESTIONS:
            if not wanted or question.name in wanted:
                print(_ask(session, question), flush=True)
    numpy = _import_seconds("numpy")
    for module in ("pylmer", "pylmer.lmertest"):
        ours = _import_seconds(module)
        print(f"import numpy {numpy * 1e3:.0f} ms, import {module} {ours * 1e3:.0f} ms: {ours / numpy:.2f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
