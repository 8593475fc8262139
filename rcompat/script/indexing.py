"""Reading parts of values: `[`, `[[` and `$`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.language.expressions import Call
from rcompat.script.coercion import coerce, is_factor, is_frame, strings
from rcompat.script.conditions import unknown_field
from rcompat.script.values import Builtin, Environment, Language, List, Value, Vec, chr, intv, names_of

__all__ = ["Indices", "array_subset", "dollar", "element", "positions", "subset", "take"]

Indices = NDArray[np.intp]
_FILL: dict[str, Any] = {"logical": NA_LOGICAL, "integer": NA_INTEGER, "double": NA_REAL, "character": None}


def positions(index: Value, n: int, names: list[str | None] | None, grow: bool = False) -> Indices:
    """Places (from 0) that an index means among n elements; -1 stands for a place that does not exist (NA).

    Args:
        index: numbers, truth values, names, or None for NULL.
        n: how many elements there are.
        names: their names.
        grow: places beyond the end are kept (assignment) rather than NA.

    Raises:
        RError: R's words for bad subscripts.
    """
    if index is None:
        return np.zeros(0, dtype=np.intp)
    if not isinstance(index, Vec):
        raise RError(f"invalid subscript type '{_kind(index)}'")
    if is_factor(index):
        return _by_number(index.data.astype(np.float64), n, grow)
    if index.kind == "character":
        return _by_name(index.data, n, names, grow)
    if index.kind == "logical":
        return _by_truth(index.data, n)
    return _by_number(coerce(index.data, "double"), n, grow)


def _kind(value: Value) -> str:
    from rcompat.script.values import type_of

    return type_of(value)


def _by_truth(data: NDArray[Any], n: int) -> Indices:
    if len(data) < n and len(data):
        data = np.resize(data, n)
    if (data == NA_LOGICAL).any():
        places = np.flatnonzero(data != 0)
        return np.where(data[places] == NA_LOGICAL, -1, places)
    return np.flatnonzero(data)


def _by_number(data: NDArray[np.float64], n: int, grow: bool) -> Indices:
    gone = np.isnan(data)
    whole = np.where(gone, 0, np.trunc(data)).astype(np.intp)
    if (whole < 0).any():
        if gone.any() or (whole > 0).any():
            raise RError(
                "can't mix NAs with negative subscripts"
                if gone.any()
                else "only 0's may be mixed with negative subscripts"
            )
        keep = np.ones(n, dtype=bool)
        drop = -whole[whole < 0] - 1
        keep[drop[drop < n]] = False
        return np.flatnonzero(keep)
    kept = gone | (whole != 0)
    places = np.where(gone, -1, whole - 1)[kept]
    return places if grow else np.where(places >= n, -1, places)


def _by_name(data: NDArray[Any], n: int, names: list[str | None] | None, grow: bool) -> Indices:
    table: dict[str | None, int] = {}
    for place, name in enumerate(names or ()):
        if name:
            table.setdefault(name, place)
    found = np.empty(len(data), dtype=np.intp)
    extra = n
    for i, name in enumerate(data.tolist()):
        place = table.get(name, -1)
        if place < 0 and grow:
            place = extra
            extra += 1
            table[name] = place
        found[i] = place
    return found


def take(value: Value, places: Indices) -> Value:
    """The chosen elements; -1 gives NA (NULL in a list). Names, levels and class of factors are kept."""
    if isinstance(value, List):
        data = [value.data[i] if 0 <= i < len(value.data) else None for i in places.tolist()]
        return List(data, _taken_names(value, places))
    attrs = _taken_names(value, places)
    for name in ("levels", "class", "contrasts", "units", "tzone"):
        if name in value.attrs and (name != "class" or _keeps_class(value)):
            if name == "levels" and not is_factor(value):
                continue
            attrs[name] = value.attrs[name]
    return Vec(take_data(value.data, places), attrs)


def _keeps_class(value: Vec) -> bool:
    found = value.attrs["class"].data
    return bool(set(found) & {"factor", "Date", "noquote", "difftime", "POSIXct"})


def take_data(data: NDArray[Any], places: Indices) -> NDArray[Any]:
    """Elements of an array; -1 gives NA."""
    if len(places) and (places.min() < 0 or places.max() >= len(data)):
        bad = (places < 0) | (places >= len(data))
        kind = (
            "logical" if data.dtype == np.int8 else {"f": "double", "i": "integer", "O": "character"}[data.dtype.kind]
        )
        result = np.empty(len(places), dtype=data.dtype)
        result[:] = _FILL[kind]
        result[~bad] = data[places[~bad]]
        return result
    return np.asarray(data[places])


def _taken_names(value: Value, places: Indices) -> dict[str, Value]:
    names = names_of(value)
    if names is None:
        return {}
    is_list = isinstance(value, List)
    missing = "<NA>"
    count = len(names)
    taken = [names[i] if 0 <= i < count else missing for i in places.tolist()]
    if is_list:
        taken = [names[i] if 0 <= i < count else None for i in places.tolist()]
    return {"names": chr(taken)}


def subset(value: Value, indices: list[Value], missing: list[bool], drop: bool | None) -> Value:
    """`value[indices...]`; `missing` tells which indices are empty.

    R: base::`[`, `[.data.frame`, `[.factor`.
    """
    if value is None:
        return None
    if is_frame(value):
        from rcompat.script.frame_indexing import frame_subset

        return frame_subset(value, indices, missing, drop)
    if isinstance(value, Language):
        return _call_subset(value, indices)
    if not isinstance(value, Vec | List):
        raise RError(f"object of type '{_kind(value)}' is not subsettable")
    dim = value.attrs.get("dim")
    if len(indices) <= 1:
        if not indices or missing[0]:
            return value
        if dim is not None and isinstance(indices[0], Vec) and "dim" in indices[0].attrs:
            picked = _by_matrix(value, indices[0])
            if picked is not None:
                return picked
        if dim is not None and len(dim) == 1:
            return _one_dimensional(value, indices[0], drop)
        found = take(value, positions(indices[0], len(value.data), names_of(value)))
        if drop and is_factor(value):
            from rcompat.script.factors import used_factor

            return used_factor(found)
        return found
    if dim is None or len(dim) != len(indices):
        raise RError("incorrect number of dimensions")
    return array_subset(value, indices, missing, True if drop is None else drop)


def _call_subset(value: Language, indices: list[Value]) -> Value:
    from rcompat.script.language_parts import language_list, list_to_language

    parts = language_list(value)
    return list_to_language(take(parts, positions(indices[0], len(parts.data), names_of(parts))))


def _one_dimensional(value: Value, index: Value, drop: bool | None) -> Value:
    names = names_of(value)
    places = positions(index, len(value.data), names)
    result = take(value, places)
    if isinstance(result, Vec) and (len(result) > 1 or drop is False):
        labels = result.attrs.pop("names", None)
        result.attrs["dim"] = intv([len(result)])
        old = value.attrs.get("dimnames")
        if old is not None:
            result.attrs["dimnames"] = List([labels], dict(old.attrs))
        if "class" in value.attrs:
            result.attrs["class"] = value.attrs["class"]
    return result


def _by_matrix(value: Vec | List, index: Vec) -> Value:
    """An index matrix with one column per dimension picks single cells."""
    dim = value.attrs["dim"].data
    shape = index.attrs["dim"].data
    if len(shape) != 2 or shape[1] != len(dim) or index.kind == "logical":
        return None
    if index.kind == "character":
        columns = index.data.reshape(tuple(shape), order="F")
        names = value.attrs["dimnames"].data
        cells = np.array(
            [[strings(names[j]).index(text) for j, text in enumerate(row)] for row in columns], dtype=np.intp
        )
    else:
        cells = coerce(index.data, "integer").reshape(tuple(shape), order="F").astype(np.intp) - 1
    places = np.zeros(len(cells), dtype=np.intp)
    step = 1
    for j, n in enumerate(dim):
        places += cells[:, j] * step
        step *= int(n)
    bare = Vec(value.data) if isinstance(value, Vec) else List(value.data)
    return take(bare, places)


def cell_places(value: Value, indices: list[Value], missing: list[bool]) -> list[Indices]:
    """Places along each dimension.

    Raises:
        RError: subscript out of bounds.
    """
    dim = value.attrs["dim"].data
    dimnames = value.attrs.get("dimnames")
    found = []
    for axis, index in enumerate(indices):
        n = int(dim[axis])
        if missing[axis]:
            found.append(np.arange(n))
            continue
        labels = None if dimnames is None or dimnames.data[axis] is None else strings(dimnames.data[axis])
        if isinstance(index, Vec) and index.kind == "logical" and len(index) > n:
            raise RError("(subscript) logical subscript too long")
        places = positions(index, n, labels, grow=True)
        is_text = isinstance(index, Vec) and index.kind == "character"
        if (places >= n).any() or (is_text and (places < 0).any()):
            raise RError("subscript out of bounds")
        found.append(places)
    return found


def array_subset(value: Vec | List, indices: list[Value], missing: list[bool], drop: bool) -> Value:
    """Cells of a matrix or array, one index per dimension."""
    dim = tuple(int(n) for n in value.attrs["dim"].data)
    places = cell_places(value, indices, missing)
    flat = np.arange(int(np.prod(dim))).reshape(dim, order="F")[np.ix_(*places)]
    for axis, spots in enumerate(places):
        if (spots < 0).any():
            picker: list[Any] = [slice(None)] * len(dim)
            picker[axis] = spots < 0
            flat[tuple(picker)] = -1
    order = flat.ravel(order="F")
    if isinstance(value, Vec):
        result: Value = Vec(take_data(value.data, order))
    else:
        result = List([value.data[i] for i in order.tolist()])
    return _shaped(result, value, places, drop)


def _shaped(result: Value, value: Vec | List, places: list[Indices], drop: bool) -> Value:
    dimnames = value.attrs.get("dimnames")
    labels: list[Value] = []
    for axis, spots in enumerate(places):
        names = None if dimnames is None else dimnames.data[axis]
        none = names is None or len(spots) == 0
        labels.append(None if none else chr(strings(names)[i] if i >= 0 else None for i in spots.tolist()))
    titles = None if dimnames is None else dimnames.attrs.get("names")
    kept = [axis for axis, spots in enumerate(places) if len(spots) != 1 or not drop]
    if len(kept) <= 1 and drop:
        if kept and labels[kept[0]] is not None:
            result.attrs["names"] = labels[kept[0]]
        return result
    result.attrs["dim"] = intv([len(places[axis]) for axis in kept])
    if any(labels[axis] is not None for axis in kept):
        attrs = {} if titles is None else {"names": chr([strings(titles)[axis] for axis in kept])}
        result.attrs["dimnames"] = List([labels[axis] for axis in kept], attrs)
    if "class" in value.attrs and "table" in value.attrs["class"].data:
        result.attrs["class"] = value.attrs["class"]
    return result


def element(value: Value, indices: list[Value], exact: bool = True) -> Value:
    """`value[[indices...]]`.

    R: base::`[[`.
    """
    if value is None:
        return None
    if isinstance(value, Environment):
        return dollar(value, str(indices[0].data[0]))
    if isinstance(value, Language):
        from rcompat.script.language_parts import language_list

        return element(language_list(value), indices)
    if not isinstance(value, Vec | List):
        raise RError(f"object of type '{_kind(value)}' is not subsettable")
    if len(indices) == 2:
        if is_frame(value):
            column = element(value, [indices[1]])
            from rcompat.script.frame_indexing import row_positions

            frame: Any = value
            return take(column, row_positions(frame, indices[0]))
        return _only(array_subset(value, indices, [False, False], True))
    index = indices[0]
    if not isinstance(index, Vec) or len(index) == 0:
        raise RError(
            f"invalid subscript type '{_kind(index)}'" if not isinstance(index, Vec) else "subscript of length 0"
        )
    if len(index) > 1:
        if isinstance(value, Vec):
            raise RError("attempt to select more than one element in vectorIndex")
        inner = element(value, [take(index, np.array([0]))])
        return element(inner, [take(index, np.arange(1, len(index)))])
    place = _element_place(value, index, exact)
    if place is None:
        return None
    if isinstance(value, List):
        return value.data[place]
    result = take(value, np.array([place]))
    result.attrs.pop("names", None)
    return result


def _only(value: Value) -> Value:
    if isinstance(value, List):
        return value.data[0]
    value.attrs.pop("names", None)
    return value


def _element_place(value: Vec | List, index: Vec, exact: bool) -> int | None:
    n = len(value.data)
    if index.kind == "character":
        names = names_of(value) or []
        text = index.data[0]
        if text in names:
            return names.index(text)
        if not exact:
            partial = [i for i, name in enumerate(names) if name and name.startswith(text)]
            if len(partial) == 1:
                return partial[0]
        if isinstance(value, List):
            return None
        raise RError("subscript out of bounds")
    number = float(coerce(index.data, "double")[0])
    if number != number:
        if isinstance(value, List):
            return None
        raise RError("subscript out of bounds")
    place = int(number)
    if place < 0:
        rest = [i for i in range(n) if i != -place - 1]
        if len(rest) == 1:
            return rest[0]
        raise RError("invalid negative subscript in get1index <real>")
    if place == 0:
        raise RError("attempt to select less than one element in get1index <real>")
    if place > n:
        raise RError("subscript out of bounds")
    return place - 1


def dollar(value: Value, name: str) -> Value:
    """`value$name`, with partial matching in lists.

    R: base::`$`.
    """
    if value is None:
        return None
    if isinstance(value, Environment):
        if value.fields is not None and name not in value.values:
            raise unknown_field(name, value.attrs["class"].data[0])
        found = value.values.get(name)
        return getattr(found, "value", found) if type(found).__name__ == "Promise" else found
    if isinstance(value, List):
        names = names_of(value) or []
        if name in names:
            return value.data[names.index(name)]
        partial = [i for i, other in enumerate(names) if other and other.startswith(name)]
        return value.data[partial[0]] if len(partial) == 1 else None
    if isinstance(value, Vec):
        raise RError("$ operator is invalid for atomic vectors")
    if isinstance(value, Language) and isinstance(value.expr, Call):
        from rcompat.script.language_parts import language_list

        return dollar(language_list(value), name)
    if isinstance(value, Builtin) and "members" in value.attrs:  # the generator of a reference class
        return dollar(value.attrs["members"], name)
    raise RError(f"object of type '{_kind(value)}' is not subsettable")
