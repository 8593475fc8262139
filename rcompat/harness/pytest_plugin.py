"""pytest plugin: Python code checked against R in anybody's project.

Fixtures `r`, `golden`, `assert_same_output`, `assert_lre`; marker `live_r`; options `--require-r`, `--r-record`.
Nothing is imported before a test asks for it. Example: tests/rcompat/harness/test_plugin_example.py.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rcompat.harness.live_r import RSession

__all__ = [
    "assert_lre",
    "assert_same_output",
    "golden",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "r",
]

_RECORDS = "r_answers"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("rcompat", "comparison with R")
    group.addoption(
        "--require-r", action="store_true", help="fail, instead of skip, tests that need R when R is missing"
    )
    group.addoption("--r-record", action="store_true", help="keep R's answers in r_answers/, for machines without R")
    parser.addini("r_golden", "directory of the golden store", default="golden")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", "live_r: needs live R (skipped without it, failure under --require-r)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked `live_r` where there is no R."""
    if _has_r() or config.getoption("--require-r"):
        return
    missing = pytest.mark.skip(reason="R is not installed")
    for item in items:
        if "live_r" in item.keywords:
            item.add_marker(missing)


def _has_r() -> bool:
    return shutil.which("Rscript") is not None and shutil.which("setarch") is not None


@pytest.fixture(scope="session")
def r(request: pytest.FixtureRequest) -> Iterator[RSession]:
    """One R session, without packages attached; the test is skipped where there is no R."""
    if not _has_r() and not request.config.getoption("--require-r"):
        pytest.skip("R is not installed")
    from rcompat.harness.live_r import RSession

    with RSession(packages=()) as session:
        yield session


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Look up a case of the golden store: `golden("area/name")` is its directory, after a check of the whole store."""
    from rcompat.harness.agreement import find_case
    from rcompat.harness.golden import verify_store

    store = request.config.rootpath / str(request.config.getini("r_golden"))
    faults = verify_store(store)
    assert not faults, "\n".join(faults)
    return lambda name: find_case(store, name)


@pytest.fixture
def assert_same_output(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Assert that a text is what R prints: `assert_same_output(ours, r_code, data={"d": frame}, masks=())`."""

    def check(ours: object, r_code: str, data: Mapping[str, Any] | None = None, masks: Sequence[Any] = ()) -> None:
        from rcompat.harness.compare import compare_text

        text = ours if isinstance(ours, str | bytes) else f"{ours}\n"
        difference = compare_text(text, _answer(request, r_code, data or {}), masks)
        if difference is not None:
            pytest.fail(str(difference), pytrace=False)

    return check


@pytest.fixture
def assert_lre() -> Callable[..., None]:
    """Assert that numbers agree with R's to so many digits: `assert_lre(ours, r_value, at_least=12)`."""

    def check(ours: Any, r_value: Any, at_least: float = 15.0) -> None:
        import numpy as np

        from rcompat.harness.compare import least_lre

        a, b = (np.asarray(values, dtype=np.float64).ravel(order="F").tolist() for values in (ours, r_value))
        assert len(a) == len(b), f"{len(a)} numbers, R has {len(b)}"
        found = least_lre(a, b)
        assert found >= at_least, f"{int(found)} correct digits, {at_least} wanted"

    return check


def _answer(request: pytest.FixtureRequest, code: str, data: Mapping[str, Any]) -> str:
    """R's printed answer: of live R, or as recorded where there is none."""
    from rcompat.base.frame_doors import as_frame
    from rcompat.harness.transport import encode_frame

    frames = {name: as_frame(value) for name, value in data.items()}
    texts = [code, *(f"{name}\n{encode_frame(frame)}" for name, frame in frames.items())]
    key = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    path = request.path.parent / _RECORDS / f"{request.path.stem}.json"
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if not _has_r() and key in known and not request.config.getoption("--require-r"):
        return known[key]
    answer = _live_answer(request.getfixturevalue("r"), code, frames)
    if request.config.getoption("--r-record"):
        if answer != _live_answer(request.getfixturevalue("r"), code, frames):
            pytest.fail("R gave two different answers: nothing was recorded", pytrace=False)
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({**known, key: answer}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return answer


def _live_answer(session: RSession, code: str, frames: Mapping[str, Any]) -> str:
    from rcompat.harness.questions import ask
    from rcompat.harness.transport import send_frame

    for name, frame in frames.items():
        send_frame(session, frame, name)
    answer = ask(session, code)
    if answer.error is not None:
        pytest.fail(f"R stopped: {answer.error}", pytrace=False)
    return answer.stdout
