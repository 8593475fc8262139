"""File <= 400 lines; function <= 40 code lines (one-loop algorithms <= 120); class <= 8 methods of its own;
<= 6 parameters besides R's own argument lists; nesting <= 3."""

from __future__ import annotations

import ast
import fnmatch

from exceptions_by_name import LARGE_CLASSES, LONG_FILES, MANY_PARAMETERS, NESTED_DEEPLY, ONE_LOOP_ALGORITHMS
from sources import Function, code_lines, functions, is_listed, listing, module_files, parse, relative

_COMPOUND = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def test_files_are_short() -> None:
    long = {}
    for path in module_files():
        count = len(path.read_text(encoding="utf-8").splitlines())
        if count > 400 and not is_listed(relative(path), LONG_FILES):
            long[relative(path)] = count
    assert long == {}, listing(long)


def test_functions_are_short() -> None:
    long = {}
    for path in module_files():
        for name, function in functions(path):
            key = f"{relative(path)}::{name}"
            limit = 120 if is_listed(key, ONE_LOOP_ALGORITHMS) else 40
            if (count := code_lines(path, function)) > limit:
                long[key] = count
    assert long == {}, listing(long)


def test_classes_are_small() -> None:
    large = {}
    for path in module_files():
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef):
                methods = [item for item in node.body if isinstance(item, Function) and not item.name.startswith("__")]
                key = f"{relative(path)}::{node.name}"
                if len(methods) > 8 and not is_listed(key, LARGE_CLASSES):
                    large[key] = len(methods)
    assert large == {}, listing(large)


def test_parameter_lists_are_short() -> None:
    wide = {}
    for path in module_files():
        for name, function in functions(path):
            key = f"{relative(path)}::{name}"
            count = _parameter_count(function)
            if count > 6 and "R: " not in (ast.get_docstring(function) or "") and not is_listed(key, MANY_PARAMETERS):
                wide[key] = count
    assert wide == {}, listing(wide)


def test_nesting_is_shallow() -> None:
    deep = {}
    for path in module_files():
        for name, function in functions(path):
            key = f"{relative(path)}::{name}"
            depth = max((_depth(statement) for statement in function.body), default=0)
            if depth > 3 and not is_listed(key, NESTED_DEEPLY) and not is_listed(key, ONE_LOOP_ALGORITHMS):
                deep[key] = depth
    assert deep == {}, listing(deep)


def test_every_exception_is_needed() -> None:
    known = {f"{relative(path)}::{name}" for path in module_files() for name, _ in functions(path)}
    for path in module_files():
        known |= {f"{relative(path)}::{node.name}" for node in ast.walk(parse(path)) if isinstance(node, ast.ClassDef)}
    listed = {*LARGE_CLASSES, *MANY_PARAMETERS, *NESTED_DEEPLY, *ONE_LOOP_ALGORITHMS}
    known |= {relative(path) for path in module_files()}
    unused = [pattern for pattern in {*listed, *LONG_FILES} if not fnmatch.filter(known, pattern)]
    assert unused == []


def _parameter_count(function: Function) -> int:
    arguments = function.args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def _depth(node: ast.AST) -> int:
    """Levels of compound statements; `elif` is no level of its own, and nested functions start anew."""
    if isinstance(node, Function | ast.ClassDef | ast.Lambda):
        return 0
    if isinstance(node, ast.If):
        below = [_depth(child) for child in node.body]
        is_elif = len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
        other = [_depth(child) for child in node.orelse]
        return max([1 + max(below, default=0), *(other if is_elif else [1 + depth for depth in other])])
    inner = max((_depth(child) for child in ast.iter_child_nodes(node)), default=0)
    return inner + 1 if isinstance(node, _COMPOUND) else inner
