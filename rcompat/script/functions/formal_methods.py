"""setGeneric, setMethod, standardGeneric and their like: generics and methods of the script's own. R: methods."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import Call, Symbol
from rcompat.script.coercion import string, strings
from rcompat.script.control import function_frame
from rcompat.script.deparsing import deparse_value
from rcompat.script.evaluator import apply_function, find_function, force
from rcompat.script.formal_classes import value_distances
from rcompat.script.formal_methods import (
    GROUP_MEMBERS,
    FormalGeneric,
    add_method,
    call_next,
    call_ordered,
    generic_named,
    inherited_method,
    missing_argument,
    ordered_methods,
)
from rcompat.script.formal_objects import inner_error
from rcompat.script.functions.formal_classes import METHODS_PACKAGE
from rcompat.script.functions.printing import autoprint, environment_address
from rcompat.script.machine import Context, Frame, Machine
from rcompat.script.matching import match
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, Closure, Instance, Promise, Value, chr, lgl, names_of

__all__: list[str] = []


@builtin(
    "setGeneric",
    "name def where package valueClass useAsDefault genericFunction simpleInheritanceOnly signature",
)
def _set_generic(
    context: Context,
    name: Value,
    def_: Value = None,
    where: Value = None,
    package: Value = None,
    value_class: Value = None,
    default: Value = None,
    generic_function: Value = None,
    simple: Value = None,
    signature: Value = None,
) -> Value:
    it, word = context.it, string(name)
    known = it.globals.values.get(word)
    if def_ is None and not isinstance(known, Closure) and not isinstance(it.base.values.get(word), Builtin):
        raise RError(f"must supply a function skeleton for ‘{word}’, explicitly or via an existing function")
    if def_ is not None:
        it.formal.pop(word, None)
        generic = generic_named(it, word, def_.names)
        if signature is not None:
            generic.signature = tuple(str(text) for text in strings(signature))
        generic.function = def_
        it.globals.values[word] = _marked(def_, word)
    elif isinstance(known, Closure) and "generic" not in known.attrs:
        it.err(f"Creating a generic function from function ‘{word}’ in the global environment\n")
        _generic_from(it, word, known)
    return chr([word])


def _marked(function: Closure, word: str) -> Closure:
    """A generic: a function that knows that it is one."""
    label = chr(["standardGeneric"], METHODS_PACKAGE)
    return Closure(function.formals, function.body, function.env, {"generic": chr([word]), "class": label})


def _generic_from(it: Machine, word: str, function: Closure) -> None:
    """Make a generic of an ordinary function, which becomes its method for every class."""
    from rcompat.language.syntax import parse_expression

    body = parse_expression(f'standardGeneric("{word}")')
    it.formal.pop(word, None)
    generic_named(it, word, function.names).function = function
    add_method(it, word, (), function)
    it.globals.values[word] = _marked(Closure(function.formals, body, it.globals), word)


@builtin("setMethod setReplaceMethod", "f signature definition ...")
def _set_method(context: Context, f: Value, signature: Value = None, definition: Value = None, dots: Any = ()) -> Value:
    it = context.it
    word = string(f) + ("<-" if context.builtin.name == "setReplaceMethod" else "")
    known = it.globals.values.get(word)
    if isinstance(known, Closure) and "generic" not in known.attrs:
        _generic_from(it, word, known)
    elif known is None and word not in GROUP_MEMBERS:
        _check_function(it, word)
    generic = generic_named(it, word, definition.names)
    added = set(definition.names) - set(generic.signature) - {"..."}
    if generic.function is not None and "..." not in generic.function.names and added - set(generic.function.names):
        raise _added_arguments(word)
    add_method(it, word, _classes(generic, signature), definition)
    it.visible = False
    return chr([word])


def _added_arguments(word: str) -> RError:
    error = RError(
        f"methods can add arguments to the generic ‘{word}’ only if '...' is an argument to the generic",
        "rematchDefinition(definition, fdef, mnames, fnames, signature)",
    )
    error.functions = ("rematchDefinition",)
    return error


def _check_function(it: Machine, word: str) -> None:
    """R's own functions become generics without a word if they are generic already."""
    own = it.base.values.get(word)
    if not isinstance(own, Builtin):
        raise RError(f"no existing definition for function ‘{word}’")
    if word not in it.formal and not (own.special or own.primitive or own.generic or word in _METHODS):
        package = it.packages.get("homes", {}).get(word, "base")
        it.err(f"Creating a generic function for ‘{word}’ from package ‘{package}’ in the global environment\n")


_METHODS = frozenset(("initialize", "show", "plot", "coerce", "summary", "print", "mean", "median"))
"""Generics although nothing here dispatches them by itself."""


def _classes(generic: FormalGeneric, signature: Value) -> tuple[str, ...]:
    """The classes of a signature in the order of the generic's arguments."""
    words = [] if signature is None else [str(word) for word in strings(signature)]
    names = names_of(signature) or [""] * len(words)
    named = {name: word for name, word in zip(names, words, strict=True) if name}
    rest = iter([word for name, word in zip(names, words, strict=True) if not name])
    found = [named[name] if name in named else next(rest, "ANY") for name in generic.signature]
    return tuple(found)


@builtin("standardGeneric", "f")
def _standard_generic(context: Context, f: Value) -> Value:
    it, word = context.it, string(f)
    frame = function_frame(it, context.env)
    if frame is None:
        raise RError("standardGeneric called from outside a generic function")
    methods = ordered_methods(it, word, frame.given)
    caller = frame.caller or it.globals
    if methods:
        return call_ordered(it, word, methods, frame.given, frame.call, caller)
    own = it.base.values.get(word)
    if isinstance(own, Builtin):
        return apply_function(it, own, frame.given, frame.call or Call(Symbol(word), ()), caller)
    raise inner_error(
        f"unable to find an inherited method for function ‘{word}’ for signature ‘{_found_classes(it, word, frame)}’",
        "classes, fdef, mtable",
    )


def _found_classes(it: Machine, word: str, frame: Frame) -> str:
    """The classes of the arguments that methods are chosen by."""
    generic = it.formal[word]
    most = max((len(signature) for signature in generic.methods), default=1)
    matched = match((*generic.signature, "..."), frame.given)
    words = []
    for name in generic.signature[: max(most, 1)]:
        promise = matched.get(name)
        is_given = promise is not None and not missing_argument(promise)
        words.append(next(iter(value_distances(force(it, promise)))) if is_given else "missing")
    return ", ".join(f'"{kind}"' for kind in words)


@builtin("callNextMethod", "...", lazy="...")
def _call_next_method(context: Context, dots: Any = ()) -> Value:
    frame = function_frame(context.it, context.env)
    while frame is not None and frame.dispatch is None:  # a function inside the method
        outer = frame.function.env if isinstance(frame.function, Closure) else None
        frame = None if outer is None else function_frame(context.it, outer)
    if frame is None:
        raise RError("callNextMethod() called from outside a method dispatch")
    return call_next(context.it, frame, list(dots) if dots else None)


@builtin("callGeneric", "...")
def _call_generic(context: Context, dots: Any = ()) -> Value:
    frame = function_frame(context.it, context.env)
    name = getattr(getattr(frame, "dispatch", None), "generic", None)
    if name is None:
        raise RError("callGeneric() must be called from within a method body")
    given = [(label, Promise(item, None, item, True)) for label, item in dots]
    called = find_function(context.it, name, context.env)
    return apply_function(context.it, called, given, Call(Symbol(name), ()), context.env)


@builtin("isGeneric", "f ...")
def _is_generic(context: Context, f: Value, dots: Any = ()) -> Value:
    return lgl([string(f) in context.it.formal])


def _found(context: Context, f: Value, signature: Value, inherited: bool) -> Closure | None:
    generic: FormalGeneric | None = context.it.formal.get(string(f))
    if generic is None:
        return None
    classes = _classes(generic, signature)
    while classes and classes[-1] == "ANY":
        classes = classes[:-1]
    if classes in generic.methods or not inherited:
        return generic.methods.get(classes)
    return inherited_method(generic, classes)


@builtin("existsMethod", "f signature ...")
def _exists_method(context: Context, f: Value, signature: Value = None, dots: Any = ()) -> Value:
    return lgl([_found(context, f, signature, False) is not None])


@builtin("hasMethod", "f signature ...")
def _has_method(context: Context, f: Value, signature: Value = None, dots: Any = ()) -> Value:
    if signature is None:
        return lgl([bool(getattr(context.it.formal.get(string(f)), "methods", None))])
    return lgl([_found(context, f, signature, True) is not None])


@builtin("getMethod selectMethod", "f signature ...")
def _get_method(context: Context, f: Value, signature: Value = None, dots: Any = ()) -> Value:
    found = _found(context, f, signature, context.builtin.name == "selectMethod")
    if found is None:
        words = ", ".join(str(word) for word in strings(signature)) if signature is not None else ""
        raise RError(f"no method found for function '{string(f)}' and signature {words}")
    generic = context.it.formal[string(f)]
    defined = next(key for key, method in generic.methods.items() if method is found)
    label = chr(["MethodDefinition"], METHODS_PACKAGE)
    target = [str(word) for word in strings(signature)]
    names = generic.signature[: len(target)]
    attrs = {"target": chr(target), "defined": chr(defined), "arguments": chr(names), "class": label}
    return Closure(found.formals, found.body, found.env, attrs)


@builtin("showMethods", "f ...")
def _show_methods(context: Context, f: Value, dots: Any = ()) -> Value:
    it, word = context.it, string(f)
    generic = it.formal.get(word)
    if generic is None:
        it.out(f'\nFunction "{word}":\n <not an S4 generic function>\n')
        it.visible = False
        return None
    package = ".GlobalEnv" if generic.function is not None else "base"
    it.out(f"Function: {word} (package {package})\n")
    most = max((len(signature) for signature in generic.methods), default=0)
    for signature in sorted(generic.methods, key=lambda key: [word.casefold() for word in key]):
        full = [*signature, *["ANY"] * (most - len(signature))]
        it.out(", ".join(f'{a}="{kind}"' for a, kind in zip(generic.signature, full, strict=False)) + "\n")
    it.out("\n")
    it.visible = False
    return Instance({"class": chr(["MethodsList"])})


@builtin("removeMethod", "f signature ...")
def _remove_method(context: Context, f: Value, signature: Value = None, dots: Any = ()) -> Value:
    method = _found(context, f, signature, False)
    if method is None:
        return lgl([0])
    methods = context.it.formal[string(f)].methods
    methods.pop(next(key for key, item in methods.items() if item is method))
    return lgl([1])


@builtin("removeGeneric", "f ...")
def _remove_generic(context: Context, f: Value, dots: Any = ()) -> Value:
    context.it.globals.values.pop(string(f), None)
    return lgl([context.it.formal.pop(string(f), None) is not None])


@builtin("setAs", "from to def replace where")
def _set_as(
    context: Context, from_: Value, to: Value, def_: Value, replace: Value = None, where: Value = None
) -> Value:
    context.it.formal_coercions[string(from_), string(to)] = def_
    context.it.visible = False
    return None


@builtin("show", "object", primitive=False)
def _show(context: Context, object_: Value) -> Value:
    autoprint(context.it, object_)
    context.it.visible = False
    return None


@builtin("print.standardGeneric print.classGeneratorFunction print.MethodDefinition", "x ...")
def _print_function(context: Context, x: Value, dots: Any = ()) -> Value:
    context.it.out("\n".join(_function_lines(context, x)) + "\n")
    context.it.visible = False
    return x


def _function_lines(context: Context, x: Value) -> list[str]:
    kind = x.attrs["class"].data[0]
    if kind == "classGeneratorFunction":
        name = x.attrs["className"].data[0]
        head = f"class generator function for class “{name}” from package ‘.GlobalEnv’"
        return [head, "function (...) ", f'new("{name}", ...)']
    text = deparse_value(Closure(x.formals, x.body, x.env))
    if kind == "MethodDefinition":
        return ["Method Definition:", "", *text, "", *_signature_lines(x)]
    word = x.attrs["generic"].data[0]
    is_plain = len(text) == 2
    generic = context.it.formal.get(word)
    arguments = ", ".join(generic.signature) if generic is not None else ""
    head = f'{"standardGeneric" if is_plain else "nonstandardGenericFunction"} for "{word}" defined from package'
    return [
        f'{head} ".GlobalEnv"',
        "",
        *text,
        f"<environment: {environment_address(x.env)}>",
        f"Methods may be defined for arguments: {arguments}",
        f"Use  showMethods({word})  for currently available ones.",
    ]


def _signature_lines(x: Closure) -> list[str]:
    names = [str(name) for name in x.attrs["arguments"].data]
    rows = [[f'"{kind}"' for kind in x.attrs[part].data] for part in ("target", "defined")]
    rows = [[*row, *['"ANY"'] * (len(names) - len(row))] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(names, *rows, strict=True)]
    lines = ["Signatures:"]
    for label, cells in (("       ", names), ("target ", rows[0]), ("defined", rows[1])):
        lines.append(f"{label} " + " ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)))
    return lines
