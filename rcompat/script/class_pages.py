"""What a class is made of, as text: its slots, what it extends, what extends it. R: methods::showClass."""

from __future__ import annotations

from rcompat.base.options import get_options
from rcompat.script.formal_classes import FormalClass, class_table, data_class, heirs_of

__all__ = ["COMMON_METHODS", "ENVIRONMENT_CLASSES", "class_lines", "reference_lines", "relatives", "slot_table"]

ENVIRONMENT_CLASSES = (".environment", "refClass", "environment", "refObject")
"""What every reference class extends besides "envRefClass"."""
COMMON_METHODS = (
    *("field", "trace", "getRefClass", "initFields", "copy", "callSuper", ".objectPackage", "export", "untrace"),
    *("getClass", "show", "usingMethods", ".objectParent", "import"),
)
"""The methods of every reference object, in the order in which R lists them."""


def class_lines(name: str) -> list[str]:
    """The page of a class of the script."""
    definition = class_table.get()[name]
    virtual = "Virtual " if definition.is_virtual else ""
    lines = [f'{virtual}Class "{name}" [in ".GlobalEnv"]', ""]
    lines += ["Slots:", *slot_table(definition.slots)] if definition.slots else ['No Slots, prototype of class "S4"']
    through = definition.through
    bases = [(base, through.get(base, ""), distance) for base, distance in definition.bases.items()]
    heirs = [(heir, *_way(heir, name)) for heir in heirs_of(name)]
    heirs += [(member, "", 1) for member in definition.members]
    text = "".join(relatives(bases, heirs, data_class(name)))
    return [*lines, *text.rstrip("\n").split("\n")] if text else lines


def _way(heir: str, name: str) -> tuple[str, int]:
    definition = class_table.get()[heir]
    return definition.through.get(name, ""), definition.bases[name]


def slot_table(slots: dict[str, str]) -> list[str]:
    """Names over classes, all as wide as the widest, as many as the line holds."""
    width = max(len(text) for pair in slots.items() for text in pair)
    count = max(1, (get_options().width - 6) // (width + 1))
    pairs, lines = list(slots.items()), []
    for first in range(0, len(pairs), count):
        block = pairs[first : first + count]
        lines.append(" " * (6 + (width + 1) * len(block)))
        for label, part in (("Name: ", 0), ("Class:", 1)):
            lines.append(label + "".join(" " + pair[part].rjust(width) for pair in block))
    return lines


Relative = tuple[str, str, int]
"""A class, the class that leads to it, and how far away it is."""


def relatives(bases: list[Relative], heirs: list[str] | list[Relative], data: str | None = None) -> list[str]:
    """What the class extends, through which class and how far; and what extends it."""
    lines = []
    if len(bases) == 1 and data is None:
        lines.append(f'\nExtends: "{bases[0][0]}"\n')
    elif bases:
        lines.append("\nExtends: \n")
        lines += [_way_text(base, data) for base in bases]
    distant = [heir for heir in heirs if not isinstance(heir, str)]
    if any(distance > 1 for _, _, distance in distant):
        lines.append("\nKnown Subclasses: \n")
        lines += [_way_text(heir, None) for heir in distant]
    elif heirs:
        names = [heir if isinstance(heir, str) else heir[0] for heir in heirs]
        lines.append("\nKnown Subclasses: " + ", ".join(f'"{name}"' for name in names) + "\n")
    return lines


def _way_text(relative: Relative, data: str | None) -> str:
    name, through, distance = relative
    if distance == 1:
        return f'Class "{name}", {"from data part" if name == data else "directly"}\n'
    note = ", with explicit coerce" if name == "environment" else ""
    return f'Class "{name}", by class "{through}", distance {distance}{note}\n'


def reference_lines(definition: FormalClass, what: str) -> list[str]:
    """The page of a reference class."""
    fields = ["Class fields:", *slot_table(definition.fields)] if definition.fields else ["No fields defined"]
    above = [base for base in definition.bases if base not in ENVIRONMENT_CLASSES]
    common = COMMON_METHODS if len(above) == 1 else tuple(reversed(COMMON_METHODS))
    methods = _filled([*reversed(definition.methods), *common])
    head = [f'{what} "{definition.name}":', "", *fields, ""]
    return [*head, "Class Methods: ", *methods, "", "Reference Superclasses: ", *_filled(above), ""]


def _filled(names: list[str]) -> list[str]:
    """Names in quotes, filled into lines behind five blanks; a line that goes on ends with a blank."""
    words = [f'"{name}"' + ("," if place < len(names) - 1 else "") for place, name in enumerate(names)]
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) < get_options().width:
            lines[-1] += f" {word}"
        else:
            lines.append(f"     {word}")
    return [line + " " * (place < len(lines) - 1) for place, line in enumerate(lines)]
