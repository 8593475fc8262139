"""Time R and pylmer side by side in one run, from formula to printed summary.

    setarch -R python scripts/bench.py [ROW ...]

Each row of the first table is one model and one page (lme4 or lmerTest). Both sides start from a data frame in memory
and end with the text of the summary; mean of several runs, R's and ours in turn, the better of two or three turns.
Further tables: questions put to a fit, bootstraps, random numbers, start-up, and two workers beside one. The last
column is R's time over ours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as R's reference BLAS; before NumPy
os.environ.setdefault("PYLMER_DATA", str(Path(__file__).resolve().parents[2] / "shared" / "data"))

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "live"))

from random_models import r_frame

from pylmer import lme4, lmertest, pbkrtest
from pylmer.datasets import load_dataset
from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Frame
from rcompat.harness.live_r import RSession
from rcompat.maths import variates


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: the model, its data (R code that makes `d`), and how often to repeat."""

    name: str
    package: str
    formula: str
    data: str
    repeats: int = 7


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


def _mean_seconds(page: Callable[[], object], repeats: int) -> float:
    """Mean time of several runs, as R's side is measured too: its clock counts milliseconds."""
    begin = time.perf_counter()
    for _ in range(repeats):
        page()
    return (time.perf_counter() - begin) / repeats


def _bench(session: RSession, row: Row) -> str:
    frame = _frames(session, row)
    door = lme4 if row.package == "lme4" else lmertest

    def page() -> str:
        with collect_conditions():
            return str(door.lmer(row.formula, frame, data_name="d").summary())

    first = _time_ours(page, 1)
    ours = [_mean_seconds(page, row.repeats)]
    theirs = [_time_r(session, row)]
    if row.repeats > 1:
        ours.append(_mean_seconds(page, row.repeats))
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
    rounds: int = 3


_SCHOOL = "grade ~ motiv * funding + (1 + motiv | schoolid)"
_SCHOOL_SMALL = "grade ~ motiv + funding + (1 + motiv | schoolid)"
_HAM = "Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Product:Consumer)"
_HAM_SMALL = "Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Product:Consumer)"
_CARROTS = "Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)"
_CARROTS_SMALL = "Preference ~ sens2 + (1 + sens2 | Consumer)"
_SUBJECTS = (("schoolmot", _SCHOOL, _SCHOOL_SMALL), ("ham", _HAM, _HAM_SMALL), ("carrots", _CARROTS, _CARROTS_SMALL))
_ASKED: tuple[tuple[str, str, Callable[[Any, Any], object], int], ...] = (
    ("summary", "print(summary(m))", lambda m, s: str(m.summary()), 20),
    ("anova III", "print(anova(m))", lambda m, s: str(m.anova()), 20),
    ("anova III KR", "print(anova(m, ddf = 'Kenward-Roger'))", lambda m, s: str(m.anova(ddf="Kenward-Roger")), 3),
    ("KRmodcomp", "print(pbkrtest::KRmodcomp(m, s))", lambda m, s: str(pbkrtest.KRmodcomp(m, s)), 10),
    ("confint profile", "print(confint(m))", lambda m, s: str(m.confint()), 2),
    ("ranova", "print(ranova(m))", lambda m, s: str(m.ranova()), 10),
    ("step", "print(step(m))", lambda m, s: str(m.step()), 10),
)
_BOOT = "bootMer(m, fixef, nsim = 1000)"
_BOOTSTRAPS = (
    Question(
        name="PBmodcomp 1000", data="schoolmot", formula=_SCHOOL, smaller=_SCHOOL_SMALL, package="lme4",
        r="print(pbkrtest::PBmodcomp(m, s, nsim = 1000))",
        python=lambda m, s: str(pbkrtest.PBmodcomp(m, s, nsim=1000)), repeats=1, rounds=2,
    ),
    *(
        Question(
            name="bootMer 1000", data=data, formula=formula, package="lme4", r=_BOOT,
            python=lambda m, s: lme4.bootMer(m, lme4.fixef, nsim=1000), repeats=1, rounds=2,
        )
        for data, formula in (
            ("sleepstudy", "Reaction ~ Days + (Days | Subject)"),
            ("Penicillin", "diameter ~ 1 + (1 | plate) + (1 | sample)"),
        )
    ),
)  # fmt: skip
QUESTIONS = (
    *(
        Question(name=name, data=data, formula=formula, smaller=smaller, r=r, python=python, repeats=repeats)
        for data, formula, smaller in _SUBJECTS
        for name, r, python, repeats in _ASKED
    ),
    *_BOOTSTRAPS,
)
DRAWS: tuple[tuple[str, str, Callable[[], object]], ...] = (
    ("rnorm 1e7", "rnorm(1e7)", lambda: variates.rnorm(1e7)),
    ("runif 1e7", "runif(1e7)", lambda: variates.runif(1e7)),
    ("rgamma 1e6", "rgamma(1e6, 2)", lambda: variates.rgamma(1e6, 2.0)),
    ("rbinom 1e6", "rbinom(1e6, 20, 0.3)", lambda: variates.rbinom(1e6, 20.0, 0.3)),
)
SCRIPT = """library(lmerTest)
data(sleepstudy, package = "lme4")
head(sleepstudy, 3)
m <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
summary(m)
fixef(m)
VarCorr(m)
AIC(m)
logLik(m)
anova(m)
"""


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

    quiet = f"suppressMessages(suppressWarnings(capture.output({question.r})))"
    loop = f"for (i in 1:{question.repeats}) {quiet}"
    timed = f"local({{t <- proc.time()[[3]]; {loop}; (proc.time()[[3]] - t) / {question.repeats}}})"
    if question.repeats > 1:  # both load what they load at the first call
        answer()
        session.run(quiet, timeout=1800.0)
    r = mine = float("inf")
    for _ in range(question.rounds):
        mine = min(mine, _mean_seconds(answer, question.repeats))
        r = min(r, session.values(timed, timeout=1800.0)[0])
    return f"{question.name:<18}{question.data:<12}{r * 1e3:>10.1f}{mine * 1e3:>10.1f}{r / mine:>9.1f}"


def _draw(session: RSession, name: str, r: str, python: Callable[[], object]) -> str:
    theirs = min(session.values(f"system.time({r})[['elapsed']]", timeout=600.0)[0] for _ in range(3))
    mine = _time_ours(python, 3)
    return f"{name:<30}{theirs * 1e3:>10.1f}{mine * 1e3:>10.1f}{theirs / mine:>9.1f}"


def _process_seconds(command: list[str], repeats: int = 5) -> float:
    """Best time from start to end of a process."""

    def once() -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return _time_ours(once, repeats)


def _start_up() -> str:
    """A script of ten lines from start to end: R's and ours, with bytecode at hand as in any installation."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script.R"
        script.write_text(SCRIPT, encoding="utf-8")
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        bytecode = os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        mine = _process_seconds([sys.executable, "-m", "rcompat.command", "run", str(script)])
        theirs = _process_seconds(["Rscript", str(script)])
        imports = [_import_line(module) for module in ("pylmer", "pylmer.lmertest")]
        if bytecode is not None:
            os.environ["PYTHONDONTWRITEBYTECODE"] = bytecode
        del os.environ["PYTHONPYCACHEPREFIX"]
    row = f"{'script of ten lines':<30}{theirs * 1e3:>10.1f}{mine * 1e3:>10.1f}{theirs / mine:>9.1f}"
    return "\n".join([row, *imports])


def _import_line(module: str) -> str:
    numpy, ours = (
        _process_seconds([sys.executable, "-c", f"import {name}"]) - _process_seconds([sys.executable, "-c", ""])
        for name in ("numpy", module)
    )
    return f"import numpy {numpy * 1e3:.0f} ms, import {module} {ours * 1e3:.0f} ms: {ours / numpy:.2f} times"


def _two_workers() -> str:
    """One bootstrap by one process and by two."""
    fit = lme4.lmer(_SCHOOL, load_dataset("schoolmot"), data_name="d")
    seconds = []
    with collect_conditions():
        lme4.bootMer(fit, lme4.fixef, nsim=16, n_jobs=2)  # the workers start and import
        for workers in (1, 2):
            seconds.append(_time_ours(lambda w=workers: lme4.bootMer(fit, lme4.fixef, nsim=12_000, n_jobs=w), 2))
    one, two = seconds
    return f"bootMer 12000, schoolmot: one process {one:.2f} s, two workers {two:.2f} s, {one / two:.2f} times as fast"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help="names of rows, data sets or `start`, `workers`")
    wanted = parser.parse_args().rows

    def is_wanted(*names: str) -> bool:
        return not wanted or bool({*names} & {*wanted})

    with RSession() as session:
        print(f"{'formula to page':<18}{'package':<9}{'R ms':>10}{'ours ms':>10}{'first ms':>10}{'R/ours':>9}")
        for row in ROWS:
            if is_wanted(row.name):
                print(_bench(session, row), flush=True)
        print(f"\n{'question':<18}{'data':<12}{'R ms':>10}{'ours ms':>10}{'R/ours':>9}")
        for question in QUESTIONS:
            if is_wanted(question.name, question.data):
                print(_ask(session, question), flush=True)
        for name, r, python in DRAWS:
            if is_wanted(name):
                print(_draw(session, name, r, python), flush=True)
    if is_wanted("start"):
        print(_start_up(), flush=True)
    if is_wanted("workers"):
        print(_two_workers())
    return 0


if __name__ == "__main__":
    sys.exit(main())
