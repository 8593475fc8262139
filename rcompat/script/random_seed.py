"""`.Random.seed`: the variable in which a script sees, keeps and changes the state of R's generator.

R writes it after every draw and reads it before the next one. Here it is a promise of the state, made anew once
somebody has looked at it; before a draw the keeper looks whether the promise is still there.
"""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError, warning
from rcompat.language.expressions import Call
from rcompat.maths.rng import Generator, RngState, make_generator, random_seed, seed_keeper, set_random_seed
from rcompat.script.machine import Context, Machine
from rcompat.script.values import Builtin, Promise, Value, Vec, intv, type_of

__all__ = ["keep_random_seed"]

_NAME = ".Random.seed"


def keep_random_seed(it: Machine) -> None:
    """Let the scripts of this machine see and change the state of the session's generator."""
    keeper = _Keeper(it)
    seed_keeper.set(keeper.before_draw)


class _Keeper:
    """What stands in `.Random.seed`, to be compared with what a script may have made of it."""

    def __init__(self, it: Machine) -> None:
        self.it = it
        self.shown: Promise | None = None

    def before_draw(self, generator: Generator) -> None:
        """Take the generator's state from the variable if it was changed, and let the variable follow the state."""
        values = self.it.globals.values
        held = values.get(_NAME, self)
        if held is self:
            if self.shown is not None:  # it was removed
                generator.restore(_random_state(generator))
        elif held is not self.shown:
            values[_NAME] = self._promise()  # also if an error follows
            _take_state(held, generator)
        elif not self.shown.done:
            return
        values[_NAME] = self._promise()

    def _promise(self) -> Promise:
        self.shown = Promise(Call(_STATE, ()), self.it.globals)
        return self.shown


def _state(context: Context, dots: Any = ()) -> Value:
    return intv(random_seed())


_STATE: Any = Builtin(_NAME, _state, ("...",))
_STATE.python_names = ("dots",)


def _random_state(generator: Generator) -> RngState:
    state = generator.state
    fresh: Generator = make_generator(None, state.kind, state.normal_kind)
    return fresh.state


def _take_state(held: Value, generator: Generator) -> None:
    if not isinstance(held, Vec) or held.kind != "integer":
        warning(f"'{_NAME}' is not an integer vector but of type '{type_of(held)}', so ignored")
        generator.restore(_random_state(generator))
        return
    try:
        set_random_seed(held.data, generator)
    except RError as error:
        if not error.message.endswith("so ignored"):
            raise
        warning(error.message)
        generator.restore(_random_state(generator))
