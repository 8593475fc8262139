"""Profiles: `quick` for every run, `nightly` (`HYPOTHESIS_PROFILE=nightly`) for more than 100,000 cases in all.

`MODELS` is for properties that fit models, `CHEAP` for those that take microseconds.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

__all__ = ["CHEAP", "MODELS"]

_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
_NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE", "quick") == "nightly"


def _profile(quick: int) -> settings:
    return settings(
        max_examples=1500 if _NIGHTLY else quick,
        deadline=None,
        derandomize=not _NIGHTLY,
        database=None,
        suppress_health_check=_CHECKS,
    )


MODELS = _profile(8)
CHEAP = _profile(60)
