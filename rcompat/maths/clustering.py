"""Hierarchical clustering by Lance and Williams' updates, and k-means by Hartigan and Wong (1979, AS 136).

Answers to R's stats::hclust, stats::cutree and stats::kmeans.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["METHODS", "Means", "Tree", "agglomerate", "cut_tree", "hartigan_wong"]

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tree:
    """A dendrogram: `merge` (n - 1, 2) as R numbers it, heights (n - 1,), and an order of the leaves (n,)."""

    merge: NDArray[np.int32]
    height: _Array
    order: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Sizes:
    i: float
    j: float
    k: _Array


def _ward(di: _Array, dj: _Array, dij: float, n: _Sizes) -> _Array:
    return np.asarray(((n.i + n.k) * di + (n.j + n.k) * dj - n.k * dij) / (n.i + n.j + n.k))


def _centroid(di: _Array, dj: _Array, dij: float, n: _Sizes) -> _Array:
    total = n.i + n.j
    return np.asarray((n.i * di + n.j * dj - n.i * n.j * dij / total) / total)


METHODS: dict[str, Callable[[_Array, _Array, float, _Sizes], _Array]] = {
    "ward.D": _ward,
    "single": lambda di, dj, dij, n: np.minimum(di, dj),
    "complete": lambda di, dj, dij, n: np.maximum(di, dj),
    "average": lambda di, dj, dij, n: (n.i * di + n.j * dj) / (n.i + n.j),
    "mcquitty": lambda di, dj, dij, n: 0.5 * di + 0.5 * dj,
    "median": lambda di, dj, dij, n: ((di + dj) - dij / 2.0) / 2.0,
    "centroid": _centroid,
    "ward.D2": _ward,
}
"""The distance of a merged pair to the others, from those of its parts."""


def agglomerate(distances: _Array, method: str) -> Tree:
    """Merge the two nearest clusters until one is left.

    Args:
        distances: (n, n), symmetric.
        method: one of `METHODS`.
    """
    n = len(distances)
    squares = method == "ward.D2"
    d = distances**2 if squares else distances.copy()
    np.fill_diagonal(d, math.inf)
    sizes, names = np.ones(n), -np.arange(1, n + 1)
    active = np.ones(n, dtype=bool)
    merge, height = np.zeros((n - 1, 2), dtype=np.int32), np.zeros(n - 1)
    for step in range(n - 1):
        upper = np.where(np.triu(np.ones((n, n), dtype=bool), 1) & active[:, None] & active[None, :], d, math.inf)
        i, j = divmod(int(np.argmin(upper)), n)
        height[step] = d[i, j]
        pair = sorted((int(names[i]), int(names[j])), key=lambda name: (name > 0, abs(name)))
        merge[step] = pair
        others = active.copy()
        others[[i, j]] = False
        new = METHODS[method](d[i, others], d[j, others], float(d[i, j]), _Sizes(sizes[i], sizes[j], sizes[others]))
        d[i, others] = d[others, i] = new
        sizes[i] += sizes[j]
        names[i], active[j] = step + 1, False
    return Tree(merge=merge, height=np.sqrt(height) if squares else height, order=_leaves(merge))


def _leaves(merge: NDArray[np.int32]) -> NDArray[np.int32]:
    """The leaves from left to right."""
    found: list[int] = []
    waiting = [len(merge)]
    while waiting:
        name = waiting.pop()
        if name < 0:
            found.append(-name)
        else:
            waiting += [int(merge[name - 1, 1]), int(merge[name - 1, 0])]
    return np.array(found, dtype=np.int32)


def cut_tree(merge: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Which of `count` clusters each leaf belongs to, numbered as they come (n,)."""
    n = len(merge) + 1
    groups: dict[int, list[int]] = {-(i + 1): [i] for i in range(n)}
    for step in range(n - count):
        left, right = (int(name) for name in merge[step])
        groups[step + 1] = groups.pop(left) + groups.pop(right)
    found = np.zeros(n, dtype=np.int32)
    for number, members in enumerate(sorted(groups.values(), key=min), start=1):
        found[members] = number
    return found


@dataclass(slots=True, eq=False)
class Means:
    """The state of k-means: points (m, p), centres (k, p), nearest and second nearest centre of every point.

    Attributes:
        an1, an2: n/(n-1) and n/(n+1) of the clusters' sizes n.
        ncp: step at which a cluster last changed; in the quick stage that step plus m.
        itran: clusters that the last quick stage changed.
        live: until which point a cluster is in the live set.
        since: steps since the last transfer.
    """

    x: _Array
    centers: _Array
    first: NDArray[np.intp] = field(init=False)
    second: NDArray[np.intp] = field(init=False)
    sizes: _Array = field(init=False)
    an1: _Array = field(init=False)
    an2: _Array = field(init=False)
    d: _Array = field(init=False)
    itran: NDArray[np.bool_] = field(init=False)
    ncp: NDArray[np.intp] = field(init=False)
    live: NDArray[np.intp] = field(init=False)
    since: int = 0

    def __post_init__(self) -> None:
        k = len(self.centers)
        squares = ((self.x[:, None, :] - self.centers[None, :, :]) ** 2).sum(axis=2)
        order = np.argsort(squares, axis=1, kind="stable")
        self.first, self.second = order[:, 0].copy(), order[:, min(1, k - 1)].copy()
        self.sizes = np.bincount(self.first, minlength=k).astype(float)
        self.centers = _sums(self.x, self.first, k)[0]
        self.an1 = np.array([_ratio(n, n - 1.0) for n in self.sizes])
        self.an2 = self.sizes / (self.sizes + 1.0)
        self.d = np.zeros(len(self.x))
        self.itran, self.ncp = np.ones(k, dtype=bool), np.full(k, -1)
        self.live = np.zeros(k, dtype=np.intp)

    def gap(self, point: int, cluster: int) -> float:
        """Squared distance of a point from a centre."""
        return float(((self.x[point] - self.centers[cluster]) ** 2).sum())

    def move(self, point: int, new: int) -> None:
        """Take a point into another cluster; its old one becomes the second nearest."""
        old = int(self.first[point])
        before, after = self.sizes[old], self.sizes[new]
        self.centers[old] = (self.centers[old] * before - self.x[point]) / (before - 1.0)
        self.centers[new] = (self.centers[new] * after + self.x[point]) / (after + 1.0)
        self.sizes[old], self.sizes[new] = before - 1.0, after + 1.0
        for cluster in (old, new):
            n = self.sizes[cluster]
            self.an1[cluster], self.an2[cluster] = _ratio(n, n - 1.0), n / (n + 1.0)
        self.first[point], self.second[point] = new, old


def _ratio(a: float, b: float) -> float:
    return a / b if b > 0.0 else math.inf


def _nearest_other(s: Means, i: int, own: int) -> tuple[int, float]:
    """The cluster that would gain least by taking a point, and what it would gain."""
    best = start = int(s.second[i])
    least = s.gap(i, start) * s.an2[start]
    for cluster in range(len(s.centers)):
        is_live = i + 1 < s.live[own] or i + 1 < s.live[cluster]
        if not is_live or cluster in (own, start):
            continue
        gap = s.gap(i, cluster)
        if gap < least / s.an2[cluster]:
            least, best = gap * s.an2[cluster], cluster
    return best, least


def _optimal_stage(s: Means) -> None:
    """Every point is offered to the clusters of the live set."""
    m = len(s.x)
    s.live[s.itran] = m + 1
    for i in range(m):
        s.since += 1
        own = int(s.first[i])
        if s.sizes[own] > 1.0:
            if s.ncp[own] != 0:
                s.d[i] = s.gap(i, own) * s.an1[own]
            best, least = _nearest_other(s, i, own)
            if least >= s.d[i]:
                s.second[i] = best
            else:
                s.since = 0
                s.live[[own, best]] = m + i + 1
                s.ncp[[own, best]] = i + 1
                s.move(i, best)
        if s.since == m:
            return
    s.itran[:] = False
    s.live -= m


def _is_quickly_moved(s: Means, i: int, step: int) -> bool:
    """Take a point to its second nearest cluster if that is nearer now."""
    own, other = int(s.first[i]), int(s.second[i])
    if s.sizes[own] <= 1.0:
        return False
    if step <= s.ncp[own]:
        s.d[i] = s.gap(i, own) * s.an1[own]
    changed = step < s.ncp[own] or step < s.ncp[other]
    if not changed or s.gap(i, other) >= s.d[i] / s.an2[other]:
        return False
    s.since = 0
    s.itran[[own, other]] = True
    s.ncp[[own, other]] = step + len(s.x)
    s.move(i, other)
    return True


def _quick_stage(s: Means) -> None:
    """Points change between their nearest and second nearest clusters until none does."""
    still = step = 0
    while True:
        for i in range(len(s.x)):
            still, step = still + 1, step + 1
            if _is_quickly_moved(s, i, step):
                still = 0
            if still == len(s.x):
                return


def hartigan_wong(x: _Array, centers: _Array, most: int) -> tuple[NDArray[np.intp], _Array, _Array, int]:
    """Clusters (m,) from 0, centres (k, p), sums of squares within (k,), and the number of iterations."""
    s = Means(x, centers.copy())
    count = 0
    if len(centers) > 1:
        while count < most:
            count += 1
            _optimal_stage(s)
            if s.since == len(x):
                break
            _quick_stage(s)
            if len(centers) == 2:
                break
            s.ncp[:] = 0
    k = len(centers)
    means, within = _sums(x, s.first, k)
    return s.first, means, within, max(count, 1)


def _sums(x: _Array, first: NDArray[np.intp], k: int) -> tuple[_Array, _Array]:
    """Centres and sums of squares, added in R's order: point by point, column by column."""
    means, within = np.zeros((k, x.shape[1])), np.zeros(k)
    sizes = np.bincount(first, minlength=k).astype(float)
    for j in range(x.shape[1]):
        np.add.at(means[:, j], first, x[:, j])
        means[:, j] /= sizes
        np.add.at(within, first, (x[:, j] - means[first, j]) ** 2)
    return means, within
