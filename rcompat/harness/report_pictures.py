"""The pictures of the report, as SVG within the page."""

from __future__ import annotations

import html
from collections.abc import Sequence

from rcompat.harness.compare import MOST_DIGITS
from rcompat.harness.report import Deviation, Share

__all__ = ["digits_picture", "shares_picture"]

_SAME, _KNOWN, _OPEN = "#2f6f4f", "#e0a526", "#c0392b"
_LEFT, _WIDTH, _RIGHT, _ROW = 320, 480, 200, 24


def shares_picture(shares: Sequence[Share]) -> str:
    """One bar each: identical green, explained yellow, open red; the numbers beside it."""
    parts = []
    for i, share in enumerate(shares):
        top = _ROW * i
        parts.append(_text(_LEFT - 10, top + 16, share.name, anchor="end"))
        start = 0
        for count, colour in ((share.identical, _SAME), (share.explained, _KNOWN), (share.unexplained, _OPEN)):
            left, end = (round(_WIDTH * part / (share.total or 1)) for part in (start, start + count))
            if count:  # whatever there is can be seen
                parts.append(_bar(_LEFT + left, top + 3, max(end - left, 2), colour))
            start += count
        parts.append(_text(_LEFT + _WIDTH + 10, top + 16, _numbers(share)))
    return _picture(_ROW * len(shares), parts)


def _numbers(share: Share) -> str:
    if share.identical == share.total:
        return f"all {share.total}"
    rest = [f"{share.explained} explained"] if share.explained else []
    rest += [f"{share.unexplained} open"] if share.unexplained else []
    return f"{share.identical} of {share.total}, " + ", ".join(rest)


def digits_picture(deviations: Sequence[Deviation]) -> str:
    """One line for each quantity, one mark for each value at its number of correct digits, from 0 to 15."""
    parts = []
    bottom = _ROW * len(deviations)
    for digits in range(0, int(MOST_DIGITS) + 1, 3):
        x = _place(digits)
        parts.append(f"<line x1='{x}' y1='0' x2='{x}' y2='{bottom}' stroke='#ddd'/>")
        parts.append(_text(x, bottom + 16, str(digits), anchor="middle"))
    parts.append(_text(_LEFT + _WIDTH + 24, bottom + 16, "correct digits"))
    for i, deviation in enumerate(deviations):
        middle = _ROW * i + 12
        parts.append(_text(_LEFT - 10, middle + 4, deviation.quantity, anchor="end"))
        for digits_of_one in deviation.digits:
            place = f"cx='{_place(digits_of_one)}' cy='{middle}'"
            parts.append(f"<circle {place} r='5' fill='{_KNOWN}' fill-opacity='.55' stroke='#8a6510'/>")
        count = len(deviation.digits)
        parts.append(_text(_LEFT + _WIDTH + 10, middle + 4, f"{count} value{'s' if count > 1 else ''}"))
    return _picture(bottom + 24, parts)


def _place(digits: float) -> int:
    return _LEFT + round(_WIDTH * digits / MOST_DIGITS)


def _text(x: int, y: int, text: str, anchor: str = "start") -> str:
    return f"<text x='{x}' y='{y}' text-anchor='{anchor}'>{html.escape(text)}</text>"


def _bar(x: int, y: int, width: int, colour: str) -> str:
    return f"<rect x='{x}' y='{y}' width='{width}' height='18' fill='{colour}'/>"


def _picture(height: int, parts: Sequence[str]) -> str:
    width = _LEFT + _WIDTH + _RIGHT
    box = f"width='{width}' height='{height}' viewBox='0 0 {width} {height}'"
    return f"<svg {box} role='img' xmlns='http://www.w3.org/2000/svg'>{''.join(parts)}</svg>"
