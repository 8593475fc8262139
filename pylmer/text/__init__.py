"""The only place in pylmer that makes lines of text."""

__all__: list[str] = []
