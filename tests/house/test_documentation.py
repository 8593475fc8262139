"""Every module says what it is and what it exports; every public function is described."""

from __future__ import annotations

import ast
import re

from sources import Function, functions, module_files, parse, relative


def test_every_module_has_a_docstring() -> None:
    assert [relative(path) for path in module_files() if not ast.get_docstring(parse(path))] == []


def test_every_module_has_all() -> None:
    missing = []
    for path in module_files():
        targets = [
            target.id
            for node in parse(path).body
            for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
            if isinstance(target, ast.Name)
        ]
        if "__all__" not in targets:
            missing.append(relative(path))
    assert missing == [], "\n".join(map(str, missing))


def test_every_public_function_has_a_docstring() -> None:
    bare = [
        f"{relative(path)}::{name}"
        for path in module_files()
        for name, function in functions(path)
        if _is_public(name)
        and _is_reachable(path_tree=parse(path), function=function)
        and not ast.get_docstring(function)
        and not _is_a_promise(function)
    ]
    assert bare == [], "\n".join(map(str, bare))


def test_no_wastebasket_modules() -> None:
    assert [relative(path) for path in module_files() if re.search(r"util|helper|misc|common", path.stem)] == []


def _is_public(name: str) -> bool:
    return not any(part.startswith("_") for part in name.split("."))


def _is_reachable(*, path_tree: ast.Module, function: Function) -> bool:
    """Whether the function stands at module level or in a class: functions inside functions are nobody's business."""
    for node in ast.walk(path_tree):
        if isinstance(node, Function) and node is not function and function in ast.walk(node):
            return False
    return True


def _is_a_promise(function: Function) -> bool:
    """Whether the body is `...` alone: a member of a protocol, described by its class."""
    return len(function.body) == 1 and ast.unparse(function.body[0]) == "..."
