"""Version numbers, the versions of R and of packages, the search path. R: base, utils."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.attach_texts import PACKAGE_VERSIONS
from rcompat.script.coercion import class_of, string, strings
from rcompat.script.machine import Context
from rcompat.script.packages import ATTACHED_AT_START, is_silent, known_packages
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, intv, lgl, scalar

__all__: list[str] = []

_R_VERSION = "4.2.2"
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_PARTS = ("major", "minor", "patchlevel")


def _versions(texts: list[str], *kinds: str) -> List:
    numbers = [intv([int(part) for part in re.split("[.-]", text)]) for text in texts]
    return List(list(numbers), {"class": chr([*kinds, "numeric_version"])})


def _numbers(value: Value) -> list[tuple[int, ...]]:
    if isinstance(value, List):
        return [tuple(item.data.tolist()) for item in value.data]
    return [tuple(int(part) for part in re.split("[.-]", str(text))) for text in strings(value)]


def _texts(value: Value) -> list[str]:
    return [".".join(str(part) for part in numbers) for numbers in _numbers(value)]


@builtin("numeric_version as.numeric_version", "x strict")
def _numeric_version(context: Context, x: Value, strict: Value = None) -> Value:
    return x if isinstance(x, List) else _checked(x)


@builtin("package_version as.package_version", "x strict")
def _package_version(context: Context, x: Value, strict: Value = None) -> Value:
    return x if isinstance(x, List) else _checked(x, "package_version")


def _checked(x: Value, *kinds: str) -> List:
    texts = [str(text) for text in strings(x)]
    bad = [text for text in texts if not re.fullmatch(r"\d+([.-]\d+)*", text)]
    if bad:
        raise RError(f"invalid version specification {', '.join(f'‘{text}’' for text in bad)}")
    return _versions(texts, *kinds)


@builtin("getRversion", "")
def _get_r_version(context: Context) -> Value:
    return _versions([_R_VERSION], "R_system_version", "package_version")


@builtin("packageVersion", "pkg lib.loc")
def _package_version_of(context: Context, pkg: Value, lib_loc: Value = None) -> Value:
    name = string(pkg)
    if name in ATTACHED_AT_START:
        return _versions([_R_VERSION], "package_version")
    module = import_module(known_packages()[name]) if name in known_packages() else None
    version = getattr(module, "__r_version__", None)
    if version is None and not is_silent(name):
        raise RError(f"there is no package called ‘{name}’")
    return _versions([version or PACKAGE_VERSIONS.get(name, _R_VERSION)], "package_version")


@builtin(" ".join(f"{name}.numeric_version" for name in _COMPARISONS), "e1 e2")
def _compared(context: Context, e1: Value, e2: Value) -> Value:
    compare = _COMPARISONS[context.builtin.name.partition(".")[0]]
    left, right = _numbers(e1), _numbers(e2)
    n = max(len(left), len(right)) if left and right else 0
    return lgl([int(compare(left[i % len(left)], right[i % len(right)])) for i in range(n)])


@builtin("as.character.numeric_version format.numeric_version", "x ...")
def _as_text(context: Context, x: Value, dots: Any = ()) -> Value:
    return chr(_texts(x))


@builtin("print.numeric_version", "x ...")
def _print(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    print_value(context.it, chr([f"‘{text}’" for text in _texts(x)]), [("quote", lgl([0]))])
    context.it.visible = False
    return x


@builtin("$.numeric_version", "x name")
def _part(context: Context, x: Value, name: Value) -> Value:
    place = _PARTS.index(string(name)) if string(name) in _PARTS else None
    if place is None:
        return None
    return intv([numbers[place] for numbers in _numbers(x)])


@builtin("[[.numeric_version", "x ...")
def _element(context: Context, x: Value, dots: Any = ()) -> Value:
    places = [int(value.data[0]) - 1 for _, value in dots]
    item = x.data[places[0]]
    if len(places) == 1:
        return List([item], {"class": x.attrs["class"]})
    return Vec(item.data[places[1] : places[1] + 1])


@builtin("sort.numeric_version", "x decreasing ...")
def _sorted(context: Context, x: Value, decreasing: Value = None, dots: Any = ()) -> Value:
    order = sorted(range(len(x.data)), key=_numbers(x).__getitem__, reverse=bool(decreasing and decreasing.data[0]))
    return List([x.data[i] for i in order], dict(x.attrs))


@builtin("max.numeric_version min.numeric_version", "... na.rm")
def _extreme(context: Context, dots: Any = (), na_rm: Value = None) -> Value:
    choose = max if context.builtin.name.startswith("max") else min
    found = choose(numbers for _, value in dots for numbers in _numbers(value))
    return List([intv(found)], {"class": chr(class_of(dots[0][1]))})


@builtin("compareVersion", "a b")
def _compare_version(context: Context, a: Value, b: Value) -> Value:
    left, right = _numbers(a)[0], _numbers(b)[0]
    return scalar(float((left > right) - (left < right)))


@builtin("search", "")
def _search(context: Context) -> Value:
    attached = [f"package:{name}" for name in reversed(context.it.packages["attached"])]
    at_start = [f"package:{name}" for name in ATTACHED_AT_START]
    return chr([".GlobalEnv", *attached, *at_start[:-1], "Autoloads", at_start[-1]])
