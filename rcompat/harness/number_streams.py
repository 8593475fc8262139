"""Text of numbers against R, by the million: one block of doubles goes to R as bits, R's lines come back as a file.

Each stream is one way to write numbers (alone, together, printed, ...) at a number of digits from 1 to 15. R reads the
very same bits, so that a difference is never a matter of reading. R: base::cat, base::format, base::print.default,
base::formatC, base::as.character, base::signif, base::round.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.c_format import formatC
from rcompat.base.number_text import encode_number, format_doubles, number_format, number_word
from rcompat.base.options import local_options
from rcompat.base.rounding import round_half, signif
from rcompat.harness.live_r import RSession
from rcompat.harness.transport import TransportError
from rcompat.text.values import print_lines

__all__ = ["MOST_DIGITS", "STREAMS", "NumberBlock", "StreamDifference", "compare_block", "number_block"]

MOST_DIGITS = 15
_LARGEST_GROUP = 8
_TINY, _HUGE = 1e-300, 1e300
_SPECIALS = np.array(
    [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, 1.7976931348623157e308, 1e5, 123456.0, 1e15, 0.1, 1e-5]
)
_R_CODE = r"""
.rcompat_streams <- function(folder, digits) {
  at <- function(name) file.path(folder, name)
  x <- readBin(at("numbers"), "double", file.size(at("numbers")) / 8)
  sizes <- readBin(at("sizes"), "integer", file.size(at("sizes")) / 4)
  groups <- unname(split(x, rep(seq_along(sizes), sizes)))
  old <- options(digits = 7)
  on.exit(options(old))
  bits <- function(name, values) writeBin(values, at(paste0(name, ".", d)))
  lines <- function(name, values) writeLines(values, at(paste0(name, ".", d)))
  for (d in digits) {
    options(digits = d)
    cat(x, file = at(paste0("alone.", d)), sep = "\n", append = FALSE)
    lines("together", unlist(lapply(groups, format)))
    lines("general", formatC(x, digits = d))
    lines("scientific", formatC(x, digits = d, format = "e"))
    lines("fixed", formatC(x, digits = d, format = "f"))
    bits("signif", signif(ifelse(!is.na(x) & (abs(x) < 1e-300 | abs(x) > 1e300), 1, x), d))
    bits("round", round(x, d))
    sink(at(paste0("printed.", d)))
    for (group in groups) print(group)
    sink()
  }
  writeLines(as.character(x), at("words"))
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBlock:
    """Doubles, and the sizes of the groups in which they are written together."""

    numbers: NDArray[np.float64]
    sizes: NDArray[np.int32]

    @property
    def groups(self) -> list[NDArray[np.float64]]:
        """The numbers, group by group."""
        return np.split(self.numbers, np.cumsum(self.sizes)[:-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamDifference:
    """One line, or one number, that R writes otherwise."""

    stream: str
    digits: int
    theirs: str
    ours: str

    def __str__(self) -> str:
        return f"{self.stream} at {self.digits} digits: R {self.theirs!r}, ours {self.ours!r}"


def number_block(seed: int, count: int) -> NumberBlock:
    """Draw numbers of every kind: any bits, any scale, short decimals, ties, sums of halves, near powers of ten."""
    rng = np.random.default_rng(seed)
    kinds = (_any_bits, _one_scale, _short_decimals, _ties, _whole, _near_powers, _dyadic, _nines, _specials)
    drawn: list[NDArray[np.float64]] = []
    while sum(map(len, drawn)) < count:
        n = int(rng.integers(1, 40))
        with np.errstate(all="ignore"):
            drawn.append(kinds[rng.integers(len(kinds))](rng, n) * rng.choice([-1.0, 1.0, 1.0], n))
    numbers = np.concatenate(drawn)[:count]
    if seed % 2:  # groups of mixed scales
        numbers = rng.permutation(numbers)
    sizes: list[int] = []
    while (left := count - sum(sizes)) > 0:
        sizes.append(min(left, int(rng.integers(1, _LARGEST_GROUP + 1))))
    return NumberBlock(numbers=numbers, sizes=np.array(sizes, dtype=np.int32))


def _any_bits(rng: np.random.Generator, n: int) -> NDArray[Any]:
    values = rng.integers(0, 2**63, n).view(np.float64)
    return np.where(np.isfinite(values), values, 1.0)


def _one_scale(rng: np.random.Generator, n: int) -> NDArray[Any]:
    return np.asarray(rng.normal(size=n) * 10.0 ** rng.uniform(-12, 12))


def _short_decimals(rng: np.random.Generator, n: int) -> NDArray[Any]:
    whole = rng.integers(1, 10 ** rng.integers(1, 16), n).astype(np.float64)
    return np.asarray(whole / 10.0 ** rng.integers(0, 12))


def _ties(rng: np.random.Generator, n: int) -> NDArray[Any]:
    whole = rng.integers(1, 10 ** rng.integers(1, 15), n).astype(np.float64) * 10 + 5
    return np.asarray(whole * 10.0 ** rng.integers(-25, 13, n))


def _whole(rng: np.random.Generator, n: int) -> NDArray[Any]:
    return rng.integers(0, 10 ** rng.integers(1, 18), n).astype(np.float64)


def _near_powers(rng: np.random.Generator, n: int) -> NDArray[Any]:
    powers = [float(f"1e{k}") for k in rng.integers(-300, 300, n)]
    return np.asarray(np.array(powers) * (1 + rng.integers(-4, 5, n) * 2.0**-52))


def _dyadic(rng: np.random.Generator, n: int) -> NDArray[Any]:
    return np.asarray(rng.integers(0, 2 ** rng.integers(1, 53), n) / 2.0 ** rng.integers(0, 40))


def _nines(rng: np.random.Generator, n: int) -> NDArray[Any]:
    below = 10.0 ** -rng.integers(1, 17, n) * rng.choice([0.5, 1.0, 4.9, 5.0], n)
    return np.asarray((1 - below) * 10.0 ** rng.integers(-8, 9))


def _specials(rng: np.random.Generator, n: int) -> NDArray[Any]:
    return rng.choice(_SPECIALS, n)


def _alone(block: NumberBlock, digits: int) -> list[str]:
    return [encode_number(value, number_format((value,), digits)) for value in block.numbers.tolist()]


def _together(block: NumberBlock, digits: int) -> list[str]:
    return [text for group in block.groups for text in format_doubles(group, digits=digits)]


def _printed(block: NumberBlock, digits: int) -> list[str]:
    with local_options(digits=digits):
        return [line for group in block.groups for line in print_lines(group)]


def _signif(block: NumberBlock, digits: int) -> list[str]:
    # At the ends of the range of doubles R's signif cuts, or is off by some bits; ours is not asked there.
    size = np.abs(block.numbers)
    numbers = np.where((size < _TINY) | (size > _HUGE), 1.0, block.numbers)
    return [value.hex() for value in signif(numbers, digits).tolist()]


def _round(block: NumberBlock, digits: int) -> list[str]:
    return [value.hex() for value in round_half(block.numbers, digits).tolist()]


STREAMS: dict[str, Callable[[NumberBlock, int], list[str]]] = {
    "alone": _alone,
    "together": _together,
    "printed": _printed,
    "general": lambda block, digits: formatC(block.numbers, digits=digits),
    "scientific": lambda block, digits: formatC(block.numbers, digits=digits, format="e"),
    "fixed": lambda block, digits: formatC(block.numbers, digits=digits, format="f"),
    "signif": _signif,
    "round": _round,
}
_BITS = ("signif", "round")


def compare_block(
    session: RSession, block: NumberBlock, digits: Sequence[int] = range(1, MOST_DIGITS + 1)
) -> tuple[int, list[StreamDifference]]:
    """Write one block in every stream, by R and by us.

    Returns:
        How many numbers were compared, and what differs.

    Raises:
        TransportError: R stopped.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        block.numbers.tofile(folder / "numbers")
        block.sizes.tofile(folder / "sizes")
        result = session.run(f"{_R_CODE}.rcompat_streams('{folder}', c({', '.join(map(str, digits))}))", timeout=600.0)
        if result.status:
            raise TransportError(result.stderr.decode())
        found = list(
            _differences("words", 15, _lines(folder / "words"), list(map(number_word, block.numbers.tolist())))
        )
        for name, ours in STREAMS.items():
            for d in digits:
                path = folder / f"{name}.{d}"
                found += _differences(name, d, _hex(path) if name in _BITS else _lines(path), ours(block, d))
    return len(block.numbers) * (len(STREAMS) * len(digits) + 1), found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _hex(path: Path) -> list[str]:
    return [value.hex() for value in np.fromfile(path, dtype=np.float64).tolist()]


def _differences(stream: str, digits: int, theirs: list[str], ours: list[str]) -> Iterator[StreamDifference]:
    if len(theirs) != len(ours):
        yield StreamDifference(stream=stream, digits=digits, theirs=f"{len(theirs)} lines", ours=f"{len(ours)} lines")
        return
    for a, b in zip(theirs, ours, strict=True):
        if a != b:
            yield StreamDifference(stream=stream, digits=digits, theirs=a, ours=b)
