"""The state of a running script: frames, handlers, output, warnings, attached packages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rcompat.base.conditions import Condition, RMessage, RWarning
from rcompat.language.expressions import Call
from rcompat.script.conditions import Handler
from rcompat.script.registry import BUILTINS
from rcompat.script.values import Environment, Value

__all__ = ["Context", "Frame", "Machine", "Output"]

Output = Callable[[str, str], None]
"""Takes "stdout" or "stderr" and the text."""


@dataclass(slots=True, eq=False)
class Frame:
    """A function call in progress."""

    call: Call | None
    env: Environment
    function: Value = None
    caller: Environment | None = None
    missing: set[str] = field(default_factory=set)
    dispatch: Any = None
    on_exit: list[Any] = field(default_factory=list)
    pseudo: bool = False
    given: list[Any] = field(default_factory=list)


class Machine:
    """Everything that changes while a script runs."""

    def __init__(self, write: Output) -> None:
        self.base = Environment(None, "base")
        self.base.values.update(BUILTINS)
        self.globals = Environment(self.base, "R_GlobalEnv")
        self.frames: list[Frame] = []
        self.stack: list[str] = []
        self.handlers: list[Handler] = []
        self.warnings: list[Condition] = []
        self.visible = True
        self.write = write
        self.methods: dict[str, Value] = {}
        self.formal: dict[str, Any] = {}
        self.formal_names: set[str] = set()
        self.formal_coercions: dict[tuple[str, str], Value] = {}
        self.packages: dict[str, Any] = {}
        self.rehearsals: dict[str, Call] = {}
        self.rehearsed: set[str] = set()
        self.datasets: dict[str, Callable[[], Value]] = {}
        self.settings: dict[str, Value] = {}
        self.capture: list[list[str]] = []
        self.sinks: list[tuple[Value, bool]] = []
        self.connections: dict[int, Any] = {}
        self.saved: dict[str, dict[str, Value]] = {}
        self.temporary: Path | None = None
        self.folder: str = "."
        self.keeps_source = False  # functions are printed as they were written
        self.unsupported: list[str] = []
        self.random: Any = None
        self.assignment: Call | None = None
        self.device: Any = None

    def out(self, text: str) -> None:
        """Write to standard output, or to the innermost capture."""
        if self.capture:
            self.capture[-1].append(text)
        else:
            self.write("stdout", text)

    def err(self, text: str) -> None:
        """Write to standard error."""
        self.write("stderr", text)

    def show_condition(self, condition: Condition) -> None:
        """What becomes of a condition that no handler took: messages are shown, warnings wait."""
        if isinstance(condition, RMessage):
            self.err(condition.message + "\n")
        elif isinstance(condition, RWarning):
            self.warnings.append(condition)


@dataclass(slots=True, eq=False)
class Context:
    """What a function written in Python knows of its call.

    Attributes:
        it: the machine.
        call: the call as written.
        env: where it was called.
        promises: the arguments as given: name and promise.
    """

    it: Machine
    call: Call
    env: Environment
    promises: list[Any]
    builtin: Any = None
