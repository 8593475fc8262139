"""Laws of counts under permutation: Wilcoxon's statistics, the hypergeometric law, Kolmogorov's and Kendall's.

Counts are exact integers, so that every probability is one rounded quotient.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ansari_counts",
    "dhyper_one",
    "kendall_below",
    "kolmogorov_below",
    "kolmogorov_limit_above",
    "signed_rank_counts",
    "smirnov_below",
    "spearman_above",
    "wilcoxon_counts",
]


@cache
def wilcoxon_counts(m: int, n: int) -> tuple[int, ...]:
    """How many of the choices of m ranks among m + n have each value of Wilcoxon's rank sum statistic (m n + 1,).

    R: stats::dwilcox.
    """
    most = m * n
    counts = [0] * (most + 1)
    counts[0] = 1
    # The generating function is a Gaussian binomial coefficient: multiply by 1 - q^(n+i), divide by 1 - q^i.
    for i in range(1, m + 1):
        for k in range(most, n + i - 1, -1):
            counts[k] -= counts[k - n - i]
        for k in range(i, most + 1):
            counts[k] += counts[k - i]
    return tuple(counts)


@cache
def ansari_counts(m: int, n: int) -> tuple[int, ...]:
    """How many choices of m among m + n places have each sum of scores, a score being the place from the nearer end."""
    size = m + n
    scores = [min(place, size - place + 1) for place in range(1, size + 1)]
    most = sum(sorted(scores)[-m:])
    table = [[0] * (most + 1) for _ in range(m + 1)]
    table[0][0] = 1
    for score in scores:
        for chosen in range(m, 0, -1):
            for total in range(most, score - 1, -1):
                table[chosen][total] += table[chosen - 1][total - score]
    return tuple(table[m])


@cache
def signed_rank_counts(n: int) -> tuple[int, ...]:
    """How many of the sets of signs give each value of Wilcoxon's signed rank statistic. R: stats::dsignrank."""
    counts = [1]
    for rank in range(1, n + 1):
        longer = [*counts, *[0] * rank]
        for place, count in enumerate(counts):
            longer[place + rank] += count
        counts = longer
    return tuple(counts)


def dhyper_one(x: int, m: int, n: int, k: int) -> float:
    """Probability of x white balls among k drawn from m white and n black ones. R: stats::dhyper."""
    if x < max(0, k - n) or x > min(k, m):
        return 0.0
    return math.comb(m, x) * math.comb(n, k - x) / math.comb(m + n, k)


def kolmogorov_below(statistic: float, n: int) -> float:
    """Probability that the one-sample statistic of n numbers stays below a value.

    Theory: Marsaglia, Tsang and Wang (2003).
    """
    k = int(n * statistic) + 1
    m = 2 * k - 1
    h = k - n * statistic
    matrix = np.tril(np.ones((m, m)), 1)
    powers = h ** np.arange(1, m + 1)
    matrix[:, 0] -= powers
    matrix[m - 1, :] -= powers[::-1]
    matrix[m - 1, 0] += (2 * h - 1) ** m if 2 * h - 1 > 0 else 0.0
    for i in range(m):
        for j in range(m):
            if i - j + 1 > 0:
                matrix[i, j] /= math.factorial(i - j + 1)
    power = np.linalg.matrix_power(matrix, n)
    value = float(power[k - 1, k - 1])
    for i in range(1, n + 1):
        value *= i / n
    return value


def kolmogorov_limit_above(scaled: float) -> float:
    """The limit law of the statistic times the root of the sample size: upper tail."""
    if scaled <= 0.0:
        return 1.0
    terms = [2.0 * (-1.0) ** (j - 1) * math.exp(-2.0 * (j * scaled) ** 2) for j in range(1, 101)]
    return min(max(math.fsum(terms), 0.0), 1.0)


def smirnov_below(statistic: float, m: int, n: int, ties: NDArray[np.bool_] | None = None) -> float:
    """Probability that the two-sample statistic of samples of m and n numbers is less than a value.

    Args:
        statistic: the greatest distance of the two distribution functions.
        m, n: sizes.
        ties: for each of the ordered numbers whether the next is greater, if there are ties.
    """
    m, n = min(m, n), max(m, n)
    limit = (0.5 + math.floor(statistic * m * n - 1e-7)) / (m * n)
    check = np.ones(m + n, dtype=bool) if ties is None else ties
    paths = np.zeros(n + 1)
    for j in range(n + 1):
        apart = j / n > limit and bool(check[j - 1]) if j else False
        paths[j] = 0.0 if apart else (1.0 if j == 0 else paths[j - 1])
    for i in range(1, m + 1):
        weight = i / (i + n)
        if i / m > limit and check[i - 1]:
            paths[0] = 0.0
        else:
            paths[0] = weight * paths[0]
        for j in range(1, n + 1):
            if abs(i / m - j / n) > limit and check[i + j - 1]:
                paths[j] = 0.0
            else:
                paths[j] = weight * paths[j] + paths[j - 1]
    return float(paths[n])


@cache
def _inversions(n: int) -> tuple[int, ...]:
    counts = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(counts) + size - 1)
        for place, count in enumerate(counts):
            for shift in range(size):
                longer[place + shift] += count
        counts = longer
    return tuple(counts)


def kendall_below(statistic: float, n: int) -> float:
    """Probability of at most so many concordant pairs among n numbers."""
    counts = _inversions(n)
    upto = math.floor(statistic + 1e-7)
    return sum(counts[: upto + 1]) / math.factorial(n) if upto >= 0 else 0.0


def spearman_above(statistic: float, n: int) -> float:
    """Probability that the sum of squared rank differences of n numbers is at least a value.

    Exact up to nine numbers, else by an Edgeworth series. Theory: Best and Roberts (1975), AS 89.
    """
    most = n * (n * n - 1) / 3.0
    if statistic <= 0.0:
        return 1.0
    if statistic > most:
        return 0.0
    if n <= 9:
        from itertools import permutations

        ranks = np.arange(n)
        perms = np.array(list(permutations(range(n))))
        sums = ((perms - ranks) ** 2).sum(axis=1)
        return float((sums >= statistic).mean())
    b = 1.0 / n
    x = (6.0 * (statistic - 1.0) * b / (n * n - 1.0) - 1.0) * math.sqrt(1.0 / b - 1.0)
    y = x * x
    inner = 0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)
    middle = -0.0758 + b * (0.1033 + 0.3932 * b) - y * b * (0.0879 + 0.0151 * b - y * inner)
    u = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * middle)
    value = u / math.exp(y / 2.0) + 0.5 * math.erfc(x / math.sqrt(2.0))
    return min(max(value, 0.0), 1.0)
