"""Questions put to a fit: pure functions, fit in, frozen answer record out."""

__all__: list[str] = []
