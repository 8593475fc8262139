"""Finding theta: lme4's optimisers, restarts, boundary and convergence checks."""

__all__: list[str] = []
