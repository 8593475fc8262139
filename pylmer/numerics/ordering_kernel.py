# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Approximate minimum degree ordering of a symmetric pattern, compiled.

The quotient-graph algorithm of Amestoy, Davis and Duff (1996) with aggressive absorption, with the tie-breaking
rules that decide R's permutation: degree lists are last in, first out; hash buckets too; dense rows go last.
Eliminated variables become "elements" (cliques); every live variable keeps a list of elements, then of variables.
"""

import cython
import numpy as np

__all__ = ["minimum_degree"]

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from pylmer.numerics.tree_kernel import assembly_postorder

NONE = cython.declare(cython.Py_ssize_t, -1)


def minimum_degree(indptr: cython.int[::1], indices: cython.int[::1]):
    """Order a symmetric pattern (both triangles, no diagonal, ascending columns).

    Returns:
        permutation (q,) int32 (new position -> old index), and the algorithm's own upper bound of nnz(L).
    """
    graph = QuotientGraph(indptr, indices)
    graph.eliminate_all()
    return graph.permutation(), graph.bound


def _filled(size: cython.Py_ssize_t, value: cython.Py_ssize_t):
    return np.full(size, value, np.intp)


@cython.cclass
class QuotientGraph:
    """The graph during elimination; one array entry per original variable."""

    q: cython.Py_ssize_t
    pool: cython.Py_ssize_t[::1]  # adjacency lists, variables' and elements'
    free: cython.Py_ssize_t  # first unused place of the pool
    start: cython.Py_ssize_t[::1]
    length: cython.Py_ssize_t[::1]
    elements: cython.Py_ssize_t[::1]  # how many of a variable's list are elements; -1: absorbed
    weight: cython.Py_ssize_t[::1]  # variables represented; 0: absorbed or dense; negative while in the pivot's clique
    degree: cython.Py_ssize_t[::1]
    parent: cython.Py_ssize_t[::1]  # assembly tree, and absorbed -> absorber
    mark: cython.Py_ssize_t[::1]  # 0: dead element; else tag + |element minus pivot clique|
    front: cython.Py_ssize_t[::1]
    head: cython.Py_ssize_t[::1]
    following: cython.Py_ssize_t[::1]
    previous: cython.Py_ssize_t[::1]
    bucket: cython.Py_ssize_t[::1]
    bucket_next: cython.Py_ssize_t[::1]
    bucket_key: cython.Py_ssize_t[::1]
    tag: cython.Py_ssize_t
    largest: cython.Py_ssize_t
    eliminated: cython.Py_ssize_t
    lowest: cython.Py_ssize_t
    dense: cython.Py_ssize_t
    bound: cython.double

    def __init__(self, indptr: cython.int[::1], indices: cython.int[::1]):
        q: cython.Py_ssize_t = indptr.shape[0] - 1
        entries: cython.Py_ssize_t = indptr[q]
        i: cython.Py_ssize_t
        self.q = q
        self.pool = np.empty(entries + entries // 2 + 4 * q + 64, np.intp)
        for i in range(entries):
            self.pool[i] = indices[i]
        self.free = entries
        self.start = np.array(indptr[:q], np.intp)
        self.length = np.diff(indptr).astype(np.intp)
        self.degree = np.diff(indptr).astype(np.intp)
        self.elements = _filled(q, 0)
        self.weight = _filled(q, 1)
        self.parent = _filled(q, -1)
        self.mark = _filled(q, 1)
        self.front = _filled(q, 0)
        self.head = _filled(q + 1, -1)
        self.following = _filled(q, -1)
        self.previous = _filled(q, -1)
        self.bucket = _filled(q, -1)
        self.bucket_next = _filled(q, -1)
        self.bucket_key = _filled(q, 0)
        self.tag = 2
        self.largest = 0
        self.eliminated = 0
        self.lowest = 0
        self.dense = 0
        self.bound = float(q)

    def eliminate_all(self):
        """Eliminate isolated variables, set dense ones aside, then take pivots of least degree."""
        i: cython.Py_ssize_t
        limit: cython.Py_ssize_t = min(self.q, max(16, int(10.0 * float(self.q) ** 0.5)))
        for i in range(self.q):
            if self.degree[i] == 0:
                self.front[i] = 1
                self.mark[i] = 0
                self.eliminated += 1
            elif self.degree[i] > limit:
                self.dense += 1
                self.weight[i] = 0
                self.eliminated += 1
            else:
                _push(self, i, self.degree[i])
        while self.eliminated < self.q:
            self._eliminate_one()
        self.bound += (self.dense - 1.0) * self.dense / 2.0

    @cython.cfunc
    def _eliminate_one(self) -> cython.void:
        while self.head[self.lowest] == NONE:
            self.lowest += 1
        pivot: cython.Py_ssize_t = self.head[self.lowest]
        _unlink(self, pivot)
        had_elements: cython.bint = self.elements[pivot] > 0
        members: cython.Py_ssize_t = self.weight[pivot]
        self.eliminated += members
        self.weight[pivot] = -members
        self._form_element(pivot, members)
        self._measure_overlaps(pivot)
        members += self._update_degrees(pivot)
        if self.degree[pivot] > self.largest:
            self.largest = self.degree[pivot]
        self.tag += self.largest
        self._merge_twins(pivot)
        self._relist(pivot, members, had_elements)
        rows: cython.double = float(self.degree[pivot] + self.dense)
        self.bound += members * rows + (members - 1.0) * members / 2.0

    @cython.cfunc
    def _form_element(self, pivot: cython.Py_ssize_t, members: cython.Py_ssize_t) -> cython.void:
        """Collect the pivot's clique: its variables and those of its elements, which die."""
        count: cython.Py_ssize_t = self.elements[pivot]
        source: cython.Py_ssize_t = self.start[pivot]
        needed: cython.Py_ssize_t = self.length[pivot] - count
        slot: cython.Py_ssize_t
        element: cython.Py_ssize_t
        place: cython.Py_ssize_t
        begin: cython.Py_ssize_t
        size: cython.Py_ssize_t
        i: cython.Py_ssize_t
        for slot in range(count):
            needed += self.length[self.pool[source + slot]]
        if count > 0 and self.free + needed > self.pool.shape[0]:
            bigger = np.empty(2 * self.pool.shape[0] + needed, np.intp)
            bigger[: self.free] = self.pool[: self.free]
            self.pool = bigger
        first: cython.Py_ssize_t = self.free if count > 0 else source
        write: cython.Py_ssize_t = first
        total: cython.Py_ssize_t = 0
        for slot in range(count + 1):
            if slot < count:
                element = self.pool[source + slot]
                begin = self.start[element]
                size = self.length[element]
            else:
                element = pivot
                begin = source + count
                size = self.length[pivot] - count
            for place in range(begin, begin + size):
                i = self.pool[place]
                if self.weight[i] > 0:
                    total += self.weight[i]
                    self.weight[i] = -self.weight[i]
                    self.pool[write] = i
                    write += 1
                    _unlink(self, i)
            if element != pivot:
                self.parent[element] = pivot
                self.mark[element] = 0
        if count > 0:
            self.free = write
        self.start[pivot] = first
        self.length[pivot] = write - first
        self.degree[pivot] = total
        self.front[pivot] = members + total

    @cython.cfunc
    def _measure_overlaps(self, pivot: cython.Py_ssize_t) -> cython.void:
        """Leave in mark - tag the size of every touched element outside the new clique."""
        place: cython.Py_ssize_t
        slot: cython.Py_ssize_t
        element: cython.Py_ssize_t
        i: cython.Py_ssize_t
        for place in range(self.start[pivot], self.start[pivot] + self.length[pivot]):
            i = self.pool[place]
            for slot in range(self.start[i], self.start[i] + self.elements[i]):
                element = self.pool[slot]
                if self.mark[element] >= self.tag:
                    self.mark[element] += self.weight[i]
                elif self.mark[element] != 0:
                    self.mark[element] = self.degree[element] + self.tag + self.weight[i]

    @cython.cfunc
    def _update_degrees(self, pivot: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Compress lists, bound degrees, hash variables; returns how many were eliminated with the pivot."""
        place: cython.Py_ssize_t
        slot: cython.Py_ssize_t
        i: cython.Py_ssize_t
        j: cython.Py_ssize_t
        gained: cython.Py_ssize_t = 0
        key: cython.uint
        for place in range(self.start[pivot], self.start[pivot] + self.length[pivot]):
            i = self.pool[place]
            begin: cython.Py_ssize_t = self.start[i]
            write: cython.Py_ssize_t = begin
            bound: cython.Py_ssize_t = 0
            key = 0
            for slot in range(begin, begin + self.elements[i]):
                j = self.pool[slot]
                if self.mark[j] == 0:
                    continue
                if self.mark[j] > self.tag:
                    bound += self.mark[j] - self.tag
                    self.pool[write] = j
                    write += 1
                    key += cython.cast(cython.uint, j)
                else:  # lies inside the new clique: absorbed although not adjacent to the pivot
                    self.parent[j] = pivot
                    self.mark[j] = 0
            variables: cython.Py_ssize_t = begin + self.elements[i]
            self.elements[i] = write - begin + 1
            middle: cython.Py_ssize_t = write
            for slot in range(variables, begin + self.length[i]):
                j = self.pool[slot]
                if self.weight[j] > 0:
                    bound += self.weight[j]
                    self.pool[write] = j
                    write += 1
                    key += cython.cast(cython.uint, j)
            if self.elements[i] == 1 and write == middle:
                self.parent[i] = pivot
                self.degree[pivot] += self.weight[i]
                gained -= self.weight[i]
                self.weight[i] = 0
                self.elements[i] = NONE
                continue
            if bound < self.degree[i]:
                self.degree[i] = bound
            self.pool[write] = self.pool[middle]
            self.pool[middle] = self.pool[begin]
            self.pool[begin] = pivot
            self.length[i] = write - begin + 1
            j = cython.cast(cython.Py_ssize_t, key) % self.q
            self.bucket_next[i] = self.bucket[j]
            self.bucket[j] = i
            self.bucket_key[i] = j
        self.eliminated += gained
        return gained

    @cython.cfunc
    def _merge_twins(self, pivot: cython.Py_ssize_t) -> cython.void:
        """Absorb variables of the clique whose lists are equal to one another's."""
        place: cython.Py_ssize_t
        slot: cython.Py_ssize_t
        i: cython.Py_ssize_t
        j: cython.Py_ssize_t
        last: cython.Py_ssize_t
        for place in range(self.start[pivot], self.start[pivot] + self.length[pivot]):
            i = self.pool[place]
            if self.weight[i] >= 0:
                continue
            key: cython.Py_ssize_t = self.bucket_key[i]
            i = self.bucket[key]
            self.bucket[key] = NONE
            while i != NONE and self.bucket_next[i] != NONE:
                for slot in range(self.start[i] + 1, self.start[i] + self.length[i]):
                    self.mark[self.pool[slot]] = self.tag
                last = i
                j = self.bucket_next[i]
                while j != NONE:
                    if _same_list(self, i, j):
                        self.parent[j] = i
                        self.weight[i] += self.weight[j]
                        self.weight[j] = 0
                        self.elements[j] = NONE
                        self.bucket_next[last] = self.bucket_next[j]
                    else:
                        last = j
                    j = self.bucket_next[j]
                self.tag += 1
                i = self.bucket_next[i]

    @cython.cfunc
    def _relist(self, pivot: cython.Py_ssize_t, members: cython.Py_ssize_t, had_elements: cython.bint) -> cython.void:
        """Put the clique's surviving variables back on the degree lists."""
        place: cython.Py_ssize_t
        i: cython.Py_ssize_t
        write: cython.Py_ssize_t = self.start[pivot]
        left: cython.Py_ssize_t = self.q - self.eliminated
        for place in range(self.start[pivot], self.start[pivot] + self.length[pivot]):
            i = self.pool[place]
            size: cython.Py_ssize_t = -self.weight[i]
            if size > 0:
                self.weight[i] = size
                self.degree[i] = min(self.degree[i] + self.degree[pivot] - size, left - size)
                _push(self, i, self.degree[i])
                if self.degree[i] < self.lowest:
                    self.lowest = self.degree[i]
                self.pool[write] = i
                write += 1
        self.weight[pivot] = members
        self.length[pivot] = write - self.start[pivot]
        if self.length[pivot] == 0:
            self.parent[pivot] = NONE
            self.mark[pivot] = 0
        if had_elements:
            self.free = write

    def permutation(self):
        """Postorder the assembly tree; returns the permutation (q,) int32."""
        return assembly_postorder(np.asarray(self.weight), np.asarray(self.parent), np.asarray(self.front))


@cython.cfunc
def _push(graph: QuotientGraph, i: cython.Py_ssize_t, degree: cython.Py_ssize_t) -> cython.void:
    old: cython.Py_ssize_t = graph.head[degree]
    if old != NONE:
        graph.previous[old] = i
    graph.following[i] = old
    graph.previous[i] = NONE
    graph.head[degree] = i


@cython.cfunc
def _unlink(graph: QuotientGraph, i: cython.Py_ssize_t) -> cython.void:
    before: cython.Py_ssize_t = graph.previous[i]
    after: cython.Py_ssize_t = graph.following[i]
    if after != NONE:
        graph.previous[after] = before
    if before != NONE:
        graph.following[before] = after
    else:
        graph.head[graph.degree[i]] = after


@cython.cfunc
def _same_list(graph: QuotientGraph, i: cython.Py_ssize_t, j: cython.Py_ssize_t) -> cython.bint:
    slot: cython.Py_ssize_t
    if graph.length[i] != graph.length[j] or graph.elements[i] != graph.elements[j]:
        return False
    for slot in range(graph.start[j] + 1, graph.start[j] + graph.length[j]):
        if graph.mark[graph.pool[slot]] != graph.tag:
            return False
    return True
