"""Set-up shared by all tests: one BLAS thread, the `--require-r` option, paths, and one R session."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rcompat.harness.live_r import RSession

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before NumPy is imported: sums must not depend on the number of threads

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
for _directory in (TESTS, TESTS / "house", TESTS / "live", TESTS / "plugin_example"):
    sys.path.insert(0, str(_directory))  # so that tests can say `from tolerances import ...`


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    # In a source tree that is not installed no entry point names the plugin (--require-r, --r-record).
    if not pluginmanager.hasplugin("rcompat"):
        pluginmanager.import_plugin("rcompat.harness.pytest_plugin")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from rcompat.harness.live_r import has_r

    if has_r() or config.getoption("--require-r"):
        return
    missing = pytest.mark.skip(reason="R is not installed (scripts/install_r.sh)")
    for item in items:
        if "r" in item.keywords:
            item.add_marker(missing)


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        yield
        return
    with threadpool_limits(limits=1):
        yield


@pytest.fixture(autouse=True)
def _this_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Live R sums in panels that fit this machine's cache, recorded R in panels of the machine of the record."""
    if request.node.get_closest_marker("r"):
        monkeypatch.setenv("PYLMER_L1_CACHE", "machine")


@pytest.fixture(scope="session")
def seed() -> int:
    """The seed of tests that draw their own questions: TEST_SEED, else one number, so that a run can be repeated."""
    return int(os.environ.get("TEST_SEED", "20261126"))


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The directory of the source checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The directory of data sets that are not ours to ship; the test is skipped where there is none."""
    for directory in (os.environ.get("PYLMER_DATA"), ROOT.parent / "shared" / "data"):
        if directory and Path(directory).is_dir():
            return Path(directory)
    try:
        from pylmer.datasets import fetch_path

        return fetch_path("schoolmot").parent
    except (FileNotFoundError, OSError):
        pytest.skip("data sets not found: set PYLMER_DATA or put them into ../shared/data")


@pytest.fixture(scope="session")
def live_r() -> Iterator[RSession]:
    """One R session with lme4 and lmerTest attached, its ordering mode checked. Mark users with `r`."""
    from rcompat.harness.live_r import RSession

    with RSession(directory=ROOT) as session:
        session.run("invisible(1)")
        yield session
