# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Elimination trees of symmetric patterns: parents, column counts and postorders, compiled."""

import cython
import numpy as np

__all__ = ["assembly_postorder", "elimination_tree", "weighted_postorder"]

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

NONE = cython.declare(cython.Py_ssize_t, -1)


def elimination_tree(indptr: cython.int[::1], indices: cython.int[::1], perm: cython.int[::1]):
    """Elimination tree and column counts of L for a permuted symmetric pattern.

    Returns:
        parent (q,) int32 with -1 at roots, and counts (q,) int32 including the diagonal.
    """
    q: cython.Py_ssize_t = perm.shape[0]
    k: cython.Py_ssize_t
    e: cython.Py_ssize_t
    i: cython.int
    up: cython.int
    old: cython.int
    inverse: cython.int[::1] = np.empty(q, np.int32)
    parent: cython.int[::1] = np.full(q, -1, np.int32)
    ancestor: cython.int[::1] = np.full(q, -1, np.int32)
    seen: cython.int[::1] = np.full(q, -1, np.int32)
    counts: cython.int[::1] = np.ones(q, np.int32)
    for k in range(q):
        inverse[perm[k]] = cython.cast(cython.int, k)
    for k in range(q):
        seen[k] = cython.cast(cython.int, k)
        old = perm[k]
        for e in range(indptr[old], indptr[old + 1]):
            i = inverse[indices[e]]
            while i != -1 and i < k:
                up = ancestor[i]
                ancestor[i] = cython.cast(cython.int, k)
                if up == -1:
                    parent[i] = cython.cast(cython.int, k)
                i = up
        for e in range(indptr[old], indptr[old + 1]):
            i = inverse[indices[e]]
            while i < k and seen[i] != k:
                counts[i] += 1
                seen[i] = cython.cast(cython.int, k)
                i = parent[i]
    return np.asarray(parent), np.asarray(counts)


def weighted_postorder(parent: cython.int[::1], counts: cython.int[::1]):
    """Depth-first postorder of an elimination tree, (q,) int32.

    Roots ascending; children by (min(count, q - 1), index) ascending, as a bucket sort with q buckets leaves them.
    """
    q: cython.Py_ssize_t = parent.shape[0]
    k: cython.Py_ssize_t
    j: cython.int
    first: cython.int[::1] = np.zeros(q + 1, np.int32)
    for k in range(q):
        if parent[k] >= 0:
            first[parent[k] + 1] += 1
    for k in range(q):
        first[k + 1] += first[k]
    by_count: cython.Py_ssize_t[::1] = np.argsort(np.minimum(counts, q - 1), kind="stable")
    place: cython.int[::1] = np.array(first[:q])
    children: cython.int[::1] = np.empty(q, np.int32)
    for k in range(q):
        j = cython.cast(cython.int, by_count[k])
        if parent[j] >= 0:
            children[place[parent[j]]] = j
            place[parent[j]] += 1
    order: cython.int[::1] = np.empty(q, np.int32)
    stack: cython.int[::1] = np.empty(q + 1, np.int32)
    done: cython.Py_ssize_t = 0
    top: cython.Py_ssize_t
    place[:] = first[:q]
    for k in range(q):
        if parent[k] != -1:
            continue
        top = 0
        stack[0] = cython.cast(cython.int, k)
        while top >= 0:
            j = stack[top]
            if place[j] < first[j + 1]:
                top += 1
                stack[top] = children[place[j]]
                place[j] += 1
            else:
                top -= 1
                order[done] = j
                done += 1
    return np.asarray(order)


@cython.cfunc
def _point_to_elements(
    q: cython.Py_ssize_t, weight: cython.Py_ssize_t[::1], parent: cython.Py_ssize_t[::1]
) -> cython.void:
    """Let every absorbed variable point straight to the element that took it."""
    i: cython.Py_ssize_t
    for i in range(q):
        if weight[i] != 0 or parent[i] == NONE:
            continue
        element: cython.Py_ssize_t = parent[i]
        while weight[element] == 0:
            element = parent[element]
        j: cython.Py_ssize_t = i
        while weight[j] == 0:
            above: cython.Py_ssize_t = parent[j]
            parent[j] = element
            j = above


def assembly_postorder(weight: cython.Py_ssize_t[::1], parent: cython.Py_ssize_t[::1], front: cython.Py_ssize_t[::1]):
    """Postorder the assembly tree that minimum degree leaves: the permutation (q,) int32.

    Roots and children ascending, but the (last) largest front among siblings comes last; absorbed variables
    (weight 0) come directly before their element, dense ones (weight 0, no parent) at the very end.
    """
    q: cython.Py_ssize_t = weight.shape[0]
    _point_to_elements(q, weight, parent)
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    child: cython.Py_ssize_t[::1] = np.full(q, -1, np.intp)
    sibling: cython.Py_ssize_t[::1] = np.full(q, -1, np.intp)
    for j in range(q - 1, -1, -1):
        if weight[j] > 0 and parent[j] != NONE:
            sibling[j] = child[parent[j]]
            child[parent[j]] = j
    for i in range(q):
        if weight[i] > 0 and child[i] != NONE:
            _largest_last(i, child, sibling, front)
    slot: cython.Py_ssize_t[::1] = np.full(q, -1, np.intp)
    stack: cython.Py_ssize_t[::1] = np.empty(q, np.intp)
    order: cython.int[::1] = np.empty(q, np.int32)
    at: cython.Py_ssize_t = 0
    top: cython.Py_ssize_t
    for j in range(q):
        if parent[j] != NONE or weight[j] <= 0:
            continue
        top = 0
        stack[0] = j
        while top >= 0:
            i = stack[top]
            if child[i] != NONE:
                top += 1
                stack[top] = child[i]
                child[i] = sibling[child[i]]
            else:
                top -= 1
                slot[i] = at
                at += weight[i]
    for i in range(q):
        if weight[i] == 0 and parent[i] != NONE:
            order[slot[parent[i]]] = i
            slot[parent[i]] += 1
        elif weight[i] == 0:
            order[at] = i
            at += 1
    for i in range(q):
        if weight[i] != 0:
            order[slot[i]] = i
    return np.asarray(order)


@cython.cfunc
def _largest_last(
    i: cython.Py_ssize_t,
    child: cython.Py_ssize_t[::1],
    sibling: cython.Py_ssize_t[::1],
    front: cython.Py_ssize_t[::1],
) -> cython.void:
    before: cython.Py_ssize_t = NONE
    best: cython.Py_ssize_t = NONE
    before_best: cython.Py_ssize_t = NONE
    widest: cython.Py_ssize_t = NONE
    j: cython.Py_ssize_t = child[i]
    while j != NONE:
        if front[j] >= widest:
            widest = front[j]
            before_best = before
            best = j
        before = j
        j = sibling[j]
    if sibling[best] == NONE:
        return
    if before_best == NONE:
        child[i] = sibling[best]
    else:
        sibling[before_best] = sibling[best]
    sibling[best] = NONE
    sibling[before] = best
