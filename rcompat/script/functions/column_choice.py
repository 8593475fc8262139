"""Choosing columns by name, position, range and helper functions. R: tidyselect."""

from __future__ import annotations

import re
from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import Call, Constant, Symbol
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import flag, strings
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.data_masks import columns_of
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, Vec, is_function

__all__ = ["chosen_columns"]

Chosen = dict[int, str]
_TEXT = ("starts_with", "ends_with", "contains", "matches")


class _Choice:
    """The columns that are chosen from, and how expressions are read."""

    def __init__(self, context: Context, frame: List) -> None:
        self.context = context
        self.columns = columns_of(frame)
        self.names = list(self.columns)

    def _value(self, expr: Any) -> Value:
        return evaluate(self.context.it, expr, self.context.env)

    def places(self, expr: Any) -> Chosen:
        """Chosen columns (from 0) with their new names, in order."""
        if isinstance(expr, Symbol):
            return self._symbol(expr)
        if isinstance(expr, Call):
            return self._call(expr)
        return self._plain(self._value(expr))

    def _symbol(self, expr: Symbol) -> Chosen:
        if expr.name in self.columns:
            return {self.names.index(expr.name): expr.name}
        if self.context.env.find(expr.name) is None:
            raise _absent(expr.name)
        return self._plain(self._value(expr))

    def _plain(self, value: Value) -> Chosen:
        if is_function(value):
            return self._where(value)
        if not isinstance(value, Vec):
            raise RError("Must subset columns with a valid subscript vector.")
        if value.kind == "character":
            for name in strings(value):
                if name not in self.columns:
                    raise _absent(str(name))
            return {self.names.index(str(name)): str(name) for name in strings(value)}
        places = [int(item) for item in value.data]
        if any(place < 0 for place in places):
            return _rest(self.names, {-place - 1: "" for place in places})
        return {place - 1: self.names[place - 1] for place in places if 0 < place <= len(self.names)}

    def _where(self, function: Value) -> Chosen:
        it = self.context.it
        wanted = {name for name, column in self.columns.items() if flag(call_function(it, function, [column]))}
        return {place: name for place, name in enumerate(self.names) if name in wanted}

    def _call(self, expr: Call) -> Chosen:
        parts = [argument.value for argument in expr.arguments]
        name = expr.name
        if name == "(":
            return self.places(parts[0])
        if name == "c":
            return self.all([(argument.name, argument.value) for argument in expr.arguments])
        if name == "!" or (name == "-" and len(parts) == 1):
            return _rest(self.names, self.places(parts[0]))
        if name in (":", "&", "|"):
            return _both(self.names, str(name), *(self.places(part) for part in parts))
        return self._helper(str(name), expr, parts)

    def _helper(self, name: str, expr: Call, parts: list[Any]) -> Chosen:
        if name == "everything":
            return dict(enumerate(self.names))
        if name == "last_col":
            return {len(self.names) - 1: self.names[-1]}
        if name == "where":
            return self._where(self._value(parts[0]))
        if name in _TEXT:
            return _by_text(self.names, name, [str(word) for word in strings(self._value(parts[0]))])
        if name == "any_of":
            wanted = [str(word) for word in strings(self._value(parts[0]))]
            return {self.names.index(word): word for word in wanted if word in self.columns}
        if name == "num_range":
            start, numbers = str(strings(self._value(parts[0]))[0]), strings(self._value(parts[1]))
            words = [f"{start}{number}" for number in numbers]
            return {self.names.index(word): word for word in words if word in self.columns}
        return self._plain(self._value(parts[0] if name == "all_of" else expr))

    def all(self, items: list[tuple[str | None, Any]]) -> Chosen:
        """Several choices one after the other; negative ones take away."""
        found: Chosen = {}
        for count, (name, expr) in enumerate(items):
            taken = _taken_away(expr)
            if taken is not None and not name:
                gone = self.places(taken)
                start = found if count else dict(enumerate(self.names))
                found = {place: label for place, label in start.items() if place not in gone}
                continue
            picked = self.places(expr)
            if name:
                many = len(picked) > 1
                picked = {place: f"{name}{i + 1}" if many else name for i, place in enumerate(picked)}
            found = {**found, **{p: label for p, label in picked.items() if p not in found or name}}
        return found


def _rest(names: list[str], gone: Chosen) -> Chosen:
    return {place: name for place, name in enumerate(names) if place not in gone}


def _both(names: list[str], name: str, left: Chosen, right: Chosen) -> Chosen:
    if name == "&":
        return {place: label for place, label in left.items() if place in right}
    if name == "|":
        return left | right
    first, last = next(iter(left)), next(iter(right))
    step = 1 if first <= last else -1
    return {place: names[place] for place in range(first, last + step, step)}


def _fits(name: str, word: str, label: str) -> bool:
    if name == "matches":
        return re.search(word, label, re.IGNORECASE) is not None
    low, word = label.lower(), word.lower()
    if name == "contains":
        return word in low
    return low.startswith(word) if name == "starts_with" else low.endswith(word)


def _by_text(names: list[str], name: str, words: list[str]) -> Chosen:
    found: Chosen = {}
    for word in words:
        found |= {place: label for place, label in enumerate(names) if _fits(name, word, label)}
    return found


def _taken_away(expr: Any) -> Any:
    if isinstance(expr, Call) and expr.name in ("-", "!") and len(expr.arguments) == 1:
        inner = expr.arguments[0].value
        return None if isinstance(inner, Constant) and expr.name == "!" else inner
    return None


def _absent(name: str) -> RError:
    return RError(f"Can't subset columns that don't exist.\n✖ Column `{name}` doesn't exist.")


def chosen_columns(context: Context, frame: List, given: Any) -> Chosen:
    """The columns that arguments choose: place (from 0) to new name, in order.

    R: tidyselect::eval_select.
    """
    return _Choice(context, frame).all([(name, plain(promise)) for name, promise in given])
