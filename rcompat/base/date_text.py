"""Dates and times as text and back, by the conversion letters of C's strftime in R's C locale.

Times are counted in seconds from 1970-01-01 00:00 UTC, dates in days. R: base::strftime, base::strptime.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

__all__ = ["Moment", "format_moment", "moment_of", "read_moment", "seconds_of"]

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86400
_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()  # noqa: SIM905
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A civil date and time of day."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: float = 0.0

    @property
    def civil(self) -> date:
        """The date alone."""
        return date(self.year, self.month, self.day)


def moment_of(seconds: float) -> Moment:
    """The civil time of a count of seconds."""
    days, rest = divmod(seconds, _DAY)
    civil = date.fromordinal(_EPOCH + int(days))
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    return Moment(year=civil.year, month=civil.month, day=civil.day, hour=int(hour), minute=int(minute), second=second)


def seconds_of(moment: Moment) -> float:
    """Seconds from 1970 of a civil time; months and days beyond their range run over into the next."""
    year, month = divmod(moment.year * 12 + moment.month - 1, 12)
    days = date(year, month + 1, 1).toordinal() - _EPOCH + moment.day - 1
    return days * _DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def _week(moment: Moment, first: int) -> int:
    """Week of the year when weeks begin on Sunday (0) or Monday (1)."""
    weekday = (moment.civil.isoweekday() - first) % 7
    return (moment.civil.timetuple().tm_yday - 1 - weekday + 7) // 7


def _twelve(moment: Moment) -> int:
    return (moment.hour - 1) % 12 + 1


_LETTERS: dict[str, Callable[[Moment], str]] = {
    "Y": lambda m: str(m.year),
    "y": lambda m: f"{m.year % 100:02d}",
    "C": lambda m: f"{m.year // 100:02d}",
    "m": lambda m: f"{m.month:02d}",
    "d": lambda m: f"{m.day:02d}",
    "e": lambda m: f"{m.day:2d}",
    "B": lambda m: _MONTHS[m.month - 1],
    "b": lambda m: _MONTHS[m.month - 1][:3],
    "h": lambda m: _MONTHS[m.month - 1][:3],
    "A": lambda m: _DAYS[m.civil.isoweekday() % 7],
    "a": lambda m: _DAYS[m.civil.isoweekday() % 7][:3],
    "j": lambda m: f"{m.civil.timetuple().tm_yday:03d}",
    "H": lambda m: f"{m.hour:02d}",
    "I": lambda m: f"{_twelve(m):02d}",
    "M": lambda m: f"{m.minute:02d}",
    "S": lambda m: f"{int(m.second):02d}",
    "p": lambda m: "AM" if m.hour < 12 else "PM",
    "u": lambda m: str(m.civil.isoweekday()),
    "w": lambda m: str(m.civil.isoweekday() % 7),
    "U": lambda m: f"{_week(m, 0):02d}",
    "W": lambda m: f"{_week(m, 1):02d}",
    "V": lambda m: f"{m.civil.isocalendar()[1]:02d}",
    "G": lambda m: str(m.civil.isocalendar()[0]),
    "s": lambda m: str(int(seconds_of(m))),
    "Z": lambda m: "UTC",
    "z": lambda m: "+0000",
    "n": lambda m: "\n",
    "t": lambda m: "\t",
    "%": lambda m: "%",
}
_SHORT = {"F": "%Y-%m-%d", "T": "%H:%M:%S", "D": "%m/%d/%y", "R": "%H:%M", "x": "%m/%d/%y", "X": "%H:%M:%S"}
_SHORT["c"] = "%a %b %e %H:%M:%S %Y"


def format_moment(moment: Moment, pattern: str) -> str:
    """A date and time by a pattern.

    R: base::format.Date, base::format.POSIXct.
    """

    def one(found: re.Match[str]) -> str:
        letter = found.group(0)[-1]
        if found.group(1):
            return _seconds_text(moment.second, int(found.group(1)[2:] or 0))
        if letter in _SHORT:
            return format_moment(moment, _SHORT[letter])
        return _LETTERS[letter](moment) if letter in _LETTERS else found.group(0)

    return re.sub(r"%(OS\d?)|%[EO]?[A-Za-z%]", one, pattern)


def _seconds_text(second: float, digits: int) -> str:
    if digits == 0:
        return f"{int(second):02d}"
    scale = 10**digits
    return f"{int(second * scale) / scale:0{digits + 3}.{digits}f}"


_READERS = {
    "Y": r"(?P<Y>\d{1,4})",
    "y": r"(?P<y>\d{1,2})",
    "m": r"(?P<m>1[0-2]|0?[1-9])",
    "d": r"(?P<d>3[01]|[12]\d|0?[1-9])",
    "e": r"\s*(?P<d>3[01]|[12]\d|0?[1-9])",
    "H": r"(?P<H>2[0-4]|[01]?\d)",
    "I": r"(?P<I>1[0-2]|0?[1-9])",
    "M": r"(?P<M>[0-5]?\d)",
    "S": r"(?P<S>6[01]|[0-5]?\d)",
    "p": r"(?P<p>[AaPp][Mm])",
    "j": r"(?P<j>\d{1,3})",
    "B": f"(?P<B>{'|'.join([*_MONTHS, *[name[:3] for name in _MONTHS]])})",
    "A": f"(?:{'|'.join([*_DAYS, *[name[:3] for name in _DAYS]])})",
    "Z": r"[A-Za-z]+",
    "z": r"[+-]\d\d:?\d\d",
    "%": "%",
}
_READERS.update(b=_READERS["B"], h=_READERS["B"], a=_READERS["A"])


def _pattern(text: str) -> re.Pattern[str]:
    for letter, longer in _SHORT.items():
        text = text.replace(f"%{letter}", longer)
    text = re.sub(r"%OS\d?", "%s", text)
    pieces = []
    for piece in re.findall(r"%[A-Za-z%]|\s+|.", text):
        if piece == "%s":
            pieces.append(r"(?P<S>6[01](?:\.\d*)?|[0-5]?\d(?:\.\d*)?)")
        elif piece[0] == "%" and len(piece) == 2 and piece[1] in _READERS:
            pieces.append((r"\s*" if piece[1] in "YymdHIMSj" else "") + _READERS[piece[1]])
        else:
            pieces.append(r"\s*" if piece.isspace() else re.escape(piece))
    return re.compile("".join(pieces), re.IGNORECASE)


_patterns: dict[str, re.Pattern[str]] = {}


def read_moment(text: str, pattern: str, today: date) -> Moment | None:
    """The date and time in a text; None where it does not follow the pattern or is no date.

    R: base::strptime; parts that the pattern does not name are those of today.
    """
    compiled = _patterns.get(pattern)
    if compiled is None:
        compiled = _patterns[pattern] = _pattern(pattern)
    found = compiled.match(text.lstrip() if pattern[:1] == "%" else text)
    if found is None:
        return None
    return _made(found.groupdict(), today)


def _made(parts: dict[str, Any], today: date) -> Moment | None:
    year = today.year if parts.get("Y") is None else int(parts["Y"])
    if parts.get("y") is not None:
        year = int(parts["y"]) + (1900 if int(parts["y"]) >= 69 else 2000)
    month = _month(parts)
    day = parts.get("d")
    if parts.get("j") is not None:
        civil = date(year, 1, 1) + timedelta(int(parts["j"]) - 1)
        month, day = civil.month, civil.day
    if (month is None) != (day is None) or (month is None and (parts.get("Y") or parts.get("y"))):
        if day is None and month is None:
            month, day = today.month, today.day
        else:
            return None
    hour = int(parts.get("H") or parts.get("I") or 0)
    if parts.get("p") is not None and parts.get("I") is not None:
        hour = hour % 12 + (12 if parts["p"].lower() == "pm" else 0)
    try:
        civil = date(year, month or today.month, int(day or today.day))
    except ValueError:
        return None
    second = float(parts.get("S") or 0)
    minute = int(parts.get("M") or 0)
    return Moment(year=civil.year, month=civil.month, day=civil.day, hour=hour, minute=minute, second=second)


def _month(parts: dict[str, Any]) -> int | None:
    if parts.get("m") is not None:
        return int(parts["m"])
    if parts.get("B") is not None:
        return [name[:3].lower() for name in _MONTHS].index(parts["B"][:3].lower()) + 1
    return None
