"""What classical tests return (class htest) and how it is printed. R: stats::print.htest."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.line_wrap import strwrap
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.p_value_text import format_pval
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import number, string, strings, to_array
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.language import scope_of
from rcompat.script.functions.printing import autoprint
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.model_parts import model_part
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, Vec, chr, dbl, names_of

__all__ = ["as_method", "formula_groups", "htest", "interval", "known", "label", "named"]

_SIDES = {"two.sided": "not equal to", "less": "less than", "greater": "greater than"}


def named(name: str, value: float) -> Vec:
    """One number with a name."""
    return dbl([value], {"names": chr([name])})


def interval(low: float, high: float, level: float) -> Vec:
    """A confidence interval with its level."""
    return dbl([low, high], {"conf.level": dbl([level])})


def known(value: Value) -> Any:
    """The values that are not missing, as doubles (n,)."""
    data = to_array(value, "double")
    return data[~np.isnan(data)]


def label(context: Context, place: int = 0, name: str = "x") -> str:
    """An argument as it was written."""
    for given, promise in context.promises:
        if given == name:
            return _one_line(promise)
    unnamed = [promise for given, promise in context.promises if not given]
    return _one_line(unnamed[place])


def _one_line(promise: Any) -> str:
    return " ".join(line.strip() for line in deparse(plain(promise)))


def as_method(context: Context, name: str) -> Any:
    """The call as R shows it in a method: the arguments as written, the method's name."""
    return plain(Call(Symbol(name), context.call.arguments))


def htest(parts: dict[str, Value]) -> List:
    """A list of class htest."""
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["htest"])})


def formula_groups(context: Context, formula: Language, data: Value, subset: Any = None) -> tuple[Value, Value, str]:
    """Response, group and the words "y by g" of a formula; rows with missing values go."""
    from rcompat.script.factors import make_factor
    from rcompat.script.indexing import take

    assert isinstance(formula.expr, Call)
    left, right = (argument.value for argument in formula.expr.arguments)
    env = scope_of(context.it, data, formula.attrs.get(".Environment") or context.env)
    response, group = model_part(context, left, env), model_part(context, right, env)
    keep = np.ones(len(response), dtype=bool)
    if subset is not None:
        keep = evaluate(context.it, plain(subset), env).data == 1
    words = strings(group)
    keep &= ~np.isnan(to_array(response, "double")) & np.array([word is not None for word in words])
    rows = np.flatnonzero(keep)
    return take(response, rows), make_factor(take(group, rows)), f"{deparse(left)[0]} by {deparse(right)[0]}"


def _headline(x: List, digits: int) -> str:
    parts = []
    for name, wanted in (("statistic", max(1, digits - 2)), ("parameter", max(1, digits - 2))):
        value = dollar(x, name)
        if value is not None:
            shown = format_doubles(to_array(value, "double"), digits=wanted)
            parts += [f"{title} = {text}" for title, text in zip(names_of(value) or [""], shown, strict=True)]
    p_value = dollar(x, "p.value")
    if p_value is not None:
        text = format_pval(to_array(p_value, "double"), digits=max(1, digits - 3))[0]
        parts.append(f"p-value {text}" if text.startswith("<") else f"p-value = {text}")
    return "\n".join(strwrap(", ".join(parts), get_options().width * 9 // 10))


def _alternative(x: List, digits: int) -> list[str]:
    side, null = dollar(x, "alternative"), dollar(x, "null.value")
    if side is None:
        return []
    words = string(side)
    if null is None:
        return [f"alternative hypothesis: {words}"]
    if len(null) == 1:
        shown = format_doubles(to_array(null, "double"), digits=digits)[0]
        names = names_of(null) or [""]
        return [f"alternative hypothesis: true {names[0]} is {_SIDES.get(words, words)} {shown}"]
    return [f"alternative hypothesis: {words}", "null values:"]


@builtin("print.htest", "x digits ...")
def _print_htest(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it = context.it
    wanted = get_options().digits if digits is None else int(number(digits))
    title = "\n".join(strwrap(string(dollar(x, "method")), prefix="\t"))
    lines = ["", title, "", f"data:  {string(dollar(x, 'data.name'))}", _headline(x, wanted)]
    lines += _alternative(x, wanted)
    limits = dollar(x, "conf.int")
    if limits is not None:
        level = format_doubles([100 * number(limits.attrs["conf.level"])])[0]
        shown = " ".join(format_doubles(limits.data, digits=wanted))
        lines += [f"{level} percent confidence interval:", f" {shown}"]
    it.out("\n".join(lines) + "\n")
    estimate = dollar(x, "estimate")
    if estimate is not None:
        it.out("sample estimates:\n")
        autoprint(it, estimate, [("digits", dbl([wanted]))])
    it.out("\n")
    it.visible = False
    return x
