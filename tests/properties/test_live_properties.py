"""Against live R on drawn input: designs, contrasts, text, draws, laws, scripts and pages are R's own."""

from __future__ import annotations

from contextvars import copy_context

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_profiles import CHEAP, MODELS

from pylmer.lmertest import lmer
from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Frame
from rcompat.base.options import local_options
from rcompat.base.render import render
from rcompat.base.vectors import Vector
from rcompat.design.model_frame import make_model_frame
from rcompat.design.model_matrix import model_matrix
from rcompat.harness.live_r import RSession
from rcompat.harness.strategies import fixed_parts, formulas, frames, number_vectors
from rcompat.harness.transport import send_frame
from rcompat.language.deparse import deparse
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import make_terms
from rcompat.linear.lm import lm
from rcompat.maths.rng import make_generator
from rcompat.maths.samples import sample_int
from rcompat.maths.variates import rexp, rgamma, rnorm, rpois, runif
from rcompat.script.transcript import run_script
from rcompat.text.coef_table import coef_table_lines

pytestmark = pytest.mark.r
PARTS = fixed_parts(("f", "g", "x", "z"))
LEAVES = st.sampled_from(["x", "y", "1", "2L", "0.5", "-3", "TRUE", "NA", '"a"', "c(1, 2.5)", "1:3", "NULL", "Inf"])
CALLS = st.sampled_from(["({} + {})", "({} * {})", "c({}, {})", "({} - {})", "({} == {})", "ifelse({}, {}, 0)",
                         "rep({}, length.out = length({}) + 1)", "paste({}, {})",
                         "list(a = {}, {})", "max({}, {}, 1)"])  # fmt: skip
EXPRESSIONS = st.recursive(LEAVES, lambda inner: st.builds(str.format, CALLS, inner, inner), max_leaves=6)


def said(live_r: RSession, code: str) -> str:
    result = live_r.run(code)
    assert result.status == 0, result.stderr.decode()
    return result.stdout.decode()


def hexadecimal(values: np.ndarray) -> list[str]:
    return [float(value).hex() for value in np.ravel(values, order="F")]


def r_vector(values: list[float]) -> str:
    return f"c({', '.join(value.hex() for value in values)})"


@settings(MODELS)
@given(frame=frames(), part=PARTS)
def test_model_matrices_are_rs(live_r: RSession, frame: Frame, part: str) -> None:
    send_frame(live_r, frame, "d")
    model_frame = make_model_frame(parse_expression(f"y ~ {part}"), frame)
    ours = model_matrix(model_frame.terms, model_frame)
    assert said(live_r, f"X <- model.matrix(y ~ {part}, d); cat(colnames(X), sep = '\\n')").split("\n")[
        : len(ours.names)
    ] == [*ours.names]
    assert hexadecimal(np.array(live_r.values("X"))) == hexadecimal(ours.x)
    assert live_r.values("attr(X, 'assign')") == ours.assign.tolist()


@settings(CHEAP)
@given(part=PARTS)
def test_terms_are_rs(live_r: RSession, part: str) -> None:
    terms = make_terms(parse_expression(f"y ~ {part}"))
    text = said(live_r, f"a <- attributes(terms(y ~ {part})); cat(a$term.labels, a$order, a$intercept, sep = '\\n')")
    assert text.split() == [*terms.term_labels, *map(str, terms.order), str(int(terms.intercept))]


@settings(CHEAP)
@given(values=number_vectors(most=30), digits=st.integers(1, 15), width=st.integers(20, 120))
def test_printed_vectors_are_rs(live_r: RSession, values: list[float], digits: int, width: int) -> None:
    with local_options(digits=digits, width=width):
        ours = render(Vector(data=np.array(values)))
    code = f"op <- options(digits = {digits}, width = {width}); print({r_vector(values)}); invisible(options(op))"
    assert ours == said(live_r, code)


@settings(CHEAP)
@given(seed=st.integers(0, 999), rows=st.integers(1, 6), digits=st.integers(1, 8))
def test_coefficient_tables_are_rs(live_r: RSession, seed: int, rows: int, digits: int) -> None:
    rng = np.random.default_rng(seed)
    estimate, error = (
        rng.normal(size=rows) * 10.0 ** rng.integers(-6, 7, rows),
        rng.uniform(size=rows) * 10.0 ** rng.integers(-3, 3),
    )
    cells = np.column_stack([estimate, error, estimate / error, rng.uniform(size=rows) ** rng.integers(1, 40)])
    names = ("Estimate", "Std. Error", "t value", "Pr(>|t|)")
    table = Vector(data=cells, dimnames=(tuple(f"x{i}" for i in range(rows)), names))
    ours = "\n".join([*coef_table_lines(table, digits=digits), ""])
    columns = ", ".join(f'"{name}" = {r_vector(column)}' for name, column in zip(names, cells.T.tolist(), strict=True))
    code = f"m <- cbind({columns}); rownames(m) <- paste0('x', 0:{rows - 1}); printCoefmat(m, digits = {digits})"
    assert ours == said(live_r, code)


@settings(CHEAP)
@given(text=EXPRESSIONS, width=st.integers(20, 100))
def test_deparsed_expressions_are_rs(live_r: RSession, text: str, width: int) -> None:
    assert (
        deparse(parse_expression(text), width)
        == said(live_r, f"writeLines(deparse(quote({text}), {width}))").split("\n")[:-1]
    )


@settings(CHEAP)
@given(lines=st.lists(EXPRESSIONS, min_size=1, max_size=4), x=EXPRESSIONS)
def test_scripts_of_expressions_print_what_r_prints(live_r: RSession, lines: list[str], x: str) -> None:
    script = "\n".join(["x <- 1:3", "y <- c(2.5, -1)", f"x <- tryCatch({x}, error = function(e) 0)",
                        *(f"try({line}, silent = TRUE)" for line in lines)])  # fmt: skip
    pieces: list[str] = []
    copy_context().run(
        run_script, script, lambda stream, text: pieces.append(text if stream == "stdout" else ""), echo=False
    )
    result = live_r.run(script + "\n")
    assert "".join(pieces) == result.stdout.decode()


@settings(CHEAP)
@given(seed=st.integers(0, 2**31 - 1), n=st.integers(1, 30), a=st.floats(0.1, 30))
def test_random_numbers_are_rs(live_r: RSession, seed: int, n: int, a: float) -> None:
    live_r.run(f"set.seed({seed})")
    stream = make_generator(seed)
    draws = {
        f"runif({n})": lambda: runif(n, generator=stream),
        f"rnorm({n})": lambda: rnorm(n, generator=stream),
        f"rexp({n})": lambda: rexp(n, generator=stream),
        f"rgamma({n}, {a.hex()})": lambda: rgamma(n, a, generator=stream),
        f"rpois({n}, {a.hex()})": lambda: rpois(n, a, generator=stream),
        f"sample.int({n})": lambda: sample_int(n, generator=stream),
    }
    for code, draw in draws.items():
        assert live_r.values(code) == np.asarray(draw(), dtype=float).tolist(), code


@settings(CHEAP)
@given(frame=frames(), formula=st.sampled_from(["y ~ x", "y ~ f * x", "y ~ poly(z, 2) + g", "log(w) ~ x + h"]))
def test_pages_of_linear_models_are_rs(live_r: RSession, frame: Frame, formula: str) -> None:
    send_frame(live_r, frame, "d")
    ours = render(lm(formula, data=frame, data_name="d").summary())
    assert ours == said(live_r, f"print(summary(lm({formula}, data = d)))")


@settings(MODELS)
@given(frame=frames(), formula=formulas())
def test_pages_of_mixed_models_are_rs(live_r: RSession, frame: Frame, formula: str) -> None:
    send_frame(live_r, frame, "d")
    live_r.run("m <- NULL")
    live_r.run(f"m <- suppressMessages(suppressWarnings(lmerTest::lmer({formula}, data = d)))")
    assume(live_r.values("is.null(m)") == [0.0])
    with collect_conditions():
        page = render(lmer(formula, data=frame, data_name="d").summary())
    assert page == said(live_r, "print(summary(m))")
