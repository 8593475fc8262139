"""`lmer()`: from formula to MerFit."""

__all__: list[str] = []
