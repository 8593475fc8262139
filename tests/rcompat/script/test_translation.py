"""Translated scripts: the Python program must print what R prints, byte for byte. R wrote translation/<name>.stdout."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from rcompat.script.translation.program import translate_script

HERE = Path(__file__).parent
RECORDED = sorted((HERE / "translation").glob("*.stdout"))


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda path: path.stem)
def test_program_prints_what_r_prints(recorded: Path, tmp_path: Path) -> None:
    script = HERE / "data" / f"{recorded.stem}.R"
    translation = translate_script(script.read_text(encoding="utf-8"), script.name)
    assert translation.problems == []
    program = tmp_path / "program.py"
    program.write_text(translation.text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", program], capture_output=True, cwd=script.parent, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == recorded.read_bytes()


def test_comments_stay_beside_their_statements() -> None:
    text = translate_script("# first\nx <- 1  # one\n\n# last\n").text
    assert [line for line in text.splitlines() if "#" in line] == ["# first", "x = 1  # one", "# last"]


def test_what_has_no_python_is_marked_with_its_r_text() -> None:
    translation = translate_script("y <- environment(function() NULL)\nrepeat_me(1)\n")
    assert [problem.line for problem in translation.problems] != []
    for problem in translation.problems:
        assert f"# Not translated: {problem.reason}" in translation.text
        assert f"# R: {problem.source}" in translation.text


HOSTILE = [
    "`x\nimport os\nos.abort()` <- 1\nprint(`x\nimport os\nos.abort()`)\n",
    'cat("a\\"); import os; os.abort() #\\n")\ncat(\'it\\\'s "both"\\n\')\n',
    "x <- 1 # comment\rimport os; os.abort()\nprint(x)\n",
    "# first\rraise SystemExit(7)\nprint(1)\n",
    '`#`("text\nraise SystemExit(7)")\nprint(1)\n',
    'cat("\nraise SystemExit(7)\n", "\\n")\n',
    "f <- function(`a, b=(1/0)`) `a, b=(1/0)`\nprint(f(2))\n",
    "`print.x\")\nraise SystemExit(7)\n#` <- function(x, ...) cat('p')\nprint(1)\n",
    'd <- data.frame(`a"]; raise SystemExit(7) #` = 1, check.names = FALSE)\nprint(d$`a"]; raise SystemExit(7) #`)\n',
    "undefined_function(`x\nraise SystemExit(7)`)\n",
    "y ~ `x\nraise SystemExit(7)`\n",
    "größe <- 2 # Größe: « ½ »\nprint(größe)\n",
    "`²` <- 3; `__import__` <- 4; `eval` <- 5\nprint(`²` + `__import__` + eval)\n",
    "print('\\\\'); print('\\u00e9\\t{x}')\n",
    "data(list = 'x\"); raise SystemExit(7) #')\n",
    "library('os\"); raise SystemExit(7) #')\n",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_names_texts_and_comments_stay_what_they_are(source: str) -> None:
    """Whatever stands in names, texts and comments: no statement of the program comes out of it."""
    text = translate_script(source, 'a"""\nraise SystemExit(7)\n""".R').text
    tree = ast.parse(text)
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"exec", "eval", "__import__", "SystemExit"}
    assert not any(isinstance(node, ast.Raise) for node in ast.walk(tree))
    modules = [item for node in ast.walk(tree) if isinstance(node, ast.Import) for item in node.names]
    assert [module.name for module in modules if module.name != "math"] == []
    assert "\r" not in text


def test_two_r_names_are_two_python_names() -> None:
    text = translate_script("a.b <- 1\na_b <- 2\nprint(a.b)\nprint(a_b)\n").text
    assert [line for line in text.splitlines() if "=" in line] == ["a_b = 1", "a_b_2 = 2"]


def test_definitions_have_blank_lines_around_them() -> None:
    text = translate_script("x <- 1\n# why\nf <- function(v) {\n  v + 1\n}\nf(x)\n").text
    assert "x = 1\n\n\n# why\ndef f(v):\n    return v + 1\n\n\nr.show(f(x))\n" in text
