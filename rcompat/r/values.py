"""Python values and R values: how each comes to the other side.

Scalars, NumPy arrays, pandas series and frames, lists (R's lists) and dicts (named lists) go in; data frames come out
as pandas frames with R's row names as labels, everything else as `RValue`, which keeps all that R knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_REAL, Frame, is_na_real
from rcompat.base.frame_doors import as_column, as_frame, to_pandas
from rcompat.language.expressions import Call, Constant
from rcompat.script.coercion import is_factor, is_frame, strings
from rcompat.script.doors import KeptRows, from_record, is_automatic, to_record
from rcompat.script.values import Builtin, Closure, Language, List, Value, Vec, chr, dbl, intv, lgl, names_of

__all__ = ["ORIGIN", "NamedValue", "RValue", "ShownValue", "column", "set_operators", "to_python", "to_r"]


class RValue:
    """An R vector, matrix, factor, list or expression in Python's hands.

    `print` shows R's page; operators recycle and keep names as R's do; `x["a"]` is R's `x[["a"]]` or `x$a`;
    `x[0]` counts from 0 as Python does; `x.loc[...]` is R's `x[...]` and counts from 1.
    """

    __slots__ = ("held",)
    __hash__ = None  # type: ignore[assignment]
    __array_ufunc__ = None
    __pandas_priority__ = 5000

    def __init__(self, held: Value) -> None:
        self.held = held

    def __len__(self) -> int:
        return len(self.held) if hasattr(self.held, "__len__") else int(_CALL[0]("length", self))

    def __iter__(self) -> Iterator[Any]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, key: Any) -> Any:
        return _element(self.held, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.held = _CALL[0]("[[<-", self, key + 1 if isinstance(key, int) else key, value=value).held

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return np.array(_plain_array(self.held), dtype=dtype)

    def __bool__(self) -> bool:
        return _truth(self.held)

    def __float__(self) -> float:
        return float(_only(self.held))

    def __int__(self) -> int:
        return int(_only(self.held))

    def __index__(self) -> int:
        return int(_only(self.held))

    def __str__(self) -> str:
        return str(_SHOW[0](self)).removesuffix("\n")

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return ", ".join(str(word) for word in strings(self.held)) if not spec else float(self).__format__(spec)

    @property
    def loc(self) -> _Places:
        """R's `x[...]`, counting from 1: `x.loc[2]`, `x.loc["a"]`, `m.loc[1, ...]` for a whole row."""
        return _Places(self)

    @property
    def T(self) -> Any:
        """The transposed matrix."""
        return _CALL[0]("t", self)


class ShownValue(RValue):
    """A value with the R expression that pages show for it."""

    __slots__ = ("text",)

    def __init__(self, held: Value, text: str) -> None:
        super().__init__(held)
        self.text = text


class NamedValue(RValue):
    """A value with the name that it has among the arguments of a call."""

    __slots__ = ("name",)

    def __init__(self, held: Value, name: str) -> None:
        super().__init__(held)
        self.name = name


class _Places:
    """What `x.loc` gives."""

    __slots__ = ("_of",)

    def __init__(self, of: RValue) -> None:
        self._of = of

    def __getitem__(self, keys: Any) -> Any:
        return _CALL[0]("[", self._of, *(keys if isinstance(keys, tuple) else (keys,)))

    def __setitem__(self, keys: Any, value: Any) -> None:
        places = keys if isinstance(keys, tuple) else (keys,)
        self._of.held = _CALL[0]("[<-", self._of, *places, value=value).held


ORIGIN = "python"
"""The attribute of an R function that holds the Python function it stands for."""

_CALL: list[Callable[..., Any]] = []
_FUNCTION: list[Callable[[Value], Any]] = []
_SHOW: list[Callable[[Any], str]] = []
_BINARY = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "pow": "^",
    "mod": "%%",
    "floordiv": "%/%",
    "matmul": "%*%",
    "and": "&",
    "or": "|",
}
_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def set_operators(
    call: Callable[..., Any], shown: Callable[[Any], str], function: Callable[[Value], Callable[..., Any]]
) -> None:
    """Give `RValue` its operators.

    Args:
        call: `call(name, *values)` calls R's function of that name.
        shown: R's page of a value.
        function: an R function as a Python function.
    """
    _FUNCTION[:] = [function]
    _CALL[:] = [call]
    _SHOW[:] = [shown]
    for name, symbol in {**_BINARY, **_COMPARED}.items():
        setattr(RValue, f"__{name}__", _forward(symbol))
    for name, symbol in _BINARY.items():
        setattr(RValue, f"__r{name}__", _backward(symbol))
    for name, symbol in {"neg": "-", "pos": "+", "invert": "!"}.items():
        setattr(RValue, f"__{name}__", _alone(symbol))


def _forward(symbol: str) -> Callable[[RValue, Any], Any]:
    return lambda self, other: _CALL[0](symbol, self, other)


def _backward(symbol: str) -> Callable[[RValue, Any], Any]:
    return lambda self, other: _CALL[0](symbol, other, self)


def _alone(symbol: str) -> Callable[[RValue], Any]:
    return lambda self: _CALL[0](symbol, self)


def _element(held: Value, key: Any) -> Any:
    if isinstance(key, int | np.integer):
        size = len(RValue(held))
        if not -size <= key < size:
            raise IndexError("index out of range")
        return _CALL[0]("[[", RValue(held), int(key) % size + 1)
    if isinstance(key, str):
        if isinstance(held, List):
            names = names_of(held) or []
            return to_python(held.data[names.index(key)]) if key in names else None
        return _CALL[0]("[[", RValue(held), key)
    if isinstance(key, slice):
        places = range(len(held))[key]
        return _CALL[0]("[", RValue(held), RValue(intv([place + 1 for place in places])))
    return _CALL[0]("[", RValue(held), key)


def _only(held: Value) -> Any:
    if not isinstance(held, Vec) or len(held) != 1:
        raise TypeError("only a vector of one element is a number")
    return held.data[0]


def _truth(held: Value) -> bool:
    if not isinstance(held, Vec) or len(held) == 0:
        raise RError("argument is of length zero")
    if len(held) > 1:
        raise RError("the condition has length > 1")
    item = lgl(held.data != 0).data[0] if held.kind == "double" else held.data[0]
    if item is None or (held.kind == "logical" and item not in (0, 1)) or (held.kind == "double" and item != item):
        raise RError("missing value where TRUE/FALSE needed")
    return bool(item)


def _plain_array(held: Value) -> Any:
    if is_factor(held):
        return np.array(strings(held), dtype=object)
    if isinstance(held, Vec):
        values = held.data.astype(bool) if held.kind == "logical" and np.isin(held.data, (0, 1)).all() else held.data
        dim = held.attrs.get("dim")
        return values if dim is None else values.reshape([int(n) for n in dim.data], order="F")
    if isinstance(held, List):
        result = np.empty(len(held), dtype=object)
        result[:] = [to_python(item) for item in held.data]
        return result
    raise TypeError(f"no array can be made of {type(held).__name__}")


def to_r(value: Any) -> Value:
    """A Python value as the interpreter holds it."""
    if isinstance(value, RValue):
        return value.held
    if value is None or isinstance(value, Vec | List | Language | Closure | Builtin):
        return value
    if isinstance(value, bool | np.bool_):
        return lgl([1 if value else 0])
    if isinstance(value, np.integer):
        return intv([int(value)])
    if isinstance(value, int | float | np.floating):
        return dbl([float(value)])
    if isinstance(value, str):
        return chr([value])
    if isinstance(value, list):
        return List([to_r(item) for item in value])
    if type(value) is dict:
        return List([to_r(item) for item in value.values()], {"names": chr(str(key) for key in value)})
    if isinstance(value, tuple):
        return from_record(as_column(list(value)))
    return _of_library(value)


def _of_library(value: Any) -> Value:
    if type(value).__module__.partition(".")[0] == "pandas":
        return _of_pandas(value)
    if isinstance(value, np.ndarray):
        return from_record(as_column(value) if value.ndim == 1 else value)
    if isinstance(value, range):
        return intv(list(value))
    if isinstance(value, Constant):
        return from_record(value.value)
    return from_record(value)


def _of_pandas(value: Any) -> Value:
    if hasattr(value, "columns"):
        frame = from_record(as_frame(value))
        for place, dtype in enumerate(value.dtypes):
            if dtype.kind == "O" and frame.data[place].kind == "logical":
                frame.data[place] = chr([None] * len(value))
            elif dtype.kind in "fi" and frame.data[place].kind == "logical":  # all are missing
                frame.data[place] = (
                    dbl([NA_REAL] * len(value)) if dtype.kind == "f" else intv([NA_INTEGER] * len(value))
                )
        rows = frame.attrs["row.names"]
        if type(value.index).__name__ == "Index" and is_automatic(rows):
            frame.attrs["row.names"] = KeptRows(rows.data)
        classes = value.attrs.get("r_class")
        if classes:
            frame.attrs["class"] = chr(classes)
        return frame
    if hasattr(value, "categories") or hasattr(value, "dtype"):
        return from_record(as_column(value))
    return from_record(value)


def to_python(value: Value) -> Any:
    """What the interpreter holds as a Python value."""
    if value is None:
        return None
    if isinstance(value, List) and is_frame(value):
        return _frame(value)
    if isinstance(value, Language) and _is_formula(value):
        return value.expr
    if isinstance(value, Vec | List | Language):
        return RValue(value)
    if isinstance(value, Builtin | Closure):
        return value.attrs.get(ORIGIN) or _FUNCTION[0](value)
    return value


def _is_formula(value: Language) -> bool:
    """Whether the value is a formula and no more, such as terms."""
    classes = value.attrs.get("class")
    return isinstance(value.expr, Call) and value.expr.name == "~" and (classes is None or len(classes) == 1)


def _frame(value: List) -> Any:
    record = to_record(value)
    if not isinstance(record, Frame) or any(_is_deep(item) for item in value.data):
        return RValue(value)
    result = to_pandas(record)
    _keep_missing(result, value)
    result.index = _labels(value, len(result))
    classes = [str(kind) for kind in value.attrs["class"].data]
    if "grouped_df" in classes:
        return RValue(value)
    if classes != ["data.frame"]:
        result.attrs["r_class"] = classes
    return result


def _keep_missing(frame: Any, value: List) -> None:
    """Columns with missing numbers or texts get pandas' types that compare them as R does: to <NA>, not to False."""
    import pandas as pd

    for name, column in zip(list(frame.columns), value.data, strict=True):
        if is_factor(column) or column.kind not in ("double", "character"):
            continue
        missing = (
            is_na_real(column.data) if column.kind == "double" else np.array([item is None for item in column.data])
        )
        if missing.any():
            holder = pd.arrays.FloatingArray(column.data.copy(), missing) if column.kind == "double" else None
            frame[name] = holder if holder is not None else pd.array(list(column.data), dtype="string")


def _is_deep(column: Value) -> bool:
    """Whether pandas has no column for it; it does not tell R's NaN from NA."""
    if not isinstance(column, Vec) or "dim" in column.attrs or ("class" in column.attrs and not is_factor(column)):
        return True
    return column.kind == "double" and bool((np.isnan(column.data) & ~is_na_real(column.data)).any())


def _labels(value: List, count: int) -> Any:
    import pandas as pd

    rows = value.attrs.get("row.names")
    if isinstance(rows, KeptRows):
        return pd.Index(rows.data.tolist())
    if rows is None or (rows.kind == "integer" and (rows.data == np.arange(1, count + 1)).all()):
        return pd.RangeIndex(1, count + 1)
    return pd.Index(rows.data.tolist())


def column(value: Any) -> Any:
    """A value as a column for a pandas frame: factors are categorical.

    R: what `d$x <- value` keeps.
    """
    held = to_r(value)
    if not isinstance(held, Vec):
        return value
    if len(held) == 1 and not is_factor(held):
        item = held.data[0]
        return bool(item) if held.kind == "logical" else item
    record = to_record(held)
    names = Frame(columns={"x": getattr(record, "data", record)}, n=len(held))
    return to_pandas(names)["x"].array
