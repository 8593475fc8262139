"""Objects of S4 classes that a script defines: made, given slots, checked. R: methods::new, initialize, validObject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import Call
from rcompat.language.syntax import parse_expression
from rcompat.script.calling import call_function, call_text
from rcompat.script.coercion import class_of, implicit_class, strings
from rcompat.script.conditions import ScriptError, make_condition
from rcompat.script.formal_classes import FormalClass, basic_prototype, class_table, data_class, extends
from rcompat.script.machine import Machine
from rcompat.script.values import Builtin, Closure, Environment, Instance, Language, List, Value, Vec, chr

__all__ = [
    "blank_object",
    "check_field",
    "check_object",
    "class_label",
    "class_word",
    "definition_of",
    "fill_object",
    "fits",
    "inner_error",
    "object_data",
    "with_slot",
]

_OWN = frozenset(("names", "dim", "dimnames", "levels"))


def class_label(name: str) -> Vec:
    """The class attribute of objects of a class of the script."""
    return chr([name], {"package": chr([".GlobalEnv"])})


def class_word(value: Value) -> str:
    """The class of a value as S4's messages name it."""
    found = class_of(value) or [kind for kind in implicit_class(value) if kind != "double"]
    return str(found[0])


def definition_of(value: Value) -> FormalClass | None:
    """The class of the script that a value belongs to, or None."""
    label = getattr(value, "attrs", {}).get("class")
    if label is None or "package" not in label.attrs:
        return None
    return class_table.get({}).get(label.data[0])


def blank_object(definition: FormalClass) -> Value:
    """An object with what its class's prototype says in each slot."""
    attrs: dict[str, Value] = {}
    for name, kind in definition.slots.items():
        if name != ".Data":
            attrs[name] = _start(definition, name, kind)
    attrs["class"] = class_label(definition.name)
    base = data_class(definition.name)
    return Instance(attrs) if base is None else _with_attributes(_start(definition, ".Data", base), attrs)


def _start(definition: FormalClass, name: str, kind: str) -> Value:
    if name in definition.prototype:
        return definition.prototype[name]
    other = class_table.get({}).get(kind)
    return basic_prototype(kind) if other is None else None if other.is_virtual else blank_object(other)


def _with_attributes(data: Value, attrs: dict[str, Value]) -> Value:
    own = {name: item for name, item in data.attrs.items() if name in _OWN}
    if isinstance(data, Closure):
        return Closure(data.formals, data.body, data.env, {**own, **attrs})
    if isinstance(data, Builtin):
        raise RError("functions of R itself cannot be the data of an object here")
    return type(data)(data.data, {**own, **attrs})


def object_data(value: Value) -> Value:
    """The slot `.Data`: what an object is made of, without slots and class."""
    definition = definition_of(value)
    gone = {"class"} if definition is None else {"class", *definition.slots}
    kept = {name: item for name, item in value.attrs.items() if name not in gone}
    if isinstance(value, Closure):
        return Closure(value.formals, value.body, value.env, kept)
    return type(value)(value.data, kept)


def with_slot(value: Value, name: str, new: Value, *, checked: bool = True) -> Value:
    """The object with one slot set.

    Raises:
        RError: there is no such slot, or the new value is of no class for it; in R's words.
    """
    definition = definition_of(value)
    if definition is None:
        result = value.copy()
        result.attrs[name] = new
        return result
    if checked:
        _check_slot(definition, name, new)
    if name == ".Data":
        return _with_attributes(new, {key: value.attrs[key] for key in (*definition.slots, "class") if key != ".Data"})
    if isinstance(value, Closure):
        return Closure(value.formals, value.body, value.env, {**value.attrs, name: new})
    result = value.copy()
    result.attrs[name] = new
    return result


def _check_slot(definition: FormalClass, name: str, new: Value) -> None:
    if name not in definition.slots:
        raise RError(f"‘{name}’ is not a slot in class “{definition.name}”")
    kind = definition.slots[name]
    if not fits(new, kind):
        raise RError(
            f"assignment of an object of class “{class_word(new)}” is not valid for @‘{name}’ in an object of class "
            f'“{definition.name}”; is(value, "{kind}") is not TRUE'
        )


def fits(value: Value, kind: str) -> bool:
    """Whether a value is of a class or of one that extends it."""
    names = class_of(value) or [item for item in implicit_class(value) if item != "double"]
    return any(extends(name, kind) for name in names)


def fill_object(it: Machine, value: Value, given: Sequence[tuple[str | None, Value]]) -> Value:
    """An object with the slots, data and parts of other objects that `initialize` is given; then it is checked.

    Raises:
        RError: names that are no slots, values that fit no part, an object that is not valid.
    """
    definition = definition_of(value)
    if definition is None or not given:
        return value
    for name, item in given:
        if not name:
            value = _with_part(value, definition, item)
    wrong = [name for name, _ in given if name and name not in definition.slots]
    if wrong:
        words = "invalid names for slots" if len(wrong) > 1 else "invalid name for slot"
        raise _told(
            f"{words} of class “{definition.name}”: {', '.join(wrong)}", "initialize(value, ...)", ["initialize"]
        )
    for name, item in given:
        if name:
            value = with_slot(value, name, item, checked=False)
    check_object(it, value, "validObject(.Object)", ["initialize", "initialize", "validObject"])
    return value


def _with_part(value: Value, definition: FormalClass, item: Value) -> Value:
    """The object with its data replaced, or with the slots of an object of a class that it extends."""
    other = definition_of(item)
    if other is not None and extends(definition.name, other.name):
        for name in other.slots:
            value = with_slot(value, name, object_data(item) if name == ".Data" else item.attrs[name], checked=False)
        return value
    base = data_class(definition.name)
    if base is not None and fits(item, base):
        return with_slot(value, ".Data", item, checked=False)
    raise _told(
        f"cannot use object of class “{class_word(item)}” in new():  class “{definition.name}” does not extend that "
        "class",
        "initialize(value, ...)",
        ["initialize"],
    )


def _told(message: str, call: str, functions: list[str]) -> RError:
    error = RError(message, call)
    error.functions = tuple(functions)
    return error


def check_object(it: Machine, value: Value, call: str, functions: list[str]) -> None:
    """Check the slots' classes, then ask the validity functions: those of the classes it extends first.

    Raises:
        RError: in R's words, all that the first function that complains has to say.
    """
    definition = definition_of(value)
    if definition is None:
        return
    problems = _slot_problems(value, definition)
    for name in (*reversed(definition.bases), definition.name) if not problems else ():
        known = class_table.get({}).get(name)
        if not problems and known is not None and known.validity is not None:
            problems = _complaints(call_function(it, known.validity, [value], form="validityMethod(object)"))
    if not problems:
        return
    head = f"invalid class “{definition.name}” object: "
    if len(problems) == 1:
        raise _told(head + problems[0], call, functions)
    raise _told("\n".join(f"{head}{place}: {text}" for place, text in enumerate(problems, 1)), call, functions)


def _slot_problems(value: Value, definition: FormalClass) -> list[str]:
    problems = []
    for name, kind in definition.slots.items():
        if name == ".Data":
            continue
        item = value.attrs.get(name)
        if item is None and kind not in ("NULL", "ANY") and not _holds_null(definition, name):
            continue
        if not fits(item, kind):
            problems.append(
                f'invalid object for slot "{name}" in class "{definition.name}": got class "{class_word(item)}", '
                f'should be or extend class "{kind}"'
            )
    return problems


def _holds_null(definition: FormalClass, name: str) -> bool:
    """Whether the slot starts with something, so that NULL in it was put there."""
    return _start(definition, name, definition.slots[name]) is not None


def _complaints(answer: Any) -> list[str]:
    if isinstance(answer, Vec) and answer.kind == "logical" and len(answer) == 1 and answer.data[0] == 1:
        return []
    if isinstance(answer, List):
        return [str(text) for item in answer.data for text in strings(item)]
    return [str(text) for text in strings(answer)] if answer is not None else []


def check_field(target: Environment, name: str, value: Value) -> None:
    """Check that a field can take a value.

    Raises:
        RError: its class is neither the field's nor extends it.
    """
    kind = (target.fields or {}).get(name, "ANY")
    if not fits(value, kind):
        error = RError(
            f"invalid assignment for reference class field ‘{name}’, should be from class “{kind}” or a subclass "
            f"(was class “{class_word(value)}”)"
        )
        error.is_settled = True  # type: ignore[attr-defined]
        raise error


def inner_error(message: str, parameters: str) -> RError:
    """An error that R reports in a function without name, of which it shows the parameters."""
    function = parse_expression(f"function({parameters}) {{}}")
    assert isinstance(function, Call)
    formals, body = (argument.value for argument in function.arguments[:2])
    closure: Any = Closure(formals, body, Environment(None, "base"))  # type: ignore[arg-type]
    call = Call(closure, ())
    condition = make_condition(message, Language(call), ("simpleError", "error", "condition"))
    error = ScriptError(message, call_text(call), condition)
    error.functions = ("<Anonymous>",)
    return error
