"""setClass, new, validObject and their like: S4 classes of the script's own. R: methods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.deparse import deparse_one
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, string, strings
from rcompat.script.evaluator import force
from rcompat.script.formal_classes import (
    ANY,
    FormalClass,
    basic_prototype,
    class_table,
    data_class,
    define_class,
    distances_from,
    extends,
)
from rcompat.script.formal_methods import call_formal
from rcompat.script.formal_objects import (
    blank_object,
    check_object,
    class_label,
    fill_object,
    object_data,
    with_slot,
)
from rcompat.script.machine import Context, Machine
from rcompat.script.matching import Given
from rcompat.script.registry import builtin
from rcompat.script.values import (
    Builtin,
    Environment,
    Instance,
    List,
    Promise,
    Value,
    Vec,
    chr,
    lgl,
    make_list,
    names_of,
)

__all__ = ["METHODS_PACKAGE", "class_object", "known_class", "make_object"]

METHODS_PACKAGE = {"package": chr(["methods"])}


@builtin("representation prototype", "...")
def _representation(context: Context, dots: Any = ()) -> Value:
    return make_list([item for _, item in dots], [name or "" for name, _ in dots])


@builtin("signature", "...")
def _signature(context: Context, dots: Any = ()) -> Value:
    words = [string(item) for _, item in dots]
    return chr(words, {"names": chr([name or "" for name, _ in dots])} if any(name for name, _ in dots) else {})


@builtin(
    "setClass",
    "Class representation prototype contains validity access where version sealed package S3methods slots",
)
def _set_class(
    context: Context,
    class_: Value,
    representation: Value = None,
    prototype: Value = None,
    contains: Value = None,
    validity: Value = None,
    access: Value = None,
    where: Value = None,
    version: Value = None,
    sealed: Value = None,
    package: Value = None,
    s3: Value = None,
    slots: Value = None,
) -> Value:
    parts = [*_named_parts(representation), *(pair for pair in _named_slots(slots))]
    bases = [kind for name, kind in parts if not name] + (
        [] if contains is None else [str(k) for k in strings(contains)]
    )
    own = {name: kind for name, kind in parts if name}
    definition = FormalClass(name=string(class_), validity=validity)
    definition.is_virtual = "VIRTUAL" in bases or (not own and not bases and prototype is None)
    inherit(definition, own, [kind for kind in bases if kind != "VIRTUAL"])
    for name, item in zip(names_of(prototype) or [], getattr(prototype, "data", ()), strict=False):
        definition.prototype[name or ".Data"] = item if isinstance(prototype, List) else Vec(prototype.data[:1])
    if prototype is not None and names_of(prototype) is None and len(prototype.data):
        definition.prototype[".Data"] = prototype
    define_class(definition)
    context.it.visible = False
    return _generator(definition.name)


def _named_parts(value: Value) -> Iterator[tuple[str, str]]:
    names = names_of(value) or [""] * (0 if value is None else len(value))
    for name, kind in zip(names, () if value is None else strings(value), strict=True):
        yield name or "", str(kind)


def _named_slots(slots: Value) -> Iterator[tuple[str, str]]:
    for name, kind in _named_parts(slots):
        yield (name, kind) if name else (kind, "ANY")


def inherit(definition: FormalClass, own: dict[str, str], bases: list[str]) -> None:
    """Give a class its slots and those of the classes it extends.

    Raises:
        RError: a class it extends is not defined.
    """
    found: dict[str, int] = {}
    ways = [(distance + 1, base, name) for base in bases for name, distance in distances_from(base).items()]
    for distance, base, name in ways:
        if name != "ANY" and distance < found.get(name, ANY):
            found[name] = distance
            definition.through[name] = base
    definition.bases = dict(sorted(found.items(), key=lambda item: item[1]))
    inherited = [table[base] for base in definition.bases if base in (table := class_table.get())]
    base_slots = {name: kind for other in inherited for name, kind in other.slots.items()}
    definition.slots = {**own, **{name: kind for name, kind in base_slots.items() if name not in own}}
    for other in reversed(inherited):
        definition.prototype.update(other.prototype)
    data = next((base for base in definition.bases if data_class(base) == base), None)
    if data is not None and ".Data" not in definition.slots:
        definition.slots = {".Data": data, **definition.slots}


def _generator(name: str) -> Builtin:
    """The function that `setClass` returns."""

    def make(context: Context, dots: Any = ()) -> Value:
        return make_object(context, known_class(name), dots)

    generator = Builtin(name, make, ("...",))
    generator.python_names = ("dots",)
    label = chr(["classGeneratorFunction"], METHODS_PACKAGE)
    generator.attrs = {"className": chr([name]), "package": chr([".GlobalEnv"]), "class": label}
    return generator


def known_class(name: str) -> FormalClass:
    """A class of the script.

    Raises:
        RError: there is none of that name.
    """
    found = class_table.get().get(name)
    if found is None:
        error = RError(f"“{name}” is not a defined class", "getClass(Class, where = topenv(parent.frame()))")
        error.functions = ("getClass",)
        raise error
    return found


@builtin("new", "Class ...")
def _new(context: Context, class_: Value, dots: Any = ()) -> Value:
    name = string(class_) if isinstance(class_, Vec) else string(class_.attrs["className"])
    if name == "environment":
        return Environment(context.it.globals)
    if name not in class_table.get():
        start = basic_prototype(name)
        if start is not None:
            return dots[0][1] if dots else start
    definition = known_class(name)
    if definition.is_virtual:
        raise RError(f'trying to generate an object from a virtual class ("{name}")')
    return make_object(context, definition, dots)


def make_object(context: Context, definition: FormalClass, dots: Any) -> Value:
    """A new object, by the methods of `initialize` if there are any; that of a reference class by its own method."""
    if definition.fields is not None:
        from rcompat.script.functions.reference_classes import new_reference

        return new_reference(context, definition, dots)
    return _initialized(context.it, blank_object(definition), dots, context.env)


def _initialized(it: Machine, value: Value, dots: Any, env: Environment) -> Value:
    from rcompat.language.syntax import parse_expression

    pairs = [(None, value), *dots]
    given: Given = [(name, Promise(item, None, item, True)) for name, item in pairs]
    found = call_formal(it, "initialize", given, parse_expression("initialize(value, ...)"), env)
    it.visible = True
    return fill_object(it, value, dots) if found is None else found[0]


@builtin("initialize", ".Object ...")
def _initialize(context: Context, object_: Value, dots: Any = ()) -> Value:
    return fill_object(context.it, object_, dots)


@builtin("validObject", "object test complete", lazy="object")
def _valid_object(context: Context, object_: Any, test: Value = None, complete: Value = None) -> Value:
    value = force(context.it, object_)
    shown = deparse_one(plain(object_))
    try:
        check_object(context.it, value, f"validObject({shown})", [])
    except RError as error:
        if test is None or not flag(test):
            raise
        return chr([error.message])
    context.it.visible = True
    return lgl([1])


@builtin("setValidity", "Class method where")
def _set_validity(context: Context, class_: Value, method: Value, where: Value = None) -> Value:
    definition = known_class(string(class_))
    definition.validity = method
    return class_object(definition)


def class_object(definition: FormalClass) -> Instance:
    """A class as a value."""
    label = chr(["classRepresentation"], METHODS_PACKAGE)
    return Instance({"className": chr([definition.name], {"package": chr([".GlobalEnv"])}), "class": label})


@builtin("getClass getClassDef", "Class where")
def _get_class(context: Context, class_: Value, where: Value = None) -> Value:
    found = class_table.get().get(string(class_))
    if found is None:
        raise RError(f"“{string(class_)}” is not a defined class")
    return class_object(found)


@builtin("getValidity", "ClassDef")
def _get_validity(context: Context, definition: Value) -> Value:
    return known_class(string(definition.attrs["className"])).validity


@builtin("setClassUnion", "name members where")
def _set_union(context: Context, name: Value, members: Value = None, where: Value = None) -> Value:
    words = () if members is None else tuple(str(word) for word in strings(members))
    define_class(FormalClass(name=string(name), is_virtual=True, members=words))
    context.it.visible = False
    return _generator(string(name))


@builtin("setOldClass", "Classes ...")
def _set_old_class(context: Context, classes: Value, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


@builtin("isClass existsClass", "Class ...")
def _is_class(context: Context, class_: Value, dots: Any = ()) -> Value:
    return lgl([string(class_) in class_table.get() or basic_prototype(string(class_)) is not None])


@builtin("removeClass", "Class ...")
def _remove_class(context: Context, class_: Value, dots: Any = ()) -> Value:
    return lgl([class_table.get().pop(string(class_), None) is not None])


@builtin("isVirtualClass", "Class ...")
def _is_virtual(context: Context, class_: Value, dots: Any = ()) -> Value:
    found = class_table.get().get(string(class_))
    return lgl([basic_prototype(string(class_)) is None if found is None else found.is_virtual])


@builtin("extends", "class1 class2 ...")
def _extends(context: Context, first: Value, second: Value = None, dots: Any = ()) -> Value:
    if second is None:
        return chr([name for name in distances_from(string(first)) if name != "ANY"])
    return lgl([extends(string(first), string(second))])


@builtin("getSlots", "x")
def _get_slots(context: Context, x: Value) -> Value:
    name = string(x) if isinstance(x, Vec) else string(x.attrs["className"])
    slots = known_class(name).slots
    return chr(slots.values(), {"names": chr(slots.keys())})


@builtin("slot<-", "object name check value")
def _set_slot(context: Context, object_: Value, name: Value, check: Value = None, value: Value = None) -> Value:
    try:
        return with_slot(object_, string(name), value, checked=check is None or flag(check))
    except RError as error:
        told = RError(error.message.replace(" @‘", " slot ‘"), "checkSlotAssignment(object, name, value)")
        told.functions = ("checkSlotAssignment",)
        raise told from None


def as_base(value: Value, kind: str) -> Value:
    """An object as one of a class that its own class extends."""
    definition = class_table.get().get(kind)
    if definition is None:
        return object_data(value)
    slots = {name: value.attrs[name] for name in definition.slots if name != ".Data"}
    if ".Data" in definition.slots:
        return with_slot(blank_object(definition), ".Data", object_data(value), checked=False)
    return Instance({**slots, "class": class_label(kind)})
