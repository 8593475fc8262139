"""The proof against R: live sessions, golden files and comparisons."""

__all__: list[str] = []
