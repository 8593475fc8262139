# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Products of dense column blocks, two vectors of rows by four columns at a time, compiled.

Vectors run across rows, that is across independent results: every result still subtracts its products one by one in
the order of the columns, with two roundings each.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.pylmer.numerics.simd import LANES, Vector

__all__: list[str] = []


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def pack_rows(
    packed: cython.p_double, source: cython.p_const_double, ld: cython.int, rows: cython.int, depth: cython.int
) -> cython.void:
    """Copy a (rows, depth) block, stored by columns, into strips of rows; the last strip is filled with zeros."""
    strip: cython.int = 0
    _column: cython.int
    r: cython.int
    height: cython.int
    out: cython.p_double = packed
    place: cython.p_const_double
    while strip < rows:
        height = min(2 * LANES, rows - strip)
        place = source + strip
        for _column in range(depth):
            if height == 2 * LANES:
                for r in range(2 * LANES):
                    out[r] = place[r]
            else:
                for r in range(2 * LANES):
                    out[r] = place[r] if r < height else 0.0
            out += 2 * LANES
            place += ld
        strip += 2 * LANES


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _subtract_tile(
    target: cython.p_double, ld: cython.int, a: cython.p_const_double, b: cython.p_const_double, depth: cython.int
) -> cython.void:
    c0: cython.pointer(Vector) = cython.cast(cython.pointer(Vector), target)
    c1: cython.pointer(Vector) = cython.cast(cython.pointer(Vector), target + ld)
    c2: cython.pointer(Vector) = cython.cast(cython.pointer(Vector), target + 2 * ld)
    c3: cython.pointer(Vector) = cython.cast(cython.pointer(Vector), target + 3 * ld)
    t00: Vector = c0[0]
    t01: Vector = c0[1]
    t10: Vector = c1[0]
    t11: Vector = c1[1]
    t20: Vector = c2[0]
    t21: Vector = c2[1]
    t30: Vector = c3[0]
    t31: Vector = c3[1]
    left: cython.pointer(Vector)
    upper: Vector
    lower: Vector
    step: cython.int
    for step in range(depth):
        left = cython.cast(cython.pointer(Vector), a + 2 * LANES * step)
        upper = left[0]
        lower = left[1]
        t00 = t00 - upper * b[0]
        t01 = t01 - lower * b[0]
        t10 = t10 - upper * b[1]
        t11 = t11 - lower * b[1]
        t20 = t20 - upper * b[2]
        t21 = t21 - lower * b[2]
        t30 = t30 - upper * b[3]
        t31 = t31 - lower * b[3]
        b += 2 * LANES
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
            tile[2 * LANES * c + r] = target[c * ld + r]
    _subtract_tile(cython.address(tile[0]), 2 * LANES, a, b, depth)
    for c in range(width):
        for r in range(height):
            target[c * ld + r] = tile[2 * LANES * c + r]


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
    row: cython.int = 0
    column: cython.int
    height: cython.int
    width: cython.int
    a: cython.p_const_double
    b: cython.p_const_double
    place: cython.p_double
    size: cython.Py_ssize_t = depth
    while row < rows:
        height = min(2 * LANES, rows - row)
        a = packed + row * size
        for column in range(0, min(columns, row + 2 * LANES), 4):
            width = min(4, columns - column)
            b = packed + (column // (2 * LANES) * 2 * LANES) * size + column % (2 * LANES)
            place = target + cython.cast(cython.Py_ssize_t, column) * ld + row
            if height == 2 * LANES and width == 4:
                _subtract_tile(place, ld, a, b, depth)
            else:
                _subtract_edge(place, ld, height, width, a, b, depth)
        row += 2 * LANES
