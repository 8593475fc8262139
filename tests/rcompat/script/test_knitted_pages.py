"""Pages of R Markdown and Quarto: the Markdown must be knitr's, byte for byte."""

from __future__ import annotations

import sys
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest

from rcompat.base.options import local_options
from rcompat.script.chunk_pictures import Device
from rcompat.script.knitted_pages import run_document, run_page
from rcompat.script.markdown_html import to_html

PAGES = Path(__file__).parent / "pages"


def _markdown(path: Path, folder: Path) -> str:
    with local_options():
        return run_page(path.read_text(encoding="utf-8"), str(folder)).markdown


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.[Rq]md")))
def test_markdown(name: str, tmp_path: Path) -> None:
    if name.startswith("plots"):
        pytest.importorskip("matplotlib")
    found = copy_context().run(_markdown, PAGES / name, tmp_path)
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


def test_pictures_hold_what_the_page_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    drawn: list[Any] = []
    begin = Device.begin
    monkeypatch.setattr(Device, "begin", lambda self, figure: drawn.append(figure) or begin(self, figure))
    code = "x <- c(1, 2, 4)\nplot(x, x^2)\nabline(h = 3)\nhist(x, breaks = c(0, 2, 4))\nboxplot(x)\n"
    run = run_page(f"```{{r}}\n{code}```\n", str(tmp_path))
    assert not run.left_out
    assert len(list((tmp_path / "figure").iterdir())) == 3
    assert drawn[0].axes[0].collections[0].get_offsets().tolist() == [[1, 1], [2, 4], [4, 16]]
    assert drawn[0].axes[0].lines[0].get_ydata()[0] == 3
    assert [bar.get_height() for bar in drawn[1].axes[0].patches] == [2, 1]


def test_pictures_are_written_below_the_page_only(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "inside").mkdir()
    run = run_page('```{r, fig.path="../out-"}\nplot(1)\n```\n', str(tmp_path / "inside"))
    assert run.status == 1
    assert "below their own folder" in run.failure
    assert list(tmp_path.iterdir()) == [tmp_path / "inside"]


def test_html_holds_its_pictures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    page = tmp_path / "page.Rmd"
    code = "```{r, fig.cap='A cap'}\nplot(1)\n```\n\n```{r, out.width='50%', fig.align='center'}\nplot(2)\n```\n"
    page.write_text(code, encoding="utf-8")
    assert run_document(page) == 0
    written = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert written.count('src="data:image/png;base64,') == 2
    assert 'alt="A cap"' in written
    assert 'width="50%" style="display: block; margin: auto;"' in written
    assert '"../x.png"' in to_html("![a](../x.png)", tmp_path)


def test_without_matplotlib_the_line_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    run = run_page("```{r}\nplot(1)\nlines(1)\n```\n", str(tmp_path))
    assert run.markdown == "\n```r\nplot(1)\nlines(1)\n```\n"
    assert run.left_out == ["any picture (matplotlib is not installed)"]


def test_html_of_lists_and_tables() -> None:
    found = to_html("- a\n- **b**\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n")
    assert "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>" in found
    assert "<tr><th>x</th><th>y</th></tr>\n<tr><td>1</td><td>2</td></tr>" in found
