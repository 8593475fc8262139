"""R's random number generators: seeds, kinds and states.

A `Generator` is one of the few mutable things here; its state goes in and out as the frozen `RngState`. The session
generator is what R keeps in `.Random.seed`; every drawing function takes another one by `generator=`.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError, running, shown_call, warning
from rcompat.base.refusals import in_r_words
from rcompat.maths.rng_kernel import Source

__all__ = [
    "Generator",
    "RNGkind",
    "RNGversion",
    "RngState",
    "make_generator",
    "random_seed",
    "seed_by_argument",
    "seed_keeper",
    "session_generator",
    "set_random_seed",
    "set_seed",
]

_WORD = 2**32
_UNIFORM = (
    "Wichmann-Hill",
    "Marsaglia-Multicarry",
    "Super-Duper",
    "Mersenne-Twister",
    "Knuth-TAOCP",
    "user-supplied",
    "Knuth-TAOCP-2002",
    "L'Ecuyer-CMRG",
)
_NORMAL = ("Buggy Kinderman-Ramage", "Ahrens-Dieter", "Box-Muller", "Inversion", "Kinderman-Ramage", "user-supplied")
_SAMPLE = ("Rounding", "Rejection")
_USER = "user-supplied"
_TWISTER, _LECUYER = 3, 7
_INVERSION, _INVERSION_CODE = "Inversion", 4
_LENGTHS = {_TWISTER: 625, _LECUYER: 6}
_LARGEST_WORD = 4294944443


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RngState:
    """All that a generator knows, as in R's `.Random.seed`.

    Attributes:
        kind: R's name of the uniform generator.
        normal_kind: R's name of the normal generator.
        sample_kind: R's name of the generator of whole numbers.
        words: int32, 625 numbers (the position first) for Mersenne-Twister, 6 for L'Ecuyer-CMRG.
    """

    kind: str
    normal_kind: str
    sample_kind: str
    words: NDArray[np.int32]


class Generator:
    """A mutable random generator; `source` is the compiled part that the samplers draw from."""

    __slots__ = ("source",)

    source: Source

    def __init__(self, state: RngState) -> None:
        self.restore(state)

    @property
    def state(self) -> RngState:
        """The state, to be kept or given to another generator."""
        kind, rounding = self.source.kinds()
        words, position = self.source.state()
        if kind == _TWISTER:
            words = [position, *words]
        return RngState(
            kind=_UNIFORM[kind],
            normal_kind=_INVERSION,
            sample_kind=_SAMPLE[0 if rounding else 1],
            words=np.array(words, dtype=np.uint32).view(np.int32),
        )

    def restore(self, state: RngState) -> None:
        """Continue from a kept state."""
        kind = _UNIFORM.index(state.kind)
        words = [int(word) for word in np.asarray(state.words, dtype=np.int32).view(np.uint32)]
        position = words.pop(0) if kind == _TWISTER else 0
        self.source = Source(kind, state.sample_kind == "Rounding", words, position)

    def uniform(self, n: int) -> NDArray[np.float64]:
        """Draw n numbers from (0, 1)."""
        return np.asarray(self.source.draw(n, 0))

    def normal(self, n: int) -> NDArray[np.float64]:
        """Draw n standard normal numbers."""
        return np.asarray(self.source.draw(n, 1))

    def exponential(self, n: int) -> NDArray[np.float64]:
        """Draw n standard exponential numbers."""
        return np.asarray(self.source.draw(n, 2))


def _scrambled(kind: int, seed: int) -> NDArray[np.int32]:
    """The words that R makes of a seed by a linear congruential generator."""
    seed %= _WORD
    for _ in range(50):
        seed = (69069 * seed + 1) % _WORD
    words = []
    for _ in range(_LENGTHS[kind]):
        seed = (69069 * seed + 1) % _WORD
        while kind == _LECUYER and seed >= _LARGEST_WORD:
            seed = (69069 * seed + 1) % _WORD
        words.append(seed)
    if kind == _TWISTER:
        words[0] = 624
    return np.array(words, dtype=np.uint32).view(np.int32)


def _partial(name: str, choices: Sequence[str]) -> int:
    found = [i for i, choice in enumerate(choices) if choice.startswith(name)]
    exact = [i for i in found if choices[i] == name]
    return exact[0] if exact else (found[0] if len(found) == 1 else -1)


def _uniform_kind(kind: str | None, current: str) -> str:
    if kind is None:
        return current
    if not isinstance(kind, str):
        raise RError("'kind' must be a character string of length 1 (RNG to be used).")
    if kind == "default":
        return _UNIFORM[_TWISTER]
    chosen = _partial(kind, _UNIFORM)
    if chosen < 0:
        raise RError(f"'{kind}' is not a valid abbreviation of an RNG")
    if _UNIFORM[chosen] == _USER:
        raise RError("'user_unif_rand' not in load table")
    if chosen not in _LENGTHS:
        raise RError(f"the generator '{_UNIFORM[chosen]}' is not supported: use Mersenne-Twister or L'Ecuyer-CMRG")
    return _UNIFORM[chosen]


def _chosen_kind(argument: str, kind: str | None, choices: Sequence[str], default: str, current: str) -> str:
    if kind is None:
        return current
    if not isinstance(kind, str):
        raise RError(f"'{argument}' must be a character string of length 1")
    chosen = choices.index(default) if kind == "default" else _partial(kind, choices)
    if chosen < 0:
        raise RError("'NA' is not a valid choice")
    return choices[chosen]


def _normal_kind(kind: str | None, current: str) -> str:
    chosen = _chosen_kind("normal.kind", kind, _NORMAL, _INVERSION, current)
    if chosen == _USER:
        raise RError("'user_norm_rand' not in load table")
    if chosen != _INVERSION:
        raise RError(f"the normal generator '{chosen}' is not supported: use Inversion")
    return chosen


def _seeded(seed: int, kinds: tuple[str, str, str]) -> RngState:
    words = _scrambled(_UNIFORM.index(kinds[0]), seed)
    return RngState(kind=kinds[0], normal_kind=kinds[1], sample_kind=kinds[2], words=words)


def _whole_seed(seed: object) -> int:
    if seed is None:
        return int.from_bytes(os.urandom(4), "little")
    if isinstance(seed, str) and seed == "NA":
        seed = math.nan
    try:
        number = float(np.asarray(seed).ravel()[0])
    except (TypeError, ValueError, IndexError) as error:
        if isinstance(seed, str):
            warning("NAs introduced by coercion", "set.seed")
        raise RError("supplied seed is not a valid integer", "set.seed") from error
    if abs(number) >= 2.0**31:
        warning("NAs introduced by coercion to integer range", "set.seed")
    if not abs(number) < 2.0**31:
        raise RError("supplied seed is not a valid integer", "set.seed")
    return int(number)


_DEFAULT_KINDS = (_UNIFORM[_TWISTER], _INVERSION, _SAMPLE[1])
_session: list[Generator] = []

seed_keeper: ContextVar[Callable[[Generator], None] | None] = ContextVar("seed_keeper", default=None)
"""Who is asked before the session's generator is used: a script may have changed `.Random.seed`."""


@in_r_words
def make_generator(
    seed: object = None, kind: str | None = None, normal_kind: str | None = None, sample_kind: str | None = None
) -> Generator:
    """Return a new generator, as `set_seed` would leave the session's; without a seed it starts at random."""
    kinds = _chosen("set.seed", _DEFAULT_KINDS, kind, normal_kind, sample_kind)
    return Generator(_seeded(_whole_seed(seed), kinds))


def session_generator() -> Generator:
    """Return the generator that drawing functions use unless told otherwise."""
    if not _session:
        _session.append(make_generator())
    keeper = seed_keeper.get()
    if keeper is not None:
        keeper(_session[0])
    return _session[0]


def _chosen(
    function: str,
    current: tuple[str, str, str],
    kind: str | None,
    normal_kind: str | None,
    sample_kind: str | None,
) -> tuple[str, str, str]:
    chosen = (
        _uniform_kind(kind, current[0]),
        _normal_kind(normal_kind, current[1]),
        _chosen_kind("sample.kind", sample_kind, _SAMPLE, _SAMPLE[1], current[2]),
    )
    if sample_kind is not None and chosen[2] == "Rounding":
        warning("non-uniform 'Rounding' sampler used", function)
    return chosen


def _kinds(generator: Generator) -> tuple[str, str, str]:
    state = generator.state
    return state.kind, state.normal_kind, state.sample_kind


@in_r_words
def set_seed(
    seed: object,
    kind: str | None = None,
    normal_kind: str | None = None,
    sample_kind: str | None = None,
    *,
    generator: Generator | None = None,
) -> None:
    """Seed the session's generator, or another one; None seeds at random.

    Raises:
        RError: not a whole number, or a kind that is unknown or not supported.

    R: base::set.seed.
    """
    target = generator or session_generator()
    number = _whole_seed(seed)
    target.restore(_seeded(number, _chosen("set.seed", _kinds(target), kind, normal_kind, sample_kind)))


def seed_by_argument(seed: object) -> None:
    """Seed the session's generator as R's functions with an argument `seed` do; None leaves it as it is.

    R: `set.seed(seed)` inside simulate, bootMer and others.
    """
    if seed is not None:
        with running("set.seed"), shown_call("set.seed", lambda: "set.seed(seed)"):
            set_seed(seed)


@in_r_words
def RNGkind(
    kind: str | None = None,
    normal_kind: str | None = None,
    sample_kind: str | None = None,
    *,
    generator: Generator | None = None,
) -> tuple[str, str, str]:
    """Ask for the kinds in use or change them; returns those before the change.

    A named uniform kind, even the one in use, is seeded anew from the generator before it.

    R: base::RNGkind.
    """
    target = generator or session_generator()
    before = _kinds(target)
    chosen = _chosen("RNGkind", before, kind, normal_kind, sample_kind)
    if kind is not None:
        target.restore(_seeded(int(float(target.uniform(1)[0]) * 4294967295.0), chosen))
    elif chosen != before:
        words = target.state.words
        target.restore(RngState(kind=chosen[0], normal_kind=chosen[1], sample_kind=chosen[2], words=words))
    return before


@in_r_words
def RNGversion(vstr: str) -> None:
    """Use the kinds that were the defaults of a version of R.

    Raises:
        RError: no version, or one before 1.7.0, whose generators are not supported.

    R: base::RNGversion.
    """
    try:
        version = [int(float(part)) for part in str(vstr).split(".")]
    except ValueError as error:
        warning("NAs introduced by coercion")
        raise RError("malformed version string") from error
    if len(version) < 2:
        raise RError("malformed version string")
    kinds = (*_DEFAULT_KINDS[:2], _SAMPLE[0] if version < [3, 6] else _SAMPLE[1])
    if version < [1, 7]:
        kinds = ("Marsaglia-Multicarry", "Buggy Kinderman-Ramage", _SAMPLE[0])
    shown = ", ".join(f'"{kind}"' for kind in kinds)
    with shown_call("RNGkind", lambda: f"RNGkind({shown})"):
        RNGkind(*kinds)


@in_r_words
def random_seed(generator: Generator | None = None) -> NDArray[np.int32]:
    """Return the state as R shows it in `.Random.seed`: a code of the kinds, then the words.

    R: base::.Random.seed.
    """
    state = (generator or session_generator()).state
    code = _UNIFORM.index(state.kind) + 100 * _INVERSION_CODE + 10000 * _SAMPLE.index(state.sample_kind)
    return np.concatenate([np.array([code], dtype=np.int32), state.words])


@in_r_words
def set_random_seed(seed: ArrayLike, generator: Generator | None = None) -> None:
    """Continue from a `.Random.seed` vector kept by `random_seed` or by R itself.

    Raises:
        RError: not a state of a supported generator.

    R: assigning base::.Random.seed.
    """
    (generator or session_generator()).restore(_state_of(seed))


def _state_of(seed: ArrayLike) -> RngState:
    vector = np.asarray(seed)
    if vector.ndim != 1 or vector.dtype.kind not in "iuf" or not np.all(np.equal(np.mod(vector, 1), 0)):
        raise RError("'.Random.seed' is not an integer vector but of type 'list', so ignored")
    code = int(vector[0]) if vector.size else -1
    kind, normal, sample = code % 100, code % 10000 // 100, code // 10000
    if code < 0 or kind >= len(_UNIFORM) or normal >= len(_NORMAL) or sample > 1:
        raise RError("'.Random.seed[1]' is not a valid integer, so ignored")
    if kind not in _LENGTHS or normal != _INVERSION_CODE:
        raise RError("'.Random.seed' is of a generator that is not supported")
    kinds = (_UNIFORM[kind], _INVERSION, _SAMPLE[sample])
    if vector.size == 1 or (kind == _LECUYER and not np.any(vector[1:])):
        return _seeded(_whole_seed(None), kinds)
    if vector.size < _LENGTHS[kind] + 1:
        raise RError("'.Random.seed' has wrong length")
    words = (vector[1 : _LENGTHS[kind] + 1].astype(np.int64) % _WORD).astype(np.uint32).view(np.int32)
    if kind == _TWISTER and not 1 <= int(words[0]) <= 624:
        words = np.concatenate([np.array([624], dtype=np.int32), words[1:]])
    return RngState(kind=kinds[0], normal_kind=kinds[1], sample_kind=kinds[2], words=words)
