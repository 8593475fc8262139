"""Conditions of R code that a package runs while it collects conditions (as `bootMer` does) go to the package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from rcompat.base.conditions import RMessage, RWarning, hand_over, open_collector
from rcompat.script.conditions import Handler, RestartJump, condition_message
from rcompat.script.machine import Context, Machine
from rcompat.script.signals import receive
from rcompat.script.values import Builtin, Value

__all__ = ["collecting"]


@contextmanager
def collecting(it: Machine) -> Iterator[None]:
    """Handlers inside the block come first; what they leave is the package's, and nobody else's."""
    collector = open_collector()
    if collector is None:
        yield
        return
    saved = it.handlers
    keep_message = _keeper(lambda text: collector.append(RMessage(text.removesuffix("\n"))), "muffleMessage")
    keep_warning = _keeper(lambda text: collector.append(RWarning(text)), "muffleWarning")
    handlers = (("message", keep_message), ("warning", keep_warning))
    it.handlers = [*saved, *(Handler(kind, function, None, len(saved)) for kind, function in handlers)]
    try:
        with hand_over(partial(receive, it)):
            yield
    finally:
        it.handlers = saved


def _keeper(keep: Callable[[str], None], restart: str) -> Builtin:
    def run(context: Context, c: Value) -> Value:
        keep(condition_message(c))
        raise RestartJump(restart, [])

    item = Builtin("keep", run, ("c",))
    item.python_names = ("c",)
    return item
