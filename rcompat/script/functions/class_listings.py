"""What methods a class or a generic has, what S4 classes are made of. R: utils::methods, methods::showClass.

Packages say in `__s3_methods__` (class to the generics that have a method for it) and `__s4_classes__` (class to its
slots, the classes it extends and those that extend it) what there is; of R's own methods nothing is known here.
"""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.calling import plain
from rcompat.script.class_pages import class_lines, relatives, slot_table
from rcompat.script.coercion import string
from rcompat.script.formal_classes import class_table
from rcompat.script.frames import make_frame
from rcompat.script.machine import Context, Machine
from rcompat.script.registry import builtin
from rcompat.script.values import Closure, Value, Vec, chr, lgl

__all__: list[str] = []

_SEE = "see '?methods' for accessing help and source code"


def _tables(it: Machine, name: str) -> list[tuple[str, dict[str, Any]]]:
    modules = it.packages["loaded"].items()
    return [(package, getattr(module, name)) for package, module in modules if hasattr(module, name)]


@builtin("methods", "generic.function class all.names dropPath", lazy="generic.function")
def _methods(
    context: Context, generic: Any = None, class_: Value = None, all_names: Value = None, drop_path: Value = None
) -> Value:
    """Rows of (generic, class, package, is S4, is visible)."""
    it = context.it
    wanted = None if generic is None else _generic_name(generic)
    kind = None if class_ is None else string(class_)
    rows = [
        (name.removesuffix("@"), own, package, name.endswith("@"), False)
        for package, table in _tables(it, "__s3_methods__")
        for own, names in table.items()
        for name in names.split()
        if own == kind or name == wanted
    ]
    rows += _own_rows(it, kind, wanted)
    rows.sort(key=lambda row: (row[0].casefold(), row[1].casefold()))
    labels = [f"{row[0]},{row[1]}-method" if row[3] else f"{row[0]}.{row[1]}" for row in rows]
    columns = [lgl([int(row[4]) for row in rows]), chr(row[2] for row in rows), chr(row[0] for row in rows)]
    info = make_frame(
        [*columns, lgl([int(row[3]) for row in rows])], ["visible", "from", "generic", "isS4"], chr(labels)
    )
    attrs = {"info": info, "byclass": lgl([int(kind is not None)]), "class": chr(["MethodsFunction"])}
    return Vec(chr(labels).data, attrs)


def _own_rows(it: Machine, kind: str | None, wanted: str | None) -> list[tuple[str, str, str, bool, bool]]:
    """The script's own functions that look like methods for the class or of the generic."""
    names = [name for name, value in it.globals.values.items() if isinstance(value, Closure)]
    if kind is not None:
        found = [(name.removesuffix(f".{kind}"), kind) for name in names if name.endswith(f".{kind}")]
    else:
        found = [(str(wanted), name.removeprefix(f"{wanted}.")) for name in names if name.startswith(f"{wanted}.")]
    return [(generic, own, ".GlobalEnv", False, True) for generic, own in found]


def _generic_name(promise: Any) -> str:
    expr: Any = plain(promise)
    return str(getattr(expr, "name", None) or getattr(expr, "value", expr))


@builtin("print.MethodsFunction format.MethodsFunction", "x ...")
def _print_methods(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    it, info = context.it, x.attrs["info"]
    if not len(x):
        it.out("no methods found\n")
        it.visible = False
        return x
    if x.attrs["byclass"].data[0]:
        shown = list(dict.fromkeys(info.data[2].data.tolist()))
    else:
        shown = [name + ("" if seen else "*") for name, seen in zip(x.data.tolist(), info.data[0].data, strict=True)]
    print_value(it, chr(shown), [("quote", lgl([0]))])
    it.out(f"{_SEE}\n")
    it.visible = False
    return x


@builtin("[.MethodsFunction", "x i")
def _subset_methods(context: Context, x: Value, i: Value) -> Value:
    from rcompat.script.indexing import subset

    return subset(Vec(x.data), [i], [False], None)


@builtin("showClass", "Class complete propertiesAreCalled")
def _show_class(context: Context, class_: Value, complete: Value = None, called: Value = None) -> Value:
    """The slots of a class and its relatives."""
    name, it = string(class_), context.it
    for package, table in _tables(it, "__s4_classes__"):
        if name in table:
            slots, bases, heirs = table[name]
            it.out(f'Class "{name}" [package "{package}"]\n\nSlots:\n')
            it.out("\n".join(slot_table(slots)) + "\n" + "".join(relatives(bases, heirs)))
            it.visible = False
            return None
    if name in class_table.get():
        it.out("\n".join(class_lines(name)) + "\n")
        it.visible = False
        return None
    raise RError(f"“{name}” is not a defined class", "getClass(Class)")
