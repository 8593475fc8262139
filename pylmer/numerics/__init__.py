"""The penalised least-squares problem at one theta, in lme4's order of operations."""

__all__: list[str] = []
