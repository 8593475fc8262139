"""Finding an optimizer: lme4's own by name, or a user's function with R's argument names."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Final, TypeAlias

import numpy as np

from pylmer.optim.outcome import Optimum, Problem
from rcompat.base.conditions import RError, running
from rcompat.base.script_names import offered_names
from rcompat.base.vectors import RList, Vector

__all__ = ["Engine", "find_engine"]

Engine: TypeAlias = Callable[[Problem], Optimum]

_HOMES: Final = {
    "nloptwrap": "pylmer.optim.nloptwrap",
    "bobyqa": "pylmer.optim.bobyqa",
    "Nelder_Mead": "pylmer.optim.nelder_mead",
    "nlminbwrap": "pylmer.optim.nlminb",
}
"""Optimizer to its module, which is imported when it is first asked for."""
_OTHER_R_OPTIMIZERS: Final = frozenset({"constrOptim", "nlm", "nlminb", "optimise", "optimize", "uniroot"})
_CALL: Final = "getOptfun(optimizer)"
_NEEDED: Final = ("fn", "par", "lower", "control")
_FORMALS: Final = "optimizer function must use (at least) formal parameters ‘fn’, ‘par’, ‘lower’, ‘control’"


@running("optimizeLmer", "optwrap", "getOptfun")
def find_engine(optimizer: object) -> tuple[str, Engine] | None:
    """Return the name and the function of an optimizer, or None for no optimisation.

    Args:
        optimizer: None, a name, or a function of `fn`, `par`, `lower`, `control` (and perhaps `upper`) that returns a
            mapping with `par`, `fval`, `conv` (or `convergence`) and perhaps `feval` and `message`.

    Raises:
        RError: no such optimizer, or not a function of that shape.

    R: lme4::lmer, argument `optimizer` of lmerControl.
    """
    if isinstance(optimizer, str):
        return optimizer, _named_engine(optimizer)
    if isinstance(optimizer, Sequence):
        name = "".join(map(str, optimizer))
        return (name, _named_engine(name)) if name else None
    if optimizer is None:
        return None
    if not callable(optimizer):
        raise RError("non-function specified as optimizer", _CALL)
    parameters = inspect.signature(optimizer).parameters
    if not all(name in parameters for name in _NEEDED):
        raise RError(_FORMALS, _CALL)
    return "optimizer", _user_engine(optimizer, "upper" in parameters)


@cache
def _named_engine(name: str) -> Engine:
    if name in _HOMES:
        engine: Engine = getattr(import_module(_HOMES[name]), name)
        return engine
    if name == "none":
        raise RError("deprecated use of optimizer=='none'; use NULL instead")
    if name == "optimx":
        raise RError("'optimx' package must be installed order to use 'optimizer=\"optimx\"'", _CALL)
    names = offered_names()
    if names is not None and name in names:
        found = names[name]
        if callable(found):
            return find_engine(found)[1]  # type: ignore[index]
    if name in _OTHER_R_OPTIMIZERS:
        raise RError(_FORMALS, _CALL)
    raise RError(f"couldn't find optimizer function {name}", _CALL)


def _user_engine(function: Callable[..., Any], takes_upper: bool) -> Engine:
    def engine(problem: Problem) -> Optimum:
        upper = {"upper": np.full(len(problem.start), np.inf)} if takes_upper else {}
        answer = function(
            fn=problem.objective,
            par=problem.start.copy(),
            lower=problem.lower.copy(),
            control=dict(problem.options),
            **upper,
        )
        return _read_answer(answer, problem)

    return engine


def _single(value: Any) -> Any:
    """A vector of one as its element."""
    data = value.data if isinstance(value, Vector) else value
    return data[0] if isinstance(data, np.ndarray) and data.size == 1 and data.ndim == 1 else data


def _read_answer(answer: Mapping[str, Any] | RList, problem: Problem) -> Optimum:
    if isinstance(answer, RList):
        answer = {str(name): _single(value) for name, value in zip(answer.names or (), answer.values, strict=False)}
    code = answer.get("convergence", answer.get("conv"))
    if code is None:
        raise RError("argument is of length zero", "if ((optconv <- getConv(opt)) != 0) {")
    if "par" not in answer or not any(str(name).startswith("fval") for name in answer):
        text = 'c("conv", "fval") %in% substr(names(opt), 1, 4) are not all TRUE'
        raise RError(text, "mkMerMod(environment(devfun), opt, lmod$reTrms, fr = lmod$fr, ")
    evaluations = answer.get("feval")
    return Optimum(
        par=np.array(answer["par"], dtype=np.float64).reshape(-1),
        value=float(answer["fval"]),
        evaluations=None if evaluations is None else int(evaluations),
        code=int(code),
        message=answer.get("message", answer.get("msg")),
        options=problem.options,
    )
