"""Mixed models with R's pages and R's bits: lme4, lmerTest and pbkrtest in native Python."""

__all__: list[str] = []
