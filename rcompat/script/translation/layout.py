"""How statements are laid out: one line if it fits, else the innermost parts below their brackets, as formatters do."""

from __future__ import annotations

import ast

__all__ = ["statement_lines"]

_INDENT = "    "


def statement_lines(node: ast.stmt, width: int) -> list[str]:
    """The lines of one statement, at most `width` characters each where that can be."""
    node = ast.fix_missing_locations(node)
    text = ast.unparse(node)
    if len(text) <= width or "\n" in text:
        return text.split("\n")
    value = getattr(node, "value", None)
    if not isinstance(value, ast.expr) or not text.endswith(ast.unparse(value)):
        return [text]
    lines = _broken(text[: -len(ast.unparse(value))], value, "", width)
    return lines if _is_same("\n".join(lines), text) else [text]


def _is_same(first: str, second: str) -> bool:
    """Whether two texts are the same program."""
    try:
        return ast.dump(ast.parse(first)) == ast.dump(ast.parse(second))
    except SyntaxError:
        return False


def _broken(before: str, node: ast.expr, after: str, width: int) -> list[str]:
    """An expression between two texts."""
    text = ast.unparse(node)
    if len(before) + len(text) + len(after) <= width:
        return [before + text + after]
    if isinstance(node, ast.Call) and (node.args or node.keywords):
        return _bracketed(f"{before}{ast.unparse(node.func)}(", _arguments(node), f"){after}", width)
    if isinstance(node, ast.List) and node.elts:
        return _bracketed(f"{before}[", [("", item) for item in node.elts], f"]{after}", width)
    if isinstance(node, ast.Subscript):
        return _broken(before, node.value, f"[{ast.unparse(node.slice)}]{after}", width)
    if isinstance(node, ast.Attribute):
        return _broken(before, node.value, f".{node.attr}{after}", width)
    if isinstance(node, ast.BinOp):
        return _operation(before, node, after, width)
    if isinstance(node, ast.Lambda):
        head = text[: len(text) - len(ast.unparse(node.body))]
        return _broken(before + head, node.body, after, width)
    return [before + text + after]


def _operation(before: str, node: ast.BinOp, after: str, width: int) -> list[str]:
    """The operand that is a call goes below its brackets."""
    text, left, right = ast.unparse(node), ast.unparse(node.left), ast.unparse(node.right)
    if isinstance(node.right, ast.Call) and text.endswith(right):
        return _broken(before + text[: -len(right)], node.right, after, width)
    if isinstance(node.left, ast.Call) and text.startswith(left):
        return _broken(before, node.left, text[len(left) :] + after, width)
    return [before + text + after]


def _arguments(node: ast.Call) -> list[tuple[str, ast.expr]]:
    named = [("**" if item.arg is None else f"{item.arg}=", item.value) for item in node.keywords]
    return [*(("", item) for item in node.args), *named]


def _bracketed(head: str, pieces: list[tuple[str, ast.expr]], tail: str, width: int) -> list[str]:
    """What stands between brackets: on one line of its own, or a line for each piece."""
    row = ", ".join(before + ast.unparse(node) for before, node in pieces)
    if len(_INDENT) + len(row) <= width:
        return [head, _INDENT + row, tail]
    lines = [head]
    for before, node in pieces:
        lines += [_INDENT + line for line in _broken(before, node, ",", width - len(_INDENT))]
    return [*lines, tail]
