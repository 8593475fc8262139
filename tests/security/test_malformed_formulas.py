"""Malformed formulas end in a typed error or in what R's parse() accepts, and R is the judge of which.

`scripts/verify_text.py malformed --count 100000` puts so many to R and compares the words of the errors too.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from random_source import malformed

from rcompat.base.conditions import RError
from rcompat.harness.live_r import RSession
from rcompat.language.syntax import RSyntaxError, parse
from rcompat.language.terms import make_terms

_COUNT = 2000


def _is_parsed(text: str) -> bool:
    try:
        parse(text)
    except RSyntaxError:
        return False
    return True


def test_every_malformed_formula_ends_in_an_r_error_or_in_terms() -> None:
    source = random.Random(11)
    ends = {"error": 0, "terms": 0}
    for _ in range(_COUNT):
        try:
            make_terms(parse(malformed(source))[0])
        except (RError, IndexError) as error:  # IndexError: nothing but white space
            ends["error"] += 1
            assert str(error)
        else:
            ends["terms"] += 1
    assert min(ends.values()) > 0


@pytest.mark.r
def test_r_judges_what_is_a_formula(live_r: RSession, tmp_path: Path) -> None:
    source = random.Random(7)
    texts = [malformed(source) for _ in range(_COUNT)]
    path = tmp_path / "texts"
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    code = (
        f"t <- readLines('{path}', encoding = 'UTF-8')\n"
        "cat(vapply(t, function(s) as.integer(!inherits(try(parse(text = s), TRUE), 'try-error')), 1L), sep = '\\n')"
    )
    judged = [word == b"1" for word in live_r.run(code).stdout.split()]
    ours = [_is_parsed(text) for text in texts]
    assert [text for text, a, b in zip(texts, ours, judged, strict=True) if a != b] == []
    assert any(judged) and not all(judged)
