"""R scripts and R Markdown pages run without R."""

__all__: list[str] = []
