"""Model frames from Python's side: arrays as arguments, mappings as data, and what cannot be data."""

from __future__ import annotations

import numpy as np
import pytest

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_LOGICAL, Factor, Frame
from rcompat.design.model_frame import (
    delete_response,
    make_model_frame,
    model_offset,
    model_response,
    model_weights,
    xlevels,
)
from rcompat.design.model_matrix import model_matrix
from rcompat.language.syntax import parse_expression

X = np.array([1.0, 2.0, 4.0, 8.0])
TEXT = np.array(["b", "a", "B", "a"], dtype=object)
FRAME = Frame(columns={"y": X * 2, "x": X, "s": TEXT}, n=4)


def test_arguments_as_arrays() -> None:
    mf = make_model_frame(
        parse_expression("y ~ x"),
        FRAME,
        subset=np.array([1, 1, 0, NA_LOGICAL], dtype=np.int8),
        weights=X,
        offset=-X,
    )
    assert mf.frame.names == ("y", "x", "(weights)", "(offset)")
    weights, offset, response = model_weights(mf), model_offset(mf), model_response(mf)
    assert weights is not None and offset is not None and response is not None
    assert np.asarray(weights).tolist() == [1.0, 2.0] and offset.tolist() == [-1.0, -2.0]
    assert np.asarray(response).tolist() == [2.0, 4.0]
    assert mf.dropped.tolist() == [2] and mf.dropped_names == ("NA",)


def test_python_arguments() -> None:
    mf = make_model_frame(parse_expression("y ~ x"), FRAME, subset=[True, False, True, True], weights=[1, 2, 3, 4])
    assert np.asarray(mf.weights).tolist() == [1, 3, 4]


def test_mapping_is_an_environment() -> None:
    mf = make_model_frame(parse_expression("log(b) ~ a"), {"a": X, "b": X})
    assert mf.frame.n == 4 and mf.frame.names == ("log(b)", "a")


def test_names_outside_the_data() -> None:
    mf = make_model_frame(parse_expression("y ~ x + other"), FRAME, environment={"other": X**2, "x": X * 0})
    assert np.asarray(mf.frame["other"]).tolist() == [1.0, 4.0, 16.0, 64.0]
    assert np.asarray(mf.frame["x"]).tolist() == X.tolist()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (3.0, "'data' must be a data.frame, environment, or list"),
        ("sleepstudy", "'data' must be a data.frame, environment, or list"),
        (np.zeros((2, 2)), "'data' must be a data.frame, not a matrix or an array"),
    ],
)
def test_no_data(data: object, text: str) -> None:
    with pytest.raises(RError) as caught:
        make_model_frame(parse_expression("y ~ x"), data)  # type: ignore[arg-type]
    assert caught.value.message == text


@pytest.mark.parametrize(
    ("formula", "text", "call"),
    [
        ("y ~ zz", "object 'zz' not found", "eval(predvars, data, env)"),
        ("y ~ log(zz)", "object 'zz' not found", "eval(predvars, data, env)"),
        ("y ~ time", "invalid type (closure) for variable 'time'", "model.frame.default"),
        ("y ~ c", "invalid type (builtin) for variable 'c'", "model.frame.default"),
        ("y ~ log", "invalid type (special) for variable 'log'", "model.frame.default"),
        ("y ~ three", "variable lengths differ (found for 'three')", "model.frame.default"),
        ("y ~ I(__import__('os'))", None, None),
        ("y ~ system('true')", 'could not find function "system"', 'system("true")'),
    ],
)
def test_errors(formula: str, text: str | None, call: str | None) -> None:
    with pytest.raises(RError) as caught:
        make_model_frame(parse_expression(formula), FRAME, environment={"three": X[:3]})
    if text is not None:
        assert (caught.value.message, caught.value.call) == (text, call)


def test_new_data_are_coded_as_the_old() -> None:
    mf = make_model_frame(parse_expression("y ~ scale(x) + s"), FRAME)
    assert xlevels(mf) == {"s": ("a", "b", "B")}
    terms, predvars = delete_response(mf)
    new = Frame(columns={"x": X[:1], "s": TEXT[2:3]}, n=1)
    nf = make_model_frame(terms, new, predvars=predvars, xlev=xlevels(mf), na_action="na.pass")
    old, again = model_matrix(mf.terms, mf), model_matrix(terms, nf)
    assert again.names == old.names == ("(Intercept)", "scale(x)", "sb", "sB")
    assert again.x[0, 1] == old.x[0, 1] and again.x[0, 2:].tolist() == [0.0, 1.0]
    stranger = Frame(columns={"x": X[:1], "s": np.array(["z"], dtype=object)}, n=1)
    with pytest.raises(RError, match="factor s has new level z"):
        make_model_frame(terms, stranger, predvars=predvars, xlev=xlevels(mf))


def test_data_stay_as_they_are() -> None:
    factor = Factor(codes=np.array([0, 1, 0, 1], dtype=np.int32), levels=("u", "v", "w"))
    frame = Frame(columns={"y": X.copy(), "f": factor}, n=4)
    mf = make_model_frame(parse_expression("y ~ f"), frame, drop_unused_levels=True)
    model_matrix(mf.terms, mf).x[:] = 0.0
    assert frame["f"] is factor and np.asarray(frame["y"]).tolist() == X.tolist()
