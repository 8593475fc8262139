# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Supernodes of a postordered factor: runs of columns of (nearly) equal pattern, compiled."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np

__all__ = ["relaxed_supernodes", "supernode_rows"]


def _fundamental(parent: cython.int[::1], counts: cython.int[::1]):
    """First columns of the fundamental supernodes, closed by q."""
    q: cython.Py_ssize_t = parent.shape[0]
    j: cython.Py_ssize_t
    children: cython.int[::1] = np.zeros(q + 1, np.int32)
    first: cython.int[::1] = np.empty(q + 1, np.int32)
    found: cython.Py_ssize_t = 1
    first[0] = 0
    for j in range(q):
        if parent[j] >= 0:
            children[parent[j]] += 1
    for j in range(1, q):
        if parent[j - 1] != j or counts[j - 1] != counts[j] + 1 or children[j] > 1:
            first[found] = cython.cast(cython.int, j)
            found += 1
    first[found] = cython.cast(cython.int, q)
    return np.array(first[: found + 1])


def _owners(first: cython.int[::1]):
    """Supernode of every column."""
    widths = np.diff(first)
    return np.repeat(np.arange(len(widths), dtype=np.int32), widths)


def _parents(first: cython.int[::1], parent: cython.int[::1], owner: cython.int[::1]):
    """Parent of every supernode, -1 at roots."""
    s: cython.Py_ssize_t
    out: cython.int[::1] = np.empty(first.shape[0] - 1, np.int32)
    for s in range(out.shape[0]):
        above: cython.int = parent[first[s + 1] - 1]
        out[s] = -1 if above < 0 else owner[above]
    return np.asarray(out)


@cython.cfunc
@cython.exceptval(check=False)
def _is_worth_merging(
    columns: cython.double, zeros: cython.double, added: cython.double, extra_rows: cython.double
) -> cython.bint:
    """CHOLMOD's rule: the wider the merged supernode, the smaller the part of it that may be stored zeros."""
    if added == 0:
        return True
    total: cython.double = columns * (columns + 1) / 2.0 + columns * extra_rows
    part: cython.double = (zeros + added) / total
    return (columns <= 16 and part < 0.8) or (columns <= 48 and part < 0.1) or part < 0.05


def relaxed_supernodes(parent: cython.int[::1], counts: cython.int[::1]):
    """Merge fundamental supernodes with their parents where few zeros are added.

    Returns:
        first (count + 1,) columns, rows (count,) of every supernode, owner (q,) of every column, and parent (count,);
        all int32.
    """
    fundamental: cython.int[::1] = _fundamental(parent, counts)
    count: cython.Py_ssize_t = fundamental.shape[0] - 1
    s: cython.Py_ssize_t
    above: cython.Py_ssize_t
    parents: cython.int[::1] = _parents(fundamental, parent, _owners(fundamental))
    absorbed_by: cython.int[::1] = np.full(count, -1, np.int32)
    columns: cython.long[::1] = np.diff(fundamental).astype(np.int_)
    rows: cython.long[::1] = np.asarray(counts)[np.asarray(fundamental)[:count]].astype(np.int_)
    zeros: cython.double[::1] = np.zeros(count)
    for s in range(count - 2, -1, -1):
        if parents[s] < 0:
            continue
        above = parents[s]
        while absorbed_by[above] != -1:
            above = absorbed_by[above]
        if above != s + 1:
            continue
        together: cython.long = columns[s] + columns[s + 1]
        all_zeros: cython.double = zeros[s + 1]
        if together > 4:
            added: cython.double = float(columns[s] * (rows[s + 1] + columns[s] - rows[s]))
            if not _is_worth_merging(together, all_zeros, added, rows[s + 1] - columns[s + 1]):
                continue
            all_zeros += added
        zeros[s] = all_zeros
        absorbed_by[s + 1] = cython.cast(cython.int, s)
        rows[s] = columns[s] + rows[s + 1]
        columns[s] = together
    kept = np.flatnonzero(np.asarray(absorbed_by) == -1)
    first = np.append(np.asarray(fundamental)[kept], parent.shape[0]).astype(np.int32)
    owner = _owners(first)
    return first, np.asarray(rows)[kept].astype(np.int32), owner, _parents(first, parent, owner)


def supernode_rows(
    first: cython.int[::1],
    starts: cython.int[::1],
    owner: cython.int[::1],
    parents: cython.int[::1],
    indptr: cython.int[::1],
    indices: cython.int[::1],
    perm: cython.int[::1],
):
    """Ascending rows of every supernode (at starts[s]), from the row subtrees of the relaxed tree; int32."""
    q: cython.Py_ssize_t = perm.shape[0]
    count: cython.Py_ssize_t = first.shape[0] - 1
    s: cython.Py_ssize_t
    e: cython.Py_ssize_t
    k: cython.int
    i: cython.int
    a: cython.int
    inverse: cython.int[::1] = np.empty(q, np.int32)
    for k in range(q):
        inverse[perm[k]] = k
    out: cython.int[::1] = np.empty(starts[count], np.int32)
    place: cython.int[::1] = np.array(starts[:count])
    flag: cython.int[::1] = np.full(count, -1, np.int32)
    for s in range(count):
        for k in range(first[s], first[s + 1]):
            out[place[s]] = k
            place[s] += 1
        for k in range(first[s], first[s + 1]):
            flag[s] = k
            for e in range(indptr[perm[k]], indptr[perm[k] + 1]):
                i = inverse[indices[e]]
                if i >= first[s]:
                    continue
                a = owner[i]
                while flag[a] != k:
                    out[place[a]] = k
                    place[a] += 1
                    flag[a] = k
                    a = parents[a]
    return np.asarray(out)
