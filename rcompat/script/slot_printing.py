"""How S4 objects, reference objects and tables of packages' classes are printed."""

from __future__ import annotations

from typing import Any

from rcompat.base.frame import Frame
from rcompat.base.generics import method_of
from rcompat.base.s4 import S4Object
from rcompat.language.expressions import Call, Symbol
from rcompat.script.calling import call_function
from rcompat.script.class_pages import class_lines, reference_lines
from rcompat.script.coercion import class_of, is_frame
from rcompat.script.formal_classes import class_table
from rcompat.script.formal_methods import call_formal
from rcompat.script.formal_objects import definition_of, object_data
from rcompat.script.machine import Machine
from rcompat.script.matching import Given
from rcompat.script.slots import slots_of
from rcompat.script.values import Environment, Promise, Value, Vec

__all__ = ["drawer", "print_object", "print_slots", "show_class", "show_formally"]


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


def show_formally(it: Machine, value: Value) -> bool:
    """Print by the script's own method of `show`, or the method `show` of a reference object; False without one."""
    if isinstance(value, Environment):
        method = value.values.get("show") if value.fields is not None else None
        if method is not None:
            call_function(it, method, [], form="show()")
        return method is not None
    if "show" not in it.formal_names:
        return False
    given: Given = [(None, Promise(Symbol("object"), None, value, True))]
    return call_formal(it, "show", given, Call(Symbol("show"), ()), it.globals) is not None


def show_class(it: Machine, name: str) -> None:
    """Print what a class of the script is made of."""
    definition = class_table.get()[name]
    lines = class_lines(name) if definition.fields is None else reference_lines(definition, "Reference Class")
    it.out("\n".join(lines) + "\n")


def print_object(it: Machine, value: Value) -> bool:
    """Print an object of a class of the script, or such a class; False for other values."""
    from rcompat.script.functions.printing import print_value

    if class_of(value) == ["classRepresentation"]:
        show_class(it, value.attrs["className"].data[0])
        return True
    definition = definition_of(value)
    if definition is None:
        return False
    if definition.fields is not None:
        it.out(f'Reference class object of class "{definition.name}"\n')
        for name in definition.fields:
            it.out(f'Field "{name}":\n')
            autoprint(it, value.values.get(name))
        return True
    it.out(f'An object of class "{definition.name}"\n')
    if ".Data" in definition.slots:
        print_value(it, object_data(value))
    for name in definition.slots:
        if name != ".Data":
            it.out(f'Slot "{name}":\n')
            autoprint(it, value.attrs.get(name))
            it.out("\n")
    if not definition.slots:
        it.out("<S4 Type Object>\n")
    return True


def autoprint(it: Machine, value: Value) -> None:
    """Print a part as it prints by itself."""
    from rcompat.script.functions.printing import autoprint as print_part

    if isinstance(value, Vec) and len(value.attrs.get("dim", ())) == 2 and not len(value):
        it.out(f"<{value.attrs['dim'].data[0]} x {value.attrs['dim'].data[1]} matrix>\n")
        return
    print_part(it, value)


def drawer(value: Value) -> Any:
    """How a package prints a table of its class that a script has cut out of one of its answers; None for others."""
    if not is_frame(value):
        return None
    kinds = [kind for kind in class_of(value) if kind != "data.frame"]
    return next((found for kind in kinds if (found := method_of(f"print_{kind}", Frame)) is not None), None)
