"""setRefClass and what generators and objects of reference classes do. R: methods, reference classes.

A reference object is an environment: its fields are variables there, and its methods are functions that see them. A
method that replaces one of a class above knows that one as `callSuper`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.calling import call_function
from rcompat.script.class_pages import COMMON_METHODS, ENVIRONMENT_CLASSES, reference_lines
from rcompat.script.coercion import string, strings
from rcompat.script.formal_classes import FormalClass, basic_prototype, class_table, define_class
from rcompat.script.formal_objects import check_field, class_label
from rcompat.script.functions.formal_classes import METHODS_PACKAGE, class_object, known_class
from rcompat.script.machine import Context, Machine
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, Closure, Environment, List, Value, Vec, chr, make_list, names_of

__all__ = ["new_reference"]

_BASE = "envRefClass"


@builtin("setRefClass", "Class fields contains methods ...")
def _set_ref_class(
    context: Context, class_: Value, fields: Value = None, contains: Value = None, methods: Value = None, dots: Any = ()
) -> Value:
    name = string(class_)
    definition = FormalClass(name=name, fields={})
    bases = [] if contains is None else [str(base) for base in strings(contains) if base != "VIRTUAL"]
    for base in bases:
        above = known_class(base)
        definition.fields = {**(definition.fields or {}), **(above.fields or {})}
        definition.bases[base] = 1
        definition.bases.update({other: distance + 1 for other, distance in above.bases.items()})
    definition.fields = {**(definition.fields or {}), **_field_classes(fields)}
    if _BASE not in definition.bases:
        definition.bases[_BASE] = 1
        definition.bases.update({base: place + 2 for place, base in enumerate(ENVIRONMENT_CLASSES)})
    define_class(definition)
    _add_methods(context.it, definition, methods)
    context.it.visible = False
    return _generator(definition)


def _field_classes(fields: Value) -> dict[str, str]:
    if fields is None:
        return {}
    names = names_of(fields)
    if names is None:
        return {str(name): "ANY" for name in strings(fields)}
    kinds = (
        [string(item) if isinstance(item, Vec) else "ANY" for item in fields.data]
        if isinstance(fields, List)
        else strings(fields)
    )
    return {str(name): str(kind) for name, kind in zip(names, kinds, strict=True)}


def _add_methods(it: Machine, definition: FormalClass, methods: Value) -> None:
    if methods is None or not len(methods.data):
        return
    definition.methods.update(zip([str(name) for name in names_of(methods) or []], methods.data, strict=True))
    it.err(
        f"code for methods in class “{definition.name}” was not checked for suspicious field assignments "
        "(recommended package ‘codetools’ not available?)\n"
    )


def _generator(definition: FormalClass) -> Builtin:
    """What `setRefClass` returns: a function that makes objects, with members behind `$`."""
    label = {"class": chr(["refObjectGenerator"], METHODS_PACKAGE)}

    def make(context: Context, dots: Any = ()) -> Value:
        return new_reference(context, definition, dots)

    def methods(context: Context, dots: Any = ()) -> Value:
        if not dots:
            return chr(sorted((*definition.methods, *(n for n in COMMON_METHODS if n not in definition.methods))))
        given = dots[0][1] if dots[0][0] is None else make_list({str(name): item for name, item in dots})
        _add_methods(context.it, definition, given)
        context.it.visible = False
        return None

    def fields(context: Context) -> Value:
        known = definition.fields or {}
        return chr(known.values(), {"names": chr(known.keys())})

    generator = _member("new", make, "...")
    members = Environment(None)
    members.values.update(
        className=chr([definition.name]),
        new=generator,
        methods=_member("methods", methods, "..."),
        fields=_member("fields", fields, ""),
    )
    generator.attrs = {**label, "members": members}
    return generator


def _member(name: str, run: Callable[..., Value], formals: str) -> Builtin:
    item = Builtin(name, run, tuple(formals.split()))
    item.python_names = run.__code__.co_varnames[1 : run.__code__.co_argcount]
    return item


def new_reference(context: Context, definition: FormalClass, dots: Any) -> Environment:
    """A new object of a reference class, by its method `initialize` if it has one."""
    it = context.it
    target = _blank(it, definition)
    start = target.values.get("initialize")
    if isinstance(start, Closure):
        given = [item for _, item in dots]
        call_function(it, start, given, [name for name, _ in dots], form="methods::new(def, ...)")
    else:
        _set_fields(target, definition, dots)
    it.visible = True
    return target


def _blank(it: Machine, definition: FormalClass) -> Environment:
    """An object with empty fields and its methods."""
    target = Environment(it.globals)
    target.attrs["class"] = class_label(definition.name)
    for name, kind in (definition.fields or {}).items():
        target.values[name] = basic_prototype(kind)
    target.fields = dict(definition.fields or {})
    target.values[".self"] = target
    _install(target, definition)
    return target


def _install(target: Environment, definition: FormalClass) -> None:
    """Put the methods into the object: those of the classes above first, each seen by the one that replaces it."""
    target.values.update(_common_methods(target, definition))
    for name in (*reversed(definition.bases), definition.name):
        known = class_table.get().get(name)
        for title, method in ({} if known is None else known.methods).items():
            inner = Environment(target)
            above = target.values.get(title)
            inner.values["callSuper"] = above if above is not None else _member("callSuper", _nothing, "...")
            target.values[title] = Closure(method.formals, method.body, inner)


def _nothing(context: Context, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


def _common_methods(target: Environment, definition: FormalClass) -> dict[str, Value]:
    """What every reference object can do."""

    def copy(context: Context, shallow: Value = None) -> Value:
        other = _blank(context.it, definition)
        other.values.update({name: target.values[name] for name in definition.fields or {}})
        return other

    def fill(context: Context, dots: Any = ()) -> Value:
        _set_fields(target, definition, dots)
        return target

    def field(context: Context, name: Value, value: Value = None) -> Value:
        if len(context.promises) < 2:
            return target.values[string(name)]
        check_field(target, string(name), value)
        target.values[string(name)] = value
        context.it.visible = False
        return None

    def describe(context: Context, dots: Any = ()) -> Value:
        return class_object(definition)

    found = {
        "copy": _member("copy", copy, "shallow"),
        "initFields": _member("initFields", fill, "..."),
        "field": _member("field", field, "name value"),
        "getClass": _member("getClass", describe, "..."),
        "getRefClass": _member("getRefClass", describe, "..."),
    }
    first = class_table.get().get(definition.name)
    return found if first is None else {**found, "initialize": found["initFields"]}


def _set_fields(target: Environment, definition: FormalClass, dots: Any) -> None:
    for name, item in dots:
        if not name:
            continue
        if name not in (definition.fields or {}):
            error = RError(
                f"‘{name}’ is not a field in class “{definition.name}”",
                "envRefSetField(.Object, field, classDef, selfEnv, elements[[field]])",
            )
            error.functions = (
                "methods::new",
                "initialize",
                "initialize",
                ".local",
                "initRefFields",
                "envRefSetField",
            )
            raise error
        check_field(target, name, item)
        target.values[name] = item


@builtin("print.refObjectGenerator", "x ...")
def _print_generator(context: Context, x: Value, dots: Any = ()) -> Value:
    definition = known_class(string(x.attrs["members"].values["className"]))
    context.it.out("\n".join(reference_lines(definition, "Generator for class")) + "\n")
    context.it.visible = False
    return x
