"""Response distributions: only the Gaussian with identity link so far. Answers to R's `gaussian()`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Family", "gaussian"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A response distribution and its link.

    Attributes:
        name: R's family name.
        link: R's link name.
    """

    name: str
    link: str


def gaussian() -> Family:
    """Return the Gaussian family with identity link.

    R: stats::gaussian.
    """
    return Family(name="gaussian", link="identity")
