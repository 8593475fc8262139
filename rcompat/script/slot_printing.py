"""How S4 objects, reference objects and tables of packages' classes are printed."""

from __future__ import annotations

from typing import Any

from rcompat.base.frame import Frame
from rcompat.base.generics import method_of
from rcompat.base.s4 import S4Object
from rcompat.script.coercion import class_of, is_frame
from rcompat.script.machine import Machine
from rcompat.script.slots import slots_of
from rcompat.script.values import Value

__all__ = ["drawer", "print_slots"]


def print_slots(it: Machine, value: S4Object) -> None:
    """An S4 object's slots or a reference object's fields. R: methods::show."""
    from rcompat.script.functions.printing import print_value
    from rcompat.script.functions.structures import structure_lines

    slots = slots_of(value) or {}
    if "MatrixFactorization" in value.bases:
        it.out("'MatrixFactorization' of " + "".join(f"{line}\n" for line in structure_lines(value, " ", 99)))
        return
    word = "Field" if value.methods is not None else "Slot"
    head = "Reference class object of" if value.methods is not None else "An object of"
    it.out(f'{head} class "{value.class_name}"\n')
    for name, make in slots.items():
        it.out(f'{word} "{name}":\n')
        print_value(it, make())
        it.out("" if value.methods is not None else "\n")


def drawer(value: Value) -> Any:
    """How a package prints a table of its class that a script has cut out of one of its answers; None for others."""
    if not is_frame(value):
        return None
    kinds = [kind for kind in class_of(value) if kind != "data.frame"]
    return next((found for kind in kinds if (found := method_of(f"print_{kind}", Frame)) is not None), None)
