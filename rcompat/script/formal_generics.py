"""Functions that package Matrix turns into S4 generics: an error in the argument that they are dispatched on is
shown as one of the dispatch. R: methods::standardGeneric."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rcompat.base.conditions import RError
from rcompat.script.conditions import Handler, condition_message
from rcompat.script.machine import Context, Machine
from rcompat.script.values import Builtin, Value

__all__ = ["dispatching", "with_formal_calls"]

_ARGUMENTS = {
    "all.equal": "target",
    "cov2cor": "V",
    "isSymmetric": "object",
    "kronecker": "X",
    "solve": "a",
    "summary": "object",
    "unname": "obj",
    "update": "object",
    **dict.fromkeys(
        (
            *("as.array", "as.matrix", "chol", "chol2inv", "colMeans", "colSums", "crossprod", "determinant", "diag"),
            *("diff", "drop", "format", "head", "mean", "norm", "print", "qr", "rcond", "rowMeans", "rowSums", "t"),
            *("tail", "tcrossprod", "toeplitz", "which", "zapsmall"),
        ),
        "x",
    ),
}
_CALL = "h(simpleError(msg, call))"


def with_formal_calls(it: Machine, calls: list[str]) -> list[str]:
    """The functions running, an S4 generic twice: as such, and as the S3 generic that it hands on to."""
    if not _has_matrix(it):
        return calls
    shown: list[str] = []
    for place, name in enumerate(calls):
        shown.append(name)
        if name in _ARGUMENTS and calls[place + 1 : place + 2] and calls[place + 1].startswith(f"{name}."):
            shown.append(name)
    return shown


def _has_matrix(it: Machine) -> bool:
    loaded = it.packages.get("loaded", {})
    attached = it.packages.get("attached", ())
    return any(name == "Matrix" or "Matrix" in getattr(loaded.get(name), "__depends__", ()) for name in attached)


def _argument(it: Machine, name: str) -> str | None:
    """The argument that an S4 generic is dispatched on; None for other functions."""
    if name in it.packages.get("formal", ()):
        return "object"
    return _ARGUMENTS.get(name) if _has_matrix(it) else None


@contextmanager
def dispatching(it: Machine, name: str) -> Iterator[None]:
    """Evaluate the first argument of this function inside the block."""
    argument = _argument(it, name)
    if argument is None:
        yield
        return
    what = f"error in evaluating the argument '{argument}' in selecting a method for function '{name}'"

    def fail(context: Context, condition: Value) -> Value:
        if it.stack[-1:] == ["h"]:  # R's list of calls leaves the handler out
            it.stack.pop()
        raise RError(f"{what}: {condition_message(condition)}", _CALL)

    function = Builtin("h", fail, ("e",))
    function.python_names = ("condition",)
    saved = it.handlers
    it.handlers = [*saved, Handler("error", function, None, len(saved))]
    try:
        yield
    except RError as error:
        if not getattr(error, "is_settled", False):
            error.message, error.call = f"{what}: {error.message}", _CALL
        raise
    finally:
        it.handlers = saved
