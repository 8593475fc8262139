"""No number becomes text outside rcompat/base."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from sources import module_files, parse, relative

_PERCENT = re.compile(r"%[-+ #0]*\d*(\.\d+)?[eEfFgGa]")
_SPEC = re.compile(r"(\.\d+|[eEfFgGn%])")
_FUNCTIONS = ("format_float_positional", "format_float_scientific", "array2string", "array_str", "set_printoptions")


def test_numbers_are_formatted_in_base_only() -> None:
    found = []
    for path in module_files():
        if not relative(path).startswith("rcompat/base/"):
            found += [f"{relative(path)}:{line}" for line in _formatting_lines(path)]
    assert found == [], "\n".join(map(str, found))


def _formatting_lines(path: Path) -> list[int]:
    return [node.lineno for node in ast.walk(parse(path)) if _formats_a_number(node)]


def _formats_a_number(node: ast.AST) -> bool:
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        return bool(_SPEC.search(ast.unparse(node.format_spec)))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return isinstance(node.left, ast.Constant) and bool(_PERCENT.search(str(node.left.value)))
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == "format":
            return len(node.args) == 2
        if isinstance(node.func, ast.Attribute):
            return node.func.attr in _FUNCTIONS or _is_format_method(node)
    return False


def _is_format_method(node: ast.Call) -> bool:
    function = node.func
    if not (isinstance(function, ast.Attribute) and function.attr == "format"):
        return False
    text = function.value
    return (
        isinstance(text, ast.Constant)
        and isinstance(text.value, str)
        and bool(re.search(r"\{[^}]*:[^}]*[.eEfFgG]", text.value))
    )
