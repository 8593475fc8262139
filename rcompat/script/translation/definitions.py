"""R functions as Python functions: `def` and `lambda`, default values, `...`, returned values, outer variables."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from rcompat.language.expressions import Argument, Call, Constant, Expr, Formals, Missing, Symbol, is_call
from rcompat.script.registry import BUILTINS
from rcompat.script.translation.blocks import Block, Line
from rcompat.script.translation.comments import COMMENT, TRAILING
from rcompat.script.translation.expressions import translate
from rcompat.script.translation.scope import Scope, Untranslatable, const, name_load, r_call

__all__ = ["assigned_names", "delayed", "function_block", "hoisted_function", "lambda_of", "outer_names", "statements"]

_ASSIGN = ("<-", "=", "<<-")
_CATCHING = ("tryCatch", "try", "withCallingHandlers", "suppressWarnings", "suppressMessages", "system.time")
_STATEMENTS = ("<-", "=", "<<-", "for", "while", "repeat", "break", "next", "return")


def statements(expr: Expr) -> tuple[Expr, ...]:
    """The statements of a body."""
    return expr.values if isinstance(expr, Call) and expr.name == "{" else (expr,)


def _inner(expr: Expr) -> Iterator[Call]:
    """All calls within an expression, functions excepted."""
    pending = [expr]
    while pending:
        item = pending.pop()
        if isinstance(item, Call):
            yield item
            if item.name != "function":
                pending.extend(reversed(item.values))


def _target(expr: Expr) -> str | None:
    while isinstance(expr, Call) and expr.values:
        expr = expr.values[0]
    if isinstance(expr, Constant) and isinstance(expr.value, str):
        return expr.value
    return expr.name if isinstance(expr, Symbol) else None


def assigned_names(expr: Expr) -> list[str]:
    """Variables that an expression sets in its own function."""
    found = [_target(item.values[0]) for item in _inner(expr) if item.name in ("<-", "=") and item.values]
    found += [item.values[0].name for item in _inner(expr) if item.name == "for" and isinstance(item.values[0], Symbol)]
    return list(dict.fromkeys(name for name in found if name))


def outer_names(expr: Expr) -> list[str]:
    """Variables that `<<-` sets outside."""
    found = [_target(item.values[0]) for item in _inner(expr) if item.name == "<<-"]
    return list(dict.fromkeys(name for name in found if name))


def _is_simple(expr: Expr) -> bool:
    """Whether the body of a function is one expression without statements."""
    return not any(item.name in (*_STATEMENTS, COMMENT, TRAILING) or item.name == "{" for item in _inner(expr))


def _body(expr: Expr) -> Expr:
    """A body without braces around a single expression."""
    inner = statements(expr)
    if len(inner) == 1:
        only = inner[0]
        return only.values[0] if is_call(only, "return", 1) and isinstance(only, Call) else only
    return expr


def lambda_of(scope: Scope, expr: Call) -> ast.Lambda | None:
    """A short function as a lambda, or None."""
    formals, body = expr.values[0], _body(expr.values[1])
    assert isinstance(formals, Formals)
    if not _is_simple(body) or any(not isinstance(p.value, Missing | Constant) for p in formals.parameters):
        return None
    inner = _inner_scope(scope, formals)
    return ast.Lambda(_parameters(inner, formals), translate(inner, body).node)


def delayed(scope: Scope, expr: Expr) -> ast.expr:
    """An expression that is evaluated later: a lambda, or the name of a function defined before."""
    if isinstance(expr, Missing):
        return const(...)
    body = _body(expr)
    inner = Scope(scope.project, parent=scope, hoisted=scope.hoisted, mask=scope.mask)
    if _is_simple(body):
        return ast.Lambda(_no_parameters(), translate(inner, body).node)
    name = _new_name(scope, "attempt")
    shared = assigned_names(expr)
    head = f"def {name}():"
    block = Block(head, _outer_lines(scope, shared, []))
    for label in shared:
        scope.set(label, "any")
    block.body += _function_body(inner, expr)
    scope.hoisted.append(block)
    return name_load(name)


def _no_parameters() -> ast.arguments:
    return ast.arguments([], [], None, [], [], None, [])


def _new_name(scope: Scope, stem: str) -> str:
    top = scope
    while top.parent is not None:
        top = top.parent
    top.count += 1
    return stem if top.count == 1 else f"{stem}_{top.count}"


def _inner_scope(scope: Scope, formals: Formals) -> Scope:
    names = tuple(parameter.name or "" for parameter in formals.parameters)
    inner = Scope(scope.project, parent=scope, parameters=names, mask=None, hoisted=scope.hoisted)
    inner.kinds = {name: "any" for name in names if name != "..."}
    inner.defaults = {p.name or "": p.value for p in formals.parameters if not isinstance(p.value, Missing)}
    return inner


def _parameters(inner: Scope, formals: Formals) -> ast.arguments:
    plain: list[ast.arg] = []
    keyword_only: list[ast.arg] = []
    defaults: list[ast.expr] = []
    keyword_defaults: list[ast.expr | None] = []
    variable: ast.arg | None = None
    named: ast.arg | None = None
    for parameter in formals.parameters:
        if parameter.name == "...":
            variable, named = ast.arg("dots"), ast.arg("named")
            continue
        item = ast.arg(inner.python(parameter.name or ""))
        default = _default(inner, parameter)
        if variable is not None:
            keyword_only.append(item)
            keyword_defaults.append(default if default is not None else const(None))
        else:
            plain.append(item)
            defaults += [default] if default is not None else ([const(None)] if defaults else [])
    return ast.arguments([], plain, variable, keyword_only, keyword_defaults, named, defaults)


def _default(inner: Scope, parameter: Argument) -> ast.expr | None:
    if isinstance(parameter.value, Missing):
        return None if not _is_asked_for(inner, parameter) else const(None)
    if isinstance(parameter.value, Constant) and parameter.value.value is not None:
        return translate(inner, parameter.value).node
    return const(None)


def _is_asked_for(inner: Scope, parameter: Argument) -> bool:
    """Whether the function asks `missing(x)`: then it can be called without it."""
    return parameter.name in inner.outer


def hoisted_function(scope: Scope, expr: Call) -> str:
    """Define a longer function before the statement that uses it; its name."""
    name = _new_name(scope, "step")
    scope.hoisted.append(function_block(scope, name, name, expr))
    return name


def function_block(scope: Scope, name: str, label: str, expr: Call) -> Block:
    """`name <- function(...) body` as a definition."""
    formals, body = expr.values
    assert isinstance(formals, Formals)
    inner = _inner_scope(scope, formals)
    inner.outer = {str(getattr(i.values[0], "name", "")) for i in _inner(body) if i.name == "missing" and i.values}
    inner.hides_some = len(scope.project.visibility.get(name, ())) > 1
    inner.function = name
    _check_defaults(formals, body)
    _check_promises(inner, body)
    head = f"def {label}({ast.unparse(_parameters(inner, formals))}):"
    block = Block(head, _outer_lines(scope, outer_names(body), [p.name or "" for p in formals.parameters]))
    block.body += _computed_defaults(inner, formals)
    block.body += _copies(inner, body)
    block.body += _function_body(inner, body)
    if _is_method(scope, name):
        block.before.append(f"@r.method({ast.unparse(const(name))})")
    return block


def _is_method(scope: Scope, name: str) -> bool:
    places = [place for place, sign in enumerate(name) if sign == "." and place]
    return any(name[:place] in BUILTINS or name[:place] in scope.project.generics for place in places)


def _outer_lines(scope: Scope, names: list[str], parameters: list[str]) -> list[Line | Block]:
    """Declarations of variables that belong to the code around."""
    found: list[Line | Block] = []
    wanted = [name for name in names if name not in parameters]
    local = [name for name in wanted if not scope.is_top() and _is_local(scope, name)]
    shared = [name for name in wanted if name not in local]
    if local:
        found.append(Line(ast.Nonlocal([scope.python(name) for name in local])))
    if shared:
        found.append(Line(ast.Global([scope.python(name) for name in shared])))
    return found


def _is_local(scope: Scope, name: str) -> bool:
    holder: Scope | None = scope
    while holder is not None and not holder.is_top():
        if name in holder.kinds:
            return True
        holder = holder.parent
    return False


def _check_defaults(formals: Formals, body: Expr) -> None:
    """R computes a default value when it is first used: what it is made of must not have changed until then."""
    from rcompat.language.formulas import all_vars

    changed = set(assigned_names(body))
    for parameter in formals.parameters:
        if not isinstance(parameter.value, Missing | Constant) and changed & set(all_vars(parameter.value)):
            raise Untranslatable(f"the default value of {parameter.name} depends on variables that change")


def _check_promises(inner: Scope, body: Expr) -> None:
    """R computes an argument where it is first used: within `tryCatch` its errors are caught there."""
    for call in _inner(body):
        if call.name in _CATCHING and any(
            isinstance(value, Symbol) and value.name in inner.parameters for value in call.values[:1]
        ):
            raise Untranslatable(f"an argument is evaluated inside {call.name}()")


def _computed_defaults(inner: Scope, formals: Formals) -> list[Line | Block]:
    """Defaults that R computes when the function runs."""
    found: list[Line | Block] = []
    for parameter in formals.parameters:
        value = parameter.value
        if isinstance(value, Missing) or (isinstance(value, Constant) and value.value is not None):
            continue
        if isinstance(value, Constant) and value.kind == "null":
            continue
        label = inner.python(parameter.name or "")
        assign = Line(ast.Assign([ast.Name(label, ast.Store())], translate(inner, value).node))
        found.append(Block(f"if {label} is None:", [assign]))
    return found


def _copies(inner: Scope, body: Expr) -> list[Line | Block]:
    """R changes a copy of what it was given."""
    changed = {_target(i.values[0]) for i in _inner(body) if i.name in _ASSIGN and isinstance(i.values[0], Call)}
    found: list[Line | Block] = []
    for name in inner.parameters:
        if name in changed:
            label = inner.python(name)
            found.append(Line(ast.Assign([ast.Name(label, ast.Store())], r_call("copy", name_load(label)))))
    return found


def _function_body(inner: Scope, body: Expr) -> list[Line | Block]:
    from rcompat.script.translation.statements import body_blocks

    return body_blocks(inner, statements(body), is_returned=True)
