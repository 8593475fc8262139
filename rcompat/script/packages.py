"""Packages: found through the entry-point group `rcompat.packages`, attached with R's messages, called."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from rcompat.base.conditions import RError, UnusedArgumentError
from rcompat.base.generics import method_of
from rcompat.base.options import get_options
from rcompat.base.refusals import SignatureError
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Constant, Symbol
from rcompat.language.syntax import parse_expression
from rcompat.script.attach_texts import TIDYVERSE, masked_texts, tidyverse_text
from rcompat.script.calling import plain
from rcompat.script.conditions import UnsupportedError
from rcompat.script.door_calls import in_script_words, known_arguments
from rcompat.script.doors import from_record
from rcompat.script.evaluator import apply_function, evaluate, force
from rcompat.script.functions.verb_table import VERB_PACKAGES, bind_verbs, known_verbs
from rcompat.script.machine import Context, Machine
from rcompat.script.matching import Given, unused_text
from rcompat.script.model_parts import evaluated_in
from rcompat.script.offered_names import OfferedNames, calling_package
from rcompat.script.records import python_name, python_value
from rcompat.script.rehearsing import learn_rehearsals
from rcompat.script.signals import raise_message, settle
from rcompat.script.standard_data import offer_package_data
from rcompat.script.values import Builtin, Environment, List, Promise, Value

__all__ = [
    "ATTACHED_AT_START",
    "attach",
    "call_door",
    "door_function",
    "is_silent",
    "known_packages",
    "load_datasets",
    "package_value",
    "script_names",
    "use_packages",
]

_GROUP = "rcompat.packages"
_SILENT = frozenset(
    (
        "base",
        "datasets",
        "grDevices",
        "graphics",
        "grid",
        "methods",
        "parallel",
        "splines",
        "stats",
        "stats4",
        "tools",
        "utils",
        "Matrix",
        "MASS",
        "lattice",
        "ggplot2",
        "compiler",
        "nloptr",
        "minqa",
    )
)
ATTACHED_AT_START = ("stats", "graphics", "grDevices", "utils", "datasets", "methods", "base")
_UNEVALUATED = frozenset(("subset", "weights", "offset"))


@cache
def known_packages() -> dict[str, str]:
    """R package name to the module that stands for it."""
    from importlib.metadata import entry_points

    found = {point.name: point.value for point in entry_points(group=_GROUP)}
    return found or _source_tree_packages()


def _source_tree_packages() -> dict[str, str]:
    """The entry points of a source checkout that is not installed, read from its pyproject.toml."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        distribution("pylmer")
        return {}
    except PackageNotFoundError:
        pass
    path = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if not path.is_file():
        return {}
    import tomllib

    project = tomllib.loads(path.read_text(encoding="utf-8")).get("project", {})
    return dict(project.get("entry-points", {}).get(_GROUP, {}))


def use_packages(it: Machine) -> None:
    """Prepare the machine for packages."""
    it.packages = {
        "hook": calling_package,
        "functions": {},
        "attached": [],
        "loaded": {},
        "closed": set(),
        "formal": set(),
    }
    learn_rehearsals(it, Path(__file__).parent / "rehearsals" / "stats.R")


def _module(it: Machine, name: str) -> ModuleType:
    module: ModuleType = import_module(known_packages()[name])
    it.packages["loaded"][name] = module
    learn_rehearsals(it, Path(str(module.__file__)).parent / "rehearsals" / f"{name}.R")
    it.packages["closed"].update(getattr(module, "__closed__", ()))
    it.packages["formal"].update(getattr(module, "__formal__", ()))
    return module


def attach(it: Machine, name: str, required: bool = False, quiet: bool = False, warns: bool = True) -> bool:
    """Attach a package and those it depends on; False if there is none of that name."""
    if name in it.packages["attached"] or name in ATTACHED_AT_START:
        return True
    if name not in _SILENT and name not in VERB_PACKAGES and name not in known_packages():
        return False
    if required and not quiet:
        raise_message(it, f"Loading required package: {name}\n", None)
    behind = list(it.packages["attached"])
    if name in known_packages():
        module = _module(it, name)
        for other in getattr(module, "__depends__", ()):
            if other not in it.packages["attached"] and other not in it.packages["loaded"]:
                attach(it, other, required=True, quiet=quiet)
        behind = list(it.packages["attached"])
        _bind(it, name, module)
        if not quiet and hasattr(module, "__startup__"):
            raise_message(it, module.__startup__.format(folder=os.path.abspath(it.folder)), None)
    elif name in VERB_PACKAGES:
        env = Environment(it.globals.parent, f"package:{name}")
        it.globals.parent = env
        bind_verbs(env, name)
    offer_package_data(it, name)
    it.packages["attached"].append(name)
    searched = [*reversed(behind), *ATTACHED_AT_START]
    texts = [_tidyverse(it)] if name == "tidyverse" else masked_texts(name, searched)
    for text in texts if warns and not quiet else ():
        if text:
            raise_message(it, text, None)
    return True


def _tidyverse(it: Machine) -> str:
    """Attach its packages; returns its page."""
    behind = [*it.packages["attached"], *ATTACHED_AT_START]
    added = [name for name in TIDYVERSE if name not in it.packages["attached"]]
    for name in added:
        attach(it, name, quiet=True)
    return tidyverse_text(added, behind, get_options().width)


def _bind(it: Machine, name: str, module: ModuleType) -> None:
    env = Environment(it.globals.parent, f"package:{name}")
    it.globals.parent = env
    for label in module.__all__:
        if label in getattr(module, "__classes__", ()):
            continue
        own = getattr(module, "__r_names__", {}).get(label, label.replace("_", "."))
        for r_name in {label, own}:
            if r_name not in it.base.values or r_name in getattr(module, "__overrides__", ()):
                env.values[r_name] = late_door_function(it, r_name, module, label)
    for label, load in getattr(module, "__datasets__", {}).items():
        it.datasets[label] = _loader(it, load)


def _loader(it: Machine, load: Callable[[], Any]) -> Callable[[], Value]:
    """A function that loads a data set as an R value, with the attributes that R's object has."""

    def value() -> Value:
        found = from_record(load())
        texts: Mapping[str, str] = getattr(load, "attribute_texts", dict)()
        more = {name: evaluate(it, parse_expression(text), it.globals) for name, text in texts.items()}
        if isinstance(found, List):
            own = ("names", "row.names") if more else ("names", "row.names", "class")
            found.attrs = {name: found.attrs[name] for name in own} | more
        return found

    return value


def _door_value(it: Machine, package: str, name: str) -> Value:
    """A function or data set of a package's door, or None."""
    module = it.packages["loaded"].get(package) or _module(it, package)
    label = next((text for text in (name, name.replace(".", "_")) if text in module.__all__), None)
    if label is not None:
        if name in it.base.values and name not in getattr(module, "__overrides__", ()):
            return it.base.values[name]
        return late_door_function(it, name, module, label)
    load = getattr(module, "__datasets__", {}).get(name)
    return None if load is None else _loader(it, load)()


def package_value(it: Machine, package: str, name: str) -> Value:
    """What `package::name` is."""
    if package in known_packages() and package not in _SILENT:
        found = _door_value(it, package, name)
        if found is not None:
            return found
    if package in VERB_PACKAGES and name in known_verbs():
        return known_verbs()[name]
    if name in it.base.values:
        return it.base.values[name]
    offer_package_data(it, package)
    if name in it.datasets:
        return it.datasets[name]()
    raise UnsupportedError(f"{package}::{name}")


def late_door_function(it: Machine, name: str, module: ModuleType, label: str) -> Builtin:
    """A function of a package's door, imported when it is first looked at."""
    it.packages["functions"][name] = lambda: getattr(module, label)
    return Builtin.promised(name, lambda item: item.become(door_function(name, getattr(module, label))))


def door_function(name: str, function: Any) -> Builtin:
    """A package's Python function as an R function."""
    signature = inspect.signature(function)

    def run(context: Context, dots: Given) -> Value:
        default = context.it.base.values.get(name)
        if isinstance(default, Builtin) and dots and not _has_method(context.it, name, dots):
            return apply_function(context.it, default, dots, context.call, context.env)
        return call_door(context, function, signature, dots)

    item = Builtin(name, run, ("...",))
    item.python_names = ("dots",)
    item.lazy = frozenset(("...",))
    item.generic = True
    item.whole = True
    item.first = next(iter(signature.parameters), "")
    return item


def _has_method(it: Machine, name: str, given: Given) -> bool:
    """Whether a package answers its generic for the first argument; if not, what it masks is the default."""
    value = force(it, given[0][1])
    return method_of(name.replace(".", "_"), type(value)) is not None


def call_door(context: Context, function: Any, signature: inspect.Signature, given: Given) -> Value:
    """Call a package's function with R arguments.

    Raises:
        RError: whatever the function stops with.
    """
    it = context.it
    with calling_package(it, context.call, context.env, given) as names:
        positional, named = _bound(it, signature, given, names)
        _add_data_name(signature, given, named, names)
        try:
            named = known_arguments(function, named, given, context)
            result = function(*positional, **named)
        except SignatureError as error:
            raise _type_error(error) from error
        except UnusedArgumentError as error:
            error.message, error.call = unused_text(_unused(given, signature)), deparse_one(plain(context.call))
            settle(it, error, None)
            raise
        except RError as error:
            error = in_script_words(error, context, given)
            # Packages say themselves which call an error is shown with; none means none.
            settle(it, error, None)
            raise error
        except TypeError as error:
            raise _type_error(error) from error
    it.visible = True
    return from_record(result)


def _unused(given: Given, signature: inspect.Signature) -> Given:
    """The arguments that a function takes only to complain of them."""
    every = [p.name for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    return [(name, promise) for name, promise in given if name and python_name(name, every) not in every]


def _type_error(error: TypeError) -> RError:
    text = str(error.__cause__ or error)
    if "unexpected keyword" in text:
        name = text.rsplit("'", 2)[-2]
        return UnsupportedError(f"argument {name}")
    if "missing" in text and "required positional" in text:
        name = text.rsplit("'", 2)[-2]
        return RError(f'argument "{name.replace("_", ".")}" is missing, with no default')
    raise error


def _bound(
    it: Machine, signature: inspect.Signature, given: Given, names: OfferedNames
) -> tuple[list[Any], dict[str, Any]]:
    parameters = [p for p in signature.parameters.values() if p.kind in (p.POSITIONAL_OR_KEYWORD, p.POSITIONAL_ONLY)]
    free = [p.name for p in parameters if p.name != "data_name"]
    every = [p.name for p in signature.parameters.values() if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    named: dict[str, Any] = {}
    rest: list[Any] = []
    for name, promise in given:
        if name:
            label = python_name(name, every)
            named[label] = promise
            if label in free:
                free.remove(label)
        else:
            rest.append(promise)
    positional_only = {p.name for p in parameters if p.kind is p.POSITIONAL_ONLY}
    front: list[Any] = []
    extra: list[Any] = []
    for promise in rest:
        if free:
            named[free.pop(0)] = promise
        else:
            extra.append(promise)
    values = {label: _argument(it, label, promise, signature, names) for label, promise in named.items()}
    for parameter in parameters:
        if parameter.name in positional_only and parameter.name in values:
            front.append(values.pop(parameter.name))
    if extra:
        for parameter in parameters:
            if parameter.name in values:
                front.append(values.pop(parameter.name))
        front += [_argument(it, "", promise, signature, names) for promise in extra]
    return front, values


def _argument(it: Machine, label: str, promise: Any, signature: inspect.Signature, names: OfferedNames) -> Any:
    if type(promise) is not Promise:
        return promise
    expr = plain(promise)
    if label in _UNEVALUATED and "data" in signature.parameters:
        if isinstance(expr, Constant) and expr.kind == "null":
            return None
        return expr
    try:
        if label == "data" and "data_name" in signature.parameters and "devFunOnly" not in signature.parameters:
            with evaluated_in("is.data.frame(data)", "eval", "eval", "<Anonymous>", "model.frame.default"):
                force(it, promise)
        value = python_value(it, force(it, promise))
    except RError as error:
        if label == "data" and "devFunOnly" in signature.parameters:
            error.message = f"bad 'data': {error.message}"
            settle(it, error, None)
        raise
    names.note(value, names.written(promise))
    return value


def _add_data_name(signature: inspect.Signature, given: Given, named: dict[str, Any], names: OfferedNames) -> None:
    if "data_name" not in signature.parameters or "data" not in signature.parameters:
        return
    unnamed = [promise for name, promise in given if not name]
    promise = next((p for name, p in given if name == "data"), None)
    if promise is None:
        before = [p for p in signature.parameters if p in ("formula", "data")]
        taken = sum(1 for name, _ in given if name and name in before)
        place = before.index("data") - taken
        promise = unnamed[place] if 0 <= place < len(unnamed) else None
    if promise is not None and named.get("data") is not None:
        expr = names.written(promise)
        named["data_name"] = deparse_one(expr) if isinstance(expr, Symbol | Call | Constant) else "data"


def is_silent(name: str) -> bool:
    """Whether a package is taken as attached without anything of its own."""
    return name in _SILENT or name in VERB_PACKAGES


def load_datasets(it: Machine, package: str) -> None:
    """Make a package's data sets known without attaching it."""
    offer_package_data(it, package)
    if package in known_packages():
        module = it.packages["loaded"].get(package) or _module(it, package)
        for label, load in getattr(module, "__datasets__", {}).items():
            it.datasets[label] = _loader(it, load)


def script_names(it: Machine, env: Environment) -> Any:
    """The script's variables as the floors below take them."""
    return OfferedNames(it, env)
