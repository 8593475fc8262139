"""Functions, conditions and R's own ways to hand expressions around, where they are written inside expressions."""

from __future__ import annotations

import ast

from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Constant, Expr, Formals, Symbol, is_call
from rcompat.script.translation.expressions import calls, condition, translate
from rcompat.script.translation.functions import any_call, r_function_call, use_package
from rcompat.script.translation.missing_values import is_dataset
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, function_call, name_load, r_call

__all__: list[str] = []


@calls("~")
def _formula(scope: Scope, expr: Call) -> Code:
    return Code(r_call("formula", const(deparse_one(expr))), "formula")


@calls(":")
def _sequence(scope: Scope, expr: Call) -> Code:
    return Code(r_call("seq", *(translate(scope, value).node for value in expr.values)), "value")


@calls("length")
def _length(scope: Scope, expr: Call) -> Code:
    value = translate(scope, expr.values[0])
    if value.kind in ("value", "series"):
        return Code(function_call("len", value.node), "scalar")
    return Code(r_call("length", value.node), "value")


@calls("if")
def _choice(scope: Scope, expr: Call) -> Code:
    test, *branches = expr.values
    if len(branches) == 1:
        branches = [*branches, Constant(None, "null")]
    whole = [_only(branch) for branch in branches]
    codes = [translate(scope, branch) for branch in whole]
    kind = codes[0].kind if codes[0].kind == codes[1].kind else "any"
    return Code(ast.IfExp(condition(scope, test), codes[0].node, codes[1].node), kind)


def _only(expr: Expr) -> Expr:
    """The statement of a block that has only one."""
    if is_call(expr, "{") and isinstance(expr, Call):
        if len(expr.values) != 1:
            raise Untranslatable("a block of several statements stands inside an expression")
        return expr.values[0]
    return expr


@calls("{")
def _block(scope: Scope, expr: Call) -> Code:
    return translate(scope, _only(expr))


@calls("function")
def _function(scope: Scope, expr: Call) -> Code:
    from rcompat.script.translation.definitions import hoisted_function, lambda_of

    found = lambda_of(scope, expr)
    return Code(found if found is not None else name_load(hoisted_function(scope, expr)), "function")


@calls("UseMethod")
def _use_method(scope: Scope, expr: Call) -> Code:
    values, named = _handed_on(_method_scope(scope))
    return Code(r_call("use_method", translate(scope, expr.values[0]).node, *values, **named), "any")


@calls("missing")
def _missing(scope: Scope, expr: Call) -> Code:
    name = expr.values[0]
    if not isinstance(name, Symbol):
        raise Untranslatable("missing() of something that is no argument")
    return Code(ast.Compare(name_load(scope.python(name.name)), [ast.Is()], [const(None)]), "scalar")


@calls("expression")
def _expression(scope: Scope, expr: Call) -> Code:
    return Code(r_call("expression", *(const(deparse_one(value)) for value in expr.values)), "value")


@calls("aes")
def _aesthetics(scope: Scope, expr: Call) -> Code:
    """What a picture maps: names of columns, which only the picture's data know."""
    values = [const(deparse_one(argument.value)) for argument in expr.arguments if not argument.name]
    named = {argument.name: const(deparse_one(argument.value)) for argument in expr.arguments if argument.name}
    return Code(r_call("aes", *values, **named), "value")


@calls(":: :::")
def _packaged(scope: Scope, expr: Call) -> Code:
    """A data set or a function of a package, as a value."""
    package, name = (str(getattr(value, "name", getattr(value, "value", ""))) for value in expr.values)
    if is_dataset(name):
        return Code(r_call("dataset", const(name)), "frame")
    use_package(scope, package)
    return translate(scope, Symbol(name))


@calls("local")
def _local(scope: Scope, expr: Call) -> Code:
    """A function that is called once."""
    if len(expr.values) != 1:
        raise Untranslatable("local() in another environment")
    body = Argument(expr.values[0])
    return translate(scope, Call(Call(Symbol("function"), (Argument(Formals(())), body)), ()))


@calls("NextMethod")
def _next_method(scope: Scope, expr: Call) -> Code:
    holder = _method_scope(scope)
    name = holder.function
    generic = max((g for g in holder.project.generics if name.startswith(f"{g}.")), key=len, default="")
    if not generic or expr.values:
        raise Untranslatable("NextMethod() of one of R's own functions")
    values, named = _handed_on(holder)
    return Code(r_call("next_method", const(generic), const(name[len(generic) + 1 :]), *values, **named), "any")


def _method_scope(scope: Scope) -> Scope:
    holder = scope
    while holder.parent is not None and not holder.parameters:
        holder = holder.parent
    if not holder.parameters:
        raise Untranslatable("a method is called outside a function")
    return holder


def _handed_on(holder: Scope) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    """The arguments of the function itself, for the method that it calls."""
    first, *others = [name for name in holder.parameters if name != "..."]
    values: list[ast.expr] = [name_load(holder.python(first))]
    named: dict[str, ast.expr] = {holder.python(name): name_load(holder.python(name)) for name in others}
    if "..." in holder.parameters:
        values.append(ast.Starred(name_load("dots"), ast.Load()))
        named["**"] = name_load("named")
    return values, named


@calls("quote")
def _quote(scope: Scope, expr: Call) -> Code:
    if len(expr.values) != 1:
        raise Untranslatable("quote() of several expressions")
    return Code(r_call("quoted", const(deparse_one(expr.values[0]))), "value")


@calls("match.arg")
def _match_arg(scope: Scope, expr: Call) -> Code:
    value = expr.values[0]
    if len(expr.values) == 1 and isinstance(value, Symbol) and value.name in scope.defaults:
        choices = translate(scope, scope.defaults[value.name]).node
        return Code(r_call("match_arg", name_load(scope.python(value.name)), choices), "value")
    return r_function_call(scope, "match.arg", expr)


@calls(
    "tryCatch try suppressWarnings suppressMessages suppressPackageStartupMessages system.time replicate "
    "capture.output withCallingHandlers switch"
)
def _delayed(scope: Scope, expr: Call) -> Code:
    """Expressions that R evaluates later are functions without parameters."""
    from rcompat.script.translation.definitions import delayed

    name = expr.name or ""
    if any(value == Symbol("...") for value in expr.values):
        raise Untranslatable("... is evaluated later")
    values: list[ast.expr] = []
    named: dict[str, ast.expr] = {}
    for place, argument in enumerate(expr.arguments):
        is_plain = _is_plain(name, argument, place)
        node = translate(scope, argument.value).node if is_plain else delayed(scope, argument.value)
        if argument.name and argument.name != "expr":
            named[argument.name] = node
        else:
            values.append(node)
    return Code(r_call(_python_key(name), *values, **{_python_key(key): node for key, node in named.items()}), "any")


def _python_key(key: str) -> str:
    from rcompat.script.translation.names import python_name

    return python_name(key)


def _is_plain(name: str, argument: Argument, place: int) -> bool:
    if name in ("switch", "replicate"):
        return place == 0 or argument.name in ("n", "simplify", "EXPR")
    if argument.name == "finally":
        return False
    return argument.name not in (None, "", "expr")


@calls("Recall")
def _recall(scope: Scope, expr: Call) -> Code:
    holder = _method_scope(scope)
    if not holder.function:
        raise Untranslatable("Recall() in a function without a name")
    return translate(scope, Call(Symbol(holder.function), expr.arguments))


@calls("get match.fun")
def _get(scope: Scope, expr: Call) -> Code:
    """A variable or a function by its text."""
    text = expr.values[0]
    if not (isinstance(text, Constant) and isinstance(text.value, str) and len(expr.values) == 1):
        raise Untranslatable(f"{expr.name}() of a computed name")
    return translate(scope, Symbol(text.value))


@calls("invisible")
def _invisible(scope: Scope, expr: Call) -> Code:
    return translate(scope, expr.values[0]) if expr.values else Code(const(None), "null")


@calls("c")
def _combine(scope: Scope, expr: Call) -> Code:
    if not expr.values:
        return Code(const(None), "null")
    code = _gathered(scope, expr, "c")
    if all(isinstance(value, Constant) and value.kind == "integer" for value in expr.values):
        return Code(r_call("as_integer", code.node), "value") if not any(a.name for a in expr.arguments) else code
    return code


@calls("list")
def _list(scope: Scope, expr: Call) -> Code:
    code = _gathered(scope, expr, "list")
    return Code(code.node, "functions") if any(is_call(value, "function") for value in expr.values) else code


def _gathered(scope: Scope, expr: Call, name: str) -> Code:
    """Named elements may stand before unnamed ones: then names are given afterwards."""
    names = [argument.name for argument in expr.arguments]
    seen = False
    for label in names:
        if label:
            seen = True
        elif seen:
            plain = any_or_r(scope, Call(Symbol(name), tuple(Argument(value) for value in expr.values)))
            texts: list[ast.expr] = [const(text or "") for text in names]
            return Code(r_call("setNames", plain.node, r_call("c", *texts)), "value")
    return Code(any_or_r(scope, expr).node, "value")


def any_or_r(scope: Scope, expr: Call) -> Code:
    """A call of one of R's own functions."""
    return r_function_call(scope, expr.name or "", expr)


@calls("<- =")
def _assignment(scope: Scope, expr: Call) -> Code:
    """Assignment inside an expression."""
    target = expr.values[0]
    if not isinstance(target, Symbol):
        raise Untranslatable("a part is replaced inside an expression")
    code = translate(scope, expr.values[1])
    label = scope.set(target.name, code.kind)
    return Code(ast.NamedExpr(ast.Name(label, ast.Store()), code.node), code.kind)


@calls("exists")
def _exists(scope: Scope, expr: Call) -> Code:
    text = expr.values[0]
    if not (isinstance(text, Constant) and isinstance(text.value, str) and len(expr.values) == 1):
        raise Untranslatable("exists() of a computed name")
    label = const(scope.python(text.value))
    return Code(ast.Compare(label, [ast.In()], [function_call("globals")]), "scalar")


@calls("print")
def _print(scope: Scope, expr: Call) -> Code:
    code = any_call(scope, expr)
    assert isinstance(code.node, ast.Call)
    if any(translate(scope, value).kind == "functions" for value in expr.values[:1]):
        raise Untranslatable("the text of a function is printed")
    if len(expr.values) == 1 and translate(scope, expr.values[0]).kind in ("page", "fit"):
        return Code(function_call("print", *code.node.args), "null")
    return Code(r_call("show", *code.node.args, **{k.arg or "**": k.value for k in code.node.keywords}), "null")
