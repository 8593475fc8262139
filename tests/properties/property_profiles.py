"""Profiles: `quick` for every run, `nightly` (`HYPOTHESIS_PROFILE=nightly`) for 100,000 cases in all."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

__all__ = ["PROFILE"]

_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("quick", max_examples=10, deadline=None, derandomize=True, suppress_health_check=_CHECKS)
settings.register_profile("nightly", max_examples=1500, deadline=None, suppress_health_check=_CHECKS)
PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
