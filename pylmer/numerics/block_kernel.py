# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Products of dense column blocks, eight rows by four columns at a time, compiled.

Vectors run across rows, that is across independent results: every result still subtracts its products one by one in
the order of the columns, with two roundings each.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.pylmer.numerics.simd import Vector4

__all__: list[str] = []


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def pack_rows(
    packed: cython.p_double, source: cython.p_const_double, ld: cython.int, rows: cython.int, depth: cython.int
) -> cython.void:
    """Copy a (rows, depth) block, stored by columns, into strips of eight rows; the last strip is filled with zeros."""
    strip: cython.int
    _column: cython.int
    r: cython.int
    height: cython.int
    out: cython.p_double = packed
    place: cython.p_const_double
    for strip in range(0, rows, 8):
        height = min(8, rows - strip)
        place = source + strip
        for _column in range(depth):
            if height == 8:
                for r in range(8):
                    out[r] = place[r]
            else:
                for r in range(8):
                    out[r] = place[r] if r < height else 0.0
            out += 8
            place += ld


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _subtract_tile(
    target: cython.p_double, ld: cython.int, a: cython.p_const_double, b: cython.p_const_double, depth: cython.int
) -> cython.void:
    c0: cython.pointer(Vector4) = cython.cast(cython.pointer(Vector4), target)
    c1: cython.pointer(Vector4) = cython.cast(cython.pointer(Vector4), target + ld)
    c2: cython.pointer(Vector4) = cython.cast(cython.pointer(Vector4), target + 2 * ld)
    c3: cython.pointer(Vector4) = cython.cast(cython.pointer(Vector4), target + 3 * ld)
    t00: Vector4 = c0[0]
    t01: Vector4 = c0[1]
    t10: Vector4 = c1[0]
    t11: Vector4 = c1[1]
    t20: Vector4 = c2[0]
    t21: Vector4 = c2[1]
    t30: Vector4 = c3[0]
    t31: Vector4 = c3[1]
    left: cython.pointer(Vector4)
    upper: Vector4
    lower: Vector4
    step: cython.int
    for step in range(depth):
        left = cython.cast(cython.pointer(Vector4), a + 8 * step)
        upper = left[0]
        lower = left[1]
        t00 = t00 - upper * b[8 * step]
        t01 = t01 - lower * b[8 * step]
        t10 = t10 - upper * b[8 * step + 1]
        t11 = t11 - lower * b[8 * step + 1]
        t20 = t20 - upper * b[8 * step + 2]
        t21 = t21 - lower * b[8 * step + 2]
        t30 = t30 - upper * b[8 * step + 3]
        t31 = t31 - lower * b[8 * step + 3]
    c0[0] = t00
    c0[1] = t01
    c1[0] = t10
    c1[1] = t11
    c2[0] = t20
    c2[1] = t21
    c3[0] = t30
    c3[1] = t31


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _subtract_edge(
    target: cython.p_double,
    ld: cython.int,
    height: cython.int,
    width: cython.int,
    a: cython.p_const_double,
    b: cython.p_const_double,
    depth: cython.int,
) -> cython.void:
    """The same for a tile that sticks out of the target."""
    tile = cython.declare(cython.double[32])
    r: cython.int
    c: cython.int
    for c in range(width):
        for r in range(height):
            tile[8 * c + r] = target[c * ld + r]
    _subtract_tile(cython.address(tile[0]), 8, a, b, depth)
    for c in range(width):
        for r in range(height):
            target[c * ld + r] = tile[8 * c + r]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def subtract_products(
    target: cython.p_double,
    ld: cython.int,
    rows: cython.int,
    columns: cython.int,
    packed: cython.p_const_double,
    depth: cython.int,
) -> cython.void:
    """Subtract A B' from the lower trapezoid of target, where B is the first `columns` rows of the packed A.

    The target is stored by columns; what lies above its diagonal may be overwritten.
    """
    row: cython.int
    column: cython.int
    height: cython.int
    width: cython.int
    a: cython.p_const_double
    b: cython.p_const_double
    place: cython.p_double
    size: cython.Py_ssize_t = depth
    for row in range(0, rows, 8):
        height = min(8, rows - row)
        a = packed + row * size
        for column in range(0, min(columns, row + 8), 4):
            width = min(4, columns - column)
            b = packed + (column // 8 * 8) * size + column % 8
            place = target + cython.cast(cython.Py_ssize_t, column) * ld + row
            if height == 8 and width == 4:
                _subtract_tile(place, ld, a, b, depth)
            else:
                _subtract_edge(place, ld, height, width, a, b, depth)
