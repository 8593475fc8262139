"""Expressions: constants, names, operators; calls go to the tables of topics."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable

from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Constant, Expr, Missing, Symbol
from rcompat.script.translation.blocks import Line
from rcompat.script.translation.missing_values import has_missing, may_miss
from rcompat.script.translation.scope import Code, Scope, Untranslatable, const, name_load, r_call

__all__ = [
    "CALLS",
    "calls",
    "condition",
    "constant_number",
    "formula_text",
    "frames_of",
    "load_dataset",
    "translate",
    "typed",
    "valued",
]

Translator = Callable[[Scope, Call], Code]
CALLS: dict[str, Translator] = {}
"""R function to what writes its calls."""

_BINARY: dict[str, tuple[type[ast.operator], str]] = {
    "+": (ast.Add, "+"),
    "-": (ast.Sub, "-"),
    "*": (ast.Mult, "*"),
    "/": (ast.Div, "/"),
    "^": (ast.Pow, "**"),
    "**": (ast.Pow, "**"),
    "%%": (ast.Mod, "%"),
    "%/%": (ast.FloorDiv, "//"),
    "%*%": (ast.MatMult, "@"),
    "&": (ast.BitAnd, "&"),
    "|": (ast.BitOr, "|"),
}
_COMPARED: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
}
_LOGICAL: dict[str, type[ast.boolop]] = {"&&": ast.And, "||": ast.Or}
_OPERATOR_FUNCTIONS = {"%in%": "in_", "%o%": "outer"}
_NAMED_CONSTANTS = {"T": True, "F": False}


def calls(names: str) -> Callable[[Translator], Translator]:
    """Register what writes the calls of R functions, given by name and separated by blanks."""

    def register(translator: Translator) -> Translator:
        for name in names.split():
            CALLS[name] = translator
        return translator

    return register


def translate(scope: Scope, expr: Expr) -> Code:
    """An R expression as Python.

    Raises:
        Untranslatable: with the reason.
    """
    if isinstance(expr, Constant):
        return _constant(scope, expr)
    if isinstance(expr, Symbol):
        return _symbol(scope, expr.name)
    if isinstance(expr, Call):
        return _call(scope, expr)
    if isinstance(expr, Missing):
        return Code(const(...), "scalar")
    raise Untranslatable("a function's parameters stand alone")


def valued(scope: Scope, expr: Expr) -> Code:
    """An operand: what pylmer answers is opened, so that it computes as R's numbers do."""
    code = translate(scope, expr)
    if code.kind == "null":
        raise Untranslatable("NULL is computed with")
    if isinstance(code.node, ast.Attribute) and code.node.attr == "nan":
        return Code(r_call("c", code.node), "value")
    if code.kind in ("record", "page", "fit"):
        return Code(r_call("value", code.node), "value")
    return code


def typed(scope: Scope, expr: Expr) -> Code:
    """An expression whose type may be asked for: R's 1L is an integer, and 1 is none."""
    if isinstance(expr, Constant) and expr.kind == "integer" and expr.value is not None:
        return Code(r_call("as_integer", const(int(expr.value))), "value")  # type: ignore[arg-type]
    return translate(scope, expr)


def constant_number(expr: Expr) -> float | None:
    """The number that an expression is, if it is a literal."""
    if isinstance(expr, Constant) and expr.kind in ("integer", "double") and expr.value is not None:
        return float(expr.value)  # type: ignore[arg-type]
    return None


def _constant(scope: Scope, expr: Constant) -> Code:
    if expr.kind == "null":
        return Code(const(None), "null")
    if expr.value is None:
        return Code(ast.Attribute(name_load("r"), "NA", ast.Load()), "value")
    if expr.kind == "complex":
        raise Untranslatable("complex numbers")
    if expr.kind == "integer":
        return Code(const(int(expr.value)), "scalar")  # type: ignore[arg-type]
    if expr.kind == "double":
        return Code(_double(scope, float(expr.value)), "scalar")  # type: ignore[arg-type]
    return Code(const(expr.value), "scalar")


def _double(scope: Scope, value: float) -> ast.expr:
    if math.isfinite(value):
        return const(int(value) if value.is_integer() and abs(value) < 1e6 else value)
    scope.project.need("math")
    return ast.Attribute(name_load("math"), "nan" if value != value else "inf", ast.Load())


def _symbol(scope: Scope, name: str) -> Code:
    if name in scope.project.failed:
        raise Untranslatable(f"{name} was not translated")
    kind = scope.kind_of(name)
    if kind is not None:
        return Code(name_load(scope.python(name)), kind)
    if scope.mask is not None and name not in _NAMED_CONSTANTS and name != "pi":
        return Code(ast.Subscript(scope.mask, const(name), ast.Load()), "series")
    if name in _NAMED_CONSTANTS:
        return Code(const(_NAMED_CONSTANTS[name]), "scalar")
    if name == "pi":
        scope.project.need("math")
        return Code(ast.Attribute(name_load("math"), "pi", ast.Load()), "scalar")
    return _free_name(scope, name)


def _free_name(scope: Scope, name: str) -> Code:
    """A name that the script does not set: a function of R or of a package, a data set, a constant."""
    from rcompat.script.translation.functions import function_name, is_function

    if name in scope.project.datasets:
        return Code(name_load(load_dataset(scope, name)), "frame")
    if is_function(scope, name):
        return Code(function_name(scope, name), "function")
    if name in ("letters", "LETTERS", "month.name", "month.abb", "R.version.string"):
        return Code(ast.Attribute(name_load("r"), name.strip(".").replace(".", "_"), ast.Load()), "value")
    if name == ".Machine":
        return Code(r_call("constant", const(name)), "value")
    raise Untranslatable(f"{name} is not known")


def load_dataset(scope: Scope, name: str) -> str:
    """Load a data set before the statement that first names it; its variable."""
    label = scope.set(name, "frame")
    if has_missing(name):
        scope.project.missing.add(name)
    assign = ast.Assign([ast.Name(label, ast.Store())], r_call("dataset", const(name)))
    scope.hoisted.append(Line(assign))
    return label


def formula_text(expr: Expr) -> str | None:
    """The text of a formula that is written out."""
    return deparse_one(expr) if isinstance(expr, Call) and expr.name == "~" else None


def _call(scope: Scope, expr: Call) -> Code:
    from rcompat.script.translation.functions import any_call, calls_own

    name = expr.name
    if name is None:
        return any_call(scope, expr)
    operators = _operator(scope, expr, name)
    if operators is not None:
        return operators
    if name in CALLS and not calls_own(scope, name):
        return CALLS[name](scope, expr)
    return any_call(scope, expr)


def _operator(scope: Scope, expr: Call, name: str) -> Code | None:
    values = expr.values
    if name in _LOGICAL and len(values) == 2:
        return _logical(scope, name, values)
    if name in _BINARY and len(values) == 2:
        return _arithmetic(scope, name, values[0], values[1])
    if name in _COMPARED and len(values) == 2:
        if any(isinstance(value, Constant) and value.kind == "null" for value in values):
            return Code(r_call("logical", const(0)), "value")
        left, right = valued(scope, values[0]), valued(scope, values[1])
        if left.kind == right.kind == "scalar" and _needs_r(name, values):
            left = Code(r_call("c", left.node), "value")
        left = _aligned(left, right)
        if left.kind == "series" and any(_is_text(value) for value in values) and may_miss(scope, left.node):
            left = Code(r_call("c", left.node), "value")
        return Code(ast.Compare(left.node, [_COMPARED[name]()], [right.node]), _joint(left.kind, right.kind))
    if name in ("-", "+", "!") and len(values) == 1:
        return _unary(scope, name, values[0])
    if name in _OPERATOR_FUNCTIONS:
        return Code(r_call(_OPERATOR_FUNCTIONS[name], *(translate(scope, value).node for value in values)), "value")
    if name == "(":
        return translate(scope, values[0])
    return None


def _logical(scope: Scope, name: str, values: tuple[Expr, ...]) -> Code:
    """Python's `and` where truth is certain, R's `&&` where a missing value may come out."""
    codes = [valued(scope, value) for value in values]
    if all(code.kind == "scalar" for code in codes):
        return Code(ast.BoolOp(_LOGICAL[name](), [code.node for code in codes]), "scalar")
    later = ast.Lambda(ast.arguments([], [], None, [], [], None, []), codes[1].node)
    return Code(r_call("and_" if name == "&&" else "or_", codes[0].node, later), "value")


def condition(scope: Scope, expr: Expr) -> ast.expr:
    """What `if` and `while` test."""
    if isinstance(expr, Call) and expr.name in _LOGICAL and len(expr.values) == 2:
        return ast.BoolOp(_LOGICAL[expr.name](), [condition(scope, value) for value in expr.values])
    if isinstance(expr, Call) and expr.name == "!" and len(expr.values) == 1:
        return ast.UnaryOp(ast.Not(), condition(scope, expr.values[0]))
    if isinstance(expr, Call) and expr.name == "(":
        return condition(scope, expr.values[0])
    return valued(scope, expr).node


def _joint(left: str, right: str) -> str:
    kinds = {left, right}
    if kinds == {"scalar"}:
        return "scalar"
    if kinds <= {"scalar", "series"}:
        return "series"
    return "value" if "value" in kinds else "any"


def frames_of(node: ast.expr) -> set[str]:
    """The data frames whose columns a pandas expression is made of."""
    places = [item for item in ast.walk(node) if isinstance(item, ast.Subscript)]
    return {ast.unparse(item.value) for item in places if isinstance(item.slice, ast.Constant)}


def _aligned(left: Code, right: Code) -> Code:
    """The left operand: pandas matches rows by their labels, R by their places, so columns of two frames need R."""
    if left.kind == right.kind == "series" and len(frames_of(left.node) | frames_of(right.node)) > 1:
        return Code(r_call("c", left.node), "value")
    return left


def _as_double(code: Code, other: Code, expr: Expr) -> Code:
    """R's 2 is a double, and so is a column of integers times 2."""
    if other.kind == "series" and isinstance(expr, Constant) and expr.kind == "double" and expr.value is not None:
        return Code(const(float(expr.value)), code.kind)  # type: ignore[arg-type]
    return code


def _is_text(expr: Expr) -> bool:
    return isinstance(expr, Constant) and expr.kind == "character"


def _needs_r(name: str, values: tuple[Expr, ...]) -> bool:
    """Whether Python would compare two scalars in another way: R orders texts by locale, and 1 == "1"."""
    texts = [_is_text(value) for value in values]
    return any(texts) and not (all(texts) and name in ("==", "!="))


def _is_safe(name: str, first: Expr, second: Expr) -> bool:
    """Whether Python's arithmetic on two numbers is R's: no division by zero, no complex root, no overflow."""
    number = constant_number(second)
    if name in ("/", "%%", "%/%"):
        return number is not None and number != 0
    if name in ("^", "**"):
        base = constant_number(first)
        return number is not None and abs(number) <= 16 and (number in (2.0, 3.0) or (base is not None and base > 0))
    return True


def _arithmetic(scope: Scope, name: str, first: Expr, second: Expr) -> Code:
    left, right = valued(scope, first), valued(scope, second)
    if left.kind == right.kind == "scalar" and not _is_safe(name, first, second):
        left = Code(r_call("c", left.node), "value")
    left = _as_double(_aligned(left, right), right, first)
    right = _as_double(right, left, second)
    return Code(ast.BinOp(left.node, _BINARY[name][0](), right.node), _joint(left.kind, right.kind))


def _unary(scope: Scope, name: str, value: Expr) -> Code:
    code = valued(scope, value)
    if name != "!":
        return Code(ast.UnaryOp(ast.USub() if name == "-" else ast.UAdd(), code.node), code.kind)
    if code.kind in ("value", "series"):
        return Code(ast.UnaryOp(ast.Invert(), code.node), code.kind)
    if code.kind == "scalar":
        return Code(ast.UnaryOp(ast.Not(), code.node), "scalar")
    return Code(r_call("not_", code.node), "value")
