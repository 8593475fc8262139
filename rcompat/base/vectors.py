"""R values with attributes: the atomic vector (named vector, matrix, array) and the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rcompat.base.render import Printable

__all__ = ["Names", "RList", "Vector"]

Names: TypeAlias = "tuple[str | None, ...] | None"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vector(Printable):
    """An atomic vector, matrix or array with R's names.

    Attributes:
        data: values; dtype tells R's type as for columns (see frame.py); ndim 2 is a matrix, 3 and more an array.
        names: element names when ndim is 1, else None.
        dimnames: one entry per dimension when ndim is 2 or more (None: no names on that dimension), else None.
        attributes: further attributes (class, ...).
    """

    data: NDArray[Any]
    names: Names = None
    dimnames: tuple[Names, ...] | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return int(self.data.size)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.data)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(self.data, dtype=dtype, copy=copy)

    def __getitem__(self, key: Any) -> Any:
        """Element by name, or whatever NumPy gives for the index."""
        if isinstance(key, str):
            if self.names is None or key not in self.names:
                raise KeyError(key)
            return self.data[self.names.index(key)]
        return self.data[key]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RList(Printable):
    """A generic list: values (any R value), optional names, attributes."""

    values: tuple[object, ...]
    names: Names = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[object]:
        return iter(self.values)

    def __getitem__(self, key: int | str) -> Any:
        if isinstance(key, str):
            if self.names is None or key not in self.names:
                raise KeyError(key)
            return self.values[self.names.index(key)]
        return self.values[key]
