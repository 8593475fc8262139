"""Rank correlations. R: stats::cor with method "spearman" and "kendall"."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["kendall", "midranks"]


def midranks(values: Any) -> Any:
    """Ranks from 1, ties averaged."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(1.0, len(values) + 1)
    for value in np.unique(values):
        same = values == value
        ranks[same] = ranks[same].mean()
    return ranks


def kendall(a: Any, b: Any) -> float:
    """Kendall's tau-b."""
    da, db = np.sign(a[:, None] - a[None, :]), np.sign(b[:, None] - b[None, :])
    return float((da * db).sum() / np.sqrt((da * da).sum() * (db * db).sum()))
