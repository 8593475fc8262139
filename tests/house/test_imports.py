"""Private names stay private, nothing from a user is executed, and `import pylmer` stays light."""

from __future__ import annotations

import ast
import subprocess
import sys

from sources import module_files, parse, relative

_OURS = ("rcompat", "pylmer")
_HEAVY = (
    "pandas",
    "polars",
    "pyarrow",
    "matplotlib",
    "scipy.stats",
    "scipy.special",
    "rpy2",
    "pooch",
    "joblib",
    "tqdm",
)
# The one that runs the project's own golden twins, never a user's text.
_MAY_EXECUTE = ("rcompat/harness/twins.py",)


def test_no_underscore_name_is_imported() -> None:
    borrowed = []
    for path in module_files():
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in _OURS:
                names = [alias.name for alias in node.names if alias.name.startswith("_")]
                parts = [part for part in (node.module or "").split(".") if part.startswith("_")]
                borrowed += [f"{relative(path)}: {name}" for name in names + parts]
    assert borrowed == [], "\n".join(map(str, borrowed))


def test_no_underscore_attribute_of_another_module_is_used() -> None:
    touched = []
    for path in module_files():
        modules = {
            alias.asname or alias.name.split(".")[-1]
            for node in ast.walk(parse(path))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
            if isinstance(node, ast.Import) and alias.name.split(".")[0] in _OURS
        }
        for node in ast.walk(parse(path)):
            named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            if named and node.value.id in modules and node.attr.startswith("_"):
                touched.append(f"{relative(path)}: {node.value.id}.{node.attr}")
    assert touched == [], "\n".join(map(str, touched))


def test_nothing_is_evaluated_executed_or_unpickled() -> None:
    found = []
    for path in module_files():
        for node in ast.walk(parse(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("eval", "exec", "__import__")
            ):
                found.append((relative(path), node.func.id))
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
                found += [
                    (relative(path), name) for name in names if name.split(".")[0] in ("pickle", "marshal", "shelve")
                ]
    assert [entry for entry in found if entry[0] not in _MAY_EXECUTE] == []


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    early = []
    for path in module_files():
        for node in parse(path).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                early += [f"{relative(path)}: {name}" for name in names if name.startswith(_HEAVY)]
    assert early == [], "\n".join(map(str, early))


def test_importing_pylmer_loads_nothing_heavy() -> None:
    code = f"import sys, pylmer; print([name for name in {_HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
