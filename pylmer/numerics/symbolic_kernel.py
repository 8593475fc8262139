# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Patterns of Lambda'Z', of its cross-product and of the simplicial factor L, compiled.

Everything here depends on structure only, never on values, and is done once per model.
"""

import cython
import numpy as np

__all__ = ["cross_pattern", "locate", "simplicial_pattern", "transformed_pattern"]

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")


def transformed_pattern(
    zt_indptr: cython.const[cython.int][::1],
    zt_indices: cython.const[cython.int][::1],
    lambda_indptr: cython.const[cython.int][::1],
    lambda_indices: cython.const[cython.int][::1],
):
    """Pattern of Lambda'Z' by observation: indptr (n+1,) and ascending rows, int32."""
    n: cython.Py_ssize_t = zt_indptr.shape[0] - 1
    q: cython.Py_ssize_t = lambda_indptr.shape[0] - 1
    t: cython.Py_ssize_t
    e: cython.Py_ssize_t
    m: cython.Py_ssize_t
    place: cython.Py_ssize_t
    row: cython.int
    capacity: cython.Py_ssize_t = 0
    for e in range(zt_indptr[n]):
        capacity += lambda_indptr[zt_indices[e] + 1] - lambda_indptr[zt_indices[e]]
    seen: cython.int[::1] = np.full(q, -1, np.int32)
    indptr: cython.int[::1] = np.zeros(n + 1, np.int32)
    rows: cython.int[::1] = np.empty(capacity, np.int32)
    count: cython.Py_ssize_t = 0
    for t in range(n):
        for e in range(zt_indptr[t], zt_indptr[t + 1]):
            for m in range(lambda_indptr[zt_indices[e]], lambda_indptr[zt_indices[e] + 1]):
                row = lambda_indices[m]
                if seen[row] == t:
                    continue
                seen[row] = cython.cast(cython.int, t)
                place = count
                while place > indptr[t] and rows[place - 1] > row:
                    rows[place] = rows[place - 1]
                    place -= 1
                rows[place] = row
                count += 1
        indptr[t + 1] = cython.cast(cython.int, count)
    return np.asarray(indptr), np.asarray(rows)[:count].copy()


@cython.cfunc
def _rows_to_columns(q: cython.Py_ssize_t, indptr: cython.int[::1], rows: cython.int[::1]) -> tuple:
    """Transpose a pattern: for every row the ascending columns that hold it."""
    n: cython.Py_ssize_t = indptr.shape[0] - 1
    t: cython.Py_ssize_t
    e: cython.Py_ssize_t
    starts: cython.int[::1] = np.zeros(q + 1, np.int32)
    for e in range(indptr[n]):
        starts[rows[e] + 1] += 1
    for t in range(q):
        starts[t + 1] += starts[t]
    place: cython.int[::1] = np.array(starts[:q])
    columns: cython.int[::1] = np.empty(indptr[n], np.int32)
    for t in range(n):
        for e in range(indptr[t], indptr[t + 1]):
            columns[place[rows[e]]] = cython.cast(cython.int, t)
            place[rows[e]] += 1
    return np.asarray(starts), np.asarray(columns)


def cross_pattern(q: cython.Py_ssize_t, indptr: cython.int[::1], rows: cython.int[::1]):
    """Off-diagonal pattern of U U' for a (q, n) pattern U: indptr (q+1,) and ascending indices, int32."""
    i: cython.Py_ssize_t
    a: cython.Py_ssize_t
    e: cython.Py_ssize_t
    j: cython.int
    starts, columns = _rows_to_columns(q, indptr, rows)
    row_start: cython.int[::1] = starts
    row_column: cython.int[::1] = columns
    seen: cython.int[::1] = np.full(q, -1, np.int32)
    out: cython.int[::1] = np.zeros(q + 1, np.int32)
    found: cython.int[::1] = np.empty(max(64, 4 * rows.shape[0]), np.int32)
    count: cython.Py_ssize_t = 0
    for i in range(q):
        if count + q > found.shape[0]:
            found = np.concatenate([found, np.empty(found.shape[0] + q, np.int32)])
        seen[i] = cython.cast(cython.int, i)
        for a in range(row_start[i], row_start[i + 1]):
            for e in range(indptr[row_column[a]], indptr[row_column[a] + 1]):
                j = rows[e]
                if seen[j] != i:
                    seen[j] = cython.cast(cython.int, i)
                    found[count] = j
                    count += 1
        out[i + 1] = cython.cast(cython.int, count)
    # The pattern is symmetric, so transposing it only sorts it.
    return _rows_to_columns(q, np.asarray(out), np.asarray(found)[:count])


def simplicial_pattern(
    indptr: cython.int[::1],
    rows: cython.int[::1],
    perm: cython.int[::1],
    parent: cython.int[::1],
    counts: cython.int[::1],
):
    """Pattern of L by columns, and by rows the order in which CHOLMOD's up-looking method visits the columns.

    Row k is assembled from the observations that hold k, ascending; from every permuted entry the elimination tree
    is climbed to the first node already visited, and the path goes in front of everything collected so far.

    Returns:
        l_indptr (q+1,), l_indices (diagonal first, ascending), row_starts (q+1,), row_columns, and row_positions,
        the place of each L(k, column) in the column storage; all int32.
    """
    q: cython.Py_ssize_t = perm.shape[0]
    k: cython.Py_ssize_t
    a: cython.Py_ssize_t
    e: cython.Py_ssize_t
    slot: cython.Py_ssize_t
    i: cython.int
    permuted = permuted_pattern(indptr, rows, perm)
    entry: cython.int[::1] = permuted
    starts, columns = _rows_to_columns(q, indptr, entry)
    row_start: cython.int[::1] = starts
    row_column: cython.int[::1] = columns
    l_indptr: cython.int[::1] = np.zeros(q + 1, np.int32)
    for k in range(q):
        l_indptr[k + 1] = l_indptr[k] + counts[k]
    entries: cython.Py_ssize_t = l_indptr[q]
    l_indices: cython.int[::1] = np.empty(entries, np.int32)
    visits: cython.int[::1] = np.zeros(q + 1, np.int32)
    visit_column: cython.int[::1] = np.empty(entries - q, np.int32)
    visit_place: cython.int[::1] = np.empty(entries - q, np.int32)
    used: cython.int[::1] = np.ones(q, np.int32)
    flag: cython.int[::1] = np.full(q, -1, np.int32)
    stack: cython.int[::1] = np.empty(q, np.int32)
    path: cython.int[::1] = np.empty(q, np.int32)
    for k in range(q):
        l_indices[l_indptr[k]] = cython.cast(cython.int, k)
        flag[k] = cython.cast(cython.int, k)
        top: cython.Py_ssize_t = q
        for a in range(row_start[k], row_start[k + 1]):
            for e in range(indptr[row_column[a]], indptr[row_column[a] + 1]):
                i = entry[e]
                if i > k:
                    break
                length: cython.Py_ssize_t = 0
                while i < k and flag[i] != k:
                    path[length] = i
                    length += 1
                    flag[i] = cython.cast(cython.int, k)
                    i = parent[i]
                while length > 0:
                    length -= 1
                    top -= 1
                    stack[top] = path[length]
        visits[k + 1] = cython.cast(cython.int, visits[k] + q - top)
        for slot in range(q - top):
            i = stack[top + slot]
            visit_column[visits[k] + slot] = i
            visit_place[visits[k] + slot] = l_indptr[i] + used[i]
            l_indices[l_indptr[i] + used[i]] = cython.cast(cython.int, k)
            used[i] += 1
    return (
        np.asarray(l_indptr),
        np.asarray(l_indices),
        np.asarray(visits),
        np.asarray(visit_column),
        np.asarray(visit_place),
    )


def permuted_pattern(indptr: cython.int[::1], rows: cython.int[::1], perm: cython.int[::1]):
    """Rows of every column renumbered by a permutation and sorted again."""
    q: cython.Py_ssize_t = perm.shape[0]
    k: cython.Py_ssize_t
    t: cython.Py_ssize_t
    e: cython.Py_ssize_t
    place: cython.Py_ssize_t
    row: cython.int
    inverse: cython.int[::1] = np.empty(q, np.int32)
    for k in range(q):
        inverse[perm[k]] = cython.cast(cython.int, k)
    out: cython.int[::1] = np.empty(rows.shape[0], np.int32)
    for t in range(indptr.shape[0] - 1):
        for e in range(indptr[t], indptr[t + 1]):
            row = inverse[rows[e]]
            place = e
            while place > indptr[t] and out[place - 1] > row:
                out[place] = out[place - 1]
                place -= 1
            out[place] = row
    return np.asarray(out)


def locate(
    first: cython.int[::1],
    second: cython.int[::1],
    starts: cython.int[::1],
    indices: cython.int[::1],
    lists: cython.int[::1],
    bases: cython.int[::1],
    absent: cython.int,
):
    """Place in the factor's storage of every entry (first, second) of a symmetric matrix, int32.

    Column j (the smaller of the two) keeps its rows in the ascending list `lists[j]` of (starts, indices), and the
    value of the list's e-th row at `bases[j] + e`. An entry outside the pattern gets `absent`: its sum is zero,
    because only zeros of Z were dropped.
    """
    out: cython.int[::1] = np.empty(first.shape[0], np.int32)
    e: cython.Py_ssize_t
    column: cython.int
    row: cython.int
    for e in range(first.shape[0]):
        column = min(first[e], second[e])
        row = max(first[e], second[e])
        low: cython.int = starts[lists[column]]
        high: cython.int = starts[lists[column] + 1] - 1
        begin: cython.int = low
        while low < high:
            middle: cython.int = (low + high) // 2
            if indices[middle] < row:
                low = middle + 1
            else:
                high = middle
        out[e] = bases[column] + low - begin if indices[low] == row else absent
    return np.asarray(out)
