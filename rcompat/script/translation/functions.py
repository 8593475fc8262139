"""Calls of functions: the script's own, those of packages (pylmer's doors), and all others through `rcompat.r`."""

from __future__ import annotations

import ast

from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Constant, Expr, Missing, Symbol, is_call
from rcompat.script.functions.verb_table import VERB_PACKAGES, known_verbs
from rcompat.script.registry import BUILTINS
from rcompat.script.translation.door_arguments import door_argument
from rcompat.script.translation.expressions import formula_text, translate, typed
from rcompat.script.translation.function_tables import (
    ALSO_OF_FORMULAS,
    FITS,
    FRAMES,
    FUNCTIONS,
    MASKED,
    MODEL_GENERICS,
    PAGES,
    RECORDS,
    SAME_KIND,
    TITLED,
    TYPED,
    UNSEEN,
    UNTITLED,
)
from rcompat.script.translation.names import NAMING, python_name
from rcompat.script.translation.r_text import r_text
from rcompat.script.translation.refusals import refuse
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, function_call, name_load, r_call
from rcompat.script.values import Builtin

__all__ = ["any_call", "calls_own", "function_name", "is_function", "r_function_call", "use_package"]


def is_function(scope: Scope, name: str) -> bool:
    """Whether R code may call this name."""
    return scope.project.door_of(name) is not None or name in BUILTINS or name in known_verbs()


def function_name(scope: Scope, name: str) -> ast.expr:
    """A function as a value."""
    if name not in BUILTINS:
        module = scope.project.door_of(name)
        if module is not None:
            return _imported(scope, module, name)
    if not python_name(name).isidentifier():
        return r_call("function", const(name))
    return ast.Attribute(name_load("r"), python_name(name), ast.Load())


def _imported(scope: Scope, module: str, name: str) -> ast.expr:
    label = name.replace(".", "_")
    scope.project.need(module, label)
    return name_load(label)


def any_call(scope: Scope, expr: Call) -> Code:
    """A call of any function."""
    name = expr.name
    if name is None:
        return _computed_call(scope, expr)
    if name in scope.project.failed:
        raise Untranslatable(f"{name} was not translated")
    if calls_own(scope, name):
        return _own_call(scope, name, expr)
    if name in ("options", "set_options") and any(argument.name == "error" for argument in expr.arguments):
        raise Untranslatable("errors are passed over")
    if name in UNSEEN:
        raise Untranslatable(f"{name}() looks at R's own calls or environments")
    module = scope.project.door_of(name)
    if module is not None and _is_for_door(scope, name, expr):
        return _door_call(scope, module, name, expr)
    if name in BUILTINS or name in known_verbs():
        return r_function_call(scope, name, expr)
    raise Untranslatable(f"{name}() is not known")


def _computed_call(scope: Scope, expr: Call) -> Code:
    function = expr.function
    if isinstance(function, Call) and function.name in ("::", ":::"):
        package, name = (str(getattr(value, "name", getattr(value, "value", ""))) for value in function.values)
        return _package_call(scope, package, name, Call(Symbol(name), expr.arguments))
    called = translate(scope, function)
    return Code(function_call(called.node, *_own_arguments(scope, expr)[0], **_own_arguments(scope, expr)[1]), "any")


def _package_call(scope: Scope, package: str, name: str, expr: Call) -> Code:
    """`package::name(...)`: from the package's own door if the attached packages have another function of that name."""
    project = scope.project
    if package in project.modules or package not in VERB_PACKAGES:
        use_package(scope, package)
    module = project.modules.get(package)
    if module is None or name.replace(".", "_") not in module.__all__ or project.door_of(name) == module.__name__:
        return any_call(scope, expr)
    code = _door_call(scope, module.__name__, name, expr)
    assert isinstance(code.node, ast.Call)
    used = project.imports.get(module.__name__, set())
    used.discard(name.replace(".", "_"))
    project.need("pylmer", module.__name__.rpartition(".")[2])
    door = name_load(module.__name__.rpartition(".")[2])
    code.node.func = ast.Attribute(door, name.replace(".", "_"), ast.Load())
    return code


def use_package(scope: Scope, package: str) -> None:
    """Make a package's functions known."""
    from importlib import import_module

    from rcompat.script.packages import known_packages

    known = known_packages()
    if package in known and package not in scope.project.packages:
        module = import_module(known[package])
        for other in getattr(module, "__depends__", ()):
            use_package(scope, other)
        scope.project.modules[package] = module
        scope.project.packages.append(package)
        if getattr(module, "__datasets__", None):
            scope.project.datasets = scope.project.datasets | frozenset(getattr(module, "__datasets__", {}))


def calls_own(scope: Scope, name: str) -> bool:
    """Whether a call of this name means a function of the script: R passes over variables that are no functions."""
    kind = scope.kind_of(name)
    return kind == "function" or (kind is not None and name not in BUILTINS and name not in known_verbs())


def _own_call(scope: Scope, name: str, expr: Call) -> Code:
    if scope.kind_of(name) in ("fit", "record"):
        raise Untranslatable("a function that a package made is called")
    values, named = _own_arguments(scope, expr)
    return Code(function_call(scope.python(name), *values, **named), "any")


def _own_arguments(scope: Scope, expr: Call) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    values: list[ast.expr] = []
    named: dict[str, ast.expr] = {}
    for argument in expr.arguments:
        if argument.value == Symbol("..."):
            values.append(ast.Starred(name_load("dots"), ast.Load()))
            named["**"] = name_load("named")
        elif argument.name:
            label = _full_name(argument.name, scope.project.formals.get(expr.name or "", ()))
            named[scope.python(label or "")] = translate(scope, argument.value).node
        else:
            values.append(translate(scope, argument.value).node)
    return values, named


def _is_for_door(scope: Scope, name: str, expr: Call) -> bool:
    """Whether the function of a package is meant: generics of R take other values too."""
    if (name not in BUILTINS and name not in ALSO_OF_FORMULAS) or name == "lm":
        return True
    if name == "simulate" and expr.values and formula_text(expr.values[0]) is not None:
        return True
    if name in MODEL_GENERICS and len([a for a in expr.arguments if not a.name]) > 1:
        return False
    first = next((a.value for a in expr.arguments if a.name in (None, "object", "x", "fitted")), None)
    if first is None or scope.mask is not None:
        return False
    saved = scope.project.imports
    scope.project.imports = {}
    try:
        return translate(scope, first).kind == "fit"
    except Untranslatable:
        return False
    finally:
        scope.project.imports = saved


def _door_call(scope: Scope, module: str, name: str, expr: Call) -> Code:
    values: list[ast.expr] = []
    named: dict[str, ast.expr] = {}
    has_first = any(not argument.name for argument in expr.arguments)
    for argument in expr.arguments:
        if argument.value == Symbol("..."):
            raise Untranslatable("... is handed to a package")
        node = door_argument(scope, argument)
        if argument.name in ("object", "fitted") and not has_first:
            values.append(node)
        elif argument.name:
            named[python_name(argument.name)] = node
        else:
            values.append(node)
    _name_data(scope, expr, named)
    if name == "anova" and "model_names" not in named:
        _name_models(scope, expr, named)
    if name == "bootMer" and any(is_call(value, "function") for value in expr.values):
        return Code(function_call(_imported(scope, module, name), *values, **named), "functions")
    if name == "lmList":
        return Code(function_call(_imported(scope, module, name), *values, **named), "models")
    kind = "fit" if name in FITS else "page" if name in PAGES else "record"
    return Code(function_call(_imported(scope, module, name), *values, **named), kind)


def _name_data(scope: Scope, expr: Call, named: dict[str, ast.expr]) -> None:
    """The page names the data: where Python's name is another, it is said."""
    if formula_text(expr.values[0] if expr.values else Missing()) is None:
        return
    data = next((a.value for a in expr.arguments if a.name == "data"), None)
    if data is None:
        unnamed = [a.value for a in expr.arguments if not a.name]
        data = unnamed[1] if len(unnamed) > 1 else None
    if data is None or (isinstance(data, Symbol) and scope.python(data.name) == data.name):
        return
    named["data_name"] = const(deparse_one(data))


def _name_models(scope: Scope, expr: Call, named: dict[str, ast.expr]) -> None:
    models = [a.value for a in expr.arguments if not a.name]
    words = [deparse_one(model) for model in models]
    if len(models) > 1 and any(
        not isinstance(model, Symbol) or scope.python(model.name) != model.name for model in models
    ):
        named["model_names"] = ast.List([const(word) for word in words], ast.Load())


def r_function_call(scope: Scope, name: str, expr: Call) -> Code:
    """A call of a function of `rcompat.r`; what R leaves unevaluated goes as R text."""
    refuse(scope, name, expr)
    is_verb = name in known_verbs() and (name not in BUILTINS or bool(VERB_PACKAGES & set(scope.project.packages)))
    item = known_verbs()[name] if is_verb else BUILTINS[name]
    values: list[ast.expr] = []
    named: dict[str, ast.expr] = {}
    ordered = _ordered(scope, name, expr.arguments)
    last_unnamed = _last_unnamed(item.formals, ordered)
    for place, argument in enumerate(ordered):
        if argument.value == Symbol("..."):
            values.append(ast.Starred(name_load("dots"), ast.Load()))
            named["**"] = name_load("named")
            continue
        key = _full_name(argument.name, item.formals)
        node = _r_argument(scope, item, key, place, argument.value)
        if key and (place < last_unnamed and key not in item.formals):
            values.append(r_call("named", const(key), node))
        elif key:
            _check_once(named, key)
            named[_python_label(name, key, item.formals)] = node
        else:
            values.append(node)
    return Code(r_call(python_name(name), *values, **named), _kind_of_result(scope, name, expr))


def _python_label(name: str, key: str, formals: tuple[str, ...]) -> str:
    if key in formals or name not in NAMING:
        return python_name(key)
    return python_name(key) if key.isidentifier() else key


def _check_once(named: dict[str, ast.expr], key: str) -> None:
    if key in named:
        raise Untranslatable(f"two arguments are called {key}")


def _ordered(scope: Scope, name: str, arguments: tuple[Argument, ...]) -> list[Argument]:
    """Python wants named arguments last; where R's order matters, names are given to all."""
    names_columns = name in ("data.frame", "cbind", "rbind", "table", "tibble")
    found = list(arguments)
    if names_columns:
        found = [
            Argument(a.value, a.value.name)
            if not a.name and isinstance(a.value, Symbol) and _names(scope, name, a)
            else a
            for a in found
        ]
    return found


def _last_unnamed(formals: tuple[str, ...], arguments: list[Argument]) -> int:
    """The place of the last argument without a name, if order matters."""
    places = [place for place, argument in enumerate(arguments) if not argument.name]
    return max(places, default=-1) if "..." in formals else -1


def _names(scope: Scope, name: str, argument: Argument) -> bool:
    kind = scope.kind_of(argument.value.name) if isinstance(argument.value, Symbol) else None
    if kind is None and isinstance(argument.value, Symbol) and scope.mask is not None:
        return True
    return kind not in ("frame", "record", "page", "fit", None) and (name != "rbind" or kind != "any")


def _full_name(name: str | None, formals: tuple[str, ...]) -> str | None:
    if not name or name in formals:
        return name
    before = formals[: formals.index("...")] if "..." in formals else formals
    fits = [formal for formal in before if formal.startswith(name)]
    return fits[0] if len(fits) == 1 else name


def _r_argument(scope: Scope, item: Builtin, key: str | None, place: int, value: Expr) -> ast.expr:
    name, formals, lazy = item.name, item.formals, item.lazy
    formal = key if key in formals else (formals[place] if not key and place < len(formals) else "...")
    if "..." in formals and (key not in formals) and (place >= formals.index("...") or key):
        formal = "..."
    text = formula_text(value)
    if text is not None:
        return r_call("formula", const(text))
    if key == "subset" and formal in lazy:
        return const(r_text(value))
    if formal in lazy and (known_verbs().get(name) is item or name in MASKED):
        _check_known(scope, value)
        return const(r_text(value))
    if formal in ("FUN", "f") and isinstance(value, Symbol) and scope.kind_of(value.name) is None:
        return function_name(scope, value.name)
    node = (typed if name in TYPED else translate)(scope, value).node
    is_part = isinstance(value, Call) and value.name in ("$", "[[")
    is_column = name in ("cbind", "data.frame") and not key and isinstance(value, Call) and not is_part
    is_titled = name in TITLED and isinstance(value, Call) and value.name not in UNTITLED
    if is_titled or (name == "glm" and key and isinstance(value, Call)) or (is_column and _is_titled(scope, value)):
        return r_call("shown", const(deparse_one(value)), node)
    return node


def _is_titled(scope: Scope, value: Expr) -> bool:
    """Whether a computed column is called by its expression."""
    quiet = ("data.frame", "matrix", "rep", "cbind", "rbind", "table", "c", ":", "seq", "as.data.frame", "head", "tail")
    return isinstance(value, Call) and value.name not in quiet and translate(scope, value).kind != "frame"


def _check_known(scope: Scope, value: Expr) -> None:
    """Names in R text that Python knows under another name could not be found."""
    from rcompat.language.formulas import all_vars

    for used in all_vars(value):
        if used in scope.project.failed:
            raise Untranslatable(f"{used} was not translated")


def _kind_of_result(scope: Scope, name: str, expr: Call) -> str:
    if name in SAME_KIND:
        first = translate(scope, expr.values[0]).kind if expr.values else "any"
        return first if first in ("frame", "tibble") else "any"
    if name in ("cbind", "rbind"):
        kinds = [translate(scope, value).kind for value in expr.values if not isinstance(value, Constant)]
        return "frame" if "frame" in kinds else "any"
    if name in FUNCTIONS:
        return "any"
    if name in FRAMES:
        return "frame"
    return "any" if name in ("summary", "do.call", "Reduce", *RECORDS) else "value"
