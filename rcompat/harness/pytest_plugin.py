"""pytest plugin: Python code checked against R in anybody's project.

Fixtures `r` (live R), `golden` (the golden store), `assert_same_output`, `assert_lre`; marker `live_r`; options
`--require-r`, `--r-record`, `--r-inside`. Nothing is imported before a test asks for it. Worked example:
tests/plugin_example, run by scripts/try_plugin.sh.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rcompat.harness.fixtures import GoldenForTests, RecordedAnswer, RForTests

__all__ = [
    "assert_lre",
    "assert_same_output",
    "golden",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "r",
    "r_process",
]

_RECORDS = "r_answers"
_MISSING = "R is not installed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("rcompat", "comparison with R")
    group.addoption(
        "--require-r", action="store_true", help="fail, instead of skip, tests that need R when R is missing"
    )
    group.addoption("--r-record", action="store_true", help="keep R's answers in r_answers/, for machines without R")
    group.addoption("--r-inside", action="store_true", help="run R inside this process (rpy2; start by `setarch -R`)")
    parser.addini("r_golden", "directory of the golden store", default="golden")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", "live_r: needs live R (skipped without it, failure under --require-r)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked `live_r` where there is no R."""
    if _has_r() or config.getoption("--require-r"):
        return
    missing = pytest.mark.skip(reason=_MISSING)
    for item in items:
        if "live_r" in item.keywords:
            item.add_marker(missing)


def _has_r() -> bool:
    return shutil.which("Rscript") is not None and shutil.which("setarch") is not None


@pytest.fixture(scope="session")
def r_process(request: pytest.FixtureRequest) -> Iterator[RForTests]:
    """The R that all tests share; use `r`, which clears it first."""
    from rcompat.harness.embedded_r import EmbeddedR
    from rcompat.harness.fixtures import RForTests
    from rcompat.harness.live_r import RSession

    session = EmbeddedR if request.config.getoption("--r-inside") else RSession
    with session(packages=()) as started:
        yield RForTests(started)


@pytest.fixture
def r(request: pytest.FixtureRequest) -> RForTests:
    """R: `r("code", d=frame)`, `r.values("expression", d=frame)`, `r.frame(...)`, `r.run("code")`.

    No package is attached; what earlier tests did to R is gone. Without R the test is skipped (fails: `--require-r`).
    """
    if not _has_r() and not request.config.getoption("--require-r"):
        pytest.skip(_MISSING)
    live: RForTests = request.getfixturevalue("r_process")
    live.reset()
    return live


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> GoldenForTests:
    """The golden store, checked as a whole: `golden("area/name")` is a case, `golden.assert_agrees("area/name")`."""
    from rcompat.harness.fixtures import GoldenForTests
    from rcompat.harness.golden import verify_store

    store = request.config.rootpath / str(request.config.getini("r_golden"))
    faults = verify_store(store)
    assert not faults, "\n".join(faults)
    return GoldenForTests(store)


@pytest.fixture
def assert_same_output(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Assert that a text is what R prints: `assert_same_output(ours, r_code, data={"d": frame}, masks=())`.

    `ours` is the text, an object whose `str` it is, or a function that prints it.
    """

    def check(ours: object, r_code: str, data: Mapping[str, Any] | None = None, masks: Sequence[Any] = ()) -> None:
        from rcompat.harness.compare import compare_text

        difference = compare_text(_printed(ours), _answer(request, r_code, data or {}).stdout, masks)
        if difference is not None:
            pytest.fail(str(difference), pytrace=False)

    return check


def _printed(ours: object) -> str | bytes:
    if isinstance(ours, str | bytes):
        return ours
    if not callable(ours):
        return f"{ours}\n"
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as text:
        ours()
    return text.getvalue()


@pytest.fixture
def assert_lre(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Assert that numbers agree with R's to so many digits: `assert_lre(ours, r_value, at_least=12, data=None)`.

    `r_value` are numbers, or R code whose last value they are.
    """

    def check(ours: Any, r_value: Any, at_least: float = 15.0, data: Mapping[str, Any] | None = None) -> None:
        import numpy as np

        from rcompat.harness.compare import log_relative_error

        if isinstance(r_value, str):
            r_value = _answer(request, r_value, data or {}).values
            assert r_value is not None, "the value of the R code is not numeric"
        a, b = (np.asarray(values, dtype=np.float64).ravel(order="F").tolist() for values in (ours, r_value))
        assert len(a) == len(b), f"{len(a)} numbers, R has {len(b)}"
        digits = [log_relative_error(x, y) for x, y in zip(a, b, strict=True)]
        worst = min(range(len(digits)), key=digits.__getitem__, default=0)
        if digits and digits[worst] < at_least:
            pair = f"number {worst + 1}: R has {b[worst]!r}, ours is {a[worst]!r}"
            pytest.fail(f"{pair}: {int(digits[worst])} correct digits, {at_least} wanted", pytrace=False)

    return check


def _answer(request: pytest.FixtureRequest, code: str, data: Mapping[str, Any]) -> RecordedAnswer:
    """R's answer: of live R, which must repeat what is recorded; of the record where there is no R."""
    from rcompat.harness.fixtures import AnswerBook, question_key

    book = AnswerBook(request.path.parent / _RECORDS / f"{request.path.stem}.json")
    key = question_key(code, data)
    known = book.find(key)
    if not _has_r() and known is not None and not request.config.getoption("--require-r"):
        return known
    live: RForTests = request.getfixturevalue("r")
    answer = _live_answer(live, code, data)
    if request.config.getoption("--r-record"):
        live.reset()
        if answer != _live_answer(live, code, data):
            pytest.fail("R gave two different answers: nothing was recorded", pytrace=False)
        book.keep(key, code, answer, str(live.setting["environment"]["R"]))
    elif known is not None and known != answer:
        pytest.fail("R now answers otherwise than recorded; `pytest --r-record` records it anew", pytrace=False)
    return answer


def _live_answer(live: RForTests, code: str, data: Mapping[str, Any]) -> RecordedAnswer:
    from rcompat.harness.exact_numbers import write_number
    from rcompat.harness.fixtures import RecordedAnswer

    answer = live(code, **data)
    if answer.error is not None:
        pytest.fail(f"R stopped: {answer.error}", pytrace=False)
    numbers = None if answer.values is None else tuple(map(write_number, answer.values))
    return RecordedAnswer(stdout=answer.stdout, numbers=numbers)
