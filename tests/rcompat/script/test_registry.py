"""Functions of the interpreter are known by name and defined when they are first looked at."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rcompat.script.values import Builtin


def _run(context: object) -> None:
    return None


def test_a_promised_function_is_defined_at_the_first_look() -> None:
    asked = []

    def load(item: Builtin) -> None:
        asked.append(item.name)
        item.become(Builtin("other", _run, ("x",)))

    item = Builtin.promised("f", load)
    assert asked == []
    assert item.formals == ("x",)
    assert item.run is _run
    assert item.name == "f"
    assert asked == ["f"]


def test_a_promise_that_defines_nothing_is_an_error() -> None:
    with pytest.raises(LookupError, match="nothing defines f"):
        _ = Builtin.promised("f", lambda item: None).run
    with pytest.raises(AttributeError):
        _ = Builtin("f", _run, ()).nonsense


def test_a_machine_imports_no_topics() -> None:
    code = (
        "import sys; from rcompat.script.session import make_machine; it = make_machine(lambda stream, text: None);"
        "print('paste' in it.base.values, 'rcompat.script.functions.strings' in sys.modules);"
        "it.base.values['paste'].run; print('rcompat.script.functions.strings' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "True False\nTrue\n"
