"""The functions of base, stats, utils and dplyr by topic; `load_all` registers them."""

from importlib import import_module

__all__ = ["load_all"]

_TOPICS = ("packages", "printing")


def load_all() -> None:
    """Register all functions."""
    for topic in _TOPICS:
        import_module(f"{__name__}.{topic}")
