"""Records of an optimisation: what one optimizer returned, and what `optimize()` concludes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import Condition

__all__ = ["Numbers", "Objective", "OptimResult", "Optimum", "Problem", "Write"]

Numbers: TypeAlias = NDArray[np.float64]
Objective: TypeAlias = Callable[[Numbers], float]
Write: TypeAlias = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """What an optimizer is asked.

    Attributes:
        objective: function to minimise; it gets an array that it must not keep.
        start: starting values (m,).
        lower: lower bounds (m,), -inf where there is none.
        upper: upper bounds (m,), or None.
        keep_derivatives: derivatives at the optimum are wanted even if no check looks at them.
        options: the user's optCtrl, under R's names.
        verbose: R's `verbose`.
        write: receives printed text.
    """

    objective: Objective
    start: Numbers
    lower: Numbers
    options: Mapping[str, Any]
    verbose: int
    write: Write
    upper: Numbers | None = None
    keep_derivatives: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Optimum:
    """What an optimizer returned.

    Attributes:
        par: best parameters (m,).
        value: objective there.
        evaluations: number of calls, None where R has NA.
        code: 0 if the optimizer is content, else its own code.
        message: its own sentence, or None.
        options: the options in force, as R keeps them in optinfo$control.
        problems: warnings of the optimizer itself.
    """

    par: Numbers
    value: float
    evaluations: int | None
    code: int
    message: str | None
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OptimResult:
    """The outcome of `optimize()`; R keeps it in the `optinfo` slot.

    Attributes:
        par: parameters of the fit (m,), after snapping to bounds.
        optimum: parameters at which gradient and Hessian were taken (m,).
        value: objective at `par`.
        evaluations: calls made by the (last) optimizer run; None where R has NA.
        optimizer: name, or None if there was no optimisation.
        code: 0, or the optimizer's own code; 1000 if there was no optimisation.
        message: the optimizer's sentence.
        gradient: (m,) or None.
        hessian: (m, m) or None.
        problems: all messages and warnings in the order in which R signals them.
        options: options in force.
        optimizer_warnings: texts of the warnings that the optimizer signalled.
        convergence_codes: lme4's own codes, empty if all is well.
        convergence_messages: lme4's own sentences about convergence.
    """

    par: Numbers
    optimum: Numbers
    value: float
    evaluations: int | None
    optimizer: str | None
    code: int
    message: str | None
    gradient: Numbers | None
    hessian: Numbers | None
    problems: tuple[Condition, ...]
    options: Mapping[str, Any]
    optimizer_warnings: tuple[str, ...]
    convergence_codes: tuple[int, ...]
    convergence_messages: tuple[str, ...]
