"""No test states a tolerance of its own: all stand in tests/tolerances.py."""

from __future__ import annotations

import ast

from sources import ROOT

_KEYWORDS = ("rtol", "atol", "rel_tol", "abs_tol")


def test_tolerances_stand_in_one_table() -> None:
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            literal = any(item.arg in _KEYWORDS and _is_nonzero_number(item.value) for item in node.keywords)
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if literal or name in ("approx", "assert_almost_equal", "assert_array_almost_equal"):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == [], "\n".join(map(str, found))


def _is_nonzero_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value != 0
