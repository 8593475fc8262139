"""R's `options()`: one frozen record, changed for a block or for the session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

__all__ = ["Options", "get_options", "local_options", "options", "set_quotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options that printing and modelling read, with R's defaults.

    Attributes:
        digits: significant digits of printed numbers.
        width: columns of a printed line.
        scipen: penalty on scientific notation.
        out_dec: decimal mark.
        show_signif_stars: stars and legend in coefficient tables.
        contrasts: contrast functions for unordered and ordered factors.
        na_action: na.omit, na.exclude, na.pass or na.fail.
        summary_cor_max: lme4.summary.cor.max, most coefficients whose correlations are printed.
        max_print: entries printed before R gives up.
        fancy_quotes: useFancyQuotes, whether quotes that R sets are directed.
        compat: lme4 version whose pages are printed.
    """

    digits: int = 7
    width: int = 80
    scipen: int = 0
    out_dec: str = "."
    show_signif_stars: bool = True
    contrasts: tuple[str, str] = ("contr.treatment", "contr.poly")
    na_action: str = "na.omit"
    summary_cor_max: int = 12
    max_print: int = 99999
    fancy_quotes: bool = True
    compat: str = "1.1-31"


_PLAIN_QUOTES = str.maketrans("‘’“”", "''\"\"")
_DEFAULTS = Options()
_current: ContextVar[Options] = ContextVar("options", default=_DEFAULTS)


def get_options() -> Options:
    """Return the options in force."""
    return _current.get()


def set_quotes(text: str) -> str:
    """A text with directed quotes as the options want its quotes. R: sQuote, dQuote."""
    return text if _current.get().fancy_quotes else text.translate(_PLAIN_QUOTES)


def options(**changes: object) -> Options:
    """Change options for the session; return the old ones."""
    old = _current.get()
    _current.set(replace(old, **changes))  # type: ignore[arg-type]
    return old


@contextmanager
def local_options(**changes: object) -> Iterator[Options]:
    """Change options inside a block."""
    token = _current.set(replace(_current.get(), **changes))  # type: ignore[arg-type]
    try:
        yield _current.get()
    finally:
        _current.reset(token)
