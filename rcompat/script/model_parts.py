"""Evaluating what formulas and masks name, so that errors name the calls that R would be in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rcompat.base.conditions import RError, running
from rcompat.script.evaluator import evaluate
from rcompat.script.machine import Context
from rcompat.script.values import Environment, Value

__all__ = ["evaluated_in", "model_part"]

_MODEL_FRAME = ("eval", "eval", "<Anonymous>", "model.frame.default", "eval", "eval")


@contextmanager
def evaluated_in(call: str | Callable[[], str], *functions: str) -> Iterator[None]:
    """Errors of the block that have no call of their own are those of this call, made by these functions."""
    with running(*functions):
        try:
            yield
        except RError as error:
            if error.call is None:
                error.call = call if isinstance(call, str) else call()
            raise


def model_part(context: Context, expr: Any, env: Environment) -> Value:
    """Evaluate a variable of a formula as `model.frame` does in a method for formulas."""
    with evaluated_in("eval(predvars, data, env)", f"{context.builtin.name}.formula", *_MODEL_FRAME):
        return evaluate(context.it, expr, env)
