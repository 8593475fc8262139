"""The project's own source files, parsed once, for the house tests."""

from __future__ import annotations

import ast
import fnmatch
import io
import tokenize
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["ROOT", "Function", "code_lines", "functions", "is_listed", "listing", "module_files", "parse", "relative"]

ROOT = Path(__file__).resolve().parents[2]
_IGNORED = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@lru_cache(maxsize=1)
def module_files() -> tuple[Path, ...]:
    """All Python modules of both packages."""
    return tuple(sorted(path for package in ("rcompat", "pylmer") for path in (ROOT / package).rglob("*.py")))


@cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def relative(path: Path) -> str:
    """The path below the project's root."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """All functions of a module with their qualified names; nested functions come too."""
    yield from _functions(parse(path), "")


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef):
            name = f"{prefix}{child.name}"
            if isinstance(child, Function):
                yield name, child
            yield from _functions(child, f"{name}.")
        else:
            yield from _functions(child, prefix)


@cache
def _lines_with_code(path: Path) -> frozenset[int]:
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type not in _IGNORED:
            lines.update(range(token.start[0], token.end[0] + 1))
    return frozenset(lines)


def code_lines(path: Path, function: Function) -> int:
    """Lines of a function that hold code: no blank lines, comments, docstring, or nested functions counted twice."""
    first = function.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    skipped = set(range(first.lineno, (first.end_lineno or first.lineno) + 1)) if documented else set()
    own = set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    return len((own - skipped) & _lines_with_code(path))


def is_listed(key: str, exceptions: Mapping[str, str]) -> bool:
    """Whether a file or function is one of the exceptions, which may be patterns."""
    return any(fnmatch.fnmatchcase(key, pattern) for pattern in exceptions)


def listing(found: Mapping[str, int]) -> str:
    """One line for each finding."""
    return "\n" + "\n".join(f"{key}: {value}" for key, value in found.items())
