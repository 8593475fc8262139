"""A project of somebody else: means by group with pandas, and their page as R prints it."""

from __future__ import annotations

import pandas as pd

__all__ = ["group_means", "means_page"]


def group_means(frame: pd.DataFrame) -> pd.Series:
    """The mean score of each school."""
    return frame.groupby("school")["score"].mean()


def means_page(frame: pd.DataFrame) -> str:
    """The page of the means: what R prints for `aggregate(score ~ school, frame, mean)`."""
    lines = ["  school    score"]
    for i, (school, mean) in enumerate(group_means(frame).items(), 1):
        lines.append(f"{i} {school:>6} {mean:8.6f}")
    return "\n".join(lines) + "\n"
