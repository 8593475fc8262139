"""Statements: assignment, printing of values, loops, conditions, definitions; what fails is marked and passed over."""

from __future__ import annotations

import ast

from rcompat.language.expressions import Argument, Call, Constant, Expr, Missing, Symbol, is_call
from rcompat.script.translation.assignments import assign_part
from rcompat.script.translation.blocks import Block, Line, comment_line, comment_text, expression_line
from rcompat.script.translation.comments import COMMENT, TRAILING
from rcompat.script.translation.definitions import function_block, statements
from rcompat.script.translation.expressions import condition, constant_number, translate, typed
from rcompat.script.translation.functions import use_package
from rcompat.script.translation.missing_values import has_missing, note_missing
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, function_call, name_load, r_call
from rcompat.script.translation.visibility import tails, tails_of_body

__all__ = ["body_blocks", "statement"]

Blocks = list[Line | Block]
_PLAIN = frozenset(("c", "seq", ":", "rev", "names", "levels", "colnames", "rownames", "list", "rep", "unlist"))
"""Functions of which a loop takes the elements as they are."""

_LIBRARIES = ("library", "require", "requireNamespace")
_QUIET = ("suppressPackageStartupMessages", "suppressMessages", "suppressWarnings")


def body_blocks(scope: Scope, body: tuple[Expr, ...], is_returned: bool) -> Blocks:
    """Statements of a function or a block; the last value is returned if asked for."""
    found: Blocks = []
    last = max((place for place, item in enumerate(body) if not _is_comment(item)), default=-1)
    for place, item in enumerate(body):
        found += statement(scope, item, is_returned=is_returned and place == last, is_shown=False)
        if is_call(item, TRAILING):
            _attach(found, item)
    return found


def _is_comment(expr: Expr) -> bool:
    return is_call(expr, COMMENT) or is_call(expr, TRAILING)


def _text(expr: Expr) -> str:
    assert isinstance(expr, Call) and isinstance(expr.values[0], Constant)
    return str(expr.values[0].value)


def _attach(found: Blocks, comment: Expr) -> None:
    """A comment behind a statement."""
    last = found[-1] if found else None
    if (isinstance(last, Line) and last.node is not None) or (isinstance(last, Block) and not last.trailing):
        last.trailing = comment_text(_text(comment))
    else:
        found.append(comment_line(_text(comment)))


def statement(scope: Scope, expr: Expr, *, is_returned: bool = False, is_shown: bool = True) -> Blocks:
    """One R statement as Python statements, with what had to be defined before it.

    Raises:
        Untranslatable: with the reason.
    """
    if is_call(expr, COMMENT):
        return [comment_line(_text(expr))]
    if is_call(expr, TRAILING):
        return []
    outer, scope.hoisted = scope.hoisted, []
    try:
        found = _statement(scope, expr, is_returned, is_shown)
        return [*scope.hoisted, *found]
    finally:
        scope.hoisted = outer


def _statement(scope: Scope, expr: Expr, is_returned: bool, is_shown: bool) -> Blocks:
    name = expr.name if isinstance(expr, Call) else None
    if isinstance(expr, Call) and name in _HANDLERS:
        return _HANDLERS[name](scope, expr, is_returned, is_shown)
    if isinstance(expr, Call) and _loads_packages(expr):
        return _library(scope, expr)
    if isinstance(expr, Call) and name == "data":
        return _data(scope, expr)
    if isinstance(expr, Call) and name in ("suppressWarnings", "suppressMessages", "system.time"):
        inner = expr.values[0]
        if isinstance(inner, Call) and inner.name in ("<-", "=") and name != "system.time":
            moved = Call(expr.function, (Argument(inner.values[1]),))
            return _statement(scope, Call(inner.function, (Argument(inner.values[0]), Argument(moved))), False, False)
    return _value(scope, expr, is_returned, is_shown)


def _loads_packages(expr: Expr) -> bool:
    """Whether a statement loads packages and does nothing else."""
    if not isinstance(expr, Call):
        return False
    if expr.name in _QUIET and expr.values:
        return all(_loads_packages(item) for item in statements(expr.values[0]))
    return expr.name in _LIBRARIES


def _value(scope: Scope, expr: Expr, is_returned: bool, is_shown: bool) -> Blocks:
    code = translate(scope, expr)
    ends = tails(scope, expr)
    if is_returned:
        is_hidden = scope.hides_some and ends == {"silent"}
        return [Line(ast.Return(r_call("invisible", code.node) if is_hidden else code.node))]
    if (is_shown and code.kind == "function") or (code.kind == "functions" and "silent" not in ends):
        raise Untranslatable("the text of a function is printed")
    if not is_shown or ends <= {"silent"}:
        return [expression_line(code.node)]
    if ends != {"shown"}:
        return [expression_line(r_call("show_result", code.node))]
    return [expression_line(_shown(code))]


def _shown(code: Code) -> ast.expr:
    return function_call("print", code.node) if code.kind in ("page", "fit") else r_call("show", code.node)


def _library(scope: Scope, expr: Call) -> Blocks:
    value = expr.values[0] if expr.values else Missing()
    if expr.name in _QUIET and isinstance(value, Call):
        found: Blocks = []
        for item in statements(value):
            found += _statement(scope, item, False, False)
        return found
    package = getattr(value, "name", None) or getattr(value, "value", None)
    if not isinstance(package, str):
        raise Untranslatable("the name of a package is computed")
    from rcompat.script.packages import is_silent, known_packages

    if package not in known_packages() and not is_silent(package):
        raise Untranslatable(f"there is no package {package} here")
    use_package(scope, package)
    if is_silent(package) and package not in scope.project.packages:
        scope.project.packages.append(package)
    return []


def _data(scope: Scope, expr: Call) -> Blocks:
    found: Blocks = []
    package = next((a.value for a in expr.arguments if a.name == "package"), None)
    if isinstance(package, Constant):
        use_package(scope, str(package.value))
    for argument in expr.arguments:
        if argument.name in (None, "list"):
            name = getattr(argument.value, "name", None) or getattr(argument.value, "value", None)
            label = scope.set(str(name), "frame")
            if has_missing(str(name)):
                scope.project.missing.add(str(name))
            found.append(Line(ast.Assign([ast.Name(label, ast.Store())], r_call("dataset", const(name)))))
    return found


def _assign(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    target, value = expr.values
    if isinstance(target, Constant) and isinstance(target.value, str):
        target = Symbol(target.value)
    found = _assigned(scope, target, value)
    if is_returned:
        name = target
        while isinstance(name, Call):
            name = name.values[0]
        assert isinstance(name, Symbol)
        node: ast.expr = name_load(scope.python(name.name))
        found.append(Line(ast.Return(r_call("invisible", node) if scope.hides_some else node)))
    return found


def _assigned(scope: Scope, target: Expr, value: Expr) -> Blocks:
    if isinstance(value, Call) and value.name in ("<-", "="):
        first = statement(scope, value, is_shown=False)
        return [*first, *_assigned(scope, target, value.values[0])]
    if isinstance(target, Symbol) and is_call(value, "function") and isinstance(value, Call):
        return _definition(scope, target.name, value)
    if isinstance(value, Call) and value.name in ("for", "while", "repeat") and isinstance(target, Symbol):
        label = scope.set(target.name, "null")
        return [*_HANDLERS[value.name](scope, value, False, False), Line(_null(label))]
    if isinstance(value, Call) and value.name in ("if", "{") and isinstance(target, Symbol):
        return _assigned_choice(scope, target, value)
    if isinstance(target, Symbol):
        code = typed(scope, value)
        is_shared = isinstance(value, Symbol) and {target.name, value.name} & scope.project.changed
        node = r_call("copy", code.node) if is_shared else code.node
        if code.kind == "frame" and isinstance(node, ast.Subscript) and target.name in scope.project.changed:
            node = function_call(ast.Attribute(node, "copy", ast.Load()))
        label = scope.set(target.name, code.kind)
        note_missing(scope, target.name, value)
        found: Blocks = [Line(ast.Assign([ast.Name(label, ast.Store())], node))]
        if is_call(value, "display"):  # writes its page where it is called
            found.append(expression_line(function_call("print", name_load(label))))
        return found
    if isinstance(target, Call):
        return [Line(item) for item in assign_part(scope, target, value)]
    raise Untranslatable("invalid target of an assignment")


def _null(label: str) -> ast.stmt:
    return ast.Assign([ast.Name(label, ast.Store())], const(None))


def _definition(scope: Scope, name: str, value: Call) -> Blocks:
    inner = statements(value.values[1])
    if any(is_call(item, "UseMethod") for item in inner):
        scope.project.generics.add(name)
    scope.project.formals[name] = tuple(p.name or "" for p in getattr(value.values[0], "parameters", ()))
    scope.project.visibility[name] = frozenset()
    ends = tails_of_body(scope, value.values[1])
    scope.project.visibility[name] = ends
    for generic in scope.project.generics:
        if name.startswith(f"{generic}."):
            scope.project.visibility[generic] = scope.project.visibility.get(generic, frozenset()) | ends
    label = scope.set(name, "function")
    return [function_block(scope, name, label, value)]


def _assigned_choice(scope: Scope, target: Symbol, value: Call) -> Blocks:
    """`x <- if (a) b else c`: the branches assign, unless they are plain expressions."""
    if value.name == "{":
        *first, last = statements(value)
        found = body_blocks(scope, tuple(first), is_returned=False)
        return [*found, *_assigned(scope, target, last)]
    test, *branches = value.values
    if all(len(statements(branch)) == 1 for branch in branches):
        code = translate(scope, value)
        return [Line(ast.Assign([ast.Name(scope.set(target.name, code.kind), ast.Store())], code.node))]
    moved = [Call(Symbol("<-"), (Argument(target), Argument(branch))) for branch in branches]
    return _if(scope, Call(Symbol("if"), tuple(Argument(item) for item in (test, *moved))), False, False)


def _super_assign(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    return _assign(scope, Call(Symbol("<-"), expr.arguments), is_returned, is_shown)


def _if(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    test, *branches = expr.values
    block = Block(f"if {_condition(scope, test)}:", _branch(scope, branches[0], is_returned, is_shown))
    if len(branches) > 1:
        other = branches[1]
        if is_call(other, "if") and isinstance(other, Call):
            inner = _if(scope, other, is_returned, is_shown)[0]
            assert isinstance(inner, Block)
            inner.head = "el" + inner.head
            block.after = inner
        else:
            block.after = Block("else:", _branch(scope, other, is_returned, is_shown))
    return [block]


def _condition(scope: Scope, test: Expr) -> str:
    return ast.unparse(condition(scope, test))


def _branch(scope: Scope, body: Expr, is_returned: bool, is_shown: bool) -> Blocks:
    inner = statements(body)
    before = dict(scope.kinds)
    if not is_shown:
        found = body_blocks(scope, inner, is_returned)
    else:
        found = body_blocks(scope, inner[:-1], False)
        found += statement(scope, inner[-1], is_shown=True)
    for name, kind in scope.kinds.items():
        if before.get(name) != kind:
            scope.kinds[name] = "any"
    return found


def _for(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    variable, values, body = expr.values
    assert isinstance(variable, Symbol)
    source = ast.unparse(_looped(scope, values))
    label = scope.set(variable.name, "any")
    return [Block(f"for {label} in {source}:", _branch(scope, body, False, False))]


def _looped(scope: Scope, values: Expr) -> ast.expr:
    if is_call(values, ":", 2) and isinstance(values, Call) and constant_number(values.values[0]) is not None:
        start, end = values.values
        last = constant_number(end)
        stop = const(int(last) + 1) if last is not None else ast.BinOp(translate(scope, end).node, ast.Add(), const(1))
        if last is None or last >= (constant_number(start) or 0):
            return function_call("range", translate(scope, start).node, stop)
    if isinstance(values, Call) and values.name in ("seq_len", "seq_along") and len(values.values) == 1:
        inner = translate(scope, values.values[0])
        count = inner.node if values.name == "seq_len" else r_call("length", inner.node)
        if values.name == "seq_along" and inner.kind in ("value", "series"):
            count = function_call("len", inner.node)
        return function_call("range", const(1), ast.BinOp(count, ast.Add(), const(1)))
    code = translate(scope, values)
    is_plain = isinstance(values, Call) and values.name in _PLAIN
    return code.node if code.kind == "value" and is_plain else r_call("each", code.node)


def _while(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    test, body = expr.values
    return [Block(f"while {_condition(scope, test)}:", _branch(scope, body, False, False))]


def _repeat(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    return [Block("while True:", _branch(scope, expr.values[0], False, False))]


def _jump(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    return [Line(ast.Break() if expr.name == "break" else ast.Continue())]


def _return(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    if not expr.values:
        return [Line(ast.Return(const(None)))]
    return _statement(scope, expr.values[0], True, False)


def _remove(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    names = [argument.value for argument in expr.arguments if not argument.name]
    if not all(isinstance(name, Symbol) for name in names) or len(names) != len(expr.arguments):
        raise Untranslatable("the names to remove are computed")
    labels = [scope.python(name.name) for name in names if isinstance(name, Symbol)]
    for name in names:
        if isinstance(name, Symbol):
            scope.kinds.pop(name.name, None)
    return [Line(ast.Delete([ast.Name(label, ast.Del()) for label in labels]))]


def _braces(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    *first, last = expr.values
    found = body_blocks(scope, tuple(first), False)
    return [*found, *statement(scope, last, is_returned=is_returned, is_shown=is_shown)]


def _parenthesis(scope: Scope, expr: Call, is_returned: bool, is_shown: bool) -> Blocks:
    inner = expr.values[0]
    if isinstance(inner, Call) and inner.name in ("<-", "="):
        found = statement(scope, inner, is_shown=False)
        return [*found, *_value(scope, inner.values[0], is_returned, is_shown)]
    return _value(scope, expr, is_returned, is_shown)


_HANDLERS = {
    "<-": _assign,
    "=": _assign,
    "<<-": _super_assign,
    "if": _if,
    "for": _for,
    "while": _while,
    "repeat": _repeat,
    "break": _jump,
    "next": _jump,
    "return": _return,
    "rm": _remove,
    "{": _braces,
    "(": _parenthesis,
}
