"""Formula and data to a ModelSpec: random-effects terms and lme4's input checks."""

__all__: list[str] = []
