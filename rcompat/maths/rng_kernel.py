# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""R's uniform generators, compiled, with the normal, exponential and whole numbers drawn from them.

A `Source` is the mutable generator: Mersenne-Twister (Matsumoto and Nishimura 1998) or L'Ecuyer-CMRG (1999).
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from typing import Any

import numpy as np
from cython.cimports.libc.math import ceil, floor, log2
from cython.cimports.rcompat.maths.normal_kernel import standard_quantile

__all__ = ["Source"]

# Partial sums of ln(2)^k / k!, for the exponential distribution.
LOG2_SUMS = cython.declare(cython.double[16])
_total = 0.0
_term = 1.0
for _k in range(16):
    _term *= 0.693147180559945309417232121458 / (_k + 1)
    _total += _term
    LOG2_SUMS[_k] = _total


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def untwisted(high: cython.uint, low: cython.uint) -> cython.uint:
    """Join the first bit of a word and the rest of the next one, and multiply by the twister's matrix."""
    y: cython.uint = (high & cython.cast(cython.uint, 0x80000000)) | (low & cython.cast(cython.uint, 0x7FFFFFFF))
    return (y >> 1) ^ ((y & 1) * cython.cast(cython.uint, 0x9908B0DF))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def refill(key: cython.p_uint) -> cython.void:
    """Make the next 624 words of the Mersenne-Twister out of the last ones."""
    i: cython.int
    for i in range(227):
        key[i] = key[i + 397] ^ untwisted(key[i], key[i + 1])
    for i in range(227, 623):
        key[i] = key[i - 227] ^ untwisted(key[i], key[i + 1])
    key[623] = key[396] ^ untwisted(key[623], key[0])


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def inside(value: cython.double) -> cython.double:
    """Keep a uniform number off the ends of (0, 1)."""
    if value <= 0.0:
        return 1.1641532185403984e-10
    if 1.0 - value <= 0.0:
        return 1.0 - 1.1641532185403984e-10
    return value


@cython.cclass
class Source:
    """The generator itself: 624 (or 6) words, a position, and how whole numbers are drawn."""

    def __init__(self, kind: cython.int, rounding: cython.bint, words: list, position: cython.int) -> None:
        self.kind = kind
        self.rounding = rounding
        self.position = position
        i: cython.int
        for i, value in enumerate(words):
            self.key[i] = value

    def kinds(self) -> tuple[int, bool]:
        """Return (kind, rounding)."""
        return self.kind, bool(self.rounding)

    def state(self) -> tuple[list[int], int]:
        """Return (words, position)."""
        return [self.key[i] for i in range(624 if self.kind == 3 else 6)], self.position

    @cython.cfunc
    @cython.exceptval(check=False)
    def word(self) -> cython.uint:
        """Return the next 32 bits of the Mersenne-Twister."""
        y: cython.uint
        if self.position >= 624:
            refill(self.key)
            self.position = 0
        y = self.key[self.position]
        self.position += 1
        y ^= y >> 11
        y ^= (y << 7) & cython.cast(cython.uint, 0x9D2C5680)
        y ^= (y << 15) & cython.cast(cython.uint, 0xEFC60000)
        return y ^ (y >> 18)

    @cython.cfunc
    @cython.exceptval(check=False)
    def uniform(self) -> cython.double:
        """Return the next number in (0, 1)."""
        one: cython.longlong
        two: cython.longlong
        if self.kind == 3:
            return inside(cython.cast(cython.double, self.word()) * 2.3283064365386963e-10)
        one = (
            1403580 * cython.cast(cython.longlong, self.key[1]) - 810728 * cython.cast(cython.longlong, self.key[0])
        ) % cython.cast(cython.longlong, 4294967087)
        if one < 0:
            one += cython.cast(cython.longlong, 4294967087)
        self.key[0] = self.key[1]
        self.key[1] = self.key[2]
        self.key[2] = cython.cast(cython.uint, one)
        two = (
            527612 * cython.cast(cython.longlong, self.key[5]) - 1370589 * cython.cast(cython.longlong, self.key[3])
        ) % cython.cast(cython.longlong, 4294944443)
        if two < 0:
            two += cython.cast(cython.longlong, 4294944443)
        self.key[3] = self.key[4]
        self.key[4] = self.key[5]
        self.key[5] = cython.cast(cython.uint, two)
        one = one - two if one > two else one - two + cython.cast(cython.longlong, 4294967087)
        return inside(cython.cast(cython.double, one) * 2.328306549295727688e-10)

    @cython.cfunc
    @cython.exceptval(check=False)
    def normal(self) -> cython.double:
        """Return a standard normal number: 27 bits of one uniform number, the rest of another, inverted."""
        high: cython.double = floor(134217728.0 * self.uniform())
        return standard_quantile((high + self.uniform()) / 134217728.0)

    @cython.cfunc
    @cython.exceptval(check=False)
    def exponential(self) -> cython.double:
        """Return a standard exponential number. Theory: Ahrens and Dieter 1972, algorithm SA."""
        whole: cython.double = 0.0
        least: cython.double
        other: cython.double
        k: cython.int = 0
        u: cython.double = self.uniform()
        while True:
            u = u + u
            if u > 1.0:
                break
            whole += LOG2_SUMS[0]
        u = u - 1.0
        if u <= LOG2_SUMS[0]:
            return whole + u
        least = self.uniform()
        while True:
            other = self.uniform()
            if other < least:
                least = other
            k += 1
            if u <= LOG2_SUMS[k]:
                return whole + least * LOG2_SUMS[0]

    @cython.cfunc
    @cython.exceptval(check=False)
    def index(self, size: cython.double) -> cython.double:
        """Return a whole number in 0..size-1: bits until one is small enough, or (R < 3.6) a rounded product."""
        bits: cython.int
        _k: cython.int
        value: cython.longlong
        high: cython.double
        if self.rounding:
            if size > 2147483647.0:
                high = floor(33554432.0 * self.uniform())
                return floor(size * ((high + self.uniform()) / 33554432.0))
            return floor(size * self.uniform())
        if size <= 0.0:
            return 0.0
        bits = cython.cast(cython.int, ceil(log2(size)))
        while True:
            value = 0
            for _k in range(0, bits + 1, 16):
                value = 65536 * value + cython.cast(cython.int, floor(self.uniform() * 65536.0))
            value &= (cython.cast(cython.longlong, 1) << bits) - 1
            if cython.cast(cython.double, value) < size:
                return cython.cast(cython.double, value)

    def draw(self, n: cython.Py_ssize_t, what: cython.int) -> Any:
        """Return n standard numbers: uniform (0), normal (1) or exponential (2)."""
        result = np.empty(n, dtype=np.float64)
        out: cython.double[::1] = result
        i: cython.Py_ssize_t
        if what == 0:
            for i in range(n):
                out[i] = self.uniform()
        elif what == 1:
            for i in range(n):
                out[i] = self.normal()
        else:
            for i in range(n):
                out[i] = self.exponential()
        return result
