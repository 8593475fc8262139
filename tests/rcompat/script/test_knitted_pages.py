"""Pages of R Markdown and Quarto: the Markdown must be knitr's, byte for byte."""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path

import pytest

from rcompat.base.options import local_options
from rcompat.script.knitted_pages import run_document, run_page
from rcompat.script.markdown_html import to_html

PAGES = Path(__file__).parent / "pages"


def _markdown(path: Path) -> str:
    with local_options():
        return run_page(path.read_text(encoding="utf-8"), str(path.parent)).markdown


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.[Rq]md")))
def test_markdown(name: str) -> None:
    found = copy_context().run(_markdown, PAGES / name)
    assert found == (PAGES / name).with_suffix(".md").read_text(encoding="utf-8")


def test_files_are_written_beside_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.Rmd"
    page.write_text("# Title\n\n```{r}\n1 < 2\n```\n\nA *word* and `r 1 + 1`.\n", encoding="utf-8")
    assert run_document(page) == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# Title\n\n\n```r\n1 < 2\n```\n")
    written = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<pre class="r"><code>1 &lt; 2</code></pre>' in written
    assert "<p>A <em>word</em> and 2.</p>" in written


def test_a_chunk_without_errors_ends_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.Rmd"
    page.write_text('```{r, error=FALSE}\nstop("no")\n```\n', encoding="utf-8")
    assert run_document(page) == 1
    assert capsys.readouterr().err == "Error in eval(expr, envir, enclos): no\nExecution halted\n"
    assert not (tmp_path / "page.md").exists()


def test_html_of_lists_and_tables() -> None:
    found = to_html("- a\n- **b**\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n")
    assert "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>" in found
    assert "<tr><th>x</th><th>y</th></tr>\n<tr><td>1</td><td>2</td></tr>" in found
