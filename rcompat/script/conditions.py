"""R's condition system: handlers in force, signals, and the jumps to the handlers that leave the stack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.values import List, Value, chr, make_list, scalar

__all__ = [
    "BreakLoop",
    "Handler",
    "HandlerJump",
    "NextLoop",
    "QuitRun",
    "RestartJump",
    "ReturnJump",
    "ScriptError",
    "UnsupportedError",
    "condition_classes",
    "condition_message",
    "make_condition",
    "refusal",
    "unknown_field",
]


class ScriptError(RError):
    """An error with its condition object; `call` is settled, even when it is None."""

    def __init__(self, message: str, call: str | None = None, condition: Value = None) -> None:
        super().__init__(message, call)
        self.condition = condition


class UnsupportedError(RError):
    """A function or construct of R that this interpreter does not have."""

    def __init__(self, what: str) -> None:
        super().__init__(f'could not find function "{what}"')
        self.what = what


class QuitRun(Exception):
    """`quit()`: the script ends here, with a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BreakLoop(Exception):
    """`break`."""


class NextLoop(Exception):
    """`next`."""


def refusal(name: str) -> UnsupportedError:
    """The error for what could reach beyond the script."""
    error = UnsupportedError(name)
    error.message = f"'{name}' is refused: scripts run no programs and touch no files but their own"
    return error


class ReturnJump(Exception):
    """`return(value)` out of the function whose frame is `env`."""

    def __init__(self, env: Any, value: Value) -> None:
        super().__init__()
        self.env = env
        self.value = value


class HandlerJump(Exception):
    """The jump to an exiting handler."""

    def __init__(self, target: object, handler: Value, condition: Value) -> None:
        super().__init__()
        self.target = target
        self.handler = handler
        self.condition = condition


class RestartJump(Exception):
    """The jump to a restart, such as muffleWarning."""

    def __init__(self, name: str, arguments: list[Value]) -> None:
        super().__init__()
        self.name = name
        self.arguments = arguments


@dataclass(frozen=True, slots=True, eq=False)
class Handler:
    """One handler in force.

    Attributes:
        kind: the class of conditions it takes.
        function: the handler.
        target: None for a calling handler, else the tryCatch that is left.
        depth: how many handlers were in force outside its group.
    """

    kind: str
    function: Value
    target: object
    depth: int


def make_condition(message: str, call: Value, classes: tuple[str, ...]) -> List:
    """A condition object."""
    value = make_list({"message": scalar(message), "call": call})
    value.attrs["class"] = chr(classes)
    return value


def condition_classes(condition: Value) -> list[str]:
    """The classes of a condition object."""
    classes = condition.attrs.get("class")
    return [] if classes is None else list(classes.data)


def condition_message(condition: Value) -> str:
    """The message of a condition object."""
    names = condition.attrs["names"].data.tolist()
    if "message" not in names:
        return ""
    message = condition.data[names.index("message")]
    return str(message.data[0]) if message is not None and len(message) else ""


def unknown_field(name: str, kind: str) -> RError:
    """The error for a name that is neither a field nor a method of a reference object."""
    error = RError(
        f"‘{name}’ is not a valid field or method name for reference class “{kind}”",
        "envRefInferField(x, what, getClass(class(x)), selfEnv)",
    )
    error.functions = (
        "$",
        "envRefInferField",
    )
    return error
