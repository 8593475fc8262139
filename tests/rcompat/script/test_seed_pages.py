"""The code of the seed pages as whole scripts: the transcript must be R's, byte for byte, but for times.

The pages read ../shared/data. R's last digits depend on the machine: each page is run as on the machine of its record.
"""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path

import pytest

from rcompat.base.options import local_options
from rcompat.harness.transcripts import mask
from rcompat.script.transcript import run_script

PAGES = Path(__file__).parent / "seed_pages"


def _transcript(path: Path, folder: Path) -> str:
    pieces: list[str] = []
    with local_options():
        run_script(path.read_text(encoding="utf-8"), lambda _, text: pieces.append(text), folder=str(folder))
    return "".join(pieces)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.R")))
def test_page(name: str, project_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (project_root.parent / "shared" / "data").is_dir():
        pytest.skip("../shared/data is not here")
    page = PAGES / f"{name}.R"
    monkeypatch.setenv("PYLMER_L1_CACHE", page.with_suffix(".l1_cache").read_text().strip())
    found = copy_context().run(_transcript, page, project_root)
    assert mask(found) == mask(page.with_suffix(".out").read_text(encoding="utf-8"))
