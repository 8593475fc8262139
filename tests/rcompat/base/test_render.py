from __future__ import annotations

from rcompat.base.generics import answers
from rcompat.base.render import Printable, shown_as, shown_name


class _Page(Printable):
    pass


@answers("render", _Page)
def _(page: _Page, /, **arguments: object) -> str:
    return f"a < b & ‘{shown_name()}’\n"


def test_a_page_is_text_without_its_last_line_break() -> None:
    assert (str(_Page()), repr(_Page())) == ("a < b & ‘x’",) * 2


def test_a_notebook_shows_the_same_page() -> None:
    assert _Page()._repr_html_() == "<pre>a &lt; b &amp; ‘x’</pre>"


def test_the_name_holds_inside_its_block_only() -> None:
    with shown_as("summary(m)"):
        assert str(_Page()) == "a < b & ‘summary(m)’"
    assert str(_Page()) == "a < b & ‘x’"
