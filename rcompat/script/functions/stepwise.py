"""step: a linear model chosen by AIC, one term at a time. R: stats::step."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.frame import Frame
from rcompat.base.generics import ask
from rcompat.base.number_text import format_doubles
from rcompat.language.deparse import deparse
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression
from rcompat.script.coercion import number, string, to_array
from rcompat.script.conditions import UnsupportedError
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, Value
from rcompat.text.anova_table import anova_lines

__all__: list[str] = []


def _scope(scope: Value, fit: Any) -> tuple[list[str], list[str] | None]:
    """Terms that must stay, and terms that may come; None: none may."""
    from rcompat.language.terms import make_terms

    def labels(formula: Value) -> list[str]:
        full = update_formula(fit.frame.terms.formula, formula.expr)
        return list(make_terms(full).term_labels)

    if scope is None:
        return [], None
    if isinstance(scope, Language):
        return [], labels(scope)
    lower, upper = dollar(scope, "lower"), dollar(scope, "upper")
    return [] if lower is None else labels(lower), None if upper is None else labels(upper)


def _neighbours(fit: Any, direction: str, scope: tuple[list[str], list[str] | None], k: float) -> Frame:
    """All models one term away, the present one first."""
    from rcompat.linear.selection import droppable_terms

    stays, comes = scope
    here = list(fit.frame.terms.term_labels)
    frames: list[tuple[str, Frame]] = []
    if direction in ("both", "backward"):
        wanted = [label for label in droppable_terms(fit.frame.terms) if label not in stays]
        if wanted:
            frames.append(("- ", ask("drop1", fit, scope=wanted, k=k).table))
    if direction in ("both", "forward") and comes is not None:
        wanted = [label for label in comes if label not in here]
        if wanted:
            frames.append(("+ ", ask("add1", fit, wanted, k=k).table))
    names: list[str] = ["<none>"]
    rows: list[list[float]] = []
    for sign, table in frames:
        cells = np.column_stack([np.asarray(column, dtype=float) for column in table.columns.values()])
        rows += cells[0 if not rows else 1 :].tolist()
        names += [f"{sign}{name}" for name in (table.row_names or ())[1:]]
    columns = (
        {name: np.array([row[j] for row in rows]) for j, name in enumerate(frames[0][1].columns)} if frames else {}
    )
    return Frame(columns=columns, n=len(rows), row_names=tuple(names[: len(rows)]))


def _told(context: Context, title: str, fit: Any, aic: float) -> None:
    formula = "\n".join(deparse(fit.frame.terms.formula))
    context.it.out(f"{title}:  AIC={format_doubles([round(aic, 2)])[0]}\n{formula}\n\n")


@builtin("step", "object scope scale direction trace keep steps k ...")
def _step(
    context: Context,
    object_: Value,
    scope: Value = None,
    scale: Value = None,
    direction: Value = None,
    trace: Value = None,
    keep: Value = None,
    steps: Value = None,
    k: Value = None,
    dots: Any = (),
) -> Value:
    from rcompat.linear.lm_fit import LmFit

    if not isinstance(object_, LmFit):
        raise UnsupportedError("step of models that are not linear")
    way = ("backward" if scope is None else "both") if direction is None else string(direction)
    penalty = 2.0 if k is None else number(k)
    shows = trace is None or float(to_array(trace, "double")[0]) > 0
    most = 1000 if steps is None else int(number(steps))
    fit = _walked(context, object_, (way, _scope(scope, object_), penalty), shows, most)
    context.it.visible = True
    return fit


def _walked(context: Context, fit: Any, request: Any, shows: bool, most: int) -> Any:
    """The model where no neighbour has a smaller criterion."""
    way, bounds, penalty = request
    aic = float(ask("extractAIC", fit, k=penalty).data[1])
    if shows:
        _told(context, "Start", fit, aic)
    for _ in range(most):
        table = _neighbours(fit, way, bounds, penalty)
        if not table.n:
            break
        values = np.asarray(table.columns["AIC"], dtype=float)
        order = np.argsort(values, kind="stable")
        if shows:
            context.it.out("\n".join(anova_lines([], _ordered(table, order))) + "\n")
        best = int(order[0])
        if best == 0 or values[best] >= aic + 1e-7:
            break
        aic = float(values[best])
        sign, label = (table.row_names or ())[best].split(" ", 1)
        fit = fit.update(update_formula(fit.frame.terms.formula, parse_expression(f". ~ . {sign} {label}")))
        if shows:
            context.it.out("\n")
            _told(context, "Step", fit, aic)
    return fit


def _ordered(table: Frame, order: Any) -> Frame:
    names = table.row_names or ()
    columns = {name: np.asarray(column)[order] for name, column in table.columns.items()}
    return Frame(columns=columns, n=table.n, row_names=tuple(names[i] for i in order))
