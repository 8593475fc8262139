"""The calls that `lmer` makes while it sets a model up, as R shows them in errors."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pylmer.structure.bars import sub_bars
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, Symbol
from rcompat.language.syntax import parse_expression

__all__ = ["SET_UP", "model_frame_text", "set_up_text"]

SET_UP: Final = ("eval", "eval", "<Anonymous>")
"""The functions between `lmer` and lFormula, and between lFormula and model.frame."""

_SETTINGS: Final = Argument(Call(Symbol("list"), ()), "control")
_FRAME_ARGUMENTS: Final = ("data", "subset", "weights", "na.action", "offset")


def set_up_text(call: Call) -> str:
    """The first line of the call of lFormula; it carries the settings in force, which no first line has room for.

    Args:
        call: the matched call of `lmer`.
    """
    arguments = [_SETTINGS if argument.name == "control" else argument for argument in call.arguments]
    if _SETTINGS not in arguments:
        arguments.append(_SETTINGS)
    text = deparse(replace(call, function=parse_expression("lme4::lFormula"), arguments=tuple(arguments)))[0]
    head, opening, _ = text.partition("control = list(")
    return head + opening


def model_frame_text(call: Call) -> str:
    """The first line of the call of model.frame.default that lFormula makes.

    Args:
        call: the matched call of `lmer`.
    """
    given = {str(argument.name): argument for argument in call.arguments}
    formula = given["formula"].value
    arguments = [given[name] for name in _FRAME_ARGUMENTS if name in given]
    arguments.append(Argument(Constant(True, "logical"), "drop.unused.levels"))
    arguments.append(Argument(sub_bars(formula), "formula"))
    return deparse(Call(Symbol("model.frame.default"), tuple(arguments)))[0]
