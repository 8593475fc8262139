"""The chi-squared tail and the t quantile that tests and intervals need. R: stats::pchisq, stats::qt."""

from __future__ import annotations

import math

__all__ = ["pchisq", "qt"]


def pchisq(q: float, df: float, lower_tail: bool = True) -> float:
    """Distribution function of chi-squared with `df` degrees of freedom.

    R: stats::pchisq.
    """
    from scipy.special import gammainc, gammaincc

    if math.isnan(q) or math.isnan(df):
        return math.nan
    if q <= 0.0:
        return 0.0 if lower_tail else 1.0
    return float((gammainc if lower_tail else gammaincc)(df / 2.0, q / 2.0))


def qt(p: float, df: float) -> float:
    """Quantile of Student's t with `df` degrees of freedom.

    R: stats::qt.
    """
    from scipy.special import ndtri, stdtrit

    if math.isnan(p) or math.isnan(df):
        return math.nan
    return float(ndtri(p) if math.isinf(df) else stdtrit(df, p))
