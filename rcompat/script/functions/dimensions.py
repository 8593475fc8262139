"""dim, nrow, dimnames, rownames, colnames. R: base."""

from __future__ import annotations

from rcompat.base.conditions import RError
from rcompat.script.calling import call_function
from rcompat.script.coercion import (
    is_factor,
    is_frame,
    strings,
)
from rcompat.script.doors import frame_length, from_record
from rcompat.script.functions.attributes import set_attribute
from rcompat.script.machine import Context
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.slots import slots_of
from rcompat.script.values import (
    List,
    Value,
    Vec,
    chr,
    intv,
)

__all__: list[str] = []


@builtin("dim", "x", generic=True)
def _dim(context: Context, x: Value) -> Value:
    if is_frame(x):
        return intv([frame_length(x), len(x.data)])
    if is_record(x):
        from rcompat.script.record_parts import record_frame

        if hasattr(x, "shape"):
            return intv(x.shape)
        slots = slots_of(x) or {}
        if "Dim" in slots:
            return from_record(slots["Dim"]())
        frame = record_frame(x)
        return None if frame is None else intv([frame.n, len(frame.columns)])
    return getattr(x, "attrs", {}).get("dim")


@builtin("dim<-", "x value")
def _set_dim(context: Context, x: Value, value: Value) -> Value:
    return set_attribute(x, "dim", value)


def _asked_dim(context: Context, x: Value) -> Value:
    """`dim(x)`, by a method of the class of x if there is one."""
    if isinstance(x, Vec | List) and "class" in x.attrs and not is_frame(x):
        return call_function(context.it, context.it.base.values["dim"], [x])
    return _dim(context, x)


@builtin("nrow NROW", "x")
def _nrow(context: Context, x: Value) -> Value:
    dim = _asked_dim(context, x)
    if dim is None:
        return intv([len(x.data)]) if context.builtin.name == "NROW" else None
    return intv(dim.data[:1])


@builtin("ncol NCOL", "x")
def _ncol(context: Context, x: Value) -> Value:
    dim = _asked_dim(context, x)
    if dim is None or len(dim) < 2:
        return intv([1]) if context.builtin.name == "NCOL" else None
    return intv(dim.data[1:2])


@builtin("dimnames", "x", generic=True)
def _get_dimnames(context: Context, x: Value) -> Value:
    if is_frame(x):
        return List([chr(strings(x.attrs["row.names"])), x.attrs["names"]])
    return getattr(x, "attrs", {}).get("dimnames")


@builtin("dimnames<-", "x value", generic=True)
def _set_dimnames(context: Context, x: Value, value: Value) -> Value:
    if is_frame(x):
        result = set_attribute(x, "row.names", value.data[0])
        return set_attribute(result, "names", value.data[1])
    return set_attribute(x, "dimnames", value)


def _axis_names(x: Value, axis: int) -> Value:
    if is_frame(x):
        return chr(strings(x.attrs["row.names"])) if axis == 0 else x.attrs["names"]
    if is_record(x):
        from rcompat.script.record_parts import record_frame

        frame = record_frame(x)
        return None if frame is None else _axis_names(from_record(frame), axis)
    dimnames = getattr(x, "attrs", {}).get("dimnames")
    return None if dimnames is None or len(dimnames.data) <= axis else dimnames.data[axis]


@builtin("rownames row.names", "x do.NULL prefix")
def _rownames(context: Context, x: Value, do_null: Value = None, prefix: Value = None) -> Value:
    return _axis_names(x, 0)


@builtin("colnames", "x do.NULL prefix")
def _colnames(context: Context, x: Value, do_null: Value = None, prefix: Value = None) -> Value:
    return _axis_names(x, 1)


def _set_axis(x: Value, axis: int, value: Value) -> Value:
    if is_frame(x):
        if axis == 1:
            return set_attribute(x, "names", value)
        if value is None:
            return set_attribute(x, "row.names", intv(range(1, frame_length(x) + 1)))
        words = strings(value)
        if len(words) != frame_length(x):
            raise RError("invalid 'row.names' length")
        if len(set(words)) != len(words):
            raise RError("duplicate 'row.names' are not allowed")
        return set_attribute(x, "row.names", value)
    dim = getattr(x, "attrs", {}).get("dim")
    if dim is None or len(dim) <= axis:
        raise RError(
            "attempt to set 'colnames' on an object with less than two dimensions"
            if axis
            else "attempt to set 'rownames' on an object with no dimensions"
        )
    old = x.attrs.get("dimnames")
    items = list(old.data) if old is not None else [None] * len(dim)
    items[axis] = value
    result = x.copy()
    if all(item is None for item in items):
        result.attrs.pop("dimnames", None)
        return result
    return set_attribute(x, "dimnames", List(items, {} if old is None else dict(old.attrs)))


@builtin("rownames<- row.names<-", "x value")
def _set_rownames(context: Context, x: Value, value: Value) -> Value:
    return _set_axis(x, 0, chr(strings(value)) if is_factor(value) else value)


@builtin("colnames<-", "x value")
def _set_colnames(context: Context, x: Value, value: Value) -> Value:
    return _set_axis(x, 1, chr(strings(value)) if is_factor(value) else value)
