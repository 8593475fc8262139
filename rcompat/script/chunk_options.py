"""Options of a page's chunks: knitr's defaults, the chunk's head, `#|` lines and the page's front matter.

R: knitr's chunk options.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rcompat.language.expressions import Call
from rcompat.language.syntax import parse_expression
from rcompat.script.evaluator import evaluate
from rcompat.script.machine import Machine
from rcompat.script.values import Value, Vec, chr, dbl, lgl

__all__ = ["Choice", "ChunkOptions", "defaults", "header_options", "merged", "pipe_options", "yaml_options"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """Which expressions of a chunk an option means: all, none, or some by number."""

    value: Vec

    @property
    def is_plain(self) -> bool:
        """Whether the option is TRUE or FALSE."""
        return self.value.kind == "logical"

    def takes(self, number: int) -> bool:
        """Whether the expression of this number is meant."""
        if self.value.kind != "double" and self.value.kind != "integer":
            return bool(self.value.data[0])
        wanted = {int(item) for item in self.value.data}
        if any(item < 0 for item in wanted):
            return -number not in wanted
        return number in wanted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChunkOptions:
    """The options in force for a chunk, by R's names."""

    values: Mapping[str, Value]

    def flag(self, name: str) -> bool:
        """An option that is TRUE or FALSE; numbers count as TRUE."""
        value = self.values.get(name)
        if not isinstance(value, Vec) or not len(value):
            return False
        return bool(value.data[0]) if value.kind == "logical" else value.data[0] is not None

    def word(self, name: str) -> str | None:
        """An option that is text; None for NA and FALSE."""
        value = self.values.get(name)
        if not isinstance(value, Vec) or value.kind != "character" or not len(value):
            return None
        return None if value.data[0] is None else str(value.data[0])

    @property
    def results(self) -> str:
        """What becomes of output: "markup", "asis", "hold" or "hide"; FALSE is "hide"."""
        value = self.values.get("results")
        is_off = isinstance(value, Vec) and value.kind == "logical" and not self.flag("results")
        return "hide" if is_off else self.word("results") or "markup"

    def choice(self, name: str) -> Choice:
        """An option that may choose expressions by number."""
        value = self.values.get(name)
        return Choice(value=value if isinstance(value, Vec) and len(value) else lgl([1]))


def defaults() -> ChunkOptions:
    """What holds before a page says otherwise."""
    flags = {
        "strip.white": 1,
        "highlight": 1,
        "echo": 1,
        "eval": 1,
        "include": 1,
        "message": 1,
        "warning": 1,
        "error": 1,
        "collapse": 0,
        "prompt": 0,
    }
    values: dict[str, Value] = {name: lgl([value]) for name, value in flags.items()}
    return ChunkOptions(values=values | {"results": chr(["markup"]), "comment": chr(["##"])})


def merged(options: ChunkOptions, given: Mapping[str, Value]) -> ChunkOptions:
    """Options with others put over them."""
    return ChunkOptions(values={**options.values, **given}) if given else options


def header_options(it: Machine, header: str) -> dict[str, Value]:
    """The options in a chunk's head, evaluated on the page's machine."""
    found: dict[str, Value] = {}
    text = header.strip().rstrip(",")
    label, _, rest = text.partition(",")
    if label.strip() and "=" not in label:
        # A label need not be a name of R: what stands before the first comma is taken out.
        found["label"] = chr([label.strip().strip("\"'")])
        text = rest
    call = parse_expression(f"f({text})")
    assert isinstance(call, Call)
    for argument in call.arguments:
        if argument.name:
            found[argument.name] = evaluate(it, argument.value, it.globals)
    it.visible = True
    return found


def pipe_options(code: list[str]) -> tuple[dict[str, Value], list[str]]:
    """Options in `#|` lines at the top of a chunk, and the code without them."""
    count = 0
    while count < len(code) and code[count].startswith("#|"):
        count += 1
    if not count:
        return {}, code
    return _yaml_values([line[2:].strip() for line in code[:count]]), code[count:]


def yaml_options(header: list[str]) -> dict[str, Value]:
    """Options for all chunks that a front matter gives under `execute:`."""
    inside: list[str] = []
    is_open = False
    for line in header:
        if line[:1] not in (" ", "\t"):
            is_open = line.startswith("execute:")
        elif is_open:
            inside.append(line.strip())
    return _yaml_values(inside)


def _yaml_values(lines: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for line in lines:
        name, colon, text = line.partition(":")
        if colon and name.strip() and not name.startswith("-"):
            found[name.strip().replace("-", ".")] = _yaml_value(text.strip())
    return found


def _yaml_value(text: str) -> Value:
    words: dict[str, Any] = {"true": lgl([1]), "false": lgl([0]), "yes": lgl([1]), "no": lgl([0])}
    if text.lower() in words:
        return words[text.lower()]
    if text.startswith("[") and text.endswith("]"):
        items = [item.strip() for item in text[1:-1].split(",")]
        numbers = [float(item) for item in items if item.lstrip("-").isdigit()]
        return dbl(numbers) if len(numbers) == len(items) else chr(item.strip("\"'") for item in items)
    if text.replace(".", "", 1).lstrip("-").isdigit():
        return dbl([float(text)])
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return chr([text])
