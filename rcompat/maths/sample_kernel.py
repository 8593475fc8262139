# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Samples from 0..n-1, compiled, in R's order of draws: equal or given probabilities, with or without replacement."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from typing import Any

import numpy as np
from cython.cimports.rcompat.maths.rng_kernel import Source

__all__ = ["alias_sample", "distinct_few", "distinct_sample", "equal_sample", "urn_sample", "weighted_sample"]


def equal_sample(source: Source, size: cython.double, count: cython.Py_ssize_t) -> Any:
    """Draw with replacement and equal probabilities, as whole doubles."""
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    i: cython.Py_ssize_t
    for i in range(count):
        out[i] = source.index(size)
    return result


def distinct_sample(source: Source, size: cython.Py_ssize_t, count: cython.Py_ssize_t) -> Any:
    """Draw without replacement: what is drawn gives its place to the last of those left."""
    left_array = np.arange(size, dtype=np.float64)
    left: cython.double[::1] = left_array
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    for i in range(count):
        j = cython.cast(cython.Py_ssize_t, source.index(cython.cast(cython.double, size)))
        out[i] = left[j]
        size -= 1
        left[j] = left[size]
    return result


def distinct_few(source: Source, size: cython.double, count: cython.Py_ssize_t) -> Any:
    """Draw few of very many without replacement: repeat what was drawn before."""
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    seen: set = set()
    value: cython.double
    i: cython.Py_ssize_t
    for i in range(count):
        value = source.index(size)
        while value in seen:
            value = source.index(size)
        seen.add(value)
        out[i] = value
    return result


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def sink(p: cython.p_double, order: cython.p_int, hole: cython.int, last: cython.int) -> cython.void:
    """Let the entry at `hole` sink in a heap (1-based, smallest first) that ends at `last`."""
    weight: cython.double = p[hole]
    origin: cython.int = order[hole]
    child: cython.int = 2 * hole
    while child <= last:
        if child < last and p[child] > p[child + 1]:
            child += 1
        if weight <= p[child]:
            break
        p[hole] = p[child]
        order[hole] = order[child]
        hole = child
        child = 2 * hole
    p[hole] = weight
    order[hole] = origin


@cython.cfunc
def sort_decreasing(p: cython.double[::1], order: cython.int[::1]) -> cython.void:
    """Heapsort into decreasing order, carrying the positions; ties end where Williams's algorithm leaves them."""
    n: cython.int = p.shape[0]
    i: cython.int
    weight: cython.double
    origin: cython.int
    if n < 2:
        return
    heap: cython.p_double = cython.address(p[0]) - 1
    places: cython.p_int = cython.address(order[0]) - 1
    for i in range(n // 2, 0, -1):
        sink(heap, places, i, n)
    for i in range(n, 1, -1):
        weight = heap[i]
        origin = places[i]
        heap[i] = heap[1]
        places[i] = places[1]
        heap[1] = weight
        places[1] = origin
        sink(heap, places, 1, i - 1)


def weighted_sample(source: Source, probabilities: object, count: cython.Py_ssize_t) -> Any:
    """Draw with replacement: search the cumulated probabilities, largest first."""
    sorted_p = np.array(probabilities, dtype=np.float64)
    p: cython.double[::1] = sorted_p
    n: cython.int = p.shape[0]
    order_array = np.arange(n, dtype=np.int32)
    order: cython.int[::1] = order_array
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    u: cython.double
    i: cython.Py_ssize_t
    j: cython.int
    sort_decreasing(p, order)
    for j in range(1, n):
        p[j] += p[j - 1]
    for i in range(count):
        u = source.uniform()
        j = 0
        while j < n - 1 and u > p[j]:
            j += 1
        out[i] = order[j]
    return result


def urn_sample(source: Source, probabilities: object, count: cython.Py_ssize_t) -> Any:
    """Draw without replacement: the probability of what is drawn leaves the urn."""
    sorted_p = np.array(probabilities, dtype=np.float64)
    p: cython.double[::1] = sorted_p
    n: cython.int = p.shape[0]
    order_array = np.arange(n, dtype=np.int32)
    order: cython.int[::1] = order_array
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    total: cython.double = 1.0
    target: cython.double
    mass: cython.double
    i: cython.Py_ssize_t
    j: cython.int
    k: cython.int
    sort_decreasing(p, order)
    for i in range(count):
        target = total * source.uniform()
        mass = p[0]
        j = 0
        while j < n - 1 and target > mass:
            j += 1
            mass += p[j]
        out[i] = order[j]
        total -= p[j]
        n -= 1
        for k in range(j, n):
            p[k] = p[k + 1]
            order[k] = order[k + 1]
    return result


def alias_sample(source: Source, probabilities: object, count: cython.Py_ssize_t) -> Any:
    """Draw with replacement from many values. Theory: Walker 1977, the alias method."""
    p: cython.double[::1] = np.ascontiguousarray(probabilities, dtype=np.float64)
    n: cython.int = p.shape[0]
    level_array = np.empty(n, dtype=np.float64)
    level: cython.double[::1] = level_array
    alias_array = np.zeros(n, dtype=np.int32)
    alias: cython.int[::1] = alias_array
    rows_array = np.empty(n, dtype=np.int32)
    rows: cython.int[::1] = rows_array  # the poor from the front, the rich from the back
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    poor: cython.int = 0
    rich: cython.int = n
    i: cython.Py_ssize_t
    k: cython.int
    u: cython.double
    for k in range(n):
        level[k] = p[k] * n
        if level[k] < 1.0:
            rows[poor] = k
            poor += 1
        else:
            rich -= 1
            rows[rich] = k
    if poor > 0 and rich < n:
        for i in range(n - 1):
            k = rows[i]
            alias[k] = rows[rich]
            level[rows[rich]] += level[k] - 1.0
            if level[rows[rich]] < 1.0:
                rich += 1
            if rich >= n:
                break
    for k in range(n):
        level[k] += k
    for i in range(count):
        u = source.uniform() * n if source.rounding else source.index(n) + source.uniform()
        k = cython.cast(cython.int, u)
        out[i] = k if u < level[k] else alias[k]
    return result
