# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Digits that doubles need and rounding to decimals, compiled: every printed number passes here.

A number whose scaled value lies safely between two ties is settled in double arithmetic; the others are put to a
function that knows R's 80-bit arithmetic (`rcompat.base.digit_choice`).
"""

import cython

if not cython.compiled:
    raise ImportError("rcompat's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import copysign, fabs, floor, fmod, frexp, isfinite, log10, rint

__all__ = ["power_of_ten", "round_one", "survey"]

# The last power of ten that is a double.
EXACT_POWERS = cython.declare(cython.int, 22)
SAFE_DIGITS = cython.declare(cython.int, 9)
TABLE_END = cython.declare(cython.int, 27)
FAR = cython.declare(cython.int, 10**6)
# Scaled values are below 10^9 and wrong by less than 10^-6, so a tie is at least this far away.
TIE_MARGIN = cython.declare(cython.double, 1e-5)
BIG_EXPONENT = cython.declare(cython.int, 308)
DOUBLE_DIGITS = cython.declare(cython.int, 15)
LOG10_2 = cython.declare(cython.double, 0.301029995663981195)

POWERS = cython.declare(cython.double[28])
for _k in range(28):
    POWERS[_k] = float(10**_k)


@cython.cfunc
@cython.exceptval(check=False)
def _settled(size: cython.double, digits: cython.int, found: cython.p_int) -> cython.bint:
    """Write decimal exponent and needed digits of a positive double into `found`, unless a tie may be near."""
    exponent: cython.int = cython.cast(cython.int, floor(log10(size)))
    shift: cython.int = digits - 1 - exponent
    mantissa: cython.longlong
    if shift > EXACT_POWERS or shift < -EXACT_POWERS:
        return False
    scaled: cython.double = size * POWERS[shift] if shift >= 0 else size / POWERS[-shift]
    if scaled >= POWERS[digits] or scaled < POWERS[digits - 1]:  # the logarithm was a hair off
        return False
    below: cython.double = floor(scaled)
    if fabs(scaled - below - 0.5) < TIE_MARGIN:
        return False
    mantissa = cython.cast(cython.longlong, floor(scaled + 0.5))
    needed: cython.int = digits
    if mantissa == cython.cast(cython.longlong, POWERS[digits]):
        exponent += 1
        needed = 1
    while needed > 1 and mantissa % 10 == 0:
        mantissa //= 10
        needed -= 1
    found[0] = exponent
    found[1] = needed
    return True


@cython.cfunc
@cython.exceptval(check=False)
def _is_whole(size: cython.double, digits: cython.int, found: cython.p_int) -> cython.bint:
    """The same for a whole number of at most `digits` digits, every one of which is exact."""
    if size >= POWERS[min(digits, DOUBLE_DIGITS)] or size != floor(size):
        return False
    rest: cython.longlong = cython.cast(cython.longlong, size)
    zeros: cython.int = 0
    while rest % 10 == 0:
        rest //= 10
        zeros += 1
    found[1] = 1
    while rest >= 10:
        rest //= 10
        found[1] += 1
    found[0] = zeros + found[1] - 1
    return True


@cython.cfunc
@cython.exceptval(check=False)
def _is_widened(size: cython.double, exponent: cython.int, digits: cython.int) -> cython.bint:
    """Whether fixed notation, which rounds less, stays below the power of ten that scientific notation reaches."""
    if exponent <= 0 or exponent > TABLE_END:
        return False
    decimals: cython.int = min(max(digits - exponent, 0), TABLE_END)
    return size < POWERS[exponent] - 0.5 / POWERS[decimals]


def survey(values: list, digits: cython.int, exactly) -> tuple:
    """What the finite elements of a vector need: left, right, significant, highest and lowest exponent, negative.

    Args:
        values: doubles.
        digits: most significant digits, at least 1.
        exactly: a function (size, digits) -> (decimal exponent, needed digits), asked where doubles do not suffice.
    """
    left: cython.int = 0
    significant: cython.int = 0
    right: cython.int = -FAR
    high: cython.int = -FAR
    low: cython.int = FAR
    negative: cython.bint = False
    found = cython.declare(cython.int[2])
    value: cython.double
    size: cython.double
    places: cython.int
    is_safe: cython.bint = 0 < digits <= SAFE_DIGITS
    for item in values:
        value = item
        if not isfinite(value):
            continue
        size = fabs(value)
        if size == 0.0:
            found[0] = 0
            found[1] = 1
        elif not _is_whole(size, digits, found) and not (is_safe and _settled(size, digits, found)):
            found[0], found[1] = exactly(size, digits)
        places = found[0] + 1 - _is_widened(size, found[0], digits)
        places = max(places, 1)
        if value < 0.0:
            negative = True
            places += 1
        left = max(left, places)
        right = max(right, found[1] - found[0])
        significant = max(significant, found[1])
        high = max(high, found[0])
        low = min(low, found[0])
    return left, right - 1, significant, high, low, negative


@cython.ccall
def power_of_ten(exponent: cython.int) -> cython.double:
    """Ten to a whole power by repeated squaring, whose last bit can differ from the nearest double."""
    power: cython.double = 1.0
    base: cython.double = 10.0
    while exponent:
        if exponent & 1:
            power *= base
        exponent >>= 1
        base *= base
    return power


@cython.cfunc
@cython.exceptval(check=False)
def _round_positive(value: cython.double, digits: cython.int) -> cython.double:
    binary: cython.int = 0
    frexp(value, cython.address(binary))
    # R does it so: the size of the number is judged by its binary exponent, a half step above the power of two.
    if digits > BIG_EXPONENT or digits + (binary - 0.5) * LOG10_2 > DOUBLE_DIGITS:
        return value
    # Tens are rounded by the inexact factor 1e-k too: round(240000000, -5) is a bit below.
    scale: cython.double = power_of_ten(digits) if digits > 0 else 1.0 / power_of_ten(-digits)
    below: cython.double = floor(value * scale)
    low: cython.double = below / scale
    high: cython.double = (below + 1.0) / scale
    to_low: cython.double = value - low
    to_high: cython.double = high - value
    if to_low < to_high or (to_low == to_high and fmod(below, 2.0) == 0.0):
        return low
    return high


def round_one(value: cython.double, digits: cython.longlong = 0) -> float:
    """Round one double to `digits` decimals (negative: tens, hundreds).

    R: base::round.
    """
    if not isfinite(value) or digits > BIG_EXPONENT + DOUBLE_DIGITS or value == 0.0:
        return value
    if digits < -BIG_EXPONENT:
        return copysign(0.0, value)
    if digits == 0:
        return copysign(rint(value), value)
    if value < 0.0:
        return -_round_positive(-value, digits)
    return _round_positive(value, digits)
