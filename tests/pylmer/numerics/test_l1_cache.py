"""Whose cache decides how long sums are cut: 32 KiB, this machine's, or a number of bytes."""

from __future__ import annotations

import subprocess

import pytest

from pylmer.numerics.kernel_data import l1_cache, panel


@pytest.mark.parametrize(("wanted", "longest"), [(None, 816), ("32768", 816), ("49152", 1224), ("65536", 1632)])
def test_panels_that_fit_the_cache(monkeypatch: pytest.MonkeyPatch, wanted: str | None, longest: int) -> None:
    if wanted is None:
        monkeypatch.delenv("PYLMER_L1_CACHE", raising=False)
    else:
        monkeypatch.setenv("PYLMER_L1_CACHE", wanted)
    assert panel(longest, 3) == longest
    assert panel(longest + 1, 3) < longest
    assert panel(2 * longest, 3) == longest


def test_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYLMER_L1_CACHE", "machine")
    told = subprocess.run(["getconf", "LEVEL1_DCACHE_SIZE"], check=True, capture_output=True, text=True).stdout
    assert l1_cache() == int(told) > 0
