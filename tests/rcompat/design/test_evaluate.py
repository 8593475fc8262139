"""Expressions against what R made of them (recorded by scripts/golden_r/evaluate.R, and live)."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from r_values import NUMBER, value_text
from tolerances import TOLERANCES

from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.vectors import Vector
from rcompat.design.evaluate import ObjectNotFoundError, Scope, UnknownFunctionError, evaluate
from rcompat.design.predvars import make_predvars
from rcompat.language.syntax import parse_expression

DATA = Path(__file__).parent / "data"
DEFINITION = re.compile(r"([a-z_.0-9]+) <- (.*)")
# Special functions by another algorithm, and B-splines continued beyond their edges: not bit for bit.
CLOSE = re.compile(r"pnorm|qnorm|gamma|factorial|choose|bs\(.*Boundary")


def _load(path: Path) -> tuple[dict[str, object], list[str]]:
    environment: dict[str, object] = {}
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = DEFINITION.fullmatch(line)
        if match:
            value = evaluate(parse_expression(match[2]), Scope(environment=environment))
            environment[match[1]] = Vector(data=value) if isinstance(value, np.ndarray) else value
        elif line and not line.startswith("#"):
            lines.append(line)
    return environment, lines


def _again(text: str, environment: dict[str, object]) -> object:
    """A model variable coded on `fresh` as it was on `train`."""
    expr = parse_expression(text)
    value = evaluate(expr, Scope(frame=environment["train"], environment=environment))  # type: ignore[arg-type]
    (kept,) = make_predvars([expr], [value])
    return evaluate(kept, Scope(frame=environment["fresh"], environment=environment))  # type: ignore[arg-type]


def _settled(line: str, environment: dict[str, object]) -> str:
    with collect_conditions() as conditions:
        try:
            if line.startswith("~ "):
                text = value_text(_again(line[2:], environment))
            else:
                text = value_text(evaluate(parse_expression(line), Scope(environment=environment)))
        except RError as error:
            text = "ERROR " + error.message.replace("\n", "\\n")
    if conditions:
        text += " WARNING " + " | ".join(condition.message.replace("\n", "\\n") for condition in conditions)
    return text


def _same(line: str, ours: str, theirs: str) -> bool:
    if ours == theirs or not CLOSE.search(line):
        return ours == theirs
    if NUMBER.sub("#", ours) != NUMBER.sub("#", theirs):
        return False
    rtol, atol, _ = TOLERANCES["default"]
    pairs = zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=True)
    return all(abs(float.fromhex(a) - float.fromhex(b)) <= atol + rtol * abs(float.fromhex(b)) for a, b in pairs)


def _compare(lines: list[str], environment: dict[str, object], recorded: list[str]) -> list[str]:
    wrong = []
    for line, record in zip(lines, recorded, strict=True):
        text, _, expected = record.partition("\t")
        assert text == line
        ours = _settled(line, environment)
        if not _same(line, ours, expected):
            wrong.append(f"{line}\n  here {ours[:300]}\n  R    {expected[:300]}")
    return wrong


def test_recorded_expressions() -> None:
    environment, lines = _load(DATA / "expressions.txt")
    recorded = (DATA / "evaluate.txt").read_text(encoding="utf-8").splitlines()
    wrong = _compare(lines, environment, recorded)
    assert not wrong, f"{len(wrong)} of {len(lines)} differ\n" + "\n".join(wrong[:20])


@pytest.mark.r
def test_record_is_what_r_says_now(tmp_path: Path, project_root: Path) -> None:
    import subprocess

    from rcompat.harness.live_r import r_command, r_environment

    script = project_root / "scripts" / "golden_r" / "evaluate.R"
    out = tmp_path / "evaluate.txt"
    command = [*r_command("Rscript", "--vanilla"), str(script), str(DATA / "expressions.txt"), str(out)]
    subprocess.run(command, check=True, capture_output=True, env=r_environment())
    assert out.read_bytes() == (DATA / "evaluate.txt").read_bytes()


@pytest.mark.parametrize(
    "text", ["foo(1)", "eval(1)", "system('ls')", "get('x')", "do.call('sum', 1)", "base::Sys.time()", "(sum)(1)(2)"]
)
def test_no_other_function_is_called(text: str) -> None:
    def foo(*_: object) -> None:
        raise AssertionError("called")

    with pytest.raises(RError) as caught:
        evaluate(parse_expression(text), Scope(environment={"foo": foo, "system": foo, "get": foo}))
    assert isinstance(caught.value, UnknownFunctionError) or "non-function" in caught.value.message


def test_unknown_names() -> None:
    with pytest.raises(ObjectNotFoundError, match="object 'zz' not found"):
        evaluate(parse_expression("log(zz)"), Scope())
    with pytest.raises(UnknownFunctionError, match=r'could not find function "foo"'):
        evaluate(parse_expression("1 + foo(2)"), Scope())


def test_python_values_in_the_environment() -> None:
    environment = {"k": 3, "v": [1.0, None, 2.5], "name": "a", "flag": True, "array": np.array([1, 2, 3])}
    scope = Scope(environment=environment)
    assert value_text(evaluate(parse_expression("v * k"), scope)) == "double: 0x1.8p+1 NA 0x1.ep+2"
    assert value_text(evaluate(parse_expression("array + 1L"), scope)) == "integer: 2 3 4"
    assert value_text(evaluate(parse_expression("name == 'a' & flag"), scope)) == "logical: TRUE"
