from __future__ import annotations

import pytest

from rcompat.base.condition_text import conditions_text, error_text
from rcompat.base.conditions import RError, RMessage, RWarning
from rcompat.harness.live_r import RSession

_HELPERS = """
w <- function(call, text) warning(simpleWarning(text, call = if (!is.null(call)) as.call(list(as.name(call)))))
e <- function(call, text) stop(simpleError(text, call = as.call(list(as.name(call)))))
options(showErrorCalls = FALSE)
"""

_SINGLE = [(call, width) for call in (1, 10, 30) for width in range(69 - call - 5, 69 - call + 5)]


@pytest.fixture(scope="module")
def session() -> object:
    with RSession(packages=()) as opened:
        opened.run(_HELPERS)
        yield opened


@pytest.mark.r
@pytest.mark.parametrize(("call", "width"), _SINGLE)
def test_line_break_of_one_warning(session: RSession, call: int, width: int) -> None:
    expected = session.run(f"w(strrep('c', {call}), strrep('x', {width}))").stderr.decode()
    assert conditions_text([RWarning("x" * width, "c" * call + "()")]) == expected


@pytest.mark.r
@pytest.mark.parametrize("text", ["a", "a\nb", "é" * 30, "中" * 29, "中" * 28, "", "x" * 70 + "\nb"])
def test_text_of_one_warning(session: RSession, text: str) -> None:
    code = text.replace("\n", "\\n")
    assert (
        conditions_text([RWarning(text, "ffffffffff()")]) == session.run(f"w('ffffffffff', '{code}')").stderr.decode()
    )
    assert conditions_text([RWarning(text)]) == session.run(f"w(NULL, '{code}')").stderr.decode()


@pytest.mark.r
@pytest.mark.parametrize("count", [2, 9, 10, 11, 49, 50, 60])
def test_many_warnings(session: RSession, count: int) -> None:
    expected = session.run(f"for (i in 1:{count}) w('ffff', strrep('x', 54 + i))").stderr.decode()
    assert conditions_text([RWarning("x" * (55 + i), "ffff()") for i in range(count)]) == expected


@pytest.mark.r
def test_message_comes_before_the_warnings(session: RSession) -> None:
    expected = session.run("{w('f', 'late'); message('now')}").stderr.decode()
    assert conditions_text([RWarning("late", "f()"), RMessage("now")]) == expected


@pytest.mark.r
@pytest.mark.parametrize("width", range(46, 54))
def test_error_after_warnings(session: RSession, width: int) -> None:
    expected = session.run(f"{{w('f', 'b'); w(NULL, 'c'); e('ffffffffff', strrep('x', {width}))}}").stderr.decode()
    assert error_text(RError("x" * width, "ffffffffff()"), [RWarning("b", "f()"), RWarning("c")]) == expected
